package org.openqof.publish.workbook;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openqof.publish.ChangeNote;
import org.openqof.publish.Edition;
import org.openqof.publish.Level;
import org.openqof.publish.Resource;
import org.openqof.rulebook.Group;

/**
 * One workbook: its level and its sheets. Which workbooks there are is data ({@code
 * workbooks.csv}), as is the order of the groups and which workbook each belongs to ({@code
 * groups.csv}).
 *
 * @param name name of the file without year and ending
 * @param title title in words
 * @param levels levels of its rows, in order
 * @param definitions what its notes explain alongside what those of every workbook do: subject and
 *     explanation
 * @param sheets its sheets
 */
record WorkbookPlan(
    String name,
    String title,
    List<Level> levels,
    List<List<String>> definitions,
    List<SheetPlan> sheets) {
  private static final String HEART_FAILURE = "HF";

  /** A sheet of practices alongside the groups: part of heart failure, and no group of its own. */
  private static final String LVSD = "LVSD";

  /** The workbooks of an edition; one without a sheet in that year is left out. */
  static List<WorkbookPlan> all(Edition edition) {
    List<WorkbookPlan> plans = new ArrayList<>();
    for (NamedCsvRecord row : Resource.rows("workbooks.csv")) {
      List<Level> levels =
          Arrays.stream(row.getField("level").split(" "))
              .map(word -> Level.valueOf(word.toUpperCase(Locale.ROOT)))
              .toList();
      Level level = levels.get(levels.size() - 1);
      if (!edition.now().levels().containsKey(level)) {
        continue;
      }
      List<List<String>> definitions = new ArrayList<>();
      List<SheetPlan> sheets =
          switch (row.getField("sheets")) {
            case "domain_points" -> domainPoints(edition);
            case "domain_adjustments" -> domainAdjustments(edition);
            case "limits" -> limits(edition, level, definitions);
            case "deciles" -> deciles(edition, level, definitions);
            case "england" -> withCharts(edition, level);
            default -> groups(edition, level, row.getField("higher_group"));
          };
      if (!sheets.isEmpty()) {
        plans.add(
            new WorkbookPlan(
                row.getField("workbook"), row.getField("title"), levels, definitions, sheets));
      }
    }
    return plans;
  }

  private static List<SheetPlan> domainPoints(Edition edition) {
    DomainBlocks blocks = new DomainBlocks(edition);
    List<SheetPlan> sheets = new ArrayList<>();
    sheets.add(sheet("Overall domain achievement", edition, null, blocks.overallAchievement()));
    blocks
        .domains()
        .forEach(
            (code, words) ->
                sheets.add(
                    sheet(
                        words,
                        words + " domain achievement",
                        edition,
                        null,
                        blocks.achievement(code, words))));
    return sheets;
  }

  private static List<SheetPlan> domainAdjustments(Edition edition) {
    DomainBlocks blocks = new DomainBlocks(edition);
    List<SheetPlan> sheets = new ArrayList<>();
    sheets.add(sheet("Overall domain PCAs", edition, null, blocks.overallAdjustments()));
    blocks
        .domainsWithAdjustments()
        .forEach(
            (code, words) ->
                sheets.add(
                    sheet(
                        words,
                        words + " domain PCAs",
                        edition,
                        null,
                        blocks.adjustments(code, words))));
    return sheets;
  }

  private static List<SheetPlan> limits(
      Edition edition, Level level, List<List<String>> definitions) {
    LimitBlocks blocks = new LimitBlocks(edition, level);
    definitions.add(
        List.of(
            "Lower and upper limit",
            "Confidence limits at "
                + blocks.confidence()
                + ": Wilson's score limits of proportions; of newly diagnosed patients exact limits"
                + " below ten events and Byar's from ten on."
                + " A rate above 100 % is not a proportion and has none."));
    return sheets(edition, level, "confidence limits", blocks::columns);
  }

  private static List<SheetPlan> deciles(
      Edition edition, Level level, List<List<String>> definitions) {
    definitions.add(
        List.of(
            "Decile",
            "A tenth of the practices compared lie at or below decile 1, nine tenths at or below"
                + " decile 9; decile 5 is the median. Small practices are not compared, and fewer"
                + " than ten have no deciles."));
    return sheets(
        edition, level, "deciles of practices", new DecileBlocks(edition, level)::columns);
  }

  /** A sheet for each group that has any columns. */
  private static List<SheetPlan> sheets(
      Edition edition, Level level, String what, Function<Group, List<Column>> blocks) {
    List<SheetPlan> sheets = new ArrayList<>();
    ordered(edition, level)
        .forEach(
            (code, group) -> {
              List<Column> columns = blocks.apply(group);
              if (!columns.isEmpty()) {
                sheets.add(
                    sheet(
                        code,
                        "%s (%s), %s".formatted(group.name(), code, what),
                        edition,
                        null,
                        columns));
              }
            });
    return sheets;
  }

  /** The groups of England and its regions, and after them the sheets that have charts. */
  private static List<SheetPlan> withCharts(Edition edition, Level level) {
    List<SheetPlan> sheets = groups(edition, level, "");
    sheets.addAll(
        new EnglandSheets(edition, List.copyOf(ordered(edition, level).values())).sheets());
    return sheets;
  }

  private static List<SheetPlan> groups(Edition edition, Level level, String higherGroup) {
    Map<String, String> placed = higherGroups();
    List<SheetPlan> sheets = new ArrayList<>();
    Map<String, Group> ordered = ordered(edition, level);
    ordered.forEach(
        (code, group) -> {
          String higher = placed.getOrDefault(code, group.domainCode().equals("QI") ? "QI" : "ORG");
          if (higherGroup.isEmpty() || higherGroup.equals(higher)) {
            ChangeNote change = edition.changes().get(group.code());
            if (code.equals(LVSD)) {
              lvsd(edition, group, sheets);
            } else {
              sheets.add(
                  sheet(
                      code,
                      "%s (%s)".formatted(group.name(), code),
                      edition,
                      change == null ? null : change.message(),
                      new GroupBlocks(edition, level, group).columns()));
            }
          }
        });
    return sheets;
  }

  /** Groups by the code of their sheet, in published order. */
  private static Map<String, Group> ordered(Edition edition, Level level) {
    Map<String, String> placed = higherGroups();
    Map<String, Group> ordered = new LinkedHashMap<>();
    // Groups in the order of groups.csv; one that is not in it comes last, and is never left out.
    for (String code : placed.keySet()) {
      boolean dysfunction = code.equals(LVSD) && level == Level.PRACTICE;
      edition
          .rulebook()
          .group(dysfunction ? HEART_FAILURE : code)
          .ifPresent(group -> ordered.put(code, group));
    }
    edition.rulebook().groups().forEach(group -> ordered.putIfAbsent(group.code(), group));
    return ordered;
  }

  private static void lvsd(Edition edition, Group heartFailure, List<SheetPlan> sheets) {
    List<Column> columns = GroupBlocks.leftVentricularDysfunction(edition, heartFailure);
    if (!columns.isEmpty()) {
      sheets.add(
          sheet(
              LVSD,
              "Heart failure due to left ventricular systolic dysfunction (LVSD)",
              edition,
              null,
              columns));
    }
  }

  private static SheetPlan sheet(
      String title, Edition edition, @Nullable String note, List<Column> columns) {
    return sheet(title, title, edition, note, columns);
  }

  private static SheetPlan sheet(
      String name, String title, Edition edition, @Nullable String note, List<Column> columns) {
    return new SheetPlan(
        name.replaceAll("[^A-Za-z0-9]+", "_"), title + ", " + edition.year(), note, columns);
  }

  /** Higher group of each group, in published order. */
  static Map<String, String> higherGroups() {
    Map<String, String> higher = new LinkedHashMap<>();
    for (NamedCsvRecord row : Resource.rows("groups.csv")) {
      higher.put(Objects.requireNonNull(row.getField("group_code")), row.getField("higher_group"));
    }
    return higher;
  }
}
