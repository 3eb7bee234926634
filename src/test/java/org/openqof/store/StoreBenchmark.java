package org.openqof.store;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.openqof.domain.FinancialYear;
import org.openqof.store.parquet.BlockFile;
import org.openqof.store.parquet.BlockReader;
import org.openqof.store.parquet.BlockWriter;
import org.openqof.store.parquet.DataFile;
import org.openqof.store.parquet.Selection;
import org.openqof.store.place.Storage;
import org.openqof.tables.Block;
import org.openqof.tables.ContentDigest;
import org.openqof.tables.IndicatorValues;
import org.openqof.tables.PaymentLines;

/** Measures writing, digesting and reading; not a test. Run its main method. */
final class StoreBenchmark {
  private StoreBenchmark() {}

  static List<Block> values(int practices, int perBlock) {
    Random random = new Random(7);
    String[] indicators = new String[77];
    for (int i = 0; i < indicators.length; i++) {
      indicators[i] = "IND%03d".formatted(i);
    }
    String[] fields = {
      "Numerator", "Denominator", "Register", "PCAs", "DEN_EX_1", "DEN_EX_2", "DEN_EX_3"
    };
    String[] kinds = {"numerator", "denominator", "register", "pcas", "reason", "reason", "reason"};
    String digest = "0123456789abcdef".repeat(4);
    List<Block> blocks = new ArrayList<>();
    Block block = new Block(IndicatorValues.TABLE, 1);
    int line = 2;
    for (int p = 0; p < practices; p++) {
      if (p % perBlock == 0) {
        block = new Block(IndicatorValues.TABLE, perBlock * 547);
        blocks.add(block);
      }
      String code = "Y%05d".formatted(p);
      int second = random.nextInt(86400);
      for (int i = 0; i < 547; i++) {
        int size = (int) Math.exp(random.nextDouble() * 7);
        block
            .next()
            .text(IndicatorValues.PRACTICE_CODE, code)
            .day(IndicatorValues.ACHIEVEMENT_DATE, 19812)
            .text(IndicatorValues.INDICATOR_CODE, indicators[i / 8])
            .text(IndicatorValues.FIELD_NAME, fields[i % 7])
            .text(IndicatorValues.FILE_DIGEST, digest)
            .count(IndicatorValues.LINE_NUMBER, line++)
            .text(IndicatorValues.FIELD_KIND, kinds[i % 7])
            .count(IndicatorValues.VALUE, size)
            .text(IndicatorValues.VALUE_USE, "used")
            .day(IndicatorValues.SUBMITTED_DATE, 19830)
            .count(IndicatorValues.SUBMITTED_SECOND, second)
            .flag(IndicatorValues.LAST_SUBMISSION, true);
      }
    }
    return blocks;
  }

  static List<Block> lines(int practices, int perBlock) {
    Random random = new Random(8);
    List<Block> blocks = new ArrayList<>();
    Block block = new Block(IndicatorValues.TABLE, 1);
    for (int p = 0; p < practices; p++) {
      if (p % perBlock == 0) {
        block = new Block(PaymentLines.TABLE, perBlock * 77);
        blocks.add(block);
      }
      String code = "Y%05d".formatted(p);
      int crp = 2000 + random.nextInt(15000);
      for (int i = 0; i < 77; i++) {
        int size = 10 + (int) Math.exp(random.nextDouble() * 7);
        int numerator = random.nextInt(size);
        block
            .next()
            .text(PaymentLines.PRACTICE_CODE, code)
            .text(PaymentLines.INDICATOR_CODE, "IND%03d".formatted(i))
            .text(PaymentLines.GROUP_CODE, "G" + i / 4)
            .text(PaymentLines.KIND, "fraction")
            .count(PaymentLines.NUMERATOR, numerator)
            .count(PaymentLines.DENOMINATOR, size)
            .unscaled(PaymentLines.ACHIEVEMENT, numerator * 10_000_000_000L / size)
            .unscaled(PaymentLines.LOWER_THRESHOLD, 4500)
            .unscaled(PaymentLines.UPPER_THRESHOLD, 9000)
            .unscaled(PaymentLines.AVAILABLE_POINTS, 100L * (i % 20))
            .unscaled(PaymentLines.EARNED_POINTS, random.nextInt(2000))
            .unscaled(PaymentLines.POINT_VALUE_GBP, 21353)
            .count(PaymentLines.CRP, crp)
            .unscaled(PaymentLines.AVERAGE_LIST_SIZE, 96900000)
            .unscaled(PaymentLines.CPI, crp * 1_000_000L)
            .text(PaymentLines.PREVALENCE_GROUP, "G" + i / 4)
            .count(PaymentLines.REGISTER_SIZE, size * 2)
            .unscaled(PaymentLines.NATIONAL_PREVALENCE, 71_234_567_890L + i)
            .unscaled(PaymentLines.APDF, 8_000_000_000L + random.nextInt(1_000_000_000))
            .unscaled(PaymentLines.ACHIEVEMENT_PAYMENT_GBP, random.nextInt(500_000))
            .text(PaymentLines.THRESHOLD_STATUS, "confirmed");
      }
    }
    return blocks;
  }

