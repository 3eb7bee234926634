package org.openqof.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
 * The national calculation, year after year, in the SQL of {@code src/test/resources/oracle}.
 *
 * <p>Of the year calculated last it holds the tables {@code lines} (practice_code, indicator_code,
 * earned_points in hundredths, payment in pence; both empty where a line cannot be priced), {@code
 * practice_totals}, {@code national} (group_code, register, crp, practices), {@code applied}
 * (corrections), {@code aspiration}, {@code schedule} and {@code england}, and all that led to
 * them; of the years before what they leave to it. Money and points are 128-bit whole numbers; a
 * product that does not fit fails.
 */
final class NationalOracle implements AutoCloseable {
  /** The scripts, in their order. */
  private static final List<String> SCRIPTS =
      List.of(
          "1_year.sql",
          "2_contracts.sql",
          "3_values.sql",
          "4_participants.sql",
          "4_lineage.sql",
          "5_performance.sql",
          "5_improvement.sql",
          "6_protection.sql",
          "7_nation.sql",
          "8_payments.sql",
          "9_corrections.sql",
          "10_aspiration.sql",
          "11_totals.sql",
          "12_later_years.sql");

  /** Files that hold a header alone, for those that the extracts do not have. */
  private static final Path HEADERS = Path.of("src", "test", "resources", "oracle", "headers");

  /** The rulebooks as they lie in the project: files, not classes. */
  static final Path RULEBOOKS = Path.of("src", "main", "resources", "rulebook");

  private final Connection database;

  private NationalOracle(Connection database) {
    this.database = database;
  }

  /**
   * Calculates nothing yet.
   *
   * @param extracts folder of the payment service's extracts, at any depth
   */
  @SuppressWarnings("MustBeClosedChecker") // closed with the oracle
  static NationalOracle over(Path extracts) throws SQLException, IOException {
    NationalOracle oracle = new NationalOracle(DriverManager.getConnection("jdbc:duckdb:"));
    try {
      oracle.tell("extracts", extracts.toString());
      oracle.tell("headers", HEADERS.toString());
      oracle.run(words("0_history.sql"));
      return oracle;
    } catch (SQLException | IOException | RuntimeException e) {
      oracle.close();
      throw e;
    }
  }

  /**
   * Calculates a year after those calculated before, which it may stand on: base years of
   * protection, and the year before for aspiration. What is not calculated is not in its lake.
   */
  NationalOracle calculate(String year) throws SQLException, IOException {
    return calculate(year, RULEBOOKS.resolve(year));
  }

  /** The same with the rulebook in a folder. */
  NationalOracle calculate(String year, Path rulebook) throws SQLException, IOException {
    tell("rulebook", rulebook.toString());
    tell("year", year);
    for (String script : SCRIPTS) {
      run(words(script));
    }
    return this;
  }

  /**
   * Calculates a year with the project's rulebook, and no year before it.
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
  static NationalOracle of(Path extracts, String year, Path rulebook)
      throws SQLException, IOException {
    NationalOracle oracle = over(extracts);
    try {
      return oracle.calculate(year, rulebook);
    } catch (SQLException | IOException | RuntimeException e) {
      oracle.close();
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
    run(words("published.sql"));
    fill("published_adjustments", payments.resolve("applied_adjustments.parquet"));
    fill("published_aspiration", payments.resolve("aspiration_payments.parquet"));
    fill("published_schedule", payments.resolve("aspiration_schedule.parquet"));
    run(words("compare.sql"));
    return ask(
        "SELECT what || ' ' || of_what || ': oracle ' || coalesce(oracle_says, 'nothing') || ';"
            + " product ' || coalesce(product_says, 'nothing') FROM disagreements");
  }

  /** Fills a table from a published one where that exists: the columns that both have. */
  private void fill(String table, Path published) throws SQLException {
    if (Files.exists(published)) {
      String columns = String.join(", ", ask("SELECT column_name FROM (DESCRIBE " + table + ")"));
      String rows = "read_parquet(" + quoted(published.toString()) + ")";
      run("INSERT INTO %s SELECT %s FROM %s".formatted(table, columns, rows));
    }
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
