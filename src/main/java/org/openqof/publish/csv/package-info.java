/**
 * CSV files of the publication, official and long, and their descriptions for machines (CSVW, data
 * package).
 */
@NullMarked
package org.openqof.publish.csv;

import org.jspecify.annotations.NullMarked;
