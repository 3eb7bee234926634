package org.openqof.publish.workbook;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.IndicatorKind;
import org.openqof.publish.ChangeNote;
import org.openqof.publish.Edition;
import org.openqof.publish.GroupFigures;
import org.openqof.publish.IndicatorFigures;
import org.openqof.publish.Level;
import org.openqof.publish.workbook.Row.Year;
import org.openqof.rulebook.Compared;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Rulebook;
import org.openqof.statistics.Rate;

/**
 * The blocks of columns of one group's sheet: prevalence, achievement, adjustments, and each
 * indicator. Which blocks there are and what they are called follows from the two years' rulebooks
 * and from nothing else, so that no heading can be a year behind.
 */
final class GroupBlocks {
  private static final String QUALITY_IMPROVEMENT = "QI";
  private static final String LVSD_INDICATOR = "HF003";

  private final Edition edition;
  private final Level level;
  private final Group group;
  private final @Nullable Group former;
  private final List<Indicator> indicators;
  private final String code;
  private final String now;
  private final String before;

  GroupBlocks(Edition edition, Level level, Group group) {
    this.edition = edition;
    this.level = level;
    this.group = group;
    this.code = group.code();
    this.former =
        edition.before() == null
            ? null
            : edition.before().rulebook().group(group.code()).orElse(null);
    this.indicators = ChangeNote.indicatorsOf(edition.rulebook(), group.code());
    this.now = edition.year().toString();
    this.before = edition.year().previous().toString();
  }

  /** All columns of the group's sheet. */
  List<Column> columns() {
    List<Column> columns = new ArrayList<>(GeographyBlock.of(level));
    columns.addAll(prevalence());
    columns.addAll(achievement());
    if (hasAdjustments(edition.rulebook(), code)
        || (edition.before() != null && hasAdjustments(edition.before().rulebook(), code))) {
      columns.addAll(adjustments());
    }
    indicators.forEach(indicator -> columns.addAll(indicator(indicator)));
    return columns;
  }

  /** Whether a group has patients to set aside: an indicator with a denominator. */
  static boolean hasAdjustments(Rulebook rulebook, String group) {
    return ChangeNote.indicatorsOf(rulebook, group).stream().anyMatch(GroupBlocks::isFraction);
  }

  /** Whether an indicator has a numerator and a denominator. */
  static boolean isFraction(Indicator indicator) {
    return indicator.kind() == IndicatorKind.FRACTION || indicator.kind() == IndicatorKind.STEP;
  }

  private boolean improvesQuality() {
    return group.domainCode().equals(QUALITY_IMPROVEMENT);
  }

  /** Prevalence of the year before, then of this one: each as its own year counted the register. */
  private List<Column> prevalence() {
    List<Column> columns = new ArrayList<>();
    if (!improvesQuality()) {
      year(columns, Year.BEFORE, before, former == null ? group : former);
    }
    year(columns, Year.NOW, now, group);
    Set<String> additional = new LinkedHashSet<>();
    for (Indicator indicator : indicators) {
      String type = indicator.additionalListType();
      if (type != null && !type.equals(group.listType())) {
        additional.add(type);
      }
    }
    for (String type : additional) {
      columns.add(
          Column.count(
              "List size, %s, %s".formatted(ListNames.of(type), now),
              row -> row.list(Year.NOW, type)));
    }
    if (hasPrevalence(group)) {
      columns.add(
          Column.change(
              "Change in prevalence (percentage points)",
              prevalenceComparable(),
              row ->
                  Row.change(
                      prevalence(row.group(Year.NOW, code)),
                      prevalence(row.group(Year.BEFORE, code)))));
    }
    return columns;
  }

  /** Whether a year's register is a prevalence: published, and not of new diagnoses alone. */
  private static boolean hasPrevalence(Group of) {
    return of.publishesPrevalence() && !of.newlyDiagnosed();
  }

