package org.openqof.extract.form;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small table that a person hands over, as comma-separated text: CSV in UTF-8, Windows-1252 or
 * UTF-16, with semicolons or tabs, packed, or the one sheet of a workbook.
 */
public final class SmallTable {
  private SmallTable() {}

  /**
   * Its text, without a byte order mark.
   *
   * @param name the file's name, for messages
   * @param bytes its content
   * @throws org.openqof.errors.QofException when it is not a table or more than one
   */
  public static String text(String name, byte[] bytes) {
    List<byte[]> tables = new ArrayList<>();
    List<String> passedOver = new ArrayList<>();
    new Containers(Limits.defaults())
        .walk(
            name,
            new ByteArrayInputStream(bytes),
            new Containers.Visitor() {
              @Override
              public void file(String file, InputStream content) {
                tables.add(plain(file, content));
              }

              @Override
              public void skipped(String file, String reason) {
                passedOver.add(reason);
              }
            });
    if (tables.size() > 1) {
      throw ExtractErrors.notOneTable(
          name, tables.size() + " sheets or files with something in them");
    }
    if (tables.isEmpty() && !passedOver.isEmpty() && bytes.length > 0) {
      throw ExtractErrors.notOneTable(name, passedOver.get(0));
    }
    byte[] table = tables.isEmpty() ? new byte[0] : tables.get(0);
    String text = Text.of(table, 0, table.length);
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  /** A code in capitals, without blanks around it and without signs that nobody sees. */
  public static String code(String written) {
    return LenientText.code(written);
  }

  private static byte[] plain(String name, InputStream content) {
    try {
      byte[] bytes = content.readAllBytes();
      Charset wide = WideText.in(bytes);
      if (wide != null) {
        bytes = new WideText(new ByteArrayInputStream(bytes), wide).readAllBytes();
      }
      Character separator = separator(bytes);
      return separator == null
          ? bytes
          : new WithCommas(new ByteArrayInputStream(bytes), separator, 0).readAllBytes();
    } catch (IOException e) {
      throw ExtractErrors.unreadable(name, e);
    }
  }

  /** What stands between the columns of a first line without commas; null for nothing else. */
  private static @Nullable Character separator(byte[] bytes) {
    for (byte b : bytes) {
      if (b == ',' || b == '\n' || b == '\r') {
        return null;
      }
      if (b == ';' || b == '\t') {
        return (char) b;
      }
    }
    return null;
  }
}
