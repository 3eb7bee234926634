package org.openqof.oracle;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/**
 * What a national run leaves behind, in a database, for {@code qof bench}: the SQL of {@code
 * src/bench/duckdb}, a year after the other. Run in the project's folder.
 */
public final class DuckDbEqualWork {
  private static final Path SCRIPT = Path.of("src", "bench", "duckdb", "equal_work.sql");

  private DuckDbEqualWork() {}

  /**
   * Reads the extracts, calculates and writes, year after year. Prints for each a line of year,
   * practices, rows and pounds, and a line of year, table and rows for each table that the program
   * has too.
   *
   * @param arguments folder of the extracts, folder of the rulebooks, folder to write into, years
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 4) {
      System.err.println("usage: DuckDbEqualWork EXTRACTS RULEBOOKS OUT YEAR...");
      System.exit(2);
    }
    for (String year : Arrays.asList(arguments).subList(3, arguments.length)) {
      Path out = Files.createDirectories(Path.of(arguments[2], year).toAbsolutePath());
      try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
          Statement statement = database.createStatement()) {
        set(statement, "folder", Path.of(arguments[0], year, "payment").toString());
        set(statement, "rulebook", Path.of(arguments[1], year).toString());
        set(statement, "out", out.toString());
        set(statement, "short_year", year.substring(2, 4) + year.substring(5));
        set(statement, "achievement_date", Integer.parseInt(year.substring(0, 4)) + 1 + "0331");
        statement.execute(Files.readString(SCRIPT));
        print(statement, year, "SELECT practices, rows_read, pounds FROM answer");
        print(statement, year, "SELECT name, rows FROM table_rows ORDER BY name");
      }
    }
  }

  private static void set(Statement statement, String name, String value) throws SQLException {
    statement.execute("SET VARIABLE " + name + " = " + NationalOracle.quoted(value));
  }

  private static void print(Statement statement, String year, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        StringBuilder line = new StringBuilder(year);
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
          line.append(' ').append(rows.getString(column));
        }
        System.out.println(line);
      }
    }
  }
}
