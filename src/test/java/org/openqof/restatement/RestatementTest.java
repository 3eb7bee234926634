package org.openqof.restatement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.answer.Form;
import org.openqof.domain.FinancialYear;
import org.openqof.engine.local.LocalEngine;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.settings.Progress;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.store.parquet.DataFile;
import org.openqof.tables.Block;
import org.openqof.tables.ContentDigest;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.PracticePayments;
import org.openqof.tables.Table;
import org.openqof.testing.LakeRows;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;
import org.openqof.testing.WholeExtract;

/** Versions of one year set side by side, through the command line. */
@Slow
class RestatementTest {
  private static final String YEAR = "2023-24";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path room;

  RestatementTest(@TempDir Path room) {
    this.room = room;
  }

  private static WholeExtract extract() {
    return WholeExtract.of(YEAR)
        .practice("Z90001", 10_000, 70)
        .practice("Z90002", 8_000, 60)
        .practice("Z90003", 6_000, 80);
  }

  private void run(WholeExtract extract, Object... more) throws IOException {
    // A folder for each delivery: what an earlier one held is not delivered again.
    Path extracts = extract.in(Files.createTempDirectory(room, "extracts"));
    Object[] first = {
      "run",
      "--engine",
      "local",
      "--extracts",
      extracts,
      "--lake",
      room.resolve("lake"),
      "--published",
      room.resolve("published")
    };
    Object[] all = new Object[first.length + more.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    Qof.Answer answer = Qof.run(all);
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
  }

  private Qof.Answer restatement(Object... more) {
    Object[] all = new Object[4 + more.length];
    Object[] first = {"restatement", YEAR, "--lake", room.resolve("lake")};
    System.arraycopy(first, 0, all, 0, 4);
    System.arraycopy(more, 0, all, 4, more.length);
    return Qof.run(all);
  }

  private JsonNode summary(Object... more) throws IOException {
    Object[] all = new Object[more.length + 1];
    System.arraycopy(more, 0, all, 0, more.length);
    all[more.length] = "--json";
    Qof.Answer answer = restatement(all);
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
    return JSON.readTree(answer.out());
  }

  private static BigDecimal pounds(JsonNode node, String name) {
    return new BigDecimal(node.path(name + "_gbp").asText());
  }

  private BigDecimal total(int version) {
    return new LakeRows(room.resolve("lake"))
        .of(PracticePayments.TABLE, YEAR, version).stream()
            .map(row -> LakeRows.amount(row, PracticePayments.TOTAL_ACHIEVEMENT_GBP))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The file of practices or lines, its cells by column name. */
  private List<Map<String, String>> file(Path folder, String name) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(name));
    String[] header = lines.get(0).split(",", -1);
    return lines.stream()
        .skip(1)
        .map(
            line -> {
              String[] cells = line.split(",", -1);
              Map<String, String> row = new TreeMap<>();
              for (int i = 0; i < header.length; i++) {
                row.put(header[i], cells[i]);
              }
              return row;
            })
        .toList();
  }

