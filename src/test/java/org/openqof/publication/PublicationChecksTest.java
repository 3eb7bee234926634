package org.openqof.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.publish.Imprint;
import org.openqof.publish.SamplePublication;
import org.openqof.publish.YearFigures;
import org.openqof.publish.YearRows;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.settings.Progress;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.tables.AreaGroups;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.PracticeIndicators;
import org.openqof.tables.Practices;
import org.openqof.tables.Table;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;

/** What stops a publication before anything is written. */
@Slow
class PublicationChecksTest {
  private static final FinancialYear YEAR = FinancialYear.of("2023-24");
  private static final Rulebook RULEBOOK = Rulebooks.shipped().load(YEAR);

  private static LakeYear rows() {
    Lake lake = new Lake(SamplePublication.get().lake().toUri());
    return new LakeYear(lake, new VersionLog(lake).published(YEAR).orElseThrow());
  }

  /** The rows of the lake with one table changed. */
  private record Changed(YearRows rows, Table table, UnaryOperator<Block> change)
      implements YearRows {
    @Override
    public Block read(Table wanted) {
      Block read = rows.read(wanted);
      return wanted == table ? change.apply(read) : read;
    }

    @Override
    public void forEach(Table wanted, List<Field> columns, Consumer<Block> blocks) {
      rows.forEach(wanted, columns, blocks);
    }
  }

  @Test
  void unchangedRowsPass() {
    assertThat(YearFigures.asFrozen(rows(), RULEBOOK).places()).hasSize(46);
  }

  @Test
  void anAreaThatIsLostStopsThePublication() {
    // The first row is one group of one ICB.
    YearRows lost =
        new Changed(
            rows(),
            AreaGroups.TABLE,
            block -> {
              int[] kept = new int[block.rows() - 1];
              for (int i = 0; i < kept.length; i++) {
                kept[i] = i + 1;
              }
              return block.pick(kept, kept.length);
            });
    assertThatThrownBy(() -> YearFigures.asFrozen(lost, RULEBOOK))
        .isInstanceOfSatisfying(
            QofException.class,
            failed -> {
              assertThat(failed.kind().exitCode()).isEqualTo(3);
              assertThat(failed).hasMessageContaining("do not add up to England");
              assertThat(failed.details().get(0))
                  .contains("the areas add up to", "England is", "difference");
            });
  }

  @Test
  void aPracticeInTwoPlacesStopsThePublication() {
    YearRows twice =
        new Changed(
            rows(),
            Practices.TABLE,
            block -> new Block(Practices.TABLE).addAll(block).addAll(block));
    assertThatThrownBy(() -> YearFigures.asFrozen(twice, RULEBOOK))
        .isInstanceOfSatisfying(
            QofException.class,
            failed -> {
              assertThat(failed.kind().exitCode()).isEqualTo(3);
              assertThat(failed).hasMessageContaining("two places");
            });
  }

  @Test
  void anIndicatorThatTheRulebookDoesNotKnowStopsThePublication() {
    YearRows more =
        new Changed(
            rows(),
            PracticeIndicators.TABLE,
            block ->
                new Block(PracticeIndicators.TABLE)
                    .addAll(block)
                    .next()
                    .text(PracticeIndicators.PRACTICE_CODE, "Z10001")
                    .text(PracticeIndicators.INDICATOR_CODE, "XX001")
                    .text(PracticeIndicators.GROUP_CODE, "XX")
                    .unscaled(PracticeIndicators.AVAILABLE_POINTS, 0));
    assertThatThrownBy(() -> YearFigures.asFrozen(more, RULEBOOK))
        .isInstanceOfSatisfying(
            QofException.class,
            failed -> {
              assertThat(failed.kind().exitCode()).isEqualTo(3);
              assertThat(failed).hasMessageContaining("XX001");
            });
  }

