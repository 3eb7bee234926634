package org.openqof.sql;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.NamespaceChange;
import org.apache.spark.sql.connector.catalog.Relation;
import org.apache.spark.sql.connector.catalog.RelationCatalog;
import org.apache.spark.sql.connector.catalog.SupportsNamespaces;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.catalog.TableInfo;
import org.apache.spark.sql.connector.catalog.TableWritePrivilege;
import org.apache.spark.sql.connector.catalog.View;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.delta.catalog.DeltaTableV2;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.tables.Field;
import org.openqof.tables.Table;
import org.openqof.tables.Tables;
import org.openqof.tables.Versions;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The lake and the regulation in Spark SQL: {@code qof.payment_lines} holds the rows of all
 * versions, {@code qof.current.payment_lines} those of each year's published version, which {@code
 * qof.current.versions} names, and {@code qof.points(...)} and its kin are the formulas.
 *
 * <p>It only reads: no statement of Spark's or of Delta's writes, alters, empties, compacts or
 * restores a table through it. Who names a table by its path goes past the catalogue; there the
 * rights of the files decide. Tables are the lake's own Delta tables, so that plans, pruning and
 * statistics are those of Delta; current versions are views over them.
 *
 * <p>The setting {@code spark.sql.catalog.<name>.lake} says which lake; it is asked at each query
 * and can be changed in a session.
 */
public final class QofCatalog implements RelationCatalog, FunctionCatalog, SupportsNamespaces {
  /** The namespace of current versions. */
  public static final String CURRENT = "current";

  private static final String[] ROOT = {};

  private String name = "qof";
  private String lakeSetting = "";
  private String lakeGiven = "";

  @Override
  public void initialize(String given, CaseInsensitiveStringMap options) {
    name = given;
    lakeSetting = "spark.sql.catalog." + given + ".lake";
    lakeGiven = options.getOrDefault("lake", "");
  }

  @Override
  public String name() {
    return name;
  }

  private Lake lake() {
    SparkSession session = SparkSession.active();
    String place = session.conf().get(lakeSetting, lakeGiven);
    if (place.isEmpty()) {
      throw SqlErrors.noLakeSet(lakeSetting);
    }
    Map<String, String> hadoop = new HashMap<>();
    CollectionConverters.asJava(session.conf().getAll())
        .forEach(
            (key, value) -> {
              if (key.startsWith("spark.hadoop.")) {
                hadoop.put(key.substring("spark.hadoop.".length()), value);
              }
            });
    URI root = place.contains(":") ? URI.create(place) : Path.of(place).toAbsolutePath().toUri();
    return new Lake(root, hadoop);
  }

  /** The names of its functions, with the catalogue's own in front. */
  public static List<String> functions() {
    return Arrays.stream(Formula.values())
        .map(formula -> "qof." + formula.sqlName())
        .distinct()
        .toList();
  }

  // Tables

  @Override
  public Relation loadRelation(Identifier wanted) throws NoSuchTableException {
    Lake lake = lake();
    Table table = inTheLake(lake, wanted).orElseThrow(() -> new NoSuchTableException(wanted));
    if (isRoot(wanted.namespace())) {
      return rows(lake, table);
    }
    if (isCurrent(wanted.namespace())) {
      return current(lake, table);
    }
    throw new NoSuchTableException(wanted);
  }

  private static Optional<Table> inTheLake(Lake lake, Identifier wanted) {
    return Tables.named(wanted.name().toLowerCase(Locale.ROOT))
        .filter(table -> lake.deltaVersion(table).isPresent());
  }

  private static DeltaTableV2 rows(Lake lake, Table table) {
    return new ReadOnlyTable(
        new org.apache.hadoop.fs.Path(lake.path(table)), schema -> described(table, schema));
  }

  private View current(Lake lake, Table table) {
    return view(
        "select * from %s where %s".formatted(below(table.name()), versions(lake, table)),
        rows(lake, table).schema(),
        table.sentence());
  }

  private View view(String query, StructType schema, String comment) {
    return new View.Builder()
        .withQueryText(query)
        .withCurrentCatalog(name)
        .withCurrentNamespace(ROOT)
        .withQueryColumnNames(schema.fieldNames())
        .withSchema(schema)
        .withComment(comment)
        .build();
  }

  private String below(String table) {
    return "`" + name.replace("`", "``") + "`.`" + table + "`";
  }

  private static String versions(Lake lake, Table table) {
    if (table.layer() == Table.Layer.OPS && !table.equals(Versions.TABLE)) {
      return "true";
    }
    VersionLog log = new VersionLog(lake);
    List<VersionState> published =
        lake.years(Versions.TABLE).stream().flatMap(year -> log.published(year).stream()).toList();
    String and = table.equals(Versions.TABLE) ? " and state = 'published'" : "";
    return published.stream()
        .map(
            state ->
                "(financial_year = '%s' and version = %d%s)"
                    .formatted(
                        state.year(),
                        Tables.isFrozen(table) ? state.silverVersion() : state.version(),
                        and))
        .collect(Collectors.joining(" or ", "", published.isEmpty() ? "false" : ""));
  }

