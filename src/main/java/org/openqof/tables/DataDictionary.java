package org.openqof.tables;

import java.util.Locale;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** The data dictionary, written from the descriptors so that it cannot drift from the tables. */
public final class DataDictionary {
  private DataDictionary() {}

  /** The dictionary as Markdown. */
  public static String markdown() {
    StringBuilder text =
        new StringBuilder(
            """
            # Data dictionary

            Generated from the table descriptors (`org.openqof.tables`); a test keeps it so. Regenerate with
            `mvn test -Dtest=DataDictionaryTest -Dqof.regenerate=true`.

            Every table of the lake also has the columns `financial_year` (`2023-24`) and `version` (a whole
            number from 1), by which it is partitioned. Rows are sorted by the key, in bold. Fractions are 0 to 1.
            Published tables are the same without those two columns, in `published/<year>/<version>/`.
            """);
    for (Layer layer : Layer.values()) {
      if (layer == Layer.PUBLICATION) {
        continue;
      }
      text.append("\n## ").append(title(layer)).append('\n');
      for (Table table : Tables.all()) {
        if (table.layer() == layer) {
          describe(text, table);
        }
      }
    }
    text.append(
        """

        # Files of the publication

        `./qof publish` writes these CSV files, and alongside each its description for machines
        (`…csv-metadata.json`, and `datapackage.json` for all), from the same descriptors.
        Files of the first part keep the names and the order of the official ones.
        """);
    text.append("\n## Official files\n");
    OfficialFiles.all().forEach(file -> describe(text, file));
    text.append("\n## Long files\n");
    TidyFiles.all().forEach(file -> describe(text, file));
    text.append(
        """

        # Files of a what-if

        `./qof what-if --out` writes these as Parquet, and all but the one of every practice and the one of lines
        as CSV too, each with its description for machines. They hold money and are never published.
        """);
    WhatIfFiles.all().forEach(file -> describe(text, file));
    text.append(
        """

        # Files of the look-up page

        `./qof site build` writes these Parquet files (Snappy); a browser reads ranges of them.
        """);
    SiteFiles.all().forEach(file -> describe(text, file));
    text.append(
        """

        # Files of a restatement

        `./qof restatement YEAR --out DIR` writes these CSV files, and alongside each its description for
        machines. They hold money and can be read by owner and group only.
        """);
    RestatementFiles.all().forEach(file -> describe(text, file));
    return text.toString();
  }

  private static void describe(StringBuilder text, Table table) {
    text.append("\n### ").append(table.name()).append("\n\n").append(table.sentence());
    if (table.tree() != Tree.NOT_PUBLISHED && table.layer() != Layer.PUBLICATION) {
      text.append(" Published in `")
          .append(table.tree().name().toLowerCase(Locale.ROOT))
          .append("/`.");
    }
    text.append("\n\n| column | type | unit | may be empty | meaning |\n|---|---|---|---|---|\n");
    for (Field field : table.fields()) {
      boolean key = table.key().contains(field);
      text.append("| ")
          .append(key ? "**" + field.name() + "**" : field.name())
          .append(" | ")
          .append(type(field))
          .append(" | ")
          .append(unit(field))
          .append(" | ")
          .append(field.nullable() ? "yes" : "")
          .append(" | ")
          .append(field.sentence())
          .append(" |\n");
    }
  }

  private static String title(Layer layer) {
    return switch (layer) {
      case BRONZE -> "Bronze: files as received";
      case SILVER -> "Silver: accepted values and reference data";
      case QUARANTINE -> "Quarantine: what was refused or doubted, and why";
      case NATIONAL -> "National figures";
      case GOLD -> "Gold: results";
      case OPS -> "Runs and versions";
      case PUBLICATION -> "Files of the publication";
    };
  }

  private static String type(Field field) {
    return switch (field.type()) {
      case TEXT -> "text";
      case INT -> "int32";
      case LONG -> "int64";
      case DECIMAL -> "decimal(" + Field.DECIMAL_PRECISION + "," + field.scale() + ")";
      case DATE -> "date";
      case FLAG -> "boolean";
    };
  }

  private static String unit(Field field) {
    return switch (field.unit()) {
      case NONE, DATE, COUNT -> "";
      case GBP -> "£";
      case PATIENTS, PRACTICES, POINTS, FRACTION, PERCENT, FACTOR, ROWS, BYTES, LINE ->
          field.unit().name().toLowerCase(Locale.ROOT);
    };
  }
}
