package org.openqof.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.rulebook.read.NearestName;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.store.place.LakeErrors;
import org.openqof.tables.Reconciliation;
import org.openqof.tables.Table;
import org.openqof.tables.Tables;
import org.openqof.tables.Versions;

/**
 * Spark SQL over the lake's tables by name.
 *
 * <p>A table becomes a view when a query first names it: to open all of them takes longer than most
 * queries.
 */
public final class LakeSql {
  /** All rows. */
  public static final int ALL = Integer.MAX_VALUE;

  private static final String CURRENT = "current_versions";

  private static final String EMPTY_IN_JSON = "spark.sql.jsonGenerator.ignoreNullFields";

  private final SparkSession session;
  private final Lake lake;
  private final @Nullable List<Chosen> chosen;
  private final Set<String> known = new HashSet<>();

  private LakeSql(SparkSession session, Lake lake, @Nullable List<Chosen> chosen) {
    this.session = session;
    this.lake = lake;
    this.chosen = chosen;
    session.conf().set("spark.sql.catalog.qof", QofCatalog.class.getName());
    session.conf().set("spark.sql.catalog.qof.lake", lake.root());
  }

  /** Tables with the rows of all versions, and {@code current_versions} with the published ones. */
  public static LakeSql allVersions(SparkSession session, Lake lake) {
    return new LakeSql(session, lake, null);
  }

  /**
   * Tables with the rows of each year's published version and no other; tables of what was received
   * with the rows that this version was made from.
   */
  public static LakeSql publishedVersions(SparkSession session, Lake lake) {
    VersionLog log = new VersionLog(lake);
    return new LakeSql(
        session,
        lake,
        lake.years(Versions.TABLE).stream()
            .flatMap(year -> log.published(year).stream())
            .map(state -> new Chosen(state.year(), state.version(), state.silverVersion()))
            .toList());
  }

  /**
   * Tables with the rows of one version and no other, and of what was received those that it was
   * made from; a table that has none is there and empty. The version need not be published, nor
   * have passed its checks.
   *
   * @param version its number; null for the one that is current
   * @throws org.openqof.errors.QofException when the lake has no such version
   */
  public static LakeSql ofVersion(
      SparkSession session, Lake lake, FinancialYear year, @Nullable Integer version) {
    List<VersionState> states = new VersionLog(lake).states(year);
    VersionState state =
        version == null
            ? new VersionLog(lake).published(year).orElse(null)
            : states.stream()
                .filter(each -> each.version() <= version)
                .reduce((before, after) -> after)
                .orElse(null);
    if (state == null || (version != null && !isThere(lake, states, year, version))) {
      throw SqlErrors.noVersion(
          year.toString(),
          version,
          states.stream().map(each -> String.valueOf(each.version())).distinct().toList(),
          lake.root());
    }
    // One that failed its checks has no state; it was made from the values frozen before it.
    int number = version == null ? state.version() : version;
    return new LakeSql(session, lake, List.of(new Chosen(year, number, state.silverVersion())));
  }

  /**
   * Whether a version has a state, or rows though its checks failed. Of any other all tables would
   * be empty, and whatever is asked of it would hold.
   */
  private static boolean isThere(
      Lake lake, List<VersionState> states, FinancialYear year, int version) {
    return states.stream().anyMatch(each -> each.version() == version)
        || lake.versions(Reconciliation.TABLE, year).contains(version);
  }

  /** A version whose rows a query sees, and the one whose frozen values it was made from. */
  private record Chosen(FinancialYear year, int version, int silverVersion) {}

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

  /** The session that it asks. */
  public SparkSession session() {
    return session;
  }

  /** Makes views of all tables of the lake that exist. */
  public LakeSql withAllTables() {
    Tables.all().forEach(this::makeView);
    makeCurrentVersions();
    return this;
  }

  /** Makes views of the tables that a query names, which is quicker than of all. */
  public LakeSql withTablesOf(String query) {
    for (Table table : Tables.all()) {
      if (names(query, table.name())) {
        makeView(table);
      }
    }
    if (names(query, CURRENT)) {
      makeCurrentVersions();
    }
    return this;
  }

  private static boolean names(String query, String table) {
    return Pattern.compile("\\b" + table + "\\b", Pattern.CASE_INSENSITIVE).matcher(query).find();
  }

  private void makeView(Table table) {
    if (known.contains(table.name())) {
      return;
    }
    if (lake.deltaVersion(table).isEmpty()) {
      if (chosen != null) {
        session
            .createDataFrame(List.of(), TableSchema.withPartitions(table))
            .createOrReplaceTempView(table.name());
      }
      return;
    }
    Dataset<Row> rows = session.read().format("delta").load(lake.path(table));
    boolean some = chosen != null && table.layer() != Table.Layer.OPS;
    (some ? rows.where(versions(table)) : rows).createOrReplaceTempView(table.name());
    known.add(table.name());
  }

