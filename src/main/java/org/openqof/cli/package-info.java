/**
 * One class a command: arguments in, answers out, exit codes; options that several commands have
 * are mixed in from classes of their own. No logic of the calculation.
 */
@NullMarked
package org.openqof.cli;

import org.jspecify.annotations.NullMarked;
