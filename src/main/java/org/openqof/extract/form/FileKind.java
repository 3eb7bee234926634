package org.openqof.extract.form;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the first bytes of a file say it is. */
public enum FileKind {
  TEXT,
  GZIP,
  ZIP,
  OTHER_ARCHIVE,
  PDF,
  OLD_OFFICE,
  BINARY;

  /** Why a file that a computer put alongside the extracts is not read. */
  public static final String OF_THE_SYSTEM = "a file of the operating system";

  private static final List<String> OFFICE = List.of("docx", "pptx", "ods", "odt", "xlsb");

  /** How the parts of a document of Office are called, of which its zip archive consists. */
  private static final List<String> PARTS =
      List.of("[Content_Types].xml", "_rels/", "xl/", "docProps/");

  static FileKind of(byte[] head) {
    if (starts(head, 0x1f, 0x8b)) {
      return GZIP;
    }
    if (starts(head, 'P', 'K', 3, 4) || starts(head, 'P', 'K', 5, 6)) {
      return ZIP;
    }
    if (starts(head, '7', 'z', 0xbc, 0xaf)
        || starts(head, 0x28, 0xb5, 0x2f, 0xfd)
        || (starts(head, 'B', 'Z', 'h') && head.length > 4 && head[4] == 0x31)
        || starts(head, 0xfd, '7', 'z', 'X')
        || starts(head, 'R', 'a', 'r', '!')) {
      return OTHER_ARCHIVE;
    }
    if (starts(head, '%', 'P', 'D', 'F')) {
      return PDF;
    }
    if (starts(head, 0xd0, 0xcf, 0x11, 0xe0)) {
      return OLD_OFFICE;
    }
    if (WideText.in(head) != null) {
      return TEXT;
    }
    for (byte b : head) {
      if (b == 0) {
        return BINARY;
      }
    }
    return TEXT;
  }

  private static boolean starts(byte[] head, int... magic) {
    return head.length >= magic.length
        && IntStream.range(0, magic.length).allMatch(i -> (head[i] & 0xff) == magic[i]);
  }

  /** Whether a file is a workbook of Excel, whatever it is called. */
  static boolean isWorkbook(String name, byte[] head) {
    if (of(head) != ZIP || office(name) != null) {
      return false;
    }
    String ending = ending(name);
    if (ending.equals("xlsx") || ending.equals("xlsm")) {
      return true;
    }
    // The name of the first entry stands behind the 30 bytes of its header.
    String first =
        head.length <= 30
            ? ""
            : new String(head, 30, Math.min(head.length - 30, 64), StandardCharsets.ISO_8859_1);
    return PARTS.stream().anyMatch(first::startsWith);
  }

  /** Whether a name says that the file is a zip archive or a workbook, and its bytes do not. */
  static boolean claimsToBeAZip(String name, byte[] head) {
    String ending = ending(name);
    return of(head) == BINARY
        && (ending.equals("zip") || ending.equals("xlsx") || ending.equals("xlsm"));
  }

  /** Why a file is not read, or null when it may be an extract. */
  @Nullable String whyNotRead(String name, byte[] head) {
    return switch (this) {
      case PDF -> "a PDF document";
      case OLD_OFFICE ->
          "a document of an old kind (.xls, .doc) or one with a password; a workbook is read once"
              + " it is saved as .xlsx or CSV, without a password";
      case BINARY -> "no text";
      case OTHER_ARCHIVE -> "an archive of a kind that is not read";
      case ZIP, GZIP -> office(name) == null ? "an archive" : office(name);
      case TEXT ->
          name.contains("__MACOSX/") || own(name).startsWith("._")
              ? OF_THE_SYSTEM
              : head.length == 0 ? "empty" : null;
    };
  }

  static @Nullable String office(String name) {
    String ending = ending(name);
    return OFFICE.contains(ending)
        ? ending.equals("xlsb") || ending.equals("ods")
            ? "a ." + ending + " workbook, which is read once it is saved as .xlsx or CSV"
            : "an office document"
        : null;
  }

  /** The file's own name, without folders and archive. */
  private static String own(String name) {
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('!')) + 1);
  }

  /** What stands behind the last point of a file's own name, in small letters. */
  public static String ending(String name) {
    String own = own(name);
    int dot = own.lastIndexOf('.');
    return dot < 0 ? "" : own.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
