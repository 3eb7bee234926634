package org.openqof.publish.csv;

import static org.openqof.tables.OfficialFiles.ChangeNotes;
import static org.openqof.tables.OfficialFiles.CoverageFile;
import static org.openqof.tables.OfficialFiles.MappingGeographies;
import static org.openqof.tables.OfficialFiles.MappingIndicators;
import static org.openqof.tables.OfficialFiles.OrganisationReference;
import static org.openqof.tables.OfficialFiles.PointsByPractice;
import static org.openqof.tables.OfficialFiles.PracticeStatus;
import static org.openqof.tables.OfficialFiles.Prevalence;
import static org.openqof.tables.OfficialFiles.ValidationOutcomes;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openqof.input.Geography;
import org.openqof.publish.Area;
import org.openqof.publish.Edition;
import org.openqof.publish.Files;
import org.openqof.publish.GroupFigures;
import org.openqof.publish.Level;
import org.openqof.publish.LevelFigures;
import org.openqof.publish.Part;
import org.openqof.publish.Place;
import org.openqof.publish.PointFigures;
import org.openqof.publish.Resource;
import org.openqof.rulebook.MappedIndicator;
import org.openqof.statistics.Coverage;
import org.openqof.tables.Block;
import org.openqof.tables.PracticeChecks;
import org.openqof.tables.Practices;
import org.openqof.tables.PublishedRegisters;
import org.openqof.tables.ReceivedOutcomes;
import org.openqof.tables.Table;

/**
 * The CSV files of the official publication, column for column, for any year.
 *
 * <p>Its seven carry-forward files ({@code PREVIOUS_…}) have no counterpart: the year before is
 * read from the lake.
 */
public final class OfficialCsv implements Part {
  private static final String FOLDER = "csv/";

  /** First year whose official files write counts with a decimal, 112.0. */
  private static final int POINT_ZERO_FROM = 2022;

  @Override
  public String title() {
    return "official CSV files";
  }

  @Override
  public List<Runnable> tasks(Edition edition, Files files) {
    AchievementCsv achievement = new AchievementCsv(edition, files, pointZero(edition));
    return List.of(
        achievement::england,
        achievement::regions,
        () -> new PcaCsv(edition, files).write(),
        () -> small(edition, files));
  }

  private static void small(Edition edition, Files files) {
    put(files, edition, Prevalence.TABLE, sink -> prevalence(edition, sink), pointZero(edition));
    put(files, edition, OrganisationReference.TABLE, sink -> organisations(edition, sink), false);
    put(files, edition, MappingIndicators.TABLE, sink -> indicators(edition, sink), false);
    put(files, edition, MappingGeographies.TABLE, sink -> geographies(edition, sink), false);
    put(files, edition, ValidationOutcomes.TABLE, sink -> outcomes(edition, sink), false);
    put(files, edition, CoverageFile.TABLE, sink -> coverage(edition, sink), false);
    put(files, edition, PointsByPractice.TABLE, sink -> points(edition, sink), false);
    put(files, edition, PracticeStatus.TABLE, sink -> status(edition, sink), false);
    put(files, edition, ChangeNotes.TABLE, sink -> changes(edition, sink), false);
  }

  static boolean pointZero(Edition edition) {
    return edition.year().startYear() >= POINT_ZERO_FROM;
  }

  /** Path of a file: the descriptor's name, and the year. */
  static String path(Edition edition, String name) {
    return FOLDER + name + "_" + edition.shortYear() + ".csv";
  }

  /** Adds all rows of one file. */
  @FunctionalInterface
  private interface Rows {
    void addTo(RowSink sink);
  }

  private static void put(Files files, Edition edition, Table table, Rows rows, boolean pointZero) {
    files.put(
        path(edition, table.name()),
        table.sentence(),
        table,
        stream -> {
          RowSink sink = new RowSink(stream, table, pointZero);
          rows.addTo(sink);
          return sink.finish();
        });
  }

  private static void prevalence(Edition edition, RowSink sink) {
    Set<String> blank = publishedBlank(edition);
    LevelFigures practices = edition.now().at(Level.PRACTICE);
    for (int at = 0; at < practices.areas().size(); at++) {
      String code = practices.areas().get(at).code();
      for (String group : practices.groupCodes()) {
        GroupFigures figures = practices.group(at, group);
        if (figures == null || figures.register() == null) {
          continue;
        }
        Block row =
            sink.next()
                .text(Prevalence.PRACTICE_CODE, code)
                .text(Prevalence.GROUP_CODE, group)
                .text(Prevalence.PATIENT_LIST_TYPE, figures.listType());
        if (!blank.contains(code + " " + group)) {
          row.decimal(Prevalence.REGISTER, BigDecimal.valueOf(figures.register()));
        }
        if (figures.list() != null) {
          row.count(Prevalence.PRACTICE_LIST_SIZE, Math.toIntExact(figures.list()));
        }
      }
    }
  }

