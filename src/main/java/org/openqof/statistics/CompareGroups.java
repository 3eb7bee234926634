package org.openqof.statistics;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openqof.input.Geography;
import org.openqof.input.Geography.Area;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.StatisticsRules;
import org.openqof.tables.Block;
import org.openqof.tables.Deciles;
import org.openqof.tables.PatientLists;
import org.openqof.tables.TidyFiles;

/**
 * The practices of each group of a grouping laid alongside each other, by {@link ComparePractices}
 * and from the frozen rows of practices: deciles, a funnel around the rate of the group, and who
 * lies outside. A practice in two groups is compared in both; those in no group are compared with
 * each other, as a group of their own.
 */
public final class CompareGroups {
  private final Block deciles = new Block(Deciles.TABLE);
  private final Block funnels = new Block(TidyFiles.GROUP_FUNNELS);
  private final Block outliers = new Block(TidyFiles.GROUP_OUTLIERS);
  private final Block members = new Block(TidyFiles.GROUPS);

  private CompareGroups() {}

  /**
   * Compares the practices of groups.
   *
   * @param points rows of {@code practice_points}: the practices that count
   * @param groups rows of {@code practice_groups}
   * @param indicators rows of {@code practice_indicators}
   * @param grouping which practices are put together
   * @param rulebook the year's rulebook
   * @param rules from how many practices on, and at which limits
   */
  public static CompareGroups of(
      Block points,
      Block groups,
      Block indicators,
      Grouping grouping,
      Rulebook rulebook,
      StatisticsRules rules) {
    Map<String, PracticeFigures> figures = new TreeMap<>();
    // Deciles and funnels are of no list but the whole one, which the points hold.
    Block noLists = new Block(PatientLists.TABLE, 1);
    RecastAreas.forEach(
        points,
        groups,
        indicators,
        noLists,
        rulebook,
        (practice, sums) -> {
          for (Area group : grouping.areas(practice)) {
            String code = group.odsCode();
            figures
                .computeIfAbsent(code, first -> new PracticeFigures(rulebook))
                .add(practice, Geography.NONE, sums);
          }
        });
    CompareGroups compared = new CompareGroups();
    figures.forEach(
        (group, theirs) ->
            compared.add(
                group, theirs, ComparePractices.ofGroup(group, theirs, rules), grouping.name()));
    return compared;
  }

  private void add(
      String group, PracticeFigures figures, ComparePractices compared, String grouping) {
    deciles.addAll(compared.deciles());
    Block theirs = compared.funnels();
    funnels.addAll(group, theirs);
    outliers.addAll(group, compared.outliers());
    for (int practice = 0; practice < figures.practices(); practice++) {
      members
          .next()
          .text(TidyFiles.MEMBER_CODE, figures.code(practice))
          .text(TidyFiles.MEMBER_GROUP, group)
          .text(TidyFiles.GROUPING_NAME, grouping);
      if (theirs.rows() > 0) {
        members
            .count(TidyFiles.MEMBER_LOW, compared.low(practice))
            .count(TidyFiles.MEMBER_HIGH, compared.high(practice));
      }
    }
  }

  /** Rows of {@code deciles} of the population {@code group}, sorted. */
  public Block deciles() {
    return deciles.sorted();
  }

  /** Rows of {@code group_funnels}, {@code group_outliers} and {@code groups}, sorted. */
  public List<Block> rows() {
    return List.of(funnels.sorted(), outliers.sorted(), members.sorted());
  }
}
