package org.openqof.practice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.Ratio;
import org.openqof.input.LocalDecisions.Succession;
import org.openqof.input.PracticeReference.Population;
import org.openqof.practice.PricedPractice.Line;
import org.openqof.practice.SettledPoints.Settlement;
import org.openqof.practice.SupplementaryTerms.Donor;
import org.openqof.rulebook.Rulebook;
import org.openqof.tables.Block;
import org.openqof.tables.SuccessionLines;
import org.openqof.tables.SuccessionResults;

/**
 * The result of a practice that took patients from others, as it is with the succession: alongside
 * the payment, which stays as if it had not happened.
 *
 * <p>The closed practice's counts on its last day are taken off the successor's, indicator by
 * indicator and in the share that went to it, because they were counted there already; its list is
 * added where the successor's own count came before the succession. Source: CQRS QOF payments page
 * (raised population, counts of the closed practice removed, protected indicators untouched); the
 * shares and their rounding are ours (see {@code docs/interpretations.md}, I35).
 *
 * @param successions the successions in which the practice took patients, sorted
 * @param asIfNothing the payment as if nothing had happened
 * @param withSuccession the same call with the succession
 * @param removed by indicator, what was taken off; an indicator that no closed practice sent is
 *     absent
 */
public record PricedSuccession(
    List<Succession> successions,
    PricedPractice asIfNothing,
    PricedPractice withSuccession,
    Map<String, Removed> removed) {

  /**
   * Counts taken off one indicator.
   *
   * @param numerator patients taken off the numerator
   * @param denominator patients taken off the denominator
   */
  record Removed(int numerator, int denominator) {}

  /**
   * The result with the successions of one payable practice; null when it took no patients.
   *
   * @param registers its registers as sent; they stay
   * @param asIfNothing its payment
   */
  public static @Nullable PricedSuccession of(
      PracticeYear practice,
      Map<String, Integer> registers,
      PricedPractice asIfNothing,
      Map<String, Donor> donors,
      PricePractice pricing) {
    List<Succession> taken = new ArrayList<>();
    for (Succession succession : practice.reference().decisions().successions()) {
      if (succession.toPractice().equals(practice.practiceCode())) {
        taken.add(succession);
      }
    }
    if (taken.isEmpty()) {
      return null;
    }
    taken.sort(
        (left, right) ->
            left.date().equals(right.date())
                ? left.fromPractice().compareTo(right.fromPractice())
                : left.date().compareTo(right.date()));
    Map<String, Removed> removed = new HashMap<>();
    List<IndicatorCounts> counts = new ArrayList<>(practice.counts().size());
    Set<String> untouched = settledElsewhere(asIfNothing);
    for (IndicatorCounts sent : practice.counts()) {
      counts.add(
          untouched.contains(sent.indicatorCode()) ? sent : without(sent, taken, donors, removed));
    }
    PracticeYear changed =
        new PracticeYear(
            practice.year(),
            practice.reference().withPopulation(raised(asIfNothing.population(), taken, donors)),
            practice.values(),
            counts);
    PricedPractice with =
        pricing.price(changed, registers, pricing.points(changed), asIfNothing.aspirationPaid());
    return new PricedSuccession(taken, asIfNothing, with, removed);
  }

  /** Indicators whose points are those of a base year or all of them: they need no removal. */
  private static Set<String> settledElsewhere(PricedPractice priced) {
    Set<String> codes = new HashSet<>();
    for (Line line : priced.lines()) {
      if (line.settled().how() == Settlement.PROTECTED
          || line.settled().how() == Settlement.PAID_IN_FULL) {
        codes.add(line.earned().indicator().code());
      }
    }
    return codes;
  }

  private static IndicatorCounts without(
      IndicatorCounts sent,
      List<Succession> taken,
      Map<String, Donor> donors,
      Map<String, Removed> removed) {
    Integer numerator = sent.numerator();
    Integer denominator = sent.denominator();
    if (numerator == null || denominator == null) {
      return sent;
    }
    int offNumerator = 0;
    int offDenominator = 0;
    boolean any = false;
    for (Succession succession : taken) {
      Donor donor = donors.get(succession.fromPractice());
      IndicatorCounts theirs = donor == null ? null : donor.counts().get(sent.indicatorCode());
      if (theirs != null && theirs.numerator() != null && theirs.denominator() != null) {
        any = true;
        offNumerator += share(succession, theirs.numerator());
        offDenominator += share(succession, theirs.denominator());
      }
    }
    if (!any) {
      return sent;
    }
    Removed off =
        new Removed(Math.min(offNumerator, numerator), Math.min(offDenominator, denominator));
    removed.put(sent.indicatorCode(), off);
    return sent.withFraction(numerator - off.numerator(), denominator - off.denominator());
  }

  /** A share of patients, half-up to whole patients. */
  private static int share(Succession succession, int patients) {
    return Ratio.of(BigDecimal.valueOf(patients))
        .times(succession.share())
        .rounded(0)
        .intValueExact();
  }

  /** The successor's population with those taken over after its own count. */
  private static Population raised(
      Population own, List<Succession> taken, Map<String, Donor> donors) {
    int patients = own.patients();
    for (Succession succession : taken) {
      Donor donor = donors.get(succession.fromPractice());
      Population theirs = donor == null ? null : donor.population();
      if (theirs != null && succession.date().isAfter(own.date())) {
        patients = Math.addExact(patients, share(succession, theirs.patients()));
      }
    }
    return new Population(patients, own.date(), own.basis(), own.source());
  }

  /** Adds the row of {@code succession_results} and those of {@code succession_lines}. */
  public void addTo(Block results, Block lines, String practiceCode, Rulebook rulebook) {
    LocalDate last = successions.get(successions.size() - 1).date();
    TreeSet<String> from = new TreeSet<>();
    successions.forEach(succession -> from.add(succession.fromPractice()));
    BigDecimal before = asIfNothing.achievementPayment();
    BigDecimal after = withSuccession.achievementPayment();
    results
        .next()
        .text(SuccessionResults.PRACTICE_CODE, practiceCode)
        .text(SuccessionResults.FROM_PRACTICE_CODES, String.join(" ", from))
        .date(SuccessionResults.SUCCESSION_DATE, last)
        .count(SuccessionResults.CRP, asIfNothing.population().patients())
        .count(SuccessionResults.CRP_WITH_SUCCESSION, withSuccession.population().patients())
        .decimal(SuccessionResults.EARNED_POINTS, points(asIfNothing, rulebook))
        .decimal(SuccessionResults.EARNED_POINTS_WITH_SUCCESSION, points(withSuccession, rulebook))
        .decimal(SuccessionResults.ACHIEVEMENT_PAYMENT_GBP, before)
        .decimal(SuccessionResults.ACHIEVEMENT_PAYMENT_WITH_SUCCESSION_GBP, after)
        .decimal(SuccessionResults.DIFFERENCE_GBP, after.subtract(before));
    for (int i = 0; i < asIfNothing.lines().size(); i++) {
      Line line = asIfNothing.lines().get(i);
      Line changed = withSuccession.lines().get(i);
      String indicator = line.earned().indicator().code();
      Removed off = removed.get(indicator);
      IndicatorCounts sent = line.earned().counts();
      lines
          .next()
          .text(SuccessionLines.PRACTICE_CODE, practiceCode)
          .text(SuccessionLines.INDICATOR_CODE, indicator)
          .count(SuccessionLines.NUMERATOR, sent == null ? null : sent.numerator())
          .count(SuccessionLines.NUMERATOR_REMOVED, off == null ? null : (Integer) off.numerator())
          .count(SuccessionLines.DENOMINATOR, sent == null ? null : sent.denominator())
          .count(
              SuccessionLines.DENOMINATOR_REMOVED, off == null ? null : (Integer) off.denominator())
          .decimal(SuccessionLines.EARNED_POINTS, paid(line, rulebook))
          .decimal(SuccessionLines.EARNED_POINTS_WITH_SUCCESSION, paid(changed, rulebook))
          .decimal(SuccessionLines.ACHIEVEMENT_PAYMENT_GBP, line.paymentGbp())
          .decimal(SuccessionLines.ACHIEVEMENT_PAYMENT_WITH_SUCCESSION_GBP, changed.paymentGbp());
    }
  }

  private static @Nullable BigDecimal paid(Line line, Rulebook rulebook) {
    Ratio points = line.settled().points();
    return points == null ? null : rulebook.payment().pointsRounding().shown(points);
  }

  private static BigDecimal points(PricedPractice priced, Rulebook rulebook) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Line line : priced.lines()) {
      BigDecimal points = paid(line, rulebook);
      sum = points == null || line.paymentGbp() == null ? sum : sum.add(points);
    }
    return sum;
  }
}
