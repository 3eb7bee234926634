/**
 * The commands as a person types them: options in, lines and an exit code out. One class a command,
 * no logic; what a command does lives in the rooms below.
 */
@NullMarked
package org.openqof.cli;

import org.jspecify.annotations.NullMarked;
