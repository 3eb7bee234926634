package org.openqof.rulebook.read;

/**
 * The text of one rulebook file.
 *
 * @param label how messages name the file
 * @param text its content, line ends normalised to a line feed, without a byte order mark
 */
record SourceFile(String label, String text) {

  static SourceFile of(String label, String content) {
    String text = content.replace("\r\n", "\n").replace('\r', '\n');
    return new SourceFile(label, text.startsWith("\uFEFF") ? text.substring(1) : text);
  }
}
