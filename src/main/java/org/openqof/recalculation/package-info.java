/**
 * A year made from its values: assembled, national figures formed, priced, its rows written to the
 * lake. The order of years and the gate are not its matter.
 */
@NullMarked
package org.openqof.recalculation;

import org.jspecify.annotations.NullMarked;