  private static StructType described(Table table, StructType schema) {
    Map<String, String> sentences = new TreeMap<>();
    for (Field field : table.fields()) {
      sentences.put(field.name(), field.sentence());
    }
    return new StructType(
        Arrays.stream(schema.fields())
            .map(
                field ->
                    Optional.ofNullable(sentences.get(field.name()))
                        .map(field::withComment)
                        .orElse(field))
            .toArray(StructField[]::new));
  }

  @Override
  public Identifier[] listTables(String[] namespace) throws NoSuchNamespaceException {
    requireKnown(namespace);
    return isRoot(namespace) ? all(namespace) : new Identifier[0];
  }

  @Override
  public Identifier[] listViews(String[] namespace) throws NoSuchNamespaceException {
    requireKnown(namespace);
    return isRoot(namespace) ? new Identifier[0] : all(namespace);
  }

  private Identifier[] all(String[] namespace) {
    Lake lake = lake();
    return Tables.all().stream()
        .filter(table -> lake.deltaVersion(table).isPresent())
        .map(table -> Identifier.of(namespace, table.name()))
        .toArray(Identifier[]::new);
  }

  // Functions

  @Override
  public Identifier[] listFunctions(String[] namespace) throws NoSuchNamespaceException {
    requireKnown(namespace);
    return isRoot(namespace)
        ? Arrays.stream(Formula.values())
            .map(Formula::sqlName)
            .distinct()
            .map(function -> Identifier.of(namespace, function))
            .toArray(Identifier[]::new)
        : new Identifier[0];
  }

  @Override
  public UnboundFunction loadFunction(Identifier wanted) throws NoSuchFunctionException {
    List<Formula> formulas = Formula.named(wanted.name());
    if (formulas.isEmpty() || !isRoot(wanted.namespace())) {
      throw new NoSuchFunctionException(wanted);
    }
    return new FormulaFunction(formulas.get(0).sqlName(), formulas);
  }

  // Namespaces

  private static boolean isRoot(String[] namespace) {
    return namespace.length == 0;
  }

  private static boolean isCurrent(String[] namespace) {
    return namespace.length == 1 && namespace[0].equalsIgnoreCase(CURRENT);
  }

  private static void requireKnown(String[] namespace) throws NoSuchNamespaceException {
    if (!isRoot(namespace) && !isCurrent(namespace)) {
      throw new NoSuchNamespaceException(namespace);
    }
  }

  @Override
  public String[][] listNamespaces() {
    return new String[][] {{CURRENT}};
  }

  @Override
  public String[][] listNamespaces(String[] namespace) throws NoSuchNamespaceException {
    requireKnown(namespace);
    return isRoot(namespace) ? listNamespaces() : new String[0][];
  }

  @Override
  public boolean namespaceExists(String[] namespace) {
    return isRoot(namespace) || isCurrent(namespace);
  }

  @Override
  public Map<String, String> loadNamespaceMetadata(String[] namespace)
      throws NoSuchNamespaceException {
    requireKnown(namespace);
    return Map.of(
        SupportsNamespaces.PROP_COMMENT,
        isRoot(namespace)
            ? "Tables of the lake, all versions."
            : "Published version of each year.");
  }

  // What would change anything. Only a run changes the lake.

  static UnsupportedOperationException onlyReads() {
    return new UnsupportedOperationException(
        "This catalogue only reads: a run alone changes the lake, and ./qof maintain keeps it in"
            + " order. Nothing was changed.");
  }

  /** Spark asks so for a table that a statement would write to. */
  @Override
  public org.apache.spark.sql.connector.catalog.Table loadTable(
      Identifier table, Set<TableWritePrivilege> privileges) {
    throw onlyReads();
  }

  @Override
  public org.apache.spark.sql.connector.catalog.Table createTable(
      Identifier table, TableInfo given) {
    throw onlyReads();
  }

  @Override
  public org.apache.spark.sql.connector.catalog.Table alterTable(
      Identifier table, TableChange... changes) {
    throw onlyReads();
  }

  @Override
  public boolean dropTable(Identifier table) {
    throw onlyReads();
  }

  @Override
  public void renameTable(Identifier from, Identifier to) {
    throw onlyReads();
  }

  @Override
  public View createView(Identifier view, View given) {
    throw onlyReads();
  }

  @Override
  public View replaceView(Identifier view, View given) {
    throw onlyReads();
  }

  @Override
  public boolean dropView(Identifier view) {
    throw onlyReads();
  }

  @Override
  public void renameView(Identifier from, Identifier to) {
    throw onlyReads();
  }

  @Override
  public void createNamespace(String[] namespace, Map<String, String> metadata) {
    throw onlyReads();
  }

  @Override
  public void alterNamespace(String[] namespace, NamespaceChange... changes) {
    throw onlyReads();
  }

  @Override
  public boolean dropNamespace(String[] namespace, boolean cascade) {
    throw onlyReads();
  }
}
