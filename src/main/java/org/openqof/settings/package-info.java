/**
 * What a job file and the command line ask for: steps, places, years, limits of a run; and the
 * words that every room uses for numbers and places. Does nothing itself.
 */
@NullMarked
package org.openqof.settings;

import org.jspecify.annotations.NullMarked;
