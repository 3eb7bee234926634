/** The look-up page, built from publications. */
@NullMarked
package org.openqof.site;

import org.jspecify.annotations.NullMarked;