  /** Time of this thread alone, so that a busy machine does not blur the comparison. */
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** The first commit of a process loads Kernel; the others show what one more table costs. */
  private static void commits(Path folder) {
    Lake lake = new Lake(folder.resolve("lake").toUri());
    FinancialYear year = FinancialYear.of("2023-24");
    StringBuilder times = new StringBuilder("stage + commit of a small new version, ms:");
    for (int version = 1; version <= 12; version++) {
      long start = System.nanoTime();
      DataFile file = lake.stage(PaymentLines.TABLE, year, version, "x", lines(20, 20));
      lake.commit(PaymentLines.TABLE, year, version, List.of(file), "run");
      times.append(' ').append((System.nanoTime() - start) / 1_000_000);
    }
    System.out.println(times);
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("store");
    Storage storage = Storage.of(folder.toUri());
    String base = Storage.absolute(folder.toUri());
    commits(folder);
    List<Block> values = values(6400, 400);
    List<Block> lines = lines(6400, 400);
    for (int round = 0; round < 6; round++) {
      String path = Storage.below(base, "values" + round + ".parquet");
      long t0 = cpu();
      BlockFile file = BlockWriter.write(storage, path, IndicatorValues.TABLE, values);
      long t1 = cpu();
      ContentDigest.combine(IndicatorValues.TABLE, values.stream().map(ContentDigest::of).toList())
          .hex();
      long t2 = cpu();
      int rows =
          BlockReader.read(storage, path, IndicatorValues.TABLE).stream()
              .mapToInt(Block::rows)
              .sum();
      long t3 = cpu();
      String lp = Storage.below(base, "lines" + round + ".parquet");
      BlockFile lf = BlockWriter.write(storage, lp, PaymentLines.TABLE, lines);
      long t4 = cpu();
      ContentDigest.combine(PaymentLines.TABLE, lines.stream().map(ContentDigest::of).toList())
          .hex();
      long t5 = cpu();
      int lr =
          BlockReader.read(storage, lp, PaymentLines.TABLE).stream().mapToInt(Block::rows).sum();
      long t6 = cpu();
      BlockReader.read(
          storage, path, IndicatorValues.TABLE, Selection.everything().where("Y03333"));
      long t7 = cpu();
      System.out.printf(
          "values %,d rows %,d B: write+digest %d ms, digest %d, read %d; lines %,d rows %,d B: write+digest %d, digest %d, read %d; one practice %d%n",
          rows,
          file.bytes(),
          (t1 - t0) / 1_000_000,
          (t2 - t1) / 1_000_000,
          (t3 - t2) / 1_000_000,
          lr,
          lf.bytes(),
          (t4 - t3) / 1_000_000,
          (t5 - t4) / 1_000_000,
          (t6 - t5) / 1_000_000,
          (t7 - t6) / 1_000_000);
    }
    storage.deleteTree(base);
  }
}
