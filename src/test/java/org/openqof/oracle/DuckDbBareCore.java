package org.openqof.oracle;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The bare core for the benchmark: the second opinion over a national extract, its lines written as
 * Parquet and nothing else. No checks, no quarantine, no lake, no statistics: what a database alone
 * needs for the same sums.
 *
 * <p>Run from the project's folder, after {@code mvn test-compile}:
 *
 * <pre>
 * mvn -q dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/test.classpath
 * java -cp "target/test-classes:$(cat target/test.classpath)" \
 *   org.openqof.oracle.DuckDbBareCore EXTRACTS 2023-24 target/lines.parquet
 * </pre>
 */
public final class DuckDbBareCore {
  private DuckDbBareCore() {}

  /**
   * Reads the extracts, calculates and writes.
   *
   * @param arguments folder of the extracts, year, Parquet file to write
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 3) {
      System.err.println("usage: DuckDbBareCore EXTRACTS YEAR OUT.parquet");
      System.exit(2);
    }
    long start = System.nanoTime();
    Path out = Path.of(arguments[2]).toAbsolutePath();
    Path parent = out.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try (NationalOracle oracle = NationalOracle.of(Path.of(arguments[0]), arguments[1])) {
      oracle.run(
          "COPY (SELECT * REPLACE (earned_points::INTEGER AS earned_points, payment::BIGINT AS"
              + " payment) FROM lines ORDER BY practice_code, indicator_code) TO "
              + NationalOracle.quoted(out.toString())
              + " (FORMAT parquet, COMPRESSION zstd)");
      String england =
          oracle
              .ask(
                  "SELECT practices || ' practices, ' || (SELECT count(*) FROM lines_sent)"
                      + " || ' value rows, ' || payment || ' pence' FROM england")
              .get(0);
      System.out.printf(Locale.ROOT, "%s in %.2f s%n", england, (System.nanoTime() - start) / 1e9);
    }
  }
}
