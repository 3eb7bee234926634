/**
 * The look-up page: a folder of static files made from the published statistics of all years, for a
 * browser that reads ranges of Parquet. Its page is in {@code src/main/site}; see
 * docs/adr/0018-look-up-page.md. Holds no money: only counts of patients are ever read here.
 */
@NullMarked
package org.openqof.publish.site;

import org.jspecify.annotations.NullMarked;
