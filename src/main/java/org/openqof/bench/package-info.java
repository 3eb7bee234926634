/**
 * The benchmark: whole processes side by side on the same extracts, this program's engines and what
 * it is measured against. Starts programs and measures them; calculates nothing.
 */
@NullMarked
package org.openqof.bench;

import org.jspecify.annotations.NullMarked;
