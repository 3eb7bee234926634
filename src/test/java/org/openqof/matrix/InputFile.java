package org.openqof.matrix;

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
}
