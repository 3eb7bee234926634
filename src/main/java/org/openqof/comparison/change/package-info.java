/** What changed between two amounts and why. Pure: no input or output. */
@NullMarked
package org.openqof.comparison.change;

import org.jspecify.annotations.NullMarked;