  private void year(List<Column> columns, Year year, String words, Group of) {
    if (level != Level.PRACTICE) {
      columns.add(
          Column.count(
              "Number of practices, " + words,
              row -> {
                GroupFigures figures = row.group(year, code);
                return figures == null ? null : figures.practices();
              }));
    }
    columns.add(
        Column.count(
            "List size, %s, %s".formatted(ListNames.of(of.listType()), words),
            row -> {
              GroupFigures figures = row.group(year, code);
              return figures == null ? null : figures.list();
            }));
    if (of.publishesPrevalence()) {
      columns.add(
          Column.count(
              (of.newlyDiagnosed() ? "Newly diagnosed, " : "Register, ") + words,
              row -> {
                GroupFigures figures = row.group(year, code);
                return figures == null ? null : figures.register();
              }));
    }
    if (hasPrevalence(of)) {
      columns.add(
          Column.percent(
              "Prevalence (%), " + words,
              row -> {
                GroupFigures figures = row.group(year, code);
                return figures == null ? null : orEmpty(figures.prevalence(), figures.list());
              }));
    }
  }

  private static @Nullable BigDecimal prevalence(@Nullable GroupFigures figures) {
    return figures == null ? null : figures.prevalence();
  }

  private List<Column> achievement() {
    List<Column> columns = new ArrayList<>();
    if (!improvesQuality()) {
      score(columns, Year.BEFORE, before);
    }
    score(columns, Year.NOW, now);
    if (!improvesQuality()) {
      columns.add(
          Column.change(
              "Change in score (percentage points)",
              achievementComparable(),
              row ->
                  Row.change(
                      score(row.group(Year.NOW, code)), score(row.group(Year.BEFORE, code)))));
    }
    return columns;
  }

  private void score(List<Column> columns, Year year, String words) {
    columns.add(
        Column.points(
            "Total score (points), " + words,
            row -> {
              GroupFigures figures = row.group(year, code);
              return figures == null ? null : figures.earned();
            }));
    columns.add(
        Column.percent(
            "Score (% of points available), " + words, row -> score(row.group(year, code))));
  }

  private static @Nullable BigDecimal score(@Nullable GroupFigures figures) {
    return figures == null ? null : figures.pointsRate();
  }

  private List<Column> adjustments() {
    List<Column> columns = new ArrayList<>();
    adjustments(columns, Year.BEFORE, before);
    adjustments(columns, Year.NOW, now);
    columns.add(
        Column.change(
            "Change in PCA rate (percentage points)",
            achievementComparable(),
            row -> {
              GroupFigures figures = row.group(Year.NOW, code);
              GroupFigures then = row.group(Year.BEFORE, code);
              return figures == null || then == null
                  ? null
                  : Row.change(figures.pcaRate(), then.pcaRate());
            }));
    return columns;
  }

  private void adjustments(List<Column> columns, Year year, String words) {
    columns.add(
        Column.count(
            "PCAs, " + words,
            row -> {
              GroupFigures figures = row.group(year, code);
              return figures == null ? null : figures.pcas();
            }));
    columns.add(
        Column.count(
            "Sum of denominators, " + words,
            row -> {
              GroupFigures figures = row.group(year, code);
              return figures == null ? null : figures.denominators();
            }));
    columns.add(
        Column.percent(
            "PCA rate (%), " + words,
            row -> {
              GroupFigures figures = row.group(year, code);
              return figures == null
                  ? null
                  : orEmpty(figures.pcaRate(), sum(figures.pcas(), figures.denominators()));
            }));
  }

