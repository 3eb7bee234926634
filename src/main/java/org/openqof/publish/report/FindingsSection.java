package org.openqof.publish.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openqof.publish.Area;
import org.openqof.publish.EnglandYear;
import org.openqof.publish.PrevalenceHistory;
import org.openqof.rulebook.Comparability;
import org.openqof.rulebook.Compared;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Lineage;
import org.openqof.statistics.Measure;
import org.openqof.tables.AreaGroups;
import org.openqof.tables.AreaIndicators;
import org.openqof.tables.AreaPoints;
import org.openqof.tables.Block;
import org.openqof.tables.Files;
import org.openqof.tables.PracticeChecks;
import org.openqof.tables.PracticeOutliers;

/**
 * What a reader in a hurry must know, in sentences: points, the biggest changes, breaks, practices
 * far from the others, and what was refused. A change is told only where the lineage lets the two
 * years be compared.
 *
 * @param main the year reported
 * @param before the published year before it; null when there is none
 * @param lineage how indicators descend
 */
record FindingsSection(PublishedYear main, @Nullable PublishedYear before, Lineage lineage) {
  private static final int MOST_TOLD = 3;
  private static final int MOST_NAMED = 12;

  /** A change of one figure, fractions. */
  private record Change(String subject, double then, double now) {
    double by() {
      return now - then;
    }

    String words() {
      return String.format(
          Locale.ROOT,
          "%s %.2f %% to %.2f %% (%s percentage points)",
          subject,
          100 * then,
          100 * now,
          String.format(Locale.ROOT, "%+.2f", 100 * by()).replace('-', '\u2212'));
    }
  }

  /** Adds it to a page. */
  void addTo(Page page) {
    page.heading(2, "Headline findings", "findings");
    List<String> sentences = new ArrayList<>();
    points(sentences);
    List<String> breaks = new ArrayList<>();
    changes(sentences, "Prevalence that changed most", prevalence(breaks));
    changes(sentences, "Achievement that changed most", achievement(breaks));
    if (before == null) {
      sentences.add("The year before is not in the lake: nothing is said of changes and breaks.");
    } else if (breaks.isEmpty()) {
      sentences.add("Breaks: none; every figure may be compared with " + before.year() + ".");
    } else {
      sentences.add(
          "Breaks, not to be compared with %s: %s.".formatted(before.year(), named(breaks)));
    }
    outliers(sentences);
    refused(sentences);
    page.list(sentences);
  }

  private static String named(List<String> all) {
    return all.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
        + (all.size() > MOST_NAMED ? " and %d more".formatted(all.size() - MOST_NAMED) : "");
  }

  private void points(List<String> sentences) {
    BigDecimal now = pointsRate(main);
    BigDecimal then = before == null ? null : pointsRate(before);
    if (now != null) {
      sentences.add(
          "Practices of England earned %s of all points%s."
              .formatted(
                  Shown.percent(now),
                  then == null || before == null
                      ? ""
                      : "; %s in %s, under that year's own framework"
                          .formatted(Shown.percent(then), before.year())));
    }
  }

  private static @Nullable BigDecimal pointsRate(PublishedYear year) {
    Block rows = year.rows(AreaPoints.TABLE);
    return Shown.find(rows, AreaPoints.LEVEL, "england", AreaPoints.AREA_CODE, Area.ENGLAND.code())
        .map(row -> rows.decimalOrNull(AreaPoints.POINTS_RATE, row))
        .orElse(null);
  }

  private static void changes(List<String> sentences, String what, List<Change> changes) {
    changes.sort(Comparator.comparingDouble(change -> -Math.abs(change.by())));
    if (!changes.isEmpty()) {
      sentences.add(
          what
              + ": "
              + changes.stream()
                  .limit(MOST_TOLD)
                  .map(Change::words)
                  .collect(Collectors.joining("; "))
              + ".");
    }
  }

