package org.openqof.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.CsvText;
import org.openqof.answer.SafeText;
import org.openqof.domain.FinancialYear;
import org.openqof.engine.spark.SparkSessions;
import org.openqof.settings.Place;
import org.openqof.sql.LakeSql;
import org.openqof.sql.LakeSql.Answer;
import org.openqof.sql.SqlErrors;
import org.openqof.sql.SqlScript;
import org.openqof.store.OwnFile;
import org.openqof.store.place.Audience;
import org.openqof.store.place.LakeErrors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code qof sql}: queries the lake's tables by name. */
@Command(
    name = "sql",
    description = "Queries the tables of the lake by name, with Spark SQL.",
    footer = {
      "",
      "Every table has the columns financial_year and version; qof.current.TABLE holds the rows of"
          + " each",
      "year's published version. The regulation's formulas are functions: qof.points, qof.payment"
          + " and",
      "others. All are listed in docs/data-dictionary.md.",
      "",
      "Examples:",
      "  ./qof sql \"select figure, group_code, figure_value from national_figures\"",
      "  ./qof sql \"select sum(achievement_payment_gbp) from qof.current.payment_lines\"",
      "  ./qof sql \"select qof.points(60, 100, 45, 80, 15)\"",
      "  ./qof sql --file queries.sql --format csv --out answers.csv",
      "  ./qof sql --year 2023-24 --version 1 \"select count(*) from payment_lines\""
    })
final class SqlCommand implements Callable<Integer> {
  private static final int SHOWN = 1000;

  /** How an answer is given. */
  enum Format {
    TABLE,
    CSV,
    JSON,
    PARQUET
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "QUERY",
      arity = "0..1",
      description = "A Spark SQL query, or several with ; between them; - reads standard input.")
  private @Nullable String query;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Read the queries from this file instead.")
  private @Nullable Path file;

  @Mixin private LakeOption lake = new LakeOption();

  @Option(
      names = "--year",
      paramLabel = "YEAR",
      description = "Tables hold the rows of one version of this year; of all if left out.")
  private @Nullable String year;

  @Option(
      names = "--version",
      paramLabel = "N",
      description = "That version; the one that is published if left out.")
  private @Nullable Integer version;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "Rows given at most; 1000 in a table and all in other formats if left out.")
  private @Nullable Integer rows;

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "table",
      description = "table, csv, json or parquet (default: ${DEFAULT-VALUE}).")
  private Format format = Format.TABLE;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the answer to this file; parquet needs it.")
  private @Nullable Path out;

  // The version of the program has no place where --version names one of the lake.
  @SuppressWarnings("UnusedVariable") // picocli looks at it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;

  @Override
  public Integer call() {
    List<String> queries = SqlScript.statements(text());
    if (queries.isEmpty()) {
      throw SqlErrors.noQuery();
    }
    if (format != Format.TABLE && queries.size() > 1) {
      throw SqlErrors.oneQueryOnly(queries.size(), name());
    }
    if (version != null && year == null) {
      throw SqlErrors.versionWithoutYear();
    }
    if (format == Format.PARQUET && out == null) {
      throw SqlErrors.parquetNeedsAFile();
    }
    try (SparkSessions sessions = SparkSessions.open(null)) {
      LakeSql sql =
          year == null
              ? LakeSql.allVersions(sessions.session(), lake.lake())
              : LakeSql.ofVersion(sessions.session(), lake.lake(), FinancialYear.of(year), version);
      StringBuilder text = new StringBuilder();
      for (String each : queries) {
        if (format == Format.PARQUET) {
          write(parquet(sql, each));
          return 0;
        }
        text.append(text.isEmpty() ? "" : "\n").append(answer(sql, each));
      }
      if (out != null) {
        write(text.toString().getBytes(StandardCharsets.UTF_8));
      } else {
        PrintWriter to = spec.commandLine().getOut();
        to.print(text);
        to.flush();
      }
      return 0;
    }
  }

  private String name() {
    return format.name().toLowerCase(Locale.ROOT);
  }

  private String text() {
    if (file != null && query != null) {
      throw SqlErrors.twoQueries();
    }
    try {
      if (file != null) {
        return Files.readString(file, StandardCharsets.UTF_8);
      }
      if ("-".equals(query)) {
        InputStream in = System.in;
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException problem) {
      throw LakeErrors.inputOutput(
          "read", file == null ? "standard input" : file.toString(), problem);
    }
    return query == null ? "" : query;
  }

  private String answer(LakeSql sql, String each) {
    if (format == Format.JSON) {
      List<String> objects = sql.json(each);
      int most = rows == null ? objects.size() : Math.min(rows, objects.size());
      return objects.isEmpty()
          ? "[]\n"
          : "[\n" + String.join(",\n", objects.subList(0, most)) + "\n]\n";
    }
    Answer answer =
        sql.query(each, rows != null ? rows : format == Format.TABLE ? SHOWN : LakeSql.ALL);
    if (answer.more()) {
      spec.commandLine().getErr().println("… more rows; see --rows");
    }
    if (format == Format.CSV) {
      List<String[]> all = new ArrayList<>();
      all.add(answer.columns().toArray(String[]::new));
      answer.rows().forEach(row -> all.add(row.toArray(String[]::new)));
      return CsvText.of(all);
    }
    return TextTable.of(
        shown(answer.columns()),
        answer.rows().stream().map(SqlCommand::shown).toList(),
        answer.rightAligned());
  }

  private static byte[] parquet(LakeSql sql, String each) {
    try {
      Path room = Files.createTempDirectory("qof-sql-");
      try {
        return Files.readAllBytes(sql.parquet(each, room.resolve("answer")));
      } finally {
        try (Stream<Path> left = Files.walk(room)) {
          for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("write", System.getProperty("java.io.tmpdir", "/tmp"), problem);
    }
  }

  private void write(byte[] content) {
    Path to = Objects.requireNonNull(out);
    // The lake holds money, so an answer from it may.
    OwnFile.write(Place.uri(to.toString()), content, Audience.OWNER_AND_GROUP);
  }

  private static List<String> shown(List<String> cells) {
    return cells.stream().map(SafeText::visible).toList();
  }

  /** Plain aligned columns; numbers to the right. */
  private static final class TextTable {
    private TextTable() {}

    static String of(List<String> columns, List<List<String>> rows, List<Boolean> rightAligned) {
      int[] widths = new int[columns.size()];
      for (int i = 0; i < widths.length; i++) {
        widths[i] = columns.get(i).length();
        for (List<String> row : rows) {
          widths[i] = Math.max(widths[i], row.get(i).length());
        }
      }
      StringBuilder text = new StringBuilder();
      text.append(line(columns, widths, rightAligned));
      rows.forEach(row -> text.append(line(row, widths, rightAligned)));
      return text.toString();
    }

    private static String line(List<String> cells, int[] widths, List<Boolean> rightAligned) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = cells.get(i);
        String padding = " ".repeat(widths[i] - cell.length());
        line.append(i == 0 ? "" : "  ")
            .append(rightAligned.get(i) ? padding + cell : cell + padding);
      }
      return line.toString().stripTrailing() + System.lineSeparator();
    }
  }
}