  private static List<Column> indicator(Indicator indicator) {
    String code = indicator.code();
    List<Column> columns = new ArrayList<>();
    columns.add(Column.points(code + " score (points)", of(code, IndicatorFigures::earned)));
    if (!isFraction(indicator)) {
      columns.add(
          Column.percent(code + " achievement rate (%)", of(code, IndicatorFigures::pointsRate)));
      return columns;
    }
    columns.add(Column.count(code + " numerator", of(code, IndicatorFigures::numerator)));
    columns.add(Column.count(code + " denominator", of(code, IndicatorFigures::denominator)));
    columns.add(
        Column.percent(
            code + " underlying achievement net of PCAs (%)",
            of(code, figures -> orEmpty(figures.achievement(), figures.denominator()))));
    columns.add(Column.count(code + " PCAs", of(code, IndicatorFigures::pcas)));
    columns.add(
        Column.percent(
            code + " PCA rate (%)",
            of(code, figures -> orEmpty(figures.pcaRate(), figures.denominatorPlusPcas()))));
    columns.add(
        Column.count(
            code + " denominator plus PCAs", of(code, IndicatorFigures::denominatorPlusPcas)));
    columns.add(
        Column.percent(
            code + " patients receiving intervention (%)",
            of(code, figures -> orEmpty(figures.intervention(), figures.denominatorPlusPcas()))));
    return columns;
  }

  @FunctionalInterface
  private interface Part {
    @Nullable Object of(IndicatorFigures figures);
  }

  private static Column.Value of(String code, Part part) {
    return row -> {
      IndicatorFigures figures = row.indicator(Year.NOW, code);
      return figures == null ? null : part.of(figures);
    };
  }

  /**
   * Left ventricular systolic dysfunction: the patients that its indicator asks about, treated or
   * set aside, against the list of heart failure. Columns of its own sheet; none when the year has
   * no such indicator.
   */
  static List<Column> leftVentricularDysfunction(Edition edition, Group heartFailure) {
    if (edition.rulebook().indicator(LVSD_INDICATOR).isEmpty()) {
      return List.of();
    }
    List<Column> columns = new ArrayList<>(GeographyBlock.of(Level.PRACTICE));
    for (Year year : Year.values()) {
      String words = (year == Year.NOW ? edition.year() : edition.year().previous()).toString();
      columns.add(
          Column.count(
              "List size, %s, %s".formatted(ListNames.of(heartFailure.listType()), words),
              row -> {
                GroupFigures figures = row.group(year, heartFailure.code());
                return figures == null ? null : figures.list();
              }));
      columns.add(Column.count("Register, " + words, row -> dysfunction(row, year)));
      columns.add(
          Column.percent(
              "Prevalence (%), " + words, row -> dysfunctionRate(row, year, heartFailure.code())));
    }
    columns.add(
        Column.change(
            "Change in prevalence (percentage points)",
            edition.lineage().comparable(LVSD_INDICATOR, Compared.ACHIEVEMENT),
            row ->
                Row.change(
                    dysfunctionRate(row, Year.NOW, heartFailure.code()),
                    dysfunctionRate(row, Year.BEFORE, heartFailure.code()))));
    return columns;
  }

  private static @Nullable Long dysfunction(Row row, Year year) {
    IndicatorFigures figures = row.indicator(year, LVSD_INDICATOR);
    return figures == null ? null : figures.denominatorPlusPcas();
  }

  private static @Nullable BigDecimal dysfunctionRate(Row row, Year year, String group) {
    GroupFigures figures = row.group(year, group);
    return figures == null ? null : Rate.of(dysfunction(row, year), figures.list());
  }

  /** Whether the register counts the same patients in both years. */
  private boolean prevalenceComparable() {
    String register = group.registerIndicator();
    return former != null
        && hasPrevalence(former)
        && hasPrevalence(group)
        && former.listType().equals(group.listType())
        && (register == null
            || register.equals(former.registerIndicator())
            || edition.lineage().comparable(register, Compared.PREVALENCE));
  }

  /** Whether every indicator of the group continues one of the year before. */
  private boolean achievementComparable() {
    return former != null
        && indicators.stream()
            .allMatch(
                indicator -> edition.lineage().comparable(indicator.code(), Compared.ACHIEVEMENT));
  }

  private static @Nullable Long sum(@Nullable Long left, @Nullable Long right) {
    return left == null || right == null ? null : (Long) (left + right);
  }

  /** A rate; over a denominator of 0 it does not apply. */
  static @Nullable Object orEmpty(@Nullable BigDecimal rate, @Nullable Long over) {
    return rate == null && over != null && over == 0 ? Marker.NOT_APPLICABLE : rate;
  }
}
