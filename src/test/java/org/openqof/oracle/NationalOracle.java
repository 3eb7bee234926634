package org.openqof.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The national calculation of one year, in the SQL of {@code src/test/resources/oracle}.
 *
 * <p>Once made it holds the tables {@code lines} (practice_code, indicator_code, earned_points in
 * hundredths, payment in pence; both empty where a line cannot be priced), {@code practice_totals},
 * {@code national} (group_code, register, crp, practices) and {@code england}, and all that led to
 * them. Money and points are 128-bit whole numbers; a product that does not fit fails.
 */
final class NationalOracle implements AutoCloseable {
  /** The scripts, in their order. */
  private static final List<String> SCRIPTS =
      List.of(
          "1_year.sql",
          "2_values.sql",
          "3_participants.sql",
          "4_points.sql",
          "5_nation.sql",
          "6_payments.sql");

  /** The rulebooks as they lie in the project: files, not classes. */
  static final Path RULEBOOKS = Path.of("src", "main", "resources", "rulebook");

  private final Connection database;

  private NationalOracle(Connection database) {
    this.database = database;
  }

  /**
   * Calculates a year with the project's rulebook.
   *
   * @param extracts folder of the payment service's extracts, of this and any other years, at any
   *     depth
   * @param year such as {@code 2023-24}
   */
  static NationalOracle of(Path extracts, String year) throws SQLException, IOException {
    return of(extracts, year, RULEBOOKS.resolve(year));
  }

  /**
   * Calculates a year.
   *
   * @param extracts folder of the payment service's extracts
   * @param year such as {@code 2023-24}
   * @param rulebook folder of the year's {@code indicators.csv}, {@code groups.csv} and {@code
   *     payment.yaml}
   */
  @SuppressWarnings("MustBeClosedChecker") // closed with the oracle
  static NationalOracle of(Path extracts, String year, Path rulebook)
      throws SQLException, IOException {
    Connection database = DriverManager.getConnection("jdbc:duckdb:");
    NationalOracle oracle = new NationalOracle(database);
    try {
      oracle.tell("extracts", extracts.toString());
      oracle.tell("rulebook", rulebook.toString());
      oracle.tell("year", year);
      for (String script : SCRIPTS) {
        oracle.run(words(script));
      }
      return oracle;
    } catch (SQLException | IOException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static String words(String script) throws IOException {
    try (InputStream in = NationalOracle.class.getResourceAsStream("/oracle/" + script)) {
      if (in == null) {
        throw new IOException("no script " + script);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void tell(String name, String value) throws SQLException {
    run("SET VARIABLE " + name + " = " + quoted(value));
  }

  /** A text as SQL writes it. */
  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** Runs statements, one after another. */
  void run(String statements) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(statements);
    }
  }

  /**
   * Everything on which a publication says something else: lines, practice totals, national
   * prevalence, England; points exactly and pounds to the penny. Each with what the oracle says and
   * what the product says.
   *
   * @param payments folder of the year's published payment tables, as Parquet
   */
  List<String> disagreements(Path payments) throws SQLException, IOException {
    tell("payments", payments.toString());
    run(words("compare.sql"));
    return ask(
        "SELECT what || ' ' || of_what || ': oracle ' || coalesce(oracle_says, 'nothing') || '; product '"
            + " || coalesce(product_says, 'nothing') FROM disagreements");
  }

  /**
   * What a query answers, a line of text a row, its values separated by blanks and {@code -} where
   * one is empty.
   */
  List<String> ask(String query) throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(query);
        ResultSet rows = statement.executeQuery()) {
      int columns = rows.getMetaData().getColumnCount();
      List<String> answer = new ArrayList<>();
      while (rows.next()) {
        List<String> values = new ArrayList<>(columns);
        for (int column = 1; column <= columns; column++) {
          String value = rows.getString(column);
          values.add(value == null ? "-" : value);
        }
        answer.add(String.join(" ", values));
      }
      return answer;
    }
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
