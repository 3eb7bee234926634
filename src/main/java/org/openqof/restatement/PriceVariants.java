package org.openqof.restatement;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.engine.Engine.Step;
import org.openqof.practice.BaseYearPoints;
import org.openqof.practice.CheckPractice;
import org.openqof.practice.EarnedPoints;
import org.openqof.practice.NationalValues;
import org.openqof.practice.PracticeRegisters;
import org.openqof.practice.PracticeYear;
import org.openqof.practice.PricePractice;
import org.openqof.practice.PricedPractice;
import org.openqof.recalculation.PriceBlock;
import org.openqof.rulebook.Rulebook;
import org.openqof.tables.Block;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.PracticePayments;

/**
 * Prices a block of practices several times over, by the calls of the run itself, with other
 * national figures or base years each time. Nothing is written.
 *
 * @param rulebook the rulebook
 * @param checks the checks that apply
 * @param variants national figures and base years of each pricing
 */
record PriceVariants(Rulebook rulebook, CheckPractice checks, List<Variant> variants)
    implements Step<ArrayList<PriceVariants.Amounts>> {
  private static final long serialVersionUID = 1L;

  /** Subject of what a part of a year takes away. */
  static final String PART_YEAR = "part_year";

  /** Subject of a practice's corrections. */
  static final String ADJUSTMENTS = "adjustments";

  /** Subject of the pence by which a practice's payment is not the sum of its lines. */
  static final String ROUNDING = "rounding";

  /**
   * What one pricing takes.
   *
   * @param national national figures that pay
   * @param bases points of base years
   */
  record Variant(NationalValues national, BaseYearPoints bases) implements Serializable {}

  /**
   * What one practice is paid in each variant.
   *
   * @param practiceCode ODS code
   * @param pence pence by subject, an indicator or one of this class's, and variant; subjects that
   *     are nothing in all variants may be absent
   */
  record Amounts(String practiceCode, TreeMap<String, long[]> pence) implements Serializable {}

  PriceVariants {
    variants = List.copyOf(variants);
  }

  @Override
  public ArrayList<Amounts> apply(List<PracticeYear> practices) {
    List<PricePractice> pricings =
        variants.stream()
            .map(variant -> new PricePractice(rulebook, variant.national(), variant.bases()))
            .toList();
    ArrayList<Amounts> all = new ArrayList<>(practices.size());
    for (PracticeYear practice : practices) {
      Amounts amounts = new Amounts(practice.practiceCode(), new TreeMap<>());
      List<EarnedPoints> earned = pricings.get(0).points(practice);
      boolean refused =
          checks.apply(practice, PriceBlock.totalPoints(rulebook, earned)).stream()
              .anyMatch(failed -> failed.check().stopsPayment());
      if (!refused) {
        Map<String, Integer> registers = PracticeRegisters.of(practice, rulebook);
        for (int i = 0; i < pricings.size(); i++) {
          // Aspiration was paid before and is not part of what was achieved.
          PricedPractice priced =
              pricings.get(i).price(practice, registers, earned, BigDecimal.ZERO);
          put(amounts.pence(), i, priced);
        }
      }
      all.add(amounts);
    }
    return all;
  }

  private void put(SortedMap<String, long[]> pence, int variant, PricedPractice priced) {
    long lines = 0;
    for (PricedPractice.Line line : priced.lines()) {
      long paid = line.paymentGbp() == null ? 0 : pence(line.paymentGbp());
      put(pence, variant, line.earned().indicator().code(), paid);
      lines += paid;
    }
    put(pence, variant, PART_YEAR, pence(priced.partYear()));
    put(pence, variant, ADJUSTMENTS, pence(priced.adjustmentsGbp()));
    put(pence, variant, ROUNDING, pence(priced.achievementPayment()) - lines);
  }

  private void put(SortedMap<String, long[]> pence, int variant, String subject, long amount) {
    if (amount != 0) {
      pence.computeIfAbsent(subject, any -> new long[variants.size()])[variant] = amount;
    }
  }

  private static long pence(BigDecimal gbp) {
    return gbp.movePointRight(2).longValueExact();
  }

  /**
   * The same amounts as a version holds them, by practice and subject, in pence.
   *
   * @param lines its {@code payment_lines}
   * @param payments its {@code practice_payments}
   */
  static SortedMap<String, SortedMap<String, Long>> stored(Block lines, Block payments) {
    SortedMap<String, SortedMap<String, Long>> stored = new TreeMap<>();
    for (int row = 0; row < lines.rows(); row++) {
      if (lines.has(PaymentLines.ACHIEVEMENT_PAYMENT_GBP, row)) {
        stored
            .computeIfAbsent(
                lines.textAt(PaymentLines.PRACTICE_CODE, row), practice -> new TreeMap<>())
            .put(
                lines.textAt(PaymentLines.INDICATOR_CODE, row),
                lines.unscaledAt(PaymentLines.ACHIEVEMENT_PAYMENT_GBP, row));
      }
    }
    for (int row = 0; row < payments.rows(); row++) {
      SortedMap<String, Long> ofPractice =
          stored.computeIfAbsent(
              payments.textAt(PracticePayments.PRACTICE_CODE, row), practice -> new TreeMap<>());
      long sum = ofPractice.values().stream().mapToLong(Long::longValue).sum();
      ofPractice.put(
          ROUNDING, payments.unscaledAt(PracticePayments.ACHIEVEMENT_PAYMENT_GBP, row) - sum);
      ofPractice.put(PART_YEAR, payments.unscaledAt(PracticePayments.PART_YEAR_GBP, row));
      ofPractice.put(ADJUSTMENTS, payments.unscaledAt(PracticePayments.ADJUSTMENTS_GBP, row));
    }
    return stored;
  }

  /** What a map holds under a practice and subject, pence; 0 where it holds nothing. */
  static long of(@Nullable Map<String, Long> stored, String subject) {
    return stored == null ? 0 : stored.getOrDefault(subject, 0L);
  }
}
