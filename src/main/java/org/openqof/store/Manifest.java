package org.openqof.store;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqof.store.parquet.YearColumns;
import org.openqof.tables.Field;
import org.openqof.tables.Table;

/**
 * What a published version is and what it was made from: enough to tell whether two publications
 * are the same, to check that no file was changed, and to make the version again.
 *
 * @param financialYear year of the results, {@code 2024-25}
 * @param version version of that year
 * @param origin what it was made from
 * @param tables its tables, by name
 * @param files every file alongside the manifest itself, by path
 */
public record Manifest(
    String financialYear,
    int version,
    Origin origin,
    List<PublishedTable> tables,
    List<PublishedFile> files) {
  public Manifest {
    tables = List.copyOf(tables);
    files = List.copyOf(files);
  }

  /**
   * What a version was made from.
   *
   * @param runId run that published it
   * @param publishedAt UTC time, ISO 8601
   * @param engine engine of that run
   * @param codeVersion version of OpenQOF
   * @param rulebookDigest digest of the year's rulebook
   * @param silverVersion version whose silver tables it was made from
   * @param inputs digest of each input file by its name
   * @param lakeVersions version of each Delta table by its name
   * @param acceptances national figures outside their tolerance that a person let through, in
   *     words: which value, who, until when, why
   */
  public record Origin(
      String runId,
      String publishedAt,
      String engine,
      String codeVersion,
      String rulebookDigest,
      int silverVersion,
      Map<String, String> inputs,
      Map<String, Long> lakeVersions,
      @Nullable List<String> acceptances) {
    public Origin {
      inputs = Map.copyOf(inputs);
      lakeVersions = Map.copyOf(lakeVersions);
      // Manifests of versions before there was a gate have none.
      acceptances = acceptances == null ? List.of() : List.copyOf(acceptances);
    }

    /** A version that needed no acceptance. */
    public Origin(
        String runId,
        String publishedAt,
        String engine,
        String codeVersion,
        String rulebookDigest,
        int silverVersion,
        Map<String, String> inputs,
        Map<String, Long> lakeVersions) {
      this(
          runId,
          publishedAt,
          engine,
          codeVersion,
          rulebookDigest,
          silverVersion,
          inputs,
          lakeVersions,
          List.of());
    }
  }

  /**
   * A published table.
   *
   * @param name name of the table
   * @param path its file, relative to the manifest
   * @param sentence what one row is
   * @param rows number of rows
   * @param contentDigest digest of its rows, the same whichever engine made them
   * @param key columns that identify a row, by which it is sorted
   * @param columns its columns in order
   */
  public record PublishedTable(
      String name,
      String path,
      String sentence,
      long rows,
      String contentDigest,
      List<String> key,
      List<PublishedColumn> columns) {
    public PublishedTable {
      key = List.copyOf(key);
      columns = List.copyOf(columns);
    }

    static PublishedTable of(Table table, String path, long rows, String contentDigest) {
      return new PublishedTable(
          table.name(),
          path,
          table.sentence(),
          rows,
          contentDigest,
          table.key().stream().map(Field::name).toList(),
          Stream.concat(
                  table.fields().stream().map(PublishedColumn::of), PublishedColumn.ofTheYear())
              .toList());
    }
  }

  /**
   * A column of a published table.
   *
   * @param name its name
   * @param type text, int, long, decimal(18,scale), date or flag
   * @param unit unit of its values
   * @param mayBeEmpty whether a row may have no value
   * @param sentence what it means
   */
  public record PublishedColumn(
      String name, String type, String unit, boolean mayBeEmpty, String sentence) {
    /** The columns that every published file has besides those of its table. */
    static Stream<PublishedColumn> ofTheYear() {
      return Stream.of(
          new PublishedColumn(
              YearColumns.YEAR_NAME, "text", "none", false, YearColumns.YEAR_SENTENCE),
          new PublishedColumn(
              YearColumns.VERSION_NAME, "int", "count", false, YearColumns.VERSION_SENTENCE));
    }

    static PublishedColumn of(Field field) {
      String type =
          field.type() == Field.Type.DECIMAL
              ? "decimal(%d,%d)".formatted(Field.DECIMAL_PRECISION, field.scale())
              : field.type().name().toLowerCase(Locale.ROOT);
      return new PublishedColumn(
          field.name(),
          type,
          field.unit().name().toLowerCase(Locale.ROOT),
          field.nullable(),
          field.sentence());
    }
  }

  /**
   * A published file.
   *
   * @param path relative to the manifest
   * @param bytes size
   * @param sha256 digest of its bytes, hexadecimal
   */
  public record PublishedFile(String path, long bytes, String sha256) {}

  /** The table of this name, if it was published. */
  public Optional<PublishedTable> table(String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst();
  }

  /** Whether another manifest describes the same results, made whenever by whichever run. */
  boolean sameResults(Manifest other) {
    return financialYear.equals(other.financialYear)
        && version == other.version
        && tables.equals(other.tables)
        && origin.rulebookDigest.equals(other.origin.rulebookDigest)
        && origin.inputs.equals(other.origin.inputs);
  }
}