  /** Registers that were themselves published blank, which count as 0 and stay blank here. */
  private static Set<String> publishedBlank(Edition edition) {
    Set<String> blank = new HashSet<>();
    Block registers = edition.rows().read(PublishedRegisters.TABLE);
    for (int row = 0; row < registers.rows(); row++) {
      if (!registers.has(PublishedRegisters.REGISTER_SIZE, row)) {
        blank.add(
            registers.textAt(PublishedRegisters.PRACTICE_CODE, row)
                + " "
                + registers.textAt(PublishedRegisters.GROUP_CODE, row));
      }
    }
    return blank;
  }

  private static void organisations(Edition edition, RowSink sink) {
    LevelFigures practices = edition.now().at(Level.PRACTICE);
    for (int at = 0; at < practices.areas().size(); at++) {
      PointFigures points = practices.points(at);
      if (points != null) {
        sink.next()
            .text(OrganisationReference.PRACTICE_CODE, practices.areas().get(at).code())
            .unscaled(OrganisationReference.REVISED_MAX_POINTS, points.revisedMaximum());
      }
    }
  }

  private static void indicators(Edition edition, RowSink sink) {
    for (MappedIndicator indicator : MappedIndicator.of(edition.rulebook())) {
      sink.next()
          .text(MappingIndicators.INDICATOR_CODE, indicator.code())
          .decimal(MappingIndicators.INDICATOR_POINT_VALUE, indicator.points())
          .text(MappingIndicators.GROUP_CODE, indicator.groupCode())
          .text(MappingIndicators.GROUP_DESCRIPTION, indicator.groupName())
          .text(MappingIndicators.DOMAIN_CODE, indicator.domainCode())
          .text(MappingIndicators.DOMAIN_DESCRIPTION, indicator.domainName())
          .text(MappingIndicators.PATIENT_LIST_TYPE, indicator.listType());
    }
  }

  private static void geographies(Edition edition, RowSink sink) {
    Table table = MappingGeographies.TABLE;
    for (Place place : edition.now().places().values()) {
      Geography geography = place.geography();
      Geography.Area pcn = geography.pcn();
      sink.next()
          .text(table.field("NAT_ONS_CODE"), Area.ENGLAND.onsCode())
          .text(table.field("NAT_CODE"), Area.ENGLAND.code())
          .text(table.field("NAT_COUNTRY"), Area.ENGLAND.name())
          .text(table.field("REGION_ODS_CODE"), geography.region().odsCode())
          .text(table.field("REGION_ONS_CODE"), geography.region().onsCode())
          .text(table.field("REGION_NAME"), geography.region().name())
          .text(table.field("ICB_ODS_CODE"), geography.icb().odsCode())
          .text(table.field("ICB_ONS_CODE"), geography.icb().onsCode())
          .text(table.field("ICB_NAME"), geography.icb().name())
          .text(table.field("SUB_ICB_ODS_CODE"), geography.subIcb().odsCode())
          .text(table.field("SUB_ICB_ONS_CODE"), geography.subIcb().onsCode())
          .text(table.field("SUB_ICB_NAME"), geography.subIcb().name())
          .text(table.field("PCN_ODS_CODE"), pcn.odsCode())
          .text(table.field("PCN_NAME"), pcn.name())
          .text(table.field("PRACTICE_CODE"), place.code())
          .text(table.field("PRACTICE_NAME"), place.name());
    }
  }

