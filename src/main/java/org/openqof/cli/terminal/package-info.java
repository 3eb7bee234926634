/**
 * What a person at a terminal sees and types: width and colours of lines, progress, help, near
 * names of arguments, and files for shells. It knows no command.
 */
@NullMarked
package org.openqof.cli.terminal;

import org.jspecify.annotations.NullMarked;
