package org.openqof.engine.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.openqof.errors.JobErrors;
import org.openqof.store.Lake;
import org.openqof.tables.Table;
import org.openqof.tables.Tables;

/** Spark SQL over the lake's tables by name. */
public final class LakeSql {
  private LakeSql() {}

  /**
   * The answer to a query.
   *
   * @param columns column names
   * @param rows values as text; an empty value as an empty text
   * @param rightAligned whether each column holds numbers
   * @param more whether there are more rows than were asked for
   */
  public record Answer(
      List<String> columns, List<List<String>> rows, List<Boolean> rightAligned, boolean more) {}

  /**
   * Makes each table of the lake that exists a view by its name, and {@code current_versions} the
   * published version of each year.
   */
  public static void register(SparkSession session, Lake lake) {
    for (Table table : Tables.all()) {
      if (lake.deltaVersion(table).isPresent()) {
        session.read().format("delta").load(lake.path(table)).createOrReplaceTempView(table.name());
      }
    }
    if (session.catalog().tableExists("versions")) {
      session
          .sql(
              "select financial_year, max(version) as version from versions"
                  + " where state = 'published' group by financial_year")
          .createOrReplaceTempView("current_versions");
    }
  }

  /**
   * Runs one query.
   *
   * @param lake the lake
   * @param query Spark SQL
   * @param most rows wanted at most
   * @throws org.openqof.errors.QofException when the query cannot be run
   */
  public static Answer query(Lake lake, String query, int most) {
    try (SparkSessions sessions = SparkSessions.open(null)) {
      SparkSession session = sessions.session();
      register(session, lake);
      Dataset<Row> result = session.sql(query);
      List<String> columns = List.of(result.columns());
      List<Boolean> rightAligned = new ArrayList<>();
      for (StructField field : result.schema().fields()) {
        rightAligned.add(field.dataType() instanceof NumericType);
      }
      List<List<String>> rows = new ArrayList<>();
      for (Row row : result.takeAsList(most + 1)) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
          cells.add(row.isNullAt(i) ? "" : text(row.get(i)));
        }
        rows.add(cells);
      }
      boolean more = rows.size() > most;
      return new Answer(columns, more ? rows.subList(0, most) : rows, rightAligned, more);
    } catch (Exception e) {
      // Spark's Scala methods throw checked exceptions that Java does not see declared.
      if (e instanceof AnalysisException || e instanceof ParseException) {
        throw JobErrors.badQuery(firstLines(e), e);
      }
      throw e;
    }
  }

  private static String text(Object value) {
    return value instanceof java.math.BigDecimal decimal
        ? decimal.toPlainString()
        : String.format(Locale.ROOT, "%s", value);
  }

  private static String firstLines(Exception failure) {
    String message = String.valueOf(failure.getMessage());
    int end = message.indexOf("\n\n");
    return end < 0 ? message : message.substring(0, end);
  }
}
