package org.openqof.sql;

import java.util.stream.Collectors;

/** The functions of the catalogue as a chapter of the data dictionary. */
public final class FormulaDictionary {
  private FormulaDictionary() {}

  /** The chapter, in Markdown. */
  public static String markdown() {
    StringBuilder text = new StringBuilder();
    text.append(
        """

        ## Functions of SQL

        The regulation's formulas, each from the one statement that a run uses, in `./qof sql` and \
        in any Spark session with the catalogue of docs/sql.md. A NULL argument gives \
        NULL. Decimals are taken with all their digits; floating-point numbers are refused. An \
        argument that the formula does not allow ends the query with a message.
        """);
    for (Formula formula : Formula.values()) {
      text.append(
          "\n### qof.%s\n\n%s Gives %s.\n\n| argument | type | meaning |\n|---|---|---|\n%s\n"
              .formatted(
                  formula.call(),
                  formula.sentence(),
                  formula.answer().type(),
                  formula.parameters().stream()
                      .map(
                          parameter ->
                              "| %s | %s | %s |"
                                  .formatted(
                                      parameter.name(),
                                      parameter.kind().words(),
                                      parameter.sentence()))
                      .collect(Collectors.joining("\n"))));
    }
    return text.toString();
  }
}
