/**
 * Why an amount is what it is: the calculation of one practice, step by step, down to the lines of
 * the extracts.
 */
@NullMarked
package org.openqof.explanation;

import org.jspecify.annotations.NullMarked;
