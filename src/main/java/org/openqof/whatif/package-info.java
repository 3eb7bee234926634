/**
 * Scenarios over a year of the lake: what is read and written. What is worked out lies in {@code
 * whatif.scenario}.
 */
@NullMarked
package org.openqof.whatif;

import org.jspecify.annotations.NullMarked;
