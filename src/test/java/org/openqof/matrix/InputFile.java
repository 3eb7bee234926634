package org.openqof.matrix;

import java.util.Locale;

/**
 * An input of a year: one file, or several of one kind.
 *
 * @param nation the nation whose extracts have it
 * @param name how the names of its files begin
 * @param hasHeader whether its files have a header
 */
record InputFile(Nation nation, String name, boolean hasHeader) {
  /** Whether a file belongs to it. */
  boolean has(String file) {
    return file.startsWith(name);
  }

  /** Whether a line of a report names it, by the name of its files or of its role. */
  boolean isNamedIn(String line) {
    return line.contains(name) || line.contains(name.toLowerCase(Locale.ROOT));
  }
}
