package org.openqof.sql;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.openqof.engine.Equation;
import org.openqof.engine.Equation.Difference;
import org.openqof.tables.Table;

/**
 * Equations asked in Spark SQL of the very files of a version. Tables are views of a session of its
 * own, so that nobody else's names are touched.
 */
public final class AskedEquations {
  /** Spark looks for signs of patterns in paths unless told that there are none. */
  private static final String PATTERNS_IN_PATHS = "__globPaths__";

  /** Differences of one equation that are named. */
  private static final int NAMED = 5;

  private final SparkSession session;

  /** Asks by a session's cluster. */
  public AskedEquations(SparkSession session) {
    this.session = session.newSession();
    // Small plans over few rows once they are summed: measured, half the processor time.
    this.session.conf().set("spark.sql.adaptive.enabled", "false");
    this.session.conf().set("spark.sql.codegen.wholeStage", "false");
    this.session.conf().set("spark.sql.shuffle.partitions", "1");
  }

  /**
   * What does not hold; of each equation the first few subjects in order.
   *
   * @param equations what must hold
   * @param files absolute paths of the files of every table that an equation may name; none where
   *     it has no rows
   */
  public List<Difference> ask(List<Equation> equations, Map<Table, List<String>> files) {
    String queries = equations.stream().map(Equation::query).collect(Collectors.joining("\n"));
    files.forEach((table, paths) -> view(table, queries, paths));
    List<Difference> differences = new ArrayList<>();
    for (Equation equation : equations) {
      for (Row row : session.sql(differing(equation)).collectAsList()) {
        differences.add(new Difference(equation, text(row, 0), text(row, 1), text(row, 2)));
      }
    }
    return differences;
  }

  /** The first few subjects of an equation whose sides differ, all as text. */
  private static String differing(Equation equation) {
    return """
        select cast(subject as string), cast(expected as string), cast(found as string)
        from (
        %s
        ) where not expected <=> found order by subject limit %d"""
        .formatted(SqlScript.statements(equation.query()).get(0), NAMED);
  }

  private static String text(Row row, int column) {
    return row.isNullAt(column) ? "" : row.getString(column);
  }

  /** A table with the columns that an equation names; the others would only be planned. */
  private void view(Table table, String queries, List<String> files) {
    StructType schema =
        new StructType(
            Arrays.stream(TableSchema.of(table).fields())
                .filter(
                    field -> Pattern.compile("\\b" + field.name() + "\\b").matcher(queries).find())
                .toArray(StructField[]::new));
    Dataset<Row> rows =
        files.isEmpty()
            ? session.createDataFrame(List.of(), schema)
            : session
                .read()
                .schema(schema)
                .option(PATTERNS_IN_PATHS, "false")
                .parquet(
                    files.stream()
                        .map(file -> new Path(URI.create(file)).toString())
                        .toArray(String[]::new));
    rows.createOrReplaceTempView(table.name());
  }
}
