package org.openqof.answer;

/** The forms an answer can take. */
public enum Form {
  /** Lines for people. */
  TEXT,
  /** One JSON object on one line. */
  JSON,
  /** One table, RFC 4180: a column names the part of the answer that a row belongs to. */
  CSV,
  /** One HTML page that needs nothing else. */
  HTML;

  /** An answer in this form, ended by a line end. */
  public String of(Answer answer) {
    return switch (this) {
      case TEXT -> TextForm.of(answer);
      case JSON -> JsonForm.of(answer);
      case CSV -> CsvForm.of(answer);
      case HTML -> HtmlForm.of(answer);
    };
  }
}
