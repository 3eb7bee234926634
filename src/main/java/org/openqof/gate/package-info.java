/**
 * The gate before publication: what is judged, what is let through by whom, what waits and how it
 * is released. What is worked out lies in {@code gate.figures}.
 */
@NullMarked
package org.openqof.gate;

import org.jspecify.annotations.NullMarked;
