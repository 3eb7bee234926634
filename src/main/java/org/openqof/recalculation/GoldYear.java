package org.openqof.recalculation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.openqof.domain.MoneyRounding;
import org.openqof.gate.figures.YearOutcome;
import org.openqof.nation.NationalYear;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.StatisticsRules;
import org.openqof.settings.YearVersion;
import org.openqof.statistics.AreaLimits;
import org.openqof.statistics.ComparePractices;
import org.openqof.statistics.Reconcile;
import org.openqof.tables.Block;

/**
 * Gold of one year: what the blocks priced, national figures, areas, and the equations that must
 * hold.
 */
public final class GoldYear {
  private final Rulebook rulebook;
  private final NationalYear national;
  private final PriceBlock.Priced priced;
  private final Reconcile reconcile = new Reconcile();
  private final StagedParts parts = new StagedParts();
  private final Block approved;
  private final Block areaIndicators;
  private final Block areaGroups;
  private final Block areaPoints;
  private final Block areaLists;
  private final Block areaIntervals;
  private final List<Block> comparisons;

  /**
   * Gold, put together and not yet written.
   *
   * @param approved rows of approved changes, which belong to the version
   */
  public GoldYear(
      Rulebook rulebook,
      StatisticsRules rules,
      SilverYear silver,
      NationalYear national,
      PriceBlock.Priced priced,
      Block approved) {
    this.rulebook = rulebook;
    this.national = national;
    this.priced = priced;
    this.approved = approved;
    // Each by itself, on as many processors as there are; the longest first.
    List<List<Block>> made =
        Stream.<Supplier<List<Block>>>of(
                () -> ComparePractices.of(priced.figures, rules).rows(),
                () -> List.of(priced.areas.indicatorRows(rulebook)),
                () -> List.of(priced.areas.groupRows(rulebook)),
                () -> List.of(priced.areas.pointRows(), priced.areas.listRows()))
            .parallel()
            .map(Supplier::get)
            .toList();
    this.comparisons = made.get(0);
    this.areaIndicators = made.get(1).get(0);
    this.areaGroups = made.get(2).get(0);
    this.areaPoints = made.get(3).get(0);
    this.areaLists = made.get(3).get(1);
    this.areaIntervals = AreaLimits.rows(areaIndicators, areaGroups, rules);
    equations(silver);
    comparisons(silver);
  }

  /** The files of gold, once written. */
  public StagedParts parts() {
    return parts;
  }

  /** What the year gives as a whole. */
  public YearOutcome outcome(SilverYear silver) {
    return YearOutcomes.of(
        rulebook.year(),
        priced.whole,
        national.rows(),
        new YearOutcomes.Areas(areaPoints, areaLists),
        silver.files());
  }

  private void equations(SilverYear silver) {
    reconcile.mustEqual(
        "rows read are accepted or refused",
        "",
        BigDecimal.valueOf(silver.rowsRead()),
        BigDecimal.valueOf(silver.rowsAccepted() + silver.rowsRefused()));
    reconcile.mustEqual(
        "values accepted are in silver",
        "",
        BigDecimal.valueOf(silver.valuesRead()),
        BigDecimal.valueOf(silver.valuesFrozen()));
    reconcile.mustEqual(
        "every practice is priced or refused",
        "",
        BigDecimal.valueOf(silver.assembled().practices()),
        BigDecimal.valueOf(priced.practices));
    reconcile.mustEqual(
        "practices in the statistics are England's",
        "",
        BigDecimal.valueOf(priced.inStatistics),
        BigDecimal.valueOf(priced.areas.practices()));
    money(priced.money);
    priced.beside.equations(
        reconcile, rulebook.payment().moneyRounding() == MoneyRounding.PER_INDICATOR);
    reconcile.levelsAddUp(areaGroups, areaPoints);
  }

  /** Lines give the payments of practices, and these with what is alongside them their totals. */
  private void money(PaidMoney money) {
    boolean byLine = rulebook.payment().moneyRounding() == MoneyRounding.PER_INDICATOR;
    BigDecimal achievement = byLine ? money.linesGbp() : money.achievementGbp();
    if (byLine) {
      reconcile.mustEqual(
          "payments are the sum of their lines", "", money.achievementGbp(), money.linesGbp());
    }
    reconcile.mustEqual(
        "adjustments of practices are those applied",
        "",
        money.adjustmentsGbp(),
        money.appliedGbp());
    reconcile.mustEqual(
        "lines, part years and adjustments are England's total achievement",
        "",
        achievement.add(money.partYearGbp()).add(money.appliedGbp()),
        money.totalAchievementGbp());
    reconcile.mustEqual(
        "total achievement less aspiration paid is what is due",
        "",
        money.totalAchievementGbp().subtract(money.aspirationPaidGbp()),
        money.achievementDueGbp());
    reconcile.mustEqual(
        "practices whose columns do not add up",
        "",
        BigDecimal.valueOf(money.practicesThatDoNotAddUp()),
        BigDecimal.ZERO);
  }

  private void comparisons(SilverYear silver) {
    priced.reported.forEach(
        (indicator, points) ->
            reconcile.compare(
                "points computed are those awarded",
                indicator,
                points.computed(),
                points.awarded()));
    reconcile.withPublished(silver.areaFigures(), areaGroups);
  }

  /** Equations that must hold and do not, in words; none when all is well. */
  public List<String> failures() {
    return reconcile.failures();
  }

  /**
   * Writes and commits what is not committed yet; content digests by table.
   *
   * @param committing the commits of what the blocks priced
   * @param judged how the gate judged the year, as rows
   */
  public Map<String, String> write(YearVersion place, Committing committing, Block judged) {
    List<Block> blocks =
        new ArrayList<>(
            List.of(
                national.rows(),
                areaIndicators,
                areaGroups,
                areaPoints,
                areaLists,
                areaIntervals,
                reconcile.rows()));
    blocks.add(approved);
    blocks.add(judged);
    blocks.addAll(comparisons);
    parts.stageSorted(place, blocks);
    Map<String, String> digests = new TreeMap<>(Committing.begin(place, parts).digests());
    digests.putAll(committing.digests());
    parts.addAll(priced.parts);
    return digests;
  }
}
