package org.openqof.oracle;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The bare core for {@code qof bench}: the second opinion over a national extract, its lines and
 * its areas written as Parquet and nothing else. No checks, no quarantine, no lake, no limits: what
 * a database alone needs for the same sums. Run in the project's folder.
 */
public final class DuckDbBareCore {
  private DuckDbBareCore() {}

  /**
   * Reads the extracts, calculates and writes, year after year; prints a line a year: year,
   * practices, rows and pounds.
   *
   * @param arguments folder of the extracts, folder of the rulebooks, folder to write into, years
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 4) {
      System.err.println("usage: DuckDbBareCore EXTRACTS RULEBOOKS OUT YEAR...");
      System.exit(2);
    }
    for (String year : Arrays.asList(arguments).subList(3, arguments.length)) {
      Path out = Files.createDirectories(Path.of(arguments[2], year).toAbsolutePath());
      try (NationalOracle oracle =
          NationalOracle.of(Path.of(arguments[0]), year, Path.of(arguments[1], year))) {
        copy(
            oracle,
            "SELECT * REPLACE (earned_points::INTEGER AS earned_points, payment::BIGINT AS payment)"
                + " FROM lines ORDER BY practice_code, indicator_code",
            out.resolve("payment_lines.parquet"));
        copy(
            oracle,
            "SELECT region_ods_code, icb_ods_code, sub_icb_ods_code, pcn_ods_code, indicator_code,"
                + " sum(numerator)::BIGINT AS numerator, sum(denominator)::BIGINT AS denominator,"
                + " sum(register)::BIGINT AS register, sum(earned_points)::BIGINT AS points"
                + " FROM lines JOIN counts USING (practice_code, indicator_code)"
                + " JOIN read_csv(files_of('MAPPING_NHS_GEOGRAPHIES'), header = true,"
                + " all_varchar = true) AS places USING (practice_code)"
                + " GROUP BY GROUPING SETS ((indicator_code), (indicator_code, region_ods_code),"
                + " (indicator_code, icb_ods_code), (indicator_code, sub_icb_ods_code),"
                + " (indicator_code, pcn_ods_code))",
            out.resolve("area_indicators.parquet"));
        System.out.println(
            oracle
                .ask(
                    "SELECT "
                        + NationalOracle.quoted(year)
                        + ", practices, (SELECT count(*) FROM lines_sent),"
                        + " (payment / 100)::DECIMAL(18, 2) FROM england")
                .get(0));
      }
    }
  }

  private static void copy(NationalOracle oracle, String query, Path file) throws Exception {
    oracle.run(
        "COPY ("
            + query
            + ") TO "
            + NationalOracle.quoted(file.toString())
            + " (FORMAT parquet, COMPRESSION zstd)");
  }
}
