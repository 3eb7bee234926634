package org.openqof.run.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Answer;
import org.openqof.answer.Words;
import org.openqof.recalculation.ImprovedLines;
import org.openqof.recalculation.PaidMoney;
import org.openqof.recalculation.UnpricedLines;
import org.openqof.store.Json;

/**
 * What one year pays; all or nothing of it is there.
 *
 * @param totalPoints points earned by paid practices; null where not computed
 * @param totalGbp achievement payments, pounds; null where not computed
 * @param money sums of all payments; null where not computed
 * @param improvement what each indicator with a route of improvement is paid by, in words
 * @param notPriced lines of paid practices without a payment, and why, in words
 */
public record MoneyReport(
    @Nullable BigDecimal totalPoints,
    @Nullable BigDecimal totalGbp,
    @Nullable PaidMoney money,
    List<String> improvement,
    List<String> notPriced) {
  /** Of a year of which no payments were computed. */
  public static final MoneyReport NONE = new MoneyReport(null, null, null, List.of(), List.of());

  /** Of a year whose paid practices earned these points and this money. */
  public static MoneyReport of(
      BigDecimal points,
      PaidMoney money,
      SortedMap<String, ImprovedLines> improved,
      SortedMap<String, UnpricedLines> unpriced) {
    List<String> words = new ArrayList<>();
    improved.forEach((indicator, lines) -> words.add(lines.words(indicator)));
    List<String> without = new ArrayList<>();
    unpriced.forEach((why, lines) -> without.add(lines.words(why)));
    return new MoneyReport(points, money.achievementGbp(), money, words, without);
  }

  /**
   * How many of the pounds rest on values that neither a source nor a published figure supports, in
   * words; empty where none do.
   */
  String unsupported() {
    return money == null || totalGbp == null || money.unsupportedGbp().signum() == 0
        ? ""
        : ": %s of %s rest on values that nothing confirms"
            .formatted(Words.pounds(money.unsupportedGbp()), Words.pounds(totalGbp));
  }

  /** Adds it to a year's report: nothing where nothing was computed. */
  void addTo(Answer.Builder year) {
    year.programs("total_points", totalPoints).programs("total_gbp", totalGbp);
    if (totalGbp != null && totalPoints != null) {
      year.people("payments", "%s for %,.2f points".formatted(Words.pounds(totalGbp), totalPoints));
    }
    year.notices("not_priced", "not priced", notPriced);
    if (money != null) {
      addTo(year, money);
    }
    year.notices("improvement", "improvement", improvement);
  }

  /** What stands between the sum of the lines and the total, where anything does. */
  private static void addTo(Answer.Builder year, PaidMoney money) {
    year.group("money", Json.values(money));
    if (money.protectedLines() + money.linesWithoutBaseYear() + money.linesWithoutPlan() > 0) {
      year.people(
          "protection",
          "%,d lines on %,.2f points of base years; on own performance %,d without a base year, %,d without an agreed plan"
              .formatted(
                  money.protectedLines(),
                  money.protectedPoints(),
                  money.linesWithoutBaseYear(),
                  money.linesWithoutPlan()));
    }
    if (money.partYearPractices() > 0) {
      year.people(
          "part year",
          "%s, %s"
              .formatted(
                  Words.practices(money.partYearPractices()), Words.pounds(money.partYearGbp())));
    }
    if (money.adjustments() + money.adjustmentsLeftOut() > 0) {
      year.people(
          "adjustments",
          "%,d applied, %s; %,d left out, of practices that are not paid"
              .formatted(
                  money.adjustments(),
                  Words.pounds(money.adjustmentsGbp()),
                  money.adjustmentsLeftOut()));
    }
    year.people("achievement", Words.pounds(money.totalAchievementGbp()) + " in total");
  }
}
