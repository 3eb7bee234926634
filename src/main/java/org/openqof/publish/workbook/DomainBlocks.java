package org.openqof.publish.workbook;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqof.publish.Edition;
import org.openqof.publish.GroupFigures;
import org.openqof.publish.Level;
import org.openqof.publish.PointFigures;
import org.openqof.publish.workbook.Row.Year;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Rulebook;
import org.openqof.statistics.Rate;

/** The blocks of columns of sheets by domain, at practice level. */
final class DomainBlocks {
  private static final String QUALITY_IMPROVEMENT = "QI";
  private static final String ALL = "All domains";

  /** Domains in published order, with the words of their sheets. */
  private static final Map<String, String> WORDS = new LinkedHashMap<>();

  static {
    WORDS.put("CL", "Clinical");
    WORDS.put("PH", "Public health");
    WORDS.put("PHAS", "Public health AS");
    WORDS.put("PHVI", "Public health VI");
    WORDS.put("ORG", "Organisational");
    WORDS.put("AS", "Additional services");
    WORDS.put(QUALITY_IMPROVEMENT, "Quality improvement");
  }

  private final Edition edition;
  private final String now;
  private final String before;

  DomainBlocks(Edition edition) {
    this.edition = edition;
    this.now = edition.year().toString();
    this.before = edition.year().previous().toString();
  }

  /** Domains of the year in published order, by code with their words. */
  Map<String, String> domains() {
    Map<String, String> found = new LinkedHashMap<>();
    WORDS.forEach(
        (code, words) -> {
          if (!groups(edition.rulebook(), code).isEmpty()) {
            found.put(code, words);
          }
        });
    edition
        .rulebook()
        .groups()
        .forEach(group -> found.putIfAbsent(group.domainCode(), group.domainName()));
    return found;
  }

  /** Overall achievement: the whole framework, then each domain. */
  List<Column> overallAchievement() {
    List<Column> columns = new ArrayList<>(GeographyBlock.of(Level.PRACTICE));
    columns.add(list(Year.BEFORE, before));
    columns.add(list(Year.NOW, now));
    framework(columns, Year.BEFORE, before);
    framework(columns, Year.NOW, now);
    columns.add(
        Column.change(
            "Change in score (percentage points)",
            edition.before() != null,
            row -> Row.change(rate(row.points(Year.NOW)), rate(row.points(Year.BEFORE)))));
    domains()
        .forEach(
            (code, words) -> {
              if (!code.equals(QUALITY_IMPROVEMENT)) {
                score(columns, code, words, Year.BEFORE, before);
              }
              score(columns, code, words, Year.NOW, now);
            });
    return columns;
  }

  private static @Nullable BigDecimal rate(@Nullable PointFigures points) {
    return points == null ? null : points.rate();
  }

  private static void framework(List<Column> columns, Year year, String words) {
    columns.add(
        Column.points(
            "Total score (points), " + words,
            row -> {
              PointFigures points = row.points(year);
              return points == null ? null : points.earned();
            }));
    columns.add(Column.percent("Score (% of maximum), " + words, row -> rate(row.points(year))));
    columns.add(
        Column.points(
            "Revised maximum (points), " + words,
            row -> {
              PointFigures points = row.points(year);
              return points == null ? null : points.revisedMaximum();
            }));
    columns.add(
        Column.percent(
            "Adjusted score (% of revised maximum), " + words,
            row -> {
              PointFigures points = row.points(year);
              return points == null ? null : points.adjustedRate();
            }));
  }

  private void score(List<Column> columns, String domain, String name, Year year, String words) {
    List<String> groups = groups(rulebook(year), domain);
    columns.add(
        Column.points(name + " score (points), " + words, row -> earned(row, year, groups)));
    columns.add(
        Column.percent(
            name + " score (% of points available), " + words,
            row -> Rate.points(earned(row, year, groups), available(row, year, groups))));
  }

  /** One domain: a score for each of its groups, and the domain's own. */
  List<Column> achievement(String domain, String name) {
    List<Column> columns = new ArrayList<>(GeographyBlock.of(Level.PRACTICE));
    columns.add(list(Year.NOW, now));
    List<String> groups = groups(edition.rulebook(), domain);
    for (String group : groups) {
      columns.add(
          Column.points(
              group + " score (points)",
              row -> {
                GroupFigures figures = row.group(Year.NOW, group);
                return figures == null ? null : figures.earned();
              }));
    }
    columns.add(Column.points(name + " score (points)", row -> earned(row, Year.NOW, groups)));
    columns.add(
        Column.percent(
            name + " score (% of points available)",
            row -> Rate.points(earned(row, Year.NOW, groups), available(row, Year.NOW, groups))));
    return columns;
  }

  /** Overall adjustments: all domains, then each that has any. */
  List<Column> overallAdjustments() {
    List<Column> columns = new ArrayList<>(GeographyBlock.of(Level.PRACTICE));
    columns.add(list(Year.BEFORE, before));
    columns.add(list(Year.NOW, now));
    adjustments(columns, null, ALL);
    domainsWithAdjustments().forEach((code, words) -> adjustments(columns, code, words));
    return columns;
  }

