/**
 * Rules changed on purpose, and what England and each practice would be paid by them. Pure: no
 * input or output.
 */
@NullMarked
package org.openqof.whatif.scenario;

import org.jspecify.annotations.NullMarked;