  private void makeCurrentVersions() {
    makeView(Versions.TABLE);
    if (known.contains(Versions.TABLE.name()) && known.add(CURRENT)) {
      session
          .sql(
              "select financial_year, max(version) as version from versions"
                  + " where state = 'published' group by financial_year")
          .createOrReplaceTempView(CURRENT);
    }
  }

  private String versions(Table table) {
    List<Chosen> some = chosen == null ? List.of() : chosen;
    return some.stream()
        .map(
            state ->
                "(financial_year = '%s' and version = %d)"
                    .formatted(
                        state.year(),
                        Tables.isFrozen(table) ? state.silverVersion() : state.version()))
        .collect(Collectors.joining(" or ", "", some.isEmpty() ? "false" : ""));
  }

  /**
   * Runs one query. What would do more than read is refused, whatever its form.
   *
   * @param query Spark SQL
   * @param most rows wanted at most
   * @throws org.openqof.errors.QofException when the query cannot be run
   */
  public Answer query(String query, int most) {
    return asked(query, result -> answer(result, most));
  }

  /**
   * The rows of a query as JSON objects in its columns' order, with numbers as numbers and an empty
   * value as {@code null}.
   *
   * @throws org.openqof.errors.QofException when the query cannot be run
   */
  public List<String> json(String query) {
    return asked(
        query,
        result -> {
          session.conf().set(EMPTY_IN_JSON, "false");
          return result.toJSON().collectAsList();
        });
  }

  /**
   * Writes the rows of a query as one Parquet file, with the types that Spark gives them.
   *
   * @param folder a folder that does not exist; the file is the only one in it
   * @return the file
   * @throws org.openqof.errors.QofException when the query cannot be run
   */
  public Path parquet(String query, Path folder) {
    return asked(
        query,
        result -> {
          result.coalesce(1).write().parquet(folder.toString());
          try (Stream<Path> files = Files.list(folder)) {
            return files
                .filter(file -> file.getFileName().toString().endsWith(".parquet"))
                .findFirst()
                .orElseThrow();
          } catch (IOException problem) {
            throw LakeErrors.inputOutput("write", folder.toString(), problem);
          }
        });
  }

  private <T> T asked(String query, Function<Dataset<Row>, T> then) {
    try {
      LakeSql unused = withTablesOf(query);
      return then.apply(ReadingPlan.rows(session, query));
    } catch (Exception e) {
      // Spark's Scala methods throw checked exceptions that Java does not see declared.
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof QofException ours) {
          throw ours;
        }
      }
      if (e instanceof AnalysisException analysis) {
        throw SqlErrors.badQuery(firstLines(e), near(analysis), e);
      }
      if (e instanceof ParseException) {
        throw SqlErrors.badQuery(firstLines(e), "", e);
      }
      if (e instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new IllegalStateException(e);
    }
  }

  private static Answer answer(Dataset<Row> result, int most) {
    List<String> columns = List.of(result.columns());
    List<Boolean> rightAligned = new ArrayList<>();
    for (StructField field : result.schema().fields()) {
      rightAligned.add(field.dataType() instanceof NumericType);
    }
    List<List<String>> rows = new ArrayList<>();
    for (Row row : most == ALL ? result.collectAsList() : result.takeAsList(most + 1)) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        cells.add(row.isNullAt(i) ? "" : text(row.get(i)));
      }
      rows.add(cells);
    }
    boolean more = rows.size() > most;
    return new Answer(columns, more ? rows.subList(0, most) : rows, rightAligned, more);
  }

  /** The table or function that an unknown name was probably meant to be. */
  private static String near(AnalysisException problem) {
    Map<String, String> found = problem.getMessageParameters();
    String table = lastPart(found.get("relationName"));
    if (!table.isEmpty()) {
      return NearestName.advice(table, Tables.all().stream().map(Table::name).toList(), "");
    }
    String function = lastPart(found.get("routineName"));
    return function.isEmpty()
        ? ""
        : NearestName.advice("qof." + function, QofCatalog.functions(), "");
  }

  /** The last part of a name as Spark quotes it: {@code `qof`.`pionts`}. */
  private static String lastPart(@Nullable String quoted) {
    String name = quoted == null ? "" : quoted.replace("`", "");
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String text(Object value) {
    return value instanceof java.math.BigDecimal decimal
        ? decimal.toPlainString()
        : String.format(Locale.ROOT, "%s", value);
  }

  private static String firstLines(Exception failure) {
    String message = String.valueOf(failure.getMessage());
    // What follows is Spark's own plan of the query.
    int end = message.indexOf(";\n");
    end = end < 0 ? message.indexOf("\n\n") : end;
    return end < 0 ? message : message.substring(0, end);
  }
}
