package org.openqof.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.openqof.engine.spark.LakeSql;
import org.openqof.engine.spark.LakeSql.Answer;
import org.openqof.publish.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code qof sql}: queries the lake's tables by name. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description = "Queries the tables of the lake by name, with Spark SQL.",
    footer = {
      "",
      "Every table has the columns financial_year and version; current_versions names those that"
          + " are",
      "published. Tables and columns are listed in docs/data-dictionary.md.",
      "",
      "Examples:",
      "  ./qof sql \"select figure, group_code, figure_value from national_figures\"",
      "  ./qof sql \"select sum(achievement_payment_gbp) from payment_lines where version = 1\""
    })
final class SqlCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "QUERY", description = "A Spark SQL query.")
  private String query = "";

  @Mixin private LakeOption lake = new LakeOption();

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Rows shown at most (default: ${DEFAULT-VALUE}).")
  private int rows;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Answer answer = LakeSql.query(lake.lake(), query, rows);
    TextTable.print(
        out,
        shown(answer.columns()),
        answer.rows().stream().map(SqlCommand::shown).toList(),
        answer.rightAligned());
    if (answer.more()) {
      spec.commandLine().getErr().println("… more rows; see --rows");
    }
    out.flush();
    return 0;
  }

  private static List<String> shown(List<String> cells) {
    return cells.stream().map(SafeText::visible).toList();
  }

  /** Plain aligned columns; numbers to the right. */
  private static final class TextTable {
    private TextTable() {}

    static void print(
        PrintWriter out,
        List<String> columns,
        List<List<String>> rows,
        List<Boolean> rightAligned) {
      int[] widths = new int[columns.size()];
      for (int i = 0; i < widths.length; i++) {
        widths[i] = columns.get(i).length();
        for (List<String> row : rows) {
          widths[i] = Math.max(widths[i], row.get(i).length());
        }
      }
      line(out, columns, widths, rightAligned);
      rows.forEach(row -> line(out, row, widths, rightAligned));
    }

    private static void line(
        PrintWriter out, List<String> cells, int[] widths, List<Boolean> rightAligned) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = cells.get(i);
        String padding = " ".repeat(widths[i] - cell.length());
        line.append(i == 0 ? "" : "  ")
            .append(rightAligned.get(i) ? padding + cell : cell + padding);
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
