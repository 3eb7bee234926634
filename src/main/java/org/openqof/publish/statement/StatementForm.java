package org.openqof.publish.statement;

/** The forms a statement can take. */
public enum StatementForm {
  /** Aligned lines of at most 100 columns where its values allow. */
  TEXT,
  /** One JSON object. */
  JSON,
  /** One table, RFC 4180, one row an item, canonical values. */
  CSV,
  /** One HTML file that needs nothing else. */
  HTML;

  /** The statement in this form. */
  public String of(Statement statement) {
    return switch (this) {
      case TEXT -> new StatementText().of(statement);
      case JSON -> StatementRows.json(statement);
      case CSV -> StatementRows.csv(statement);
      case HTML -> StatementHtml.of(statement);
    };
  }
}