  private static void outcomes(Edition edition, RowSink sink) {
    Map<String, String> descriptions = new HashMap<>();
    Resource.rows("validation-rules.csv")
        .forEach(row -> descriptions.put(row.getField("rule"), row.getField("description")));
    Block received = edition.rows().read(ReceivedOutcomes.TABLE);
    TreeMap<String, String> outcomes = new TreeMap<>();
    for (int row = 0; row < received.rows(); row++) {
      outcomes.put(
          received.textAt(ReceivedOutcomes.PRACTICE_CODE, row)
              + " "
              + received.textAt(ReceivedOutcomes.RULE, row),
          received.textAt(ReceivedOutcomes.DESCRIPTION, row));
    }
    Block checks = edition.rows().read(PracticeChecks.TABLE);
    for (int row = 0; row < checks.rows(); row++) {
      String severity = checks.textAt(PracticeChecks.SEVERITY, row);
      if (severity.equals("refused") || severity.equals("statistics")) {
        String rule = checks.textAt(PracticeChecks.CHECK_CODE, row);
        outcomes.putIfAbsent(
            checks.textAt(PracticeChecks.PRACTICE_CODE, row) + " " + rule,
            descriptions.getOrDefault(
                rule, "Not so: " + checks.textAt(PracticeChecks.DESCRIPTION, row)));
      }
    }
    outcomes.forEach(
        (key, description) -> {
          int blank = key.indexOf(' ');
          sink.next()
              .text(ValidationOutcomes.PRACTICE_CODE, key.substring(0, blank))
              .text(ValidationOutcomes.RULE, key.substring(blank + 1))
              .text(ValidationOutcomes.DESCRIPTION, description);
        });
  }

  private static void coverage(Edition edition, RowSink sink) {
    Coverage coverage =
        Coverage.of(
            edition.rows().read(Practices.TABLE), edition.now().places().keySet(), edition.year());
    sink.next()
        .count(CoverageFile.CONTRIBUTING_PRACTICES, coverage.contributing())
        .count(CoverageFile.ACTIVE_PRACTICES, coverage.active())
        .decimal(CoverageFile.COVERAGE, coverage.percent());
  }

  private static void points(Edition edition, RowSink sink) {
    LevelFigures practices = edition.now().at(Level.PRACTICE);
    for (int at = 0; at < practices.areas().size(); at++) {
      PointFigures points = practices.points(at);
      if (points == null) {
        continue;
      }
      Block row =
          sink.next()
              .text(PointsByPractice.PRACTICE_CODE, practices.areas().get(at).code())
              .text(PointsByPractice.PRACTICE_NAME, practices.areas().get(at).name())
              .unscaled(PointsByPractice.MAX_POINTS, points.maximum())
              .unscaled(PointsByPractice.REVISED_MAX_POINTS, points.revisedMaximum());
      if (points.earned() != null) {
        row.unscaled(PointsByPractice.ACHIEVED_POINTS, points.earned());
      }
    }
  }

  private static void status(Edition edition, RowSink sink) {
    SortedMap<String, List<String>> failed = new TreeMap<>();
    Block checks = edition.rows().read(PracticeChecks.TABLE);
    for (int row = 0; row < checks.rows(); row++) {
      failed
          .computeIfAbsent(
              checks.textAt(PracticeChecks.PRACTICE_CODE, row), practice -> new ArrayList<>())
          .add(checks.textAt(PracticeChecks.CHECK_CODE, row));
    }
    Block practices = edition.rows().read(Practices.TABLE);
    Set<String> known = new HashSet<>();
    for (int row = 0; row < practices.rows(); row++) {
      String code = practices.textAt(Practices.PRACTICE_CODE, row);
      known.add(code);
      List<String> rules = failed.get(code);
      sink.next()
          .text(PracticeStatus.PRACTICE_CODE, code)
          .text(PracticeStatus.PRACTICE_NAME, practices.textAt(Practices.PRACTICE_NAME, row))
          .text(PracticeStatus.STATUS, practices.textOrNull(Practices.ORGANISATION_STATUS, row))
          .date(PracticeStatus.OPEN_DATE, practices.dateOrNull(Practices.OPEN_DATE, row))
          .date(PracticeStatus.CLOSE_DATE, practices.dateOrNull(Practices.CLOSE_DATE, row))
          .flag(PracticeStatus.PUBLISHED, edition.now().places().containsKey(code))
          .text(PracticeStatus.RULES_FAILED, rules == null ? null : String.join(" ", rules));
    }
    // Practices that sent values and are in no reference file come last.
    failed.forEach(
        (code, rules) -> {
          if (!known.contains(code)) {
            sink.next()
                .text(PracticeStatus.PRACTICE_CODE, code)
                .text(PracticeStatus.PRACTICE_NAME, code)
                .flag(PracticeStatus.PUBLISHED, edition.now().places().containsKey(code))
                .text(PracticeStatus.RULES_FAILED, String.join(" ", rules));
          }
        });
  }

  private static void changes(Edition edition, RowSink sink) {
    edition
        .changes()
        .forEach(
            (group, note) ->
                sink.next()
                    .text(ChangeNotes.GROUP_CODE, group)
                    .text(ChangeNotes.NOTE_TYPE, note.type())
                    .text(ChangeNotes.MESSAGE, note.message()));
  }
}
