package org.openqof.practice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openqof.input.LocalDecisions.ManualEntry;
import org.openqof.input.PracticeReference;
import org.openqof.input.PracticeReference.Source;
import org.openqof.practice.SettledPoints.Settlement;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Rulebook;
import org.openqof.tables.Block;
import org.openqof.tables.IndicatorValues;

/** Looks for implausible values of one practice. */
public final class DoubtPractice {
  private static final int TENFOLD = 10;

  private final Rulebook rulebook;
  private final Map<String, Map<String, Integer>> lastYear;
  private final BaseYearPoints bases;
  private final boolean hasValues;
  private final Map<String, String> fileNames;

  /**
   * A search with one year's rulebook.
   *
   * @param rulebook the year's rulebook
   * @param lastYear registers of the year before by practice and group; empty when not known
   * @param bases points of the base years of income protection
   * @param hasValues whether indicator values were given, rather than published prevalence alone
   * @param fileNames names of the year's files by content digest
   */
  public DoubtPractice(
      Rulebook rulebook,
      Map<String, Map<String, Integer>> lastYear,
      BaseYearPoints bases,
      boolean hasValues,
      Map<String, String> fileNames) {
    this.rulebook = rulebook;
    this.lastYear = lastYear;
    this.bases = bases;
    this.hasValues = hasValues;
    this.fileNames = fileNames;
  }

  /**
   * One implausible value.
   *
   * @param rule the rule it breaks
   * @param subject indicator or group; empty for the whole practice
   * @param message what was found and what was expected
   */
  public record Doubt(Plausibility rule, String subject, String message) {}

  /**
   * Every doubt about the practice, in order of rule and subject.
   *
   * @param practice the practice-year
   * @param registers its registers by group
   * @param points its points by indicator
   * @param priced its payment; null when it is not paid
   */
  public List<Doubt> about(
      PracticeYear practice,
      Map<String, Integer> registers,
      List<EarnedPoints> points,
      @Nullable PricedPractice priced) {
    List<Doubt> doubts = new ArrayList<>();
    registers(practice, registers, doubts);
    entries(practice, doubts);
    doubts.addAll(new SameSubmission(practice.values(), fileNames).doubts());
    if (priced != null) {
      baseYears(priced, doubts);
    }
    int sent = 0;
    for (EarnedPoints earned : points) {
      ByImprovement both = earned.byImprovement();
      if (both != null && !both.aboveAll().isEmpty()) {
        doubts.add(
            new Doubt(
                Plausibility.BASELINE_ABOVE_ALL,
                earned.indicator().code(),
                "improvement baseline: " + String.join(", ", both.years())));
      }
      IndicatorCounts counts = earned.counts();
      if (counts != null) {
        sent++;
        indicator(earned.indicator(), counts, registers, earned, doubts);
      }
    }
    if (hasValues && sent > 0 && sent != rulebook.indicators().size()) {
      doubts.add(
          new Doubt(
              Plausibility.INDICATOR_COUNT,
              "",
              "%d indicators sent, the year has %d".formatted(sent, rulebook.indicators().size())));
    }
    doubts.sort(
        Comparator.comparing((Doubt doubt) -> doubt.rule().code()).thenComparing(Doubt::subject));
    return doubts;
  }

  private void registers(
      PracticeYear practice, Map<String, Integer> registers, List<Doubt> doubts) {
    Map<String, ListBehindGroup> lists = ListBehindGroup.of(practice.reference(), rulebook);
    Map<String, Integer> before = lastYear.getOrDefault(practice.practiceCode(), new HashMap<>());
    for (Map.Entry<String, Integer> entry : registers.entrySet()) {
      String group = entry.getKey();
      int register = entry.getValue();
      boolean published = rulebook.group(group).map(Group::publishesPrevalence).orElse(true);
      ListBehindGroup list = lists.get(group);
      if (list != null && published) {
        if (register > list.patients()) {
          doubts.add(new Doubt(Plausibility.REGISTER_ABOVE_LIST, group, sizes(register, list)));
        } else if (2L * register > list.patients()) {
          doubts.add(new Doubt(Plausibility.PREVALENCE_ABOVE_HALF, group, sizes(register, list)));
        }
      }
      Integer last = before.get(group);
      if (last != null && last > 0 && register >= (long) TENFOLD * last) {
        doubts.add(
            new Doubt(
                Plausibility.REGISTER_TENFOLD,
                group,
                "%d patients on the register, %d the year before".formatted(register, last)));
      }
    }
  }

