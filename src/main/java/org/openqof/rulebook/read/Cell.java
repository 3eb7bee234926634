package org.openqof.rulebook.read;

/**
 * One value as written, with the place where it stands.
 *
 * @param file how messages name the file
 * @param line line of the value, from 1
 * @param name column or key
 * @param text the value without surrounding blanks; empty when nothing is written
 */
public record Cell(String file, int line, String name, String text) {

  /** Whether nothing is written. */
  public boolean blank() {
    return text.isEmpty();
  }

  /** The place, as it begins a message. */
  public String place() {
    return file + ", line " + line + ", " + name;
  }
}
