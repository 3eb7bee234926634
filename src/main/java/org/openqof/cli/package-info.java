/** One class a command: arguments in, answers out, exit codes. No logic of the calculation. */
@NullMarked
package org.openqof.cli;

import org.jspecify.annotations.NullMarked;
