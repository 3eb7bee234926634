/**
 * Pages for people: one report and one page on data quality for each publication. Each is a single
 * file that opens without a network and prints, with the table of its figures alongside every
 * chart. Statistics only, never money.
 */
@NullMarked
package org.openqof.publish.report;

import org.jspecify.annotations.NullMarked;