  private static void addsUp(Map<String, String> row) {
    BigDecimal parts =
        row.entrySet().stream()
            .filter(cell -> cell.getKey().matches(".*_(own|national)_gbp"))
            .map(cell -> new BigDecimal(cell.getValue()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(parts)
        .as(row.toString())
        .isEqualByComparingTo(row.get("change_gbp"))
        .isEqualByComparingTo(
            new BigDecimal(row.get("after_gbp")).subtract(new BigDecimal(row.get("before_gbp"))));
  }

  /** A rulebook folder that changes one line of the year's parameters of payment. */
  private Path overlay(String found, String replacement) throws IOException {
    Path folder = room.resolve("rulebook-" + replacement.replaceAll("[^a-z0-9]", ""));
    Files.createDirectories(folder.resolve(YEAR));
    String text = Files.readString(Path.of("src/main/resources/rulebook/2023-24/payment.yaml"));
    assertThat(text).contains(found);
    Files.writeString(folder.resolve(YEAR + "/payment.yaml"), text.replace(found, replacement));
    return folder;
  }

  @Test
  void aCorrectedRegisterMovesItsPracticeAndThroughTheNationOthers() throws IOException {
    run(extract());
    run(extract().value("Z90002", "AF001", "The Register", "500"));

    JsonNode summary = summary();
    assertThat(summary.path("causes")).extracting(JsonNode::asText).containsExactly("input");
    JsonNode england = summary.path("england");
    assertThat(pounds(england, "before")).isEqualByComparingTo(total(1));
    assertThat(pounds(england, "after")).isEqualByComparingTo(total(2));
    assertThat(pounds(england, "input_own")).isPositive();
    assertThat(pounds(england, "input_national")).isNegative();
    assertThat(pounds(england, "input_own").add(pounds(england, "input_national")))
        .isEqualByComparingTo(pounds(england, "change"));
    assertThat(summary.path("practices_moved").asInt()).isEqualTo(3);
    assertThat(summary.path("practices_moved_by_own_data").asInt()).isEqualTo(1);

    Qof.Answer printed = restatement("--from", "v1", "--to", "v2", "--out", room.resolve("out"));
    assertThat(printed.out())
        .contains("2023-24 version 1 to version 2")
        .containsPattern("own data +national figures +together")
        .contains("National figures  1 of")
        .contains("3 of 3 moved: 1 with data or rules of their own")
        .contains("2 by national figures alone");
    Path folder = room.resolve("out/2023-24_v1_v2");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwxr-x---");
    List<Map<String, String>> lines = file(folder, "restated_lines.csv");
    lines.forEach(RestatementTest::addsUp);
    file(folder, "restated_practices.csv").forEach(RestatementTest::addsUp);
    assertThat(lines)
        .isNotEmpty()
        .allMatch(row -> String.valueOf(row.get("subject")).startsWith("AF"));
    Map<String, String> own =
        lines.stream()
            .filter(row -> "Z90002".equals(row.get("practice_code")))
            .filter(row -> "AF006".equals(row.get("subject")))
            .findFirst()
            .orElseThrow();
    assertThat(own)
        .containsEntry("register_size_before", "400")
        .containsEntry("register_size_after", "500")
        .containsEntry("earned_points_before", own.get("earned_points_after"));
    JsonNode described = JSON.readTree(folder.resolve("restated_lines.csv-metadata.json").toFile());
    assertThat(described.path("tableSchema").path("columns")).hasSize(own.size());
  }

  @Test
  void threeThingsAtOnceAreToldApartToThePenny() throws IOException {
    run(extract());
    Path dearer = overlay("value: 213.43", "value: 220.00");
    run(
        extract()
            .value("Z90001", "AF006", "Numerator", "85")
            .file(
                "ADJUSTMENTS",
                "QUALITY_SERVICE,PRACTICE_CODE,IND_CODE,KIND,POINTS,AMOUNT_GBP,REASON,APPROVER,"
                    + "APPROVED_ON",
                "QOF2324,Z90003,,dispute,,-500.00,late correction,B Hill,20/05/2024"),
        "--rulebook",
        dearer);

    JsonNode england = summary().path("england");
    assertThat(pounds(england, "input_own")).isPositive();
    assertThat(pounds(england, "reference_own")).isEqualByComparingTo("-500.00");
    assertThat(pounds(england, "rulebook_own")).isPositive();
    assertThat(pounds(england, "code_own")).isZero();
    assertThat(pounds(england, "unexplained_own")).isZero();
    BigDecimal parts = BigDecimal.ZERO;
    for (String cause :
        List.of(
            "input_own",
            "input_national",
            "reference_own",
            "reference_national",
            "base_years_own",
            "rulebook_own",
            "rulebook_national",
            "code_own")) {
      parts = parts.add(pounds(england, cause));
    }
    assertThat(parts).isEqualByComparingTo(total(2).subtract(total(1)));
  }

  @Test
  void anOldRulebookIsPricedAgainFromTheLakeAlone() throws IOException {
    Path cheaper = overlay("value: 213.43", "value: 200.00");
    run(extract(), "--rulebook", cheaper);
    Files.delete(cheaper.resolve(YEAR + "/payment.yaml"));
    run(extract());

    JsonNode summary = summary();
    assertThat(summary.path("causes")).extracting(JsonNode::asText).containsExactly("rulebook");
    JsonNode england = summary.path("england");
    assertThat(pounds(england, "rulebook_own")).isEqualByComparingTo(pounds(england, "change"));
    assertThat(pounds(england, "change")).isPositive();

    try (var kept = Files.list(room.resolve("lake/rulebooks"))) {
      kept.forEach(file -> assertThat(file.toFile().delete()).isTrue());
    }
    Qof.Answer gone = restatement();
    assertThat(gone.exitCode()).isEqualTo(1);
    assertThat(gone.err())
        .contains("The rulebook that made version 1 of 2023-24 is not at hand.")
        .contains("--rulebook");
  }

  @Test
  void whatOtherCodeGaveOtherwiseIsOwedToCodeAndFromTheSameCodeIsUnexplained() throws IOException {
    run(extract());
    Lake lake = new Lake(room.resolve("lake").toUri());
    FinancialYear year = FinancialYear.of(YEAR);
    VersionLog log = new VersionLog(lake);
    VersionState first = log.last(year, State.RECALCULATED).orElseThrow();
    // What a run of older code would have left: the same inputs, one payment a pound higher.
    Map<String, String> digests =
        Map.of(
            PaymentLines.TABLE.name(),
            copyAPoundHigher(
                lake, year, PaymentLines.TABLE, PaymentLines.ACHIEVEMENT_PAYMENT_GBP.name()),
            PracticePayments.TABLE.name(),
            copyAPoundHigher(lake, year, PracticePayments.TABLE, "achievement_payment_gbp"));
    log.record(
        new VersionState(
            year,
            2,
            State.RECALCULATED,
            "other",
            "2026-01-01T00:00:00Z",
            "local",
            1,
            "other",
            first.rulebookDigest(),
            "1.0",
            new TreeMap<>(digests)));

    for (String code : List.of("2.0", "1.0")) {
      try (LocalEngine engine = new LocalEngine(1)) {
        Restatement restatement =
            new RestateYear(lake, Rulebooks.shipped(), engine, () -> code, Progress.SILENT)
                .restate(year, 1, 2);
        boolean same = code.equals("1.0");
        JsonNode england = JSON.readTree(Form.JSON.of(restatement.answer())).path("england");
        assertThat(pounds(england, "change")).isEqualByComparingTo("1.00");
        assertThat(pounds(england, same ? "unexplained_own" : "code_own"))
            .isEqualByComparingTo("1.00");
        assertThat(restatement.exitCode()).isEqualTo(same ? 3 : 0);
        assertThat(restatement.answer().lines().toString().contains("UNEXPLAINED")).isEqualTo(same);
      }
    }
  }

  /** Writes version 2 of a table: version 1 with the first amounts a pound higher; its digest. */
  private static String copyAPoundHigher(Lake lake, FinancialYear year, Table table, String first) {
    Block rows = lake.read(table, year, 1);
    Block copy = new Block(table);
    for (int row = 0; row < rows.rows(); row++) {
      copy.next();
      for (var field : table.fields()) {
        boolean raised =
            row == 0 && (field.name().equals(first) || field.name().startsWith("total_ach"));
        if (!rows.has(field, row)) {
          continue;
        }
        switch (field.type()) {
          case TEXT -> copy.text(field, rows.textAt(field, row));
          case INT -> copy.count(field, rows.countAt(field, row));
          case DATE -> copy.date(field, rows.dateOrNull(field, row));
          case FLAG -> copy.flag(field, rows.flagAt(field, row));
          default -> copy.unscaled(field, rows.unscaledAt(field, row) + (raised ? 100 : 0));
        }
      }
    }
    List<DataFile> files = List.of(lake.stage(table, year, 2, "copy", List.of(copy)));
    lake.commit(table, year, 2, files, "copy");
    return ContentDigest.combine(table, List.of(ContentDigest.of(copy.sorted()))).hex();
  }

  @Test
  void aBaseYearThatWasCorrectedIsACauseOfItsOwn() throws IOException {
    WholeExtract base = WholeExtract.of("2022-23").practice("Z90001", 10_000, 60);
    run(base.without("Z90001", "AF001"));
    run(extract());
    // The register that was missing earns the points that 2023-24 protects.
    run(base.value("Z90001", "AF001", "The Register", "500"));
    run(extract());

    JsonNode summary = summary();
    assertThat(summary.path("causes")).extracting(JsonNode::asText).containsExactly("base_years");
    JsonNode england = summary.path("england");
    assertThat(pounds(england, "change"))
        .isEqualByComparingTo(total(2).subtract(total(1)))
        .isPositive();
    assertThat(pounds(england, "base_years_own")).isEqualByComparingTo(pounds(england, "change"));
    assertThat(summary.path("practices_moved").asInt()).isEqualTo(1);
  }

  @Test
  void versionsThatAreNotThereAreNamedWithTheRemedy() throws IOException {
    run(extract());
    Qof.Answer alone = restatement();
    assertThat(alone.exitCode()).isEqualTo(2);
    assertThat(alone.err())
        .contains("There are no two published versions of 2023-24")
        .contains("Published: 1.");
    assertThat(restatement("--from", "v1", "--to", "v7").err())
        .contains("holds no results of 2023-24 version 7")
        .contains("Versions with results: 1.");
    assertThat(restatement("--from", "v2", "--to", "v1").exitCode()).isEqualTo(2);
    assertThat(restatement("--from", "first", "--to", "2").err())
        .contains("'first' is not a version.")
        .contains("--from v3");
    Qof.Answer year = Qof.run("restatement", "2010-11", "--lake", room.resolve("lake"));
    assertThat(year.exitCode()).isEqualTo(2);
    assertThat(year.err()).contains("holds nothing of 2010-11").contains("It holds 2023-24.");
  }
}
