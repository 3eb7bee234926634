package org.openqof.extract.form;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqof.errors.QofException;
import org.openqof.errors.QofException.Kind;

/** Messages about received files: containers, layouts and files that are refused whole. */
public final class ExtractErrors {
  private static final String SEND_AGAIN = "Ask the supplier to send the file again.";

  private ExtractErrors() {}

  /** A stream that cannot be read to its end. */
  public static QofException unreadable(String file, Throwable cause) {
    return QofException.of(
        Kind.FAILED,
        "The file " + file + " cannot be read.",
        reason(cause),
        "Check the file and the disk or service it is on, and run again.",
        cause);
  }

  /** A gzip file or zip archive that is cut off or damaged. */
  public static QofException damagedContainer(String file, String kind, Throwable cause) {
    return QofException.of(
        Kind.FAILED,
        "The " + kind + " file " + file + " is cut off or damaged.",
        "Expected a complete " + kind + " file; found: " + reason(cause) + ".",
        SEND_AGAIN,
        cause);
  }

  /** A zip archive that ends before its table of contents, or whose table does not agree. */
  public static QofException incompleteArchive(String file, String found) {
    return QofException.of(
        Kind.FAILED,
        "The zip file " + file + " is cut off or damaged.",
        "Expected the table of contents at its end to name every entry; found: " + found + ".",
        SEND_AGAIN);
  }

  /** An archive entry that would be written outside of its folder. */
  public static QofException unsafeEntry(String file, String entry) {
    return QofException.of(
        Kind.FAILED,
        "The archive " + file + " holds an entry with an unsafe path.",
        "Entry '" + entry + "': expected a relative path without '..'.",
        "Do not use this archive; ask the supplier for one made by an ordinary tool.");
  }

  /** A column of dates with the month before the day. */
  public static QofException monthFirst(
      String file, String column, String example, int line, int monthFirst, int either) {
    return QofException.of(
        Kind.FAILED,
        "The file " + file + " has dates with the month before the day.",
        List.of(
            "Column %s: %,d dates are dates only with the month first, such as '%s' on line %d; none shows the day first."
                .formatted(column, monthFirst, example, line),
            "%,d more could be either: read day before month, they would be other days than was meant."
                .formatted(either)),
        "Write the dates as 20240331, 31/03/2024 or 2024-03-31.");
  }

  /** An archive inside an archive. */
  public static QofException nestedArchive(String file, String entry, String kind) {
    return QofException.of(
        Kind.FAILED,
        "The archive " + file + " holds another archive.",
        "Entry '" + entry + "' is a " + kind + " file; expected plain files.",
        "Unpack the inner archive and put its files alongside the others.");
  }

  /** An archive that expands to more than the limits allow. */
  public static QofException expandsTooFar(String file, String limit) {
    return QofException.of(
        Kind.FAILED,
        "The file " + file + " expands too far to be an extract.",
        "Limit: " + limit + ".",
        "If the file is sound, unpack it and give the plain files instead.");
  }

  /** A zip archive that cannot be opened without a password. */
  public static QofException lockedArchive(String file, String entry) {
    return QofException.of(
        Kind.FAILED,
        "The zip file " + file + " has a password.",
        "Entry '" + entry + "' is encrypted; no password is ever asked for or kept here.",
        "Unpack it with its password and put the plain files in its place, or ask for it without a"
            + " password.");
  }

  /** A zip archive whose entries are packed in a way that is not read. */
  public static QofException unknownPacking(String file, String entry, String method) {
    return QofException.of(
        Kind.FAILED,
        "The zip file " + file + " is packed in a way that is not read.",
        "Entry '" + entry + "' is packed with method " + method + "; expected deflate or stored.",
        "Unpack it and put the plain files in its place, or ask for an ordinary zip file.");
  }

  /** An archive of another kind than zip or gzip. */
  public static QofException archiveNotRead(String file) {
    return QofException.of(
        Kind.FAILED,
        "The file " + file + " is an archive of a kind that is not read.",
        "It may hold extracts. Zip and gzip are read; 7z, rar, bzip2, xz and zstd are not.",
        "Unpack it and put its files in its place; or pass it over with ignore: in the job file.");
  }

  /** A file whose name says zip or workbook and whose bytes do not. */
  public static QofException noZip(String file) {
    return QofException.of(
        Kind.FAILED,
        "The file " + file + " is neither a zip archive nor a workbook, whatever its name says.",
        "Expected 'PK' as its first bytes; other bytes stand before it, or it is damaged.",
        SEND_AGAIN);
  }

  /** A file that should be one table and is none, or several. */
  public static QofException notOneTable(String file, String found) {
    return QofException.of(
        Kind.FAILED,
        "The file " + file + " is not one table.",
        "Expected one CSV file or a workbook with one sheet; found: " + found + ".",
        "Keep the one table in it, or save that sheet as CSV.");
  }

  /** A workbook that is too large to be opened. */
  public static QofException workbookTooLarge(String file, long most) {
    return QofException.of(
        Kind.FAILED,
        "The workbook " + file + " is too large.",
        "Limit: " + most + " bytes; a workbook is held in memory while it is read.",
        "Save its sheets as CSV and put these in its place.");
  }

  /**
   * A file that bears the name of an extract and cannot be read.
   *
   * @param layout the layout that its name belongs to
   * @param why what it is
   */
  public static QofException namedLikeAnExtract(String file, String layout, String why) {
    return QofException.of(
        Kind.FAILED,
        "The file " + file + " bears the name of an extract and cannot be read.",
        "By its name it is " + layout + "; it is " + why + ".",
        "Send it as CSV or .xlsx, or remove it; to pass it over, put it under ignore: in the job"
            + " file.");
  }