  /** One doubt for all lines whose base year knows other practices and not this one. */
  private void baseYears(PricedPractice priced, List<Doubt> doubts) {
    List<String> lacking =
        priced.lines().stream()
            .filter(line -> line.settled().how() == Settlement.NO_BASE_YEAR)
            .map(line -> line.earned().indicator().code())
            .filter(code -> bases.origin(code) != null)
            .toList();
    if (!lacking.isEmpty()) {
      doubts.add(
          new Doubt(
              Plausibility.NO_BASE_YEAR,
              "",
              "%d protected indicators without points of their base year, paid on own performance: %s"
                  .formatted(lacking.size(), String.join(" ", lacking))));
    }
  }

  /** Values entered by hand that stand behind a value of the extract. */
  private static void entries(PracticeYear practice, List<Doubt> doubts) {
    List<ManualEntry> entries = practice.reference().decisions().manualEntries();
    if (entries.isEmpty()) {
      return;
    }
    Set<Source> superseded = new HashSet<>();
    Block values = practice.values();
    for (int row = 0; row < values.rows(); row++) {
      if (values.textAt(IndicatorValues.VALUE_USE, row).equals("superseded")) {
        superseded.add(
            new Source(
                values.textAt(IndicatorValues.FILE_DIGEST, row),
                values.countAt(IndicatorValues.LINE_NUMBER, row)));
      }
    }
    for (ManualEntry entry : entries) {
      if (superseded.contains(entry.source())) {
        doubts.add(
            new Doubt(
                Plausibility.ENTRY_SUPERSEDED,
                entry.indicatorCode(),
                "%s entered by hand as %d for %s; the extract has a value, which counts"
                    .formatted(entry.fieldName(), entry.value(), entry.achievementDate())));
      }
    }
  }

  private static String sizes(int register, ListBehindGroup list) {
    return "%d patients on the register, %d on list %s"
        .formatted(register, list.patients(), list.listType());
  }

  private static void indicator(
      Indicator indicator,
      IndicatorCounts counts,
      Map<String, Integer> registers,
      EarnedPoints earned,
      List<Doubt> doubts) {
    String code = indicator.code();
    if (counts.numerator() != null
        && counts.denominator() != null
        && counts.numerator() > counts.denominator()) {
      doubts.add(
          new Doubt(
              Plausibility.NUMERATOR_ABOVE_DENOMINATOR,
              code,
              "numerator %d, denominator %d".formatted(counts.numerator(), counts.denominator())));
    }
    if ((counts.numerator() == null) != (counts.denominator() == null)) {
      doubts.add(
          new Doubt(
              Plausibility.HALF_A_FRACTION,
              code,
              counts.numerator() == null
                  ? "denominator %d without numerator".formatted(counts.denominator())
                  : "numerator %d without denominator".formatted(counts.numerator())));
    }
    Integer reported = counts.reportedPoints();
    if (reported != null
        && BigDecimal.valueOf(reported, 2).compareTo(indicator.availablePoints()) > 0) {
      doubts.add(
          new Doubt(
              Plausibility.POINTS_ABOVE_MAXIMUM,
              code,
              "%s points awarded, %s available"
                  .formatted(BigDecimal.valueOf(reported, 2), indicator.availablePoints())));
    }
    if (indicator.prevalenceAdjusted()
        && earned.points() != null
        && earned.points().numerator().signum() > 0
        && !registers.containsKey(indicator.prevalenceGroup())) {
      doubts.add(
          new Doubt(
              Plausibility.NO_REGISTER,
              code,
              "no register sent for group " + indicator.prevalenceGroup()));
    }
  }

  /** The list that a group's published prevalence is measured against, for one practice. */
  record ListBehindGroup(String listType, int patients) {
    static Map<String, ListBehindGroup> of(PracticeReference reference, Rulebook rulebook) {
      Map<String, ListBehindGroup> lists = new HashMap<>();
      for (Group group : rulebook.groups()) {
        ListBehindGroup list = find(reference, group.listType());
        if (list != null) {
          lists.put(group.code(), list);
        }
      }
      reference
          .publishedRegisters()
          .forEach(
              published ->
                  lists.put(
                      published.groupCode(),
                      new ListBehindGroup(published.listType(), published.listSize())));
      return lists;
    }

    private static @Nullable ListBehindGroup find(PracticeReference reference, String listType) {
      for (PracticeReference.ListSize list : reference.lists()) {
        if (list.listType().equals(listType)) {
          return new ListBehindGroup(listType, list.patients());
        }
      }
      return null;
    }
  }
}
