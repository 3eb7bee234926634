/**
 * Judgement of a year before it is published: its size, its national figures, its files, its inputs
 * and what is paid, each against what was; and who moved it. Pure: no input or output.
 */
@NullMarked
package org.openqof.gate.figures;

import org.jspecify.annotations.NullMarked;
