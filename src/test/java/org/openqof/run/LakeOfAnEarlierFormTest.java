package org.openqof.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.store.Lake;
import org.openqof.store.Publication;
import org.openqof.tables.Block;
import org.openqof.tables.PaymentLines;
import org.openqof.testing.Qof;

/**
 * A lake that an earlier program made, with its publications: {@code lake/first-form.zip.gz}, of
 * commit 5ab3502, the invented nation of three practices of 2023-24 (seed 1). Version 1 is
 * published; version 2 has three times the diabetics, and a strict gate held it. Its lines of
 * payment have four columns fewer than those of now, and it has no notes of stopped years.
 */
class LakeOfAnEarlierFormTest {
  private static final FinancialYear YEAR = FinancialYear.of("2023-24");

  private static Path room;
  private static final List<Qof.Answer> BEFORE = new ArrayList<>();
  private static Qof.Answer night;

  @BeforeAll
  static void readAsItIsAndThenRun(@TempDir Path place) throws IOException {
    room = place;
    unpack();
    BEFORE.add(qof("lake", "check"));
    BEFORE.add(qof("gate", "show"));
    BEFORE.add(Qof.run("explain", "Z10001", "--year", "2023-24", "--lake", room.resolve("lake")));
    BEFORE.add(statement());
    BEFORE.add(officialPublication());
    extractsAsReceived();
    night = qof("run", "--extracts", room.resolve("extracts"), "--engine", "local");
  }

  private static Qof.Answer officialPublication() {
    return Qof.run(
        "publish",
        "--year",
        "2023-24",
        "--forms",
        "csv",
        "--lake",
        room.resolve("lake"),
        "--out",
        room.resolve("official"));
  }

  private static Qof.Answer statement() {
    return Qof.run(
        "report",
        "achievement-summary",
        "--practice",
        "Z10001",
        "--year",
        "2023-24",
        "--version",
        "1",
        "--lake",
        room.resolve("lake"));
  }

  private static Qof.Answer qof(Object... command) {
    List<Object> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--lake", room.resolve("lake")));
    if (!command[0].equals("gate")) {
      arguments.addAll(List.of("--published", room.resolve("published")));
    }
    return Qof.run(arguments.toArray());
  }

  private static void unpack() throws IOException {
    try (InputStream packed =
            Objects.requireNonNull(
                LakeOfAnEarlierFormTest.class.getResourceAsStream("/lake/first-form.zip.gz"));
        ZipInputStream zip = new ZipInputStream(new GZIPInputStream(packed))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path path = room.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          Files.copy(zip, path);
        }
      }
    }
    Files.setPosixFilePermissions(
        room.resolve("lake"), PosixFilePermissions.fromString("rwxr-x---"));
  }

  /** The files that version 1 was made from, out of bronze. */
  private static void extractsAsReceived() throws IOException {
    Files.createDirectories(room.resolve("extracts"));
    Block files =
        new Lake(room.resolve("lake").toUri()).read(org.openqof.tables.Files.TABLE, YEAR, 1);
    for (int row = 0; row < files.rows(); row++) {
      String digest = files.textAt(org.openqof.tables.Files.FILE_DIGEST, row);
      Path kept =
          room.resolve("lake/bronze/received/%s/%s.zst".formatted(digest.substring(0, 2), digest));
      try (InputStream content = new ZstdInputStream(Files.newInputStream(kept))) {
        Files.copy(
            content,
            room.resolve("extracts")
                .resolve(files.textAt(org.openqof.tables.Files.FILE_NAME, row)));
      }
    }
  }

  private static Qof.Answer before(int command) {
    Qof.Answer answer = BEFORE.get(command);
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
    return answer;
  }

  @Test
  void everyRowIsWhatTheEarlierProgramRecordedOverTheColumnsThatItKnew() {
    assertThat(before(0).out()).contains("well").contains("2 versions").contains("1 publications");
  }

  @Test
  void aYearThatItsGateHeldIsStillHeldWithTheLineThatLetsItThrough() {
    assertThat(before(1).out())
        .contains("2023-24  version 2")
        .contains("GATE CLOSED", "what to do: put the cause right", "most probable causes")
        .contains("./qof gate accept --year 2023-24")
        .doesNotContain("null");
  }

  @Test
  void itsVersionsAreExplainedAndReportedByTheRulebookThatTheLakeKept() {
    assertThat(before(2).out()).contains("Z10001").contains("£");
    assertThat(before(3).out()).contains("Z10001").contains("£");
  }

  @Test
  void theOfficialPublicationWaitsForAVersionOfTheRulebookAtHand() {
    assertThat(BEFORE.get(4).err()).contains("calculated with another rulebook");
    Qof.Answer now = officialPublication();
    assertThat(now.exitCode()).as(now.out() + now.err()).isZero();
  }

  @Test
  void theNextRunAddsAVersionToTheSameTablesAndTheEarlierOnesStayAsTheyAre() throws IOException {
    assertThat(night.exitCode()).as(night.out() + night.err()).isZero();
    assertThat(night.out()).contains("2023-24  version 3");
    assertThat(new Publication(room.resolve("published").toUri()).latest(YEAR).orElseThrow())
        .extracting(Publication.Latest::version)
        .isEqualTo(3);
    assertThat(room.resolve("lake/lake.json")).content().contains("\"format\" : 2");
    assertThat(statement().out()).isEqualTo(before(3).out());

    Qof.Answer check = qof("lake", "check");
    assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
    assertThat(check.out()).contains("3 versions");
    Lake lake = new Lake(room.resolve("lake").toUri());
    Block earlier = lake.read(PaymentLines.TABLE, YEAR, 1);
    Block now = lake.read(PaymentLines.TABLE, YEAR, 3);
    assertThat(now.rows()).isEqualTo(earlier.rows()).isPositive();
    assertThat(earlier.has(PaymentLines.PAYING_ROUTE, 0)).isFalse();
  }

  @Test
  void noYearIsHeldAfterTheNextRunMendedIt() {
    assertThat(qof("gate", "show").out()).contains("no year is held");
  }

  @Test
  void aRestatementFromAnEarlierVersionNamesWhatMoved() {
    Qof.Answer moved =
        Qof.run(
            "restatement", "2023-24", "--from", "v1", "--to", "v3", "--lake", room.resolve("lake"));
    assertThat(moved.exitCode()).as(moved.out() + moved.err()).isZero();
    assertThat(moved.out())
        .contains("2023-24 version 1 to version 3")
        .contains("England  £318,972.56 to ")
        .contains("rulebook")
        .doesNotContain("UNEXPLAINED");
  }
}
