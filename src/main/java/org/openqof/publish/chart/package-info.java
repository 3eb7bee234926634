/**
 * Charts as SVG of our own: a title and a description for those who cannot see them, no script, no
 * library. Everything that comes from outside is escaped here.
 */
@NullMarked
package org.openqof.publish.chart;

import org.jspecify.annotations.NullMarked;