  private List<Change> prevalence(List<String> breaks) {
    List<Change> changes = new ArrayList<>();
    if (before == null) {
      return changes;
    }
    List<EnglandYear> years = List.of(england(before), england(main));
    for (Group group : main.rulebook().groups()) {
      List<PrevalenceHistory.Entry> entries = PrevalenceHistory.of(group, years, lineage);
      if (entries.size() == 2 && entries.get(1).breaks()) {
        breaks.add("prevalence of " + group.code());
      } else if (entries.size() == 2) {
        BigDecimal then = entries.get(0).rate();
        BigDecimal now = entries.get(1).rate();
        if (then != null && now != null) {
          changes.add(new Change(group.name(), then.doubleValue(), now.doubleValue()));
        }
      }
    }
    return changes;
  }

  private static EnglandYear england(PublishedYear year) {
    return new EnglandYear(year.year(), year.rulebook(), year.rows(AreaGroups.TABLE));
  }

  private List<Change> achievement(List<String> breaks) {
    List<Change> changes = new ArrayList<>();
    if (before == null) {
      return changes;
    }
    Map<String, BigDecimal> now = achievement(main);
    Map<String, BigDecimal> then = achievement(before);
    for (Indicator indicator : main.rulebook().indicatorsInCodeOrder()) {
      BigDecimal rate = now.get(indicator.code());
      Optional<String> earlier = lineage.codeIn(before.year(), indicator.code(), main.year());
      BigDecimal past = earlier.map(then::get).orElse(null);
      if (rate == null || past == null) {
        continue;
      }
      if (lineage
              .compare(before.year(), indicator.code(), main.year(), Compared.ACHIEVEMENT)
              .comparability()
          == Comparability.NOT_COMPARABLE) {
        breaks.add("achievement of " + indicator.code());
      } else {
        changes.add(new Change(indicator.code(), past.doubleValue(), rate.doubleValue()));
      }
    }
    return changes;
  }

  private static Map<String, BigDecimal> achievement(PublishedYear year) {
    Block rows = year.rows(AreaIndicators.TABLE);
    Map<String, BigDecimal> rates = new TreeMap<>();
    for (int row = 0; row < rows.rows(); row++) {
      BigDecimal rate = rows.decimalOrNull(AreaIndicators.ACHIEVEMENT, row);
      if (rate != null && rows.textAt(AreaIndicators.LEVEL, row).equals("england")) {
        rates.put(rows.textAt(AreaIndicators.INDICATOR_CODE, row), rate);
      }
    }
    return rates;
  }

  private void outliers(List<String> sentences) {
    Block rows = main.rows(PracticeOutliers.TABLE);
    Map<String, Integer> low = new TreeMap<>();
    TreeSet<String> practices = new TreeSet<>();
    for (int row = 0; row < rows.rows(); row++) {
      if (rows.textAt(PracticeOutliers.MEASURE, row).equals(Measure.ACHIEVEMENT.word())) {
        practices.add(rows.textAt(PracticeOutliers.PRACTICE_CODE, row));
        if (rows.textAt(PracticeOutliers.SIDE, row).equals("low")) {
          low.merge(rows.textAt(PracticeOutliers.SUBJECT_CODE, row), 1, Integer::sum);
        }
      }
    }
    String most =
        low.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_TOLD)
            .map(entry -> "%s (%,d)".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", "));
    sentences.add(
        "Outliers: %,d practices lie outside a funnel of achievement%s."
            .formatted(practices.size(), most.isEmpty() ? "" : "; most below it in " + most));
  }

  private void refused(List<String> sentences) {
    Block checks = main.rows(PracticeChecks.TABLE);
    TreeSet<String> practices = new TreeSet<>();
    for (int row = 0; row < checks.rows(); row++) {
      practices.add(checks.textAt(PracticeChecks.PRACTICE_CODE, row));
    }
    Block files = main.rows(Files.TABLE);
    long read = 0;
    long accepted = 0;
    for (int row = 0; row < files.rows(); row++) {
      read += files.countAt(Files.ROWS_READ, row);
      accepted += files.countAt(Files.ROWS_ACCEPTED, row);
    }
    sentences.add(
        "Refused: %,d of %,d rows; %,d practices failed a check. The page on data quality says why."
            .formatted(read - accepted, read, practices.size()));
  }
}
