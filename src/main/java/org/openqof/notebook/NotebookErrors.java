package org.openqof.notebook;

import java.util.List;
import org.openqof.errors.QofException;
import org.openqof.errors.QofException.Kind;

/** Messages about notebooks. */
public final class NotebookErrors {
  private NotebookErrors() {}

  /** A notebook that is not there. */
  public static QofException noSuchFile(String file) {
    return QofException.of(
        Kind.ARGUMENTS,
        "There is no notebook " + file + ".",
        "A file whose name ends in .ipynb is expected.",
        "Name one of the files in notebooks/, or write the path in full.");
  }

  /** A file that is not a JSON. */
  public static QofException notJson(String file, int line, int column, String problem) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The notebook " + file + " cannot be read.",
        "Line %d, column %d: %s".formatted(line, column, problem),
        "Take the file from version control again, or save it again from Jupyter.");
  }

  /** A file that cannot be read at all. */
  public static QofException unreadable(String file, Throwable cause) {
    return QofException.of(
        Kind.FAILED,
        "The notebook " + file + " cannot be read.",
        String.valueOf(cause.getMessage()),
        "See that the file may be read by you.",
        cause);
  }

  /** A file that is JSON and no notebook of ours. */
  public static QofException noNotebook(String file, String expected) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The file " + file + " is not a notebook that can be run here.",
        "Expected: " + expected + ".",
        "Save it in Jupyter with the kernel that ./qof notebook install-kernel makes.");
  }

  /** A cell that failed. */
  public static QofException cellFailed(
      String file, int cell, int line, String problem, String page) {
    return QofException.of(
        Kind.FAILED,
        "Cell " + cell + " of " + file + " failed.",
        List.of("Line " + line + ": " + problem, "Shown so far: " + page),
        "Correct the cell and run the notebook again.");
  }

  /** A place where nothing can be written. */
  public static QofException unwritable(String place, Throwable cause) {
    return QofException.of(
        Kind.FAILED,
        "Nothing can be written to " + place + ".",
        String.valueOf(cause.getMessage()),
        "Name a folder that you may write to with --out.",
        cause);
  }

  /** Public data that a notebook reads and that are not there. */
  public static QofException noOpenData(String folder, String missing) {
    return QofException.of(
        Kind.FAILED,
        "The published files that this notebook reads are not in " + folder + ".",
        "Missing: " + missing + ".",
        "Download them from the yearly Quality and Outcomes Framework publications into one folder,"
            + " and name it in the environment variable QOF_OPEN_DATA.");
  }
}
