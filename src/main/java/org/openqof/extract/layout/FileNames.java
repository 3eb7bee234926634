package org.openqof.extract.layout;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names of files as people change them: copied, renamed, packed, with blanks for underscores. */
final class FileNames {
  private static final Pattern ENDINGS =
      Pattern.compile("(\\.(CSV|TXT|GZ|DAT|TSV|ZIP|XLSX?|XLSM|XLSB|ODS|TMP|BAK|PART))+$");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s_\\-]+");
  private static final Pattern BEFORE = Pattern.compile("^[^\\p{L}\\p{N}]+|^COPY_OF_");

  private FileNames() {}

  /**
   * The file's own name without folders, archive, endings and what copying puts before it; in
   * capitals, with one underscore between words.
   */
  static String base(String fileName) {
    String name = fileName.replace('\\', '/');
    name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('!')) + 1);
    name = ENDINGS.matcher(name.toUpperCase(Locale.ROOT).trim()).replaceFirst("");
    name = BEFORE.matcher(name).replaceFirst("");
    return BEFORE.matcher(joined(name)).replaceFirst("");
  }

  /** Words with one underscore between them in place of blanks and dashes. */
  static String joined(String words) {
    return BETWEEN_WORDS.matcher(words).replaceAll("_");
  }
}