  /** A record that is longer than any record of an extract. */
  public static QofException recordTooLong(String file, long line, long limit) {
    return QofException.of(
        Kind.FAILED,
        "The file " + file + " holds a record that is too long.",
        "Line "
            + line
            + ": expected a record of at most "
            + limit
            + " bytes; found no end of it. A quote that is never closed or a file that is not a CSV"
            + " causes this.",
        "Correct the quotes on that line, or remove the file if it is not an extract.");
  }

  /** A quote that is not closed before the end of the file. */
  public static QofException unclosedQuote(String file, long line) {
    return QofException.of(
        Kind.FAILED,
        "The file " + file + " ends inside a quoted field.",
        "Line " + line + ": expected a closing quote; found the end of the file.",
        "Correct the quotes on that line, or ask for the file again if it is cut off.");
  }

  /** A file longer than lines can be counted in. */
  public static QofException tooManyLines(String file) {
    return QofException.of(
        Kind.FAILED,
        "The file " + file + " has more than 2,000,000,000 lines.",
        "Lines are counted in 32 bits.",
        "Split the file.");
  }

  /**
   * A file that no layout describes.
   *
   * @param partedBy what its columns are parted by in place of commas; null if by commas
   * @param near the layout it looks most like, and what speaks for it; null for none
   */
  public static QofException unknownLayout(
      String file,
      String found,
      List<String> known,
      @Nullable String partedBy,
      @Nullable String near) {
    List<String> details = new ArrayList<>();
    details.add("Line 1, found: " + found);
    if (near != null) {
      details.add("It looks most like " + near + ".");
    }
    details.add("Expected the header of one of: " + String.join(", ", known));
    if (partedBy != null) {
      details.add("Its columns seem to be parted by " + partedBy + "; expected commas.");
    }
    return QofException.of(
        Kind.FAILED,
        "The file " + file + " has none of the known layouts.",
        details,
        partedBy != null
            ? "Save the file as CSV with commas."
            : "Remove the file if it is not an extract, pass it over with ignore: in the job file, or"
                + " describe its columns in a layout file.");
  }

  /** Columns of a header that its layout does not have. */
  public static QofException unknownColumns(
      String file, String layout, List<String> unknown, List<String> expected, String yaml) {
    List<String> details = new ArrayList<>();
    details.add("Line 1, found: " + String.join(", ", unknown));
    details.add("Expected by the layout " + layout + ": " + String.join(", ", expected));
    return QofException.of(
        Kind.FAILED,
        "The file "
            + file
            + " has "
            + (unknown.size() == 1 ? "a column" : "columns")
            + " that its layout does not know.",
        details,
        "If the column was renamed or added this year, put this line into the layout "
            + layout
            + ": "
            + yaml);
  }

  /** Columns that a layout needs and a header lacks. */
  public static QofException missingColumns(
      String file, String layout, List<String> missing, List<String> found) {
    List<String> details = new ArrayList<>();
    details.add("Line 1, missing: " + String.join("; ", missing));
    details.add("Found: " + String.join(", ", found));
    return QofException.of(
        Kind.FAILED,
        "The file " + file + " lacks columns that the layout " + layout + " needs.",
        details,
        "Ask for the complete file; if a column was renamed, add its new name to the layout.");
  }

  /** A column that stands twice in a header. */
  public static QofException columnTwice(String file, String layout, String first, String second) {
    return QofException.of(
        Kind.FAILED,
        "The file " + file + " holds one column twice.",
        "Line 1: '"
            + first
            + "' and '"
            + second
            + "' both mean the same in the layout "
            + layout
            + ".",
        "Remove one of the two columns.");
  }

  /** A layout file that cannot be used. */
  public static QofException badLayout(String file, List<String> problems) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The layout file " + file + " cannot be used.",
        problems,
        "Correct the layout file; the shipped layouts show the form.");
  }

  /** A file whose year cannot be determined. */
  public static QofException yearUnknown(String file, String layout) {
    return QofException.of(
        Kind.FAILED,
        "The financial year of " + file + " cannot be determined.",
        "A file of the layout "
            + layout
            + " carries its year in its name; expected a form like _2324 or 2023-24.",
        "Rename the file or its folder so that it carries the year.");
  }

  /** A file that speaks of two financial years. */
  public static QofException twoYears(String file, String first, String second) {
    return QofException.of(
        Kind.FAILED,
        "The file " + file + " holds two years in one file.",
        List.of("Expected one financial year: " + first, "Found also: " + second),
        "Split the file by year, or correct its name.");
  }

  /** A file that is cut off inside its last line. */
  public static QofException truncated(String file, long line, int expected, int found) {
    return QofException.of(
        Kind.FAILED,
        "The file " + file + " is truncated.",
        "Line "
            + line
            + ", the last one: expected "
            + expected
            + " columns and a line end; found "
            + found
            + " columns and the end of the file.",
        SEND_AGAIN);
  }

  /** A file with so many refused rows that it cannot be the file it claims to be. */
  public static QofException tooManyRefused(String file, long line, int limit, String example) {
    return QofException.of(
        Kind.FAILED,
        "The file " + file + " is refused whole: more than " + limit + " of its rows are refused.",
        "At line " + line + ", for example: " + example,
        "Check that it is the right file and undamaged, and ask for it again.");
  }

  /** A file without any data row where one is needed. */
  public static QofException empty(String file) {
    return QofException.of(
        Kind.FAILED,
        "The file " + file + " is empty.",
        "Expected a header and data rows; found no line.",
        SEND_AGAIN);
  }

  private static String reason(@Nullable Throwable cause) {
    if (cause == null) {
      return "no reason given";
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