  /** Domains that have adjustments: all but quality improvement. */
  Map<String, String> domainsWithAdjustments() {
    Map<String, String> found = new LinkedHashMap<>(domains());
    found.remove(QUALITY_IMPROVEMENT);
    return found;
  }

  private void adjustments(List<Column> columns, @Nullable String domain, String name) {
    adjustments(columns, domain, name, Year.BEFORE, before);
    adjustments(columns, domain, name, Year.NOW, now);
    List<String> groupsNow = groups(rulebook(Year.NOW), domain);
    List<String> groupsBefore = groups(rulebook(Year.BEFORE), domain);
    columns.add(
        Column.change(
            name + ": change in PCA rate (percentage points)",
            edition.before() != null && !groupsBefore.isEmpty(),
            row ->
                Row.change(
                    Rate.adjustments(
                        pcas(row, Year.NOW, groupsNow), denominators(row, Year.NOW, groupsNow)),
                    Rate.adjustments(
                        pcas(row, Year.BEFORE, groupsBefore),
                        denominators(row, Year.BEFORE, groupsBefore)))));
  }

  private void adjustments(
      List<Column> columns, @Nullable String domain, String name, Year year, String words) {
    List<String> groups = groups(rulebook(year), domain);
    columns.add(Column.count(name + ": PCAs, " + words, row -> pcas(row, year, groups)));
    columns.add(
        Column.count(
            name + ": sum of denominators, " + words, row -> denominators(row, year, groups)));
    columns.add(
        Column.percent(
            name + ": PCA rate (%), " + words,
            row -> {
              Long pcas = pcas(row, year, groups);
              Long denominators = denominators(row, year, groups);
              return GroupBlocks.orEmpty(
                  Rate.adjustments(pcas, denominators),
                  pcas == null || denominators == null ? null : (Long) (pcas + denominators));
            }));
  }

  /** One domain's adjustments by group, and the domain's own. */
  List<Column> adjustments(String domain, String name) {
    List<Column> columns = new ArrayList<>(GeographyBlock.of(Level.PRACTICE));
    columns.add(list(Year.NOW, now));
    List<String> groups =
        groups(edition.rulebook(), domain).stream()
            .filter(group -> GroupBlocks.hasAdjustments(edition.rulebook(), group))
            .toList();
    for (String group : groups) {
      sums(columns, group, List.of(group));
    }
    sums(columns, name, groups);
    return columns;
  }

  private static void sums(List<Column> columns, String name, List<String> groups) {
    columns.add(Column.count(name + ": PCAs", row -> pcas(row, Year.NOW, groups)));
    columns.add(
        Column.count(name + ": sum of denominators", row -> denominators(row, Year.NOW, groups)));
    columns.add(
        Column.percent(
            name + ": PCA rate (%)",
            row -> {
              Long pcas = pcas(row, Year.NOW, groups);
              Long denominators = denominators(row, Year.NOW, groups);
              return GroupBlocks.orEmpty(
                  Rate.adjustments(pcas, denominators),
                  pcas == null || denominators == null ? null : (Long) (pcas + denominators));
            }));
  }

  private static Column list(Year year, String words) {
    return Column.count(
        "List size, all ages, " + words,
        row -> {
          PointFigures points = row.points(year);
          return points == null ? null : points.list();
        });
  }

  private @Nullable Rulebook rulebook(Year year) {
    if (year == Year.NOW) {
      return edition.rulebook();
    }
    return edition.before() == null ? null : edition.before().rulebook();
  }

  /** Groups of a domain, or of all domains, in order of their codes. */
  private static List<String> groups(@Nullable Rulebook rulebook, @Nullable String domain) {
    return rulebook == null
        ? List.of()
        : rulebook.groups().stream()
            .filter(group -> domain == null || group.domainCode().equals(domain))
            .map(Group::code)
            .sorted()
            .toList();
  }

  private static @Nullable Long earned(Row row, Year year, List<String> groups) {
    return sum(row, year, groups, GroupFigures::earned);
  }

  private static @Nullable Long available(Row row, Year year, List<String> groups) {
    return sum(row, year, groups, GroupFigures::available);
  }

  private static @Nullable Long pcas(Row row, Year year, List<String> groups) {
    return sum(row, year, groups, GroupFigures::pcas);
  }

  private static @Nullable Long denominators(Row row, Year year, List<String> groups) {
    return sum(row, year, groups, GroupFigures::denominators);
  }

  @FunctionalInterface
  private interface Part {
    @Nullable Long of(GroupFigures figures);
  }

  /** A sum over groups; null when none of them has a value. */
  private static @Nullable Long sum(Row row, Year year, List<String> groups, Part part) {
    Long sum = null;
    for (String group : groups) {
      GroupFigures figures = row.group(year, group);
      Long value = figures == null ? null : part.of(figures);
      if (value != null) {
        sum = sum == null ? value : (Long) (sum + value);
      }
    }
    return sum;
  }
}
