package org.openqof.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.openqof.domain.FinancialYear;
import org.openqof.engine.ReadPart;
import org.openqof.errors.QofException;
import org.openqof.extract.form.Containers;
import org.openqof.extract.form.Limits;
import org.openqof.extract.form.RecordChunks;
import org.openqof.extract.layout.Recognised;
import org.openqof.extract.layout.Role;
import org.openqof.testing.Slow;

/** Whatever is received, the answer is a result or a message for a person, and it comes soon. */
@Slow
class FuzzTest {
  private static final Limits LIMITS = new Limits(1 << 22, 100, 20, 1 << 16, 512, 1000);
  private static final FinancialYear YEAR = FinancialYear.of("2023-24");

  @Test
  void randomBytesAreReadOrRefused() {
    bounded(
        () -> {
          Random random = new Random(11);
          for (int i = 0; i < 3000; i++) {
            byte[] content = new byte[random.nextInt(3000)];
            random.nextBytes(content);
            receive("random_2324.csv", content);
          }
        });
  }

  @Test
  void damagedFilesOfEveryLayoutAreReadOrRefused() {
    Map<String, byte[]> files = samples();
    bounded(
        () -> {
          Random random = new Random(13);
          int read = 0;
          int refused = 0;
          for (int i = 0; i < 400; i++) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
              if (receive(file.getKey(), damage(file.getValue(), random))) {
                read++;
              } else {
                refused++;
              }
            }
          }
          // Damage that always or never refuses a file would prove nothing.
          assertThat(read).isGreaterThan(500);
          assertThat(refused).isGreaterThan(500);
        });
  }

  @Test
  void realFilesCutAndDamagedAreReadOrRefused() {
    List<byte[]> heads = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (var path : Given.allReal()) {
      byte[] content = Given.realBytes(path.toString().replaceFirst("^.*/real/", ""));
      heads.add(Arrays.copyOf(content, Math.min(content.length, 6000)));
      names.add(String.valueOf(path.getFileName()));
    }
    bounded(
        () -> {
          Random random = new Random(17);
          for (int i = 0; i < 60; i++) {
            for (int f = 0; f < heads.size(); f++) {
              receive(names.get(f), damage(heads.get(f), random));
            }
          }
        });
  }

  @Test
  void quotesEverywhereAreReadOrRefused() {
    bounded(
        () -> {
          Random random = new Random(19);
          String alphabet = "\"\"\"\",,\n\r\"aA1";
          for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder(Given.VALUES_HEADER);
            text.append(Given.value("A81001", "AF006", "Numerator", "1"));
            for (int c = random.nextInt(400); c > 0; c--) {
              text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            receive("INDICATOR_VALUES.csv", Given.bytes(text.toString()));
          }
        });
  }

  private static void bounded(org.junit.jupiter.api.function.Executable work) {
    Assertions.assertTimeoutPreemptively(Duration.ofMinutes(2), work);
  }

  /** The whole way of a received file; true when it was read, false when it was refused. */
  private static boolean receive(String name, byte[] content) {
    try {
      new Containers(LIMITS)
          .walk(
              name,
              new ByteArrayInputStream(content),
              new Containers.Visitor() {
                @Override
                public void file(String file, InputStream text) {
                  readFile(file, text);
                }

                @Override
                public void skipped(String file, String reason) {
                  assertThat(reason).isNotBlank();
                }
              });
      return true;
    } catch (QofException e) {
      assertThat(e.problem()).isNotBlank();
      assertThat(e.remedy()).isNotBlank();
      assertThat(e.getMessage()).contains(name);
      return false;
    }
  }

  private static void readFile(String name, InputStream text) {
    RecordChunks chunks = new RecordChunks(name, text, 700, LIMITS);
    List<RecordChunks.Chunk> all = new ArrayList<>();
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (var chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
      all.add(chunk);
      whole.write(chunk.content(), 0, chunk.length());
    }
    assertThat(chunks.contentDigest()).hasSize(64);
    Recognised file = Given.LAYOUTS.recognise(name, whole.toByteArray(), whole.size());
    if (file.role() == Role.VALUES) {
      ValuesReader reader = new ValuesReader(file, LIMITS);
      for (RecordChunks.Chunk chunk : all) {
        ReadPart part =
            reader.read(
                chunk.content(),
                chunk.length(),
                Given.part(file, chunk.length(), chunk.firstLine()));
        assertThat(part.rowsRead()).isEqualTo(part.rowsAccepted() + part.refused().rows());
      }
    } else {
      ReferenceReader reader = new ReferenceReader(LIMITS);
      ReferenceCounts counts = reader.add(file, name, "digest", whole.toByteArray());
      assertThat(counts.rowsRead()).isEqualTo(counts.rowsAccepted() + counts.rowsRefused());
      ReferenceData data =
          reader.build(
              YEAR,
              YEAR.startOfFinalQuarter(),
              YEAR.start(),
              YEAR.next().start(),
              new YearIndicators(Set.of("AF006", "QI013"), Set.of("AF006")));
      data.refusedEntries()
          .forEach(
              (of, late) -> assertThat((long) late.rows()).isBetween(1L, counts.rowsAccepted()));
      assertThat(reader.stateChanges(YEAR).size()).isLessThanOrEqualTo((int) counts.rowsRead());
    }
  }

  private static byte[] damage(byte[] content, Random random) {
    byte[] damaged = content.clone();
    switch (random.nextInt(6)) {
      case 0 -> damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length + 1));
      case 1 -> {
        for (int flips = 1 + random.nextInt(5); flips > 0; flips--) {
          damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
      case 2 -> {
        for (int quotes = 1 + random.nextInt(6); quotes > 0; quotes--) {
          damaged[random.nextInt(damaged.length)] = '"';
        }
      }
      case 3 -> {
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
      }
      case 4 -> {
        int at = random.nextInt(damaged.length);
        int length = random.nextInt(damaged.length - at);
        byte[] twice = Arrays.copyOf(damaged, damaged.length + length);
        System.arraycopy(damaged, at, twice, damaged.length, length);
        damaged = twice;
      }
      default -> {
        int at = random.nextInt(damaged.length);
        damaged[at] = (byte) ",\n\r\0-.9".charAt(random.nextInt(7));
      }
    }
    return damaged;
  }

  private static Map<String, byte[]> samples() {
    Map<String, byte[]> files = new TreeMap<>();
    files.put(
        "INDICATOR_VALUES.csv",
        Given.bytes(
            Given.VALUES_HEADER
                + Given.value("A81001", "AF006", "Numerator", "1").repeat(8)
                + Given.value("A81002", "AF006", "\"a, \"\"b\"\"\"", "1").repeat(3)));
    files.put(
        "ACHIEVEMENT_2324.csv",
        Given.bytes(
            "PRACTICE_CODE,INDICATOR_CODE,MEASURE,VALUE\n" + "A81001,AF006,PCAS,1\n".repeat(9)));
    files.put(
        "PREVALENCE_2324.csv",
        Given.bytes(
            "PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE\n"
                + "A81001,AF,1.0,TOTAL,50\r\n".repeat(5)));
    files.put(
        "FINAL_PRACTICE_LIST.csv",
        Given.bytes(
            "QUALITY_SERVICE,SP_ORG_CODE,SP_ORG_NAME,CO_ORG_CODE,PART_ST_DT,PART_ED_DT\n"
                + "QOF2324,A81001,\"One, Two\",X,20230401,20240331\n".repeat(4)));
    files.put(
        "gp-reg-pat-prac-quin-age.csv",
        Given.bytes(
            "PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,"
                + "NUMBER_OF_PATIENTS\n"
                + "P,01APR2024,GP,A81001,E,X,MALE,5_9,3\nP,01APR2024,GP,A81001,E,X,FEMALE,95+,3\n"));
    files.put(
        "gp-reg-pat-prac-all.csv",
        Given.bytes(
            "PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,"
                + "NUMBER_OF_PATIENTS\nL,01APR2024,GP,1,2,A81001,X,ALL,ALL,5\n"));
    EntriesTest.samples().forEach((name, text) -> files.put(name, Given.bytes(text)));
    return files;
  }
}