  @Test
  void aYearThatTheLakeDoesNotHoldIsSaidSo(@TempDir Path room) {
    Qof.Answer answer =
        Qof.run(
            "publish",
            "--year",
            "2019-20",
            "--lake",
            SamplePublication.get().lake(),
            "--out",
            room.resolve("out"));
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.err())
        .contains("holds no published version of 2019-20", "2022-23", "2023-24", "What to do");
    assertThat(room.resolve("out")).doesNotExist();
  }

  @Test
  void anotherRulebookIsRefusedAndTheFormerPublicationStays(@TempDir Path room) throws Exception {
    Path shipped = Path.of("src/main/resources/rulebook/2023-24");
    Path mine = Files.createDirectories(room.resolve("rulebooks/2023-24"));
    Files.writeString(
        mine.resolve("groups.csv"),
        Files.readString(shipped.resolve("groups.csv"))
            .replace("Atrial fibrillation,CL", "Atrial fibrillation renamed,CL"));
    Qof.Answer answer =
        Qof.run(
            "publish",
            "--year",
            "2023-24",
            "--lake",
            SamplePublication.get().lake(),
            "--out",
            room.resolve("out"),
            "--rulebook",
            room.resolve("rulebooks"));
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.err()).contains("calculated with another rulebook");
    assertThat(room.resolve("out/2023-24")).doesNotExist();
  }

  /** Counts what is read. */
  private record Counted(YearRows rows, Map<String, Integer> reads) implements YearRows {
    @Override
    public Block read(Table table) {
      reads.merge(table.name(), 1, Integer::sum);
      return rows.read(table);
    }

    @Override
    public void forEach(Table table, List<Field> columns, Consumer<Block> blocks) {
      reads.merge(table.name(), 1, Integer::sum);
      rows.forEach(table, columns, blocks);
    }
  }

  @Test
  void fault14EachTableOfEachYearIsReadOnceForAllForms(@TempDir Path room) {
    // The present code reads the history of lists twice and joins the long table dozens of times.
    Lake lake = new Lake(SamplePublication.get().lake().toUri());
    Map<FinancialYear, Map<String, Integer>> reads = new ConcurrentHashMap<>();
    new MakePublication(
            lake,
            Rulebooks.shipped(),
            Progress.SILENT,
            state ->
                new Counted(
                    new LakeYear(lake, state),
                    reads.computeIfAbsent(state.year(), year -> new ConcurrentHashMap<>())))
        .make(
            YEAR, room.toUri().toString(), Imprint.NONE, EnumSet.allOf(MakePublication.Form.class));
    assertThat(reads).containsOnlyKeys(YEAR, YEAR.previous());
    reads.forEach(
        (year, tables) ->
            tables.forEach(
                (table, times) -> assertThat(times).as(year + " " + table).isEqualTo(1)));
    assertThat(reads.get(YEAR)).containsKeys("indicator_values", "patient_lists", "deciles");
  }

  @Test
  void aRunMakesThePublicationWithItsGroupsWhereTheJobAsksForIt(@TempDir Path room)
      throws Exception {
    Path groups = room.resolve("federations.csv");
    FileTime delivered = FileTime.from(Instant.parse("2025-01-01T00:00:00Z"));
    Path job =
        Files.writeString(
            room.resolve("job.yaml"),
            """
            steps: [ingest, recalculate, publish]
            engine: local
            lake: %1$s/lake
            published: %1$s/published
            publication: %1$s/publication
            groups: %1$s/federations.csv
            extracts: data-samples/2023-24
            """
                .formatted(room));

    Files.writeString(groups, "practice_code,federation\nZ10001,\n");
    Qof.Answer wrong = Qof.run("run", job);
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("federations.csv cannot be used").contains("Line 2: Z10001");
    assertThat(Qof.run("plan", job).err()).contains("Line 2: Z10001 has no group.");
    assertThat(room.resolve("lake/versions")).as("nothing is taken in").doesNotExist();

    Files.writeString(groups, "practice_code,federation\nZ10001,North\nZ10005,South\n");
    Files.setLastModifiedTime(groups, delivered);
    Qof.Answer answer = Qof.run("run", job);
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.out())
        .contains("publication of 2023-24", "2022-23 is not in the lake")
        .contains("grouping 'federation': 3 rows; 44 practices in no group: UNALLOCATED");
    Path publication = room.resolve("publication/2023-24");
    assertThat(publication.resolve("datapackage.json")).exists();
    assertThat(publication.resolve("workbooks/qof-2324-icb-ach-prev-pca.xlsx")).exists();
    assertThat(publication.resolve("workbooks/qof-2324-group-limits.xlsx")).exists();
    assertThat(publication.resolve("long/groups_2324.csv"))
        .content()
        .contains("Z10001,North,federation", "Z10005,South,federation");

    assertThat(Qof.run("run", job).out())
        .contains("2023-24  version 1 is up to date")
        .doesNotContain("publication of");

    // As long and as old, with another practice: no news of the extracts, and news all the same.
    Files.writeString(groups, "practice_code,federation\nZ10001,North\nZ99005,South\n");
    Files.setLastModifiedTime(groups, delivered);
    Qof.Answer unknown = Qof.run("run", job);
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("Line 3: Z99005", "groups_skip_unknown: true");
    assertThat(publication.resolve("long/groups_2324.csv"))
        .as("the former publication stays")
        .content()
        .contains("Z10005,South,federation");

    Files.writeString(
        job, Files.readString(job) + "groups_skip_unknown: true\ngroups_overlap: true\n");
    Files.writeString(groups, "Z10001,North\nZ99005,North\nZ10001,South\n");
    assertThat(Qof.run("run", job).out())
        .contains("2023-24  version 1 is up to date")
        .contains("grouping 'federations': 3 rows; 45 practices in no group: UNALLOCATED; groups")
        .contains("in the grouping and not in the statistics: Z99005");
    assertThat(publication.resolve("long/groups_2324.csv"))
        .content()
        .contains("Z10001,North,federations", "Z10001,South,federations");
  }
}
