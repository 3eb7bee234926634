package org.openqof.extract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openqof.engine.ExtractPart;
import org.openqof.engine.ReadPart;
import org.openqof.extract.form.Limits;
import org.openqof.extract.form.RecordChunks;
import org.openqof.extract.layout.Layouts;
import org.openqof.extract.layout.Recognised;
import org.openqof.input.ValueFragment;
import org.openqof.tables.Block;
import org.openqof.tables.RefusedRows;

/** Files for tests: written in the test, or the real published ones where they are there. */
public final class Given {
  public static final Layouts LAYOUTS = Layouts.shipped();

  public static final String VALUES_HEADER =
      "QUALITY_SERVICE,NAME,ORG_CODE,ACH_DATE,IND_CODE,FIELD_NAME,VALUE,DEFAULT_VALUES_USED,"
          + "SUBMIT_USER_ID,SUBMIT_DATE,SUBMIT_TIME,LAST_SUBMISSION\n";

  private static final Path REAL = Path.of("../shared/data/real");

  private Given() {}

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A row of INDICATOR_VALUES of 2023-24. */
  public static String value(String practice, String indicator, String field, String value) {
    return value(practice, indicator, field, value, "20240331", "02/04/2024", "11:19:50", "Y");
  }

  static String value(
      String practice,
      String indicator,
      String field,
      String value,
      String date,
      String submitDate,
      String submitTime,
      String last) {
    return String.join(
            ",",
            "QOF2324",
            "Quality and Outcomes Framework 2023/24",
            practice,
            date,
            indicator,
            field,
            value,
            "None",
            "AUTOMATED",
            submitDate,
            submitTime,
            last)
        + "\n";
  }

  public static ReadPart read(String fileName, String text) {
    return read(fileName, bytes(text), Limits.defaults());
  }

  static ReadPart read(String fileName, byte[] content, Limits limits) {
    Recognised file = LAYOUTS.recognise(fileName, content, content.length);
    return new ValuesReader(file, limits)
        .read(content, content.length, part(file, content.length, 1));
  }

  static ExtractPart part(Recognised file, int length, int firstLine) {
    return new ExtractPart("digest", file.layout(), 0, length, length, firstLine);
  }

  public static ReferenceCounts add(ReferenceReader reader, String fileName, String text) {
    return add(reader, fileName, bytes(text));
  }

  static ReferenceCounts add(ReferenceReader reader, String fileName, byte[] content) {
    Recognised file = LAYOUTS.recognise(fileName, content, content.length);
    return reader.add(file, fileName, "digest of " + fileName, content);
  }

  public static List<RecordChunks.Chunk> chunks(byte[] content, int target) {
    RecordChunks cutter = new RecordChunks("test.csv", new ByteArrayInputStream(content), target);
    List<RecordChunks.Chunk> chunks = new ArrayList<>();
    for (RecordChunks.Chunk chunk = cutter.next(); chunk != null; chunk = cutter.next()) {
      chunks.add(chunk);
    }
    return chunks;
  }

  public static String digest(byte[] content, int target) {
    RecordChunks cutter = new RecordChunks("test.csv", new ByteArrayInputStream(content), target);
    while (cutter.next() != null) {
      // Only the digest is asked for.
    }
    return cutter.contentDigest();
  }

  /** Values as texts: practice, indicator, field, kind, value, line. */
  static List<String> values(ReadPart part) {
    List<String> values = new ArrayList<>();
    for (ValueFragment fragment : part.fragments()) {
      for (int i = 0; i < fragment.size(); i++) {
        values.add(
            fragment.practiceCode()
                + " "
                + fragment.indicator(i)
                + " "
                + fragment.field(i)
                + " "
                + fragment.kind(i)
                + " "
                + (fragment.value(i) == ValueFragment.MISSING ? "-" : "" + fragment.value(i))
                + " @"
                + fragment.line(i));
      }
    }
    return values;
  }

  public static List<String> reasons(Block refused) {
    List<String> reasons = new ArrayList<>();
    for (int row = 0; row < refused.rows(); row++) {
      reasons.add(
          refused.countAt(RefusedRows.LINE_NUMBER, row)
              + ": "
              + refused.textAt(RefusedRows.REASONS, row));
    }
    return reasons;
  }

  static Path real(String path) {
    Path file = REAL.resolve(path);
    assumeTrue(Files.exists(file), "skipped: the real published file " + path + " is not here");
    return file;
  }

  public static byte[] realBytes(String path) {
    try {
      return Files.readAllBytes(real(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<Path> allReal() {
    assumeTrue(Files.isDirectory(REAL), "skipped: the real published files are not here");
    try (var files = Files.walk(REAL)) {
      return files.filter(path -> path.toString().endsWith(".csv")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
