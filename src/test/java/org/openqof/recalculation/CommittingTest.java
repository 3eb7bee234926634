package org.openqof.recalculation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.settings.YearVersion;
import org.openqof.store.Lake;
import org.openqof.tables.AdjustmentReasons;
import org.openqof.tables.Block;
import org.openqof.tables.ContentDigest;
import org.openqof.tables.Populations;

/** Commits that run alongside the calculation. */
class CommittingTest {
  private static final FinancialYear YEAR = FinancialYear.of("2023-24");

  @SuppressWarnings("NullAway.Init") // JUnit sets it before any test runs
  @TempDir
  private Path folder;

  private static Block reasons() {
    Block rows = new Block(AdjustmentReasons.TABLE);
    rows.next()
        .text(AdjustmentReasons.FIELD_NAME, "AFZINV")
        .flag(AdjustmentReasons.ADJUSTMENT, true);
    return rows;
  }

  private static Block populations() {
    Block rows = new Block(Populations.TABLE);
    rows.next()
        .date(Populations.REFERENCE_DATE, LocalDate.of(2023, 1, 1))
        .text(Populations.PRACTICE_CODE, "Z10001")
        .count(Populations.REGISTERED_POPULATION, 5968)
        .text(Populations.BASIS, "average_list_date");
    return rows;
  }

  private static StagedParts both(YearVersion place) {
    StagedParts staged = new StagedParts();
    staged.stage(place, reasons());
    staged.stage(place, populations());
    return staged;
  }

  @Test
  void everyTableIsCommittedOnceItsDigestsAreThere() {
    Lake lake = new Lake(folder.toUri());
    YearVersion place = new YearVersion(lake, YEAR, 1);
    try (Committing committing = Committing.begin(place, both(place))) {
      assertThat(committing.digests())
          .containsEntry(AdjustmentReasons.TABLE.name(), ContentDigest.of(reasons()).hex())
          .containsEntry(Populations.TABLE.name(), ContentDigest.of(populations()).hex())
          .hasSize(2);
      assertThat(lake.read(Populations.TABLE, YEAR, 1).rows()).isEqualTo(1);
      assertThat(lake.read(AdjustmentReasons.TABLE, YEAR, 1).rows()).isEqualTo(1);
    }
  }

  @Test
  void aCommitThatFailsIsToldAndTheOthersAreNotLeftUnderWay() throws IOException {
    Lake lake = new Lake(folder.toUri());
    YearVersion place = new YearVersion(lake, YEAR, 1);
    StagedParts staged = both(place);
    Path log = Path.of(URI.create(lake.path(AdjustmentReasons.TABLE))).resolve("_delta_log");
    Files.createDirectories(log);
    Files.writeString(log.resolve("00000000000000000000.json"), "no log of a table");
    try (Committing committing = Committing.begin(place, staged)) {
      assertThatExceptionOfType(QofException.class)
          .isThrownBy(committing::digests)
          .satisfies(e -> assertThat(e.problem()).contains(AdjustmentReasons.TABLE.name()));
    }
    assertThat(lake.read(Populations.TABLE, YEAR, 1).rows()).isEqualTo(1);
  }
}
