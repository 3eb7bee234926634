package org.openqof.recalculation;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.Ratio;
import org.openqof.engine.Engine.Step;
import org.openqof.input.Geography;
import org.openqof.practice.BaseYearPoints;
import org.openqof.practice.ByImprovement;
import org.openqof.practice.CheckPractice;
import org.openqof.practice.DoubtPractice;
import org.openqof.practice.DoubtPractice.Doubt;
import org.openqof.practice.EarnedPoints;
import org.openqof.practice.EarnedPoints.NotPriced;
import org.openqof.practice.LargeInput;
import org.openqof.practice.LargeInputs;
import org.openqof.practice.NationalValues;
import org.openqof.practice.PracticeRegisters;
import org.openqof.practice.PracticeYear;
import org.openqof.practice.PricePractice;
import org.openqof.practice.PricedPractice;
import org.openqof.practice.SupplementaryTerms;
import org.openqof.practice.rows.PaymentRows;
import org.openqof.practice.rows.SupplementaryRows;
import org.openqof.rulebook.PaymentRules;
import org.openqof.rulebook.Rulebook;
import org.openqof.settings.YearVersion;
import org.openqof.statistics.AreaSums;
import org.openqof.statistics.PracticeFigures;
import org.openqof.statistics.PracticeStatistics;
import org.openqof.tables.Block;
import org.openqof.tables.PracticeChecks;
import org.openqof.tables.PracticeGroups;
import org.openqof.tables.PracticeIndicators;
import org.openqof.tables.PracticePayments;
import org.openqof.tables.PracticePoints;
import org.openqof.tables.Warnings;

/**
 * Prices a block of practices, forms their statistics, and writes both to gold.
 *
 * @param place where to
 * @param rulebook the year's rulebook
 * @param national national figures that pay
 * @param checks the checks that apply
 * @param lastYear registers of the year before by practice and group
 * @param bases points of the base years of income protection
 * @param beside what the results alongside the payments need
 * @param hasValues whether the year has indicator values
 * @param fileNames names of the year's files by content digest
 */
public record PriceBlock(
    YearVersion place,
    Rulebook rulebook,
    NationalValues national,
    CheckPractice checks,
    Map<String, Map<String, Integer>> lastYear,
    BaseYearPoints bases,
    SupplementaryTerms beside,
    boolean hasValues,
    Map<String, String> fileNames)
    implements Step<PriceBlock.Priced> {
  private static final long serialVersionUID = 1L;

  /** What one block gave. */
  public static final class Priced implements Serializable {
    private static final long serialVersionUID = 1L;
    public final StagedParts parts = new StagedParts();
    final AreaSums areas = new AreaSums();
    public final PracticeFigures figures;
    public final TreeMap<String, Long> failedChecks = new TreeMap<>();
    final TreeMap<String, ReportedPoints> reported = new TreeMap<>();
    public final SupplementarySums beside = new SupplementarySums();
    public final TreeMap<String, ImprovedLines> improved = new TreeMap<>();
    public final TreeMap<String, UnpricedLines> unpriced = new TreeMap<>();
    public final TreeMap<String, String> otherMaxima = new TreeMap<>();
    int practices;
    public int payable;
    public int inStatistics;
    public long warnings;
    public long lines;
    public BigDecimal points = BigDecimal.ZERO;
    public PaidMoney money = PaidMoney.NONE;
    PaidWhole whole = PaidWhole.NONE;
    public final ArrayList<LargeInput> inputs = new ArrayList<>();
    public final PracticeNotes notes = new PracticeNotes();

    public Priced(Rulebook rulebook) {
      this.figures = new PracticeFigures(rulebook);
    }

    /** Adds another block's counts and sums; its files too. */
    public void add(Priced other) {
      parts.addAll(other.parts);
      areas.add(other.areas);
      figures.add(other.figures);
      other.failedChecks.forEach((code, count) -> failedChecks.merge(code, count, Long::sum));
      other.reported.forEach((code, sums) -> reported.merge(code, sums, ReportedPoints::plus));
      beside.add(other.beside);
      other.improved.forEach((code, lines) -> improved.merge(code, lines, ImprovedLines::plus));
      other.unpriced.forEach((why, lines) -> unpriced.merge(why, lines, UnpricedLines::plus));
      otherMaxima.putAll(other.otherMaxima);
      practices += other.practices;
      payable += other.payable;
      inStatistics += other.inStatistics;
      warnings += other.warnings;
      lines += other.lines;
      points = points.add(other.points);
      money = money.plus(other.money);
      whole = whole.plus(other.whole);
      inputs.addAll(other.inputs);
      notes.add(other.notes);
    }
  }

  /**
   * Points computed alongside points awarded, for one indicator, over the practices that have both.
   *
   * @param computed points computed
   * @param awarded points awarded by the payment service
   * @param practices practices compared
   * @param differing practices where the two differ
   */
  record ReportedPoints(BigDecimal computed, BigDecimal awarded, int practices, int differing)
      implements Serializable {
    ReportedPoints plus(ReportedPoints other) {
      return new ReportedPoints(
          computed.add(other.computed),
          awarded.add(other.awarded),
          practices + other.practices,
          differing + other.differing);
    }
  }

  /** Points of a practice together, each as it is shown: what the checks compare. */
  public static BigDecimal totalPoints(Rulebook rulebook, List<EarnedPoints> earned) {
    BigDecimal total = BigDecimal.ZERO;
    for (EarnedPoints points : earned) {
      if (points.points() != null) {
        total = total.add(rulebook.payment().pointsRounding().shown(points.points()));
      }
    }
    return total;
  }

  @Override
  public Priced apply(List<PracticeYear> practices) {
    return new OpenBlock(this, practices.size()).run(practices);
  }

  /** The rows of one block while it is being priced. */
  private static final class OpenBlock {
    private final PriceBlock step;
    private final Priced priced;
    private final PricePractice pricing;
    private final PaymentRows payments;
    private final SupplementaryRows beside;
    private final DoubtPractice doubting;
    private final Block indicatorRows;
    private final Block groupRows;
    private final Block pointRows;
    private final Block checkRows = new Block(PracticeChecks.TABLE);
    private final Block warningRows = new Block(Warnings.TABLE);
    private int adjustmentsLeftOut;

    OpenBlock(PriceBlock step, int practices) {
      this.step = step;
      this.priced = new Priced(step.rulebook);
      this.pricing = new PricePractice(step.rulebook, step.national, step.bases);
      this.payments = new PaymentRows(step.rulebook, step.national);
      this.beside =
          new SupplementaryRows(step.rulebook, step.beside, pricing, step.bases, practices);
      this.doubting =
          new DoubtPractice(
              step.rulebook, step.lastYear, step.bases, step.hasValues, step.fileNames);
      this.indicatorRows =
          new Block(
              PracticeIndicators.TABLE, practices * Math.max(1, step.rulebook.indicators().size()));
      this.groupRows = new Block(PracticeGroups.TABLE, practices * 32);
      this.pointRows = new Block(PracticePoints.TABLE, practices);
    }

    Priced run(List<PracticeYear> practices) {
      practices.forEach(this::price);
      addTotals();
      for (Block block :
          List.of(
              payments.lines(),
              payments.factors(),
              payments.payments(),
              payments.adjustments().sorted(),
              indicatorRows,
              groupRows,
              pointRows,
              checkRows.sorted(),
              warningRows.sorted())) {
        priced.parts.stage(step.place, block);
      }
      beside.blocks().forEach(block -> priced.parts.stage(step.place, block));
      priced.beside.add(beside.blocks(), payments.payments());
      return priced;
    }

    private void price(PracticeYear practice) {
      Map<String, Integer> registers = PracticeRegisters.of(practice, step.rulebook);
      List<EarnedPoints> earned = step.hasValues ? pricing.points(practice) : List.of();
      List<CheckPractice.Failed> failed =
          step.checks.apply(practice, step.hasValues ? totalPoints(step.rulebook, earned) : null);
      boolean refused = false;
      boolean published = true;
      for (CheckPractice.Failed check : failed) {
        refused |= check.check().stopsPayment();
        published &= !check.check().stopsStatistics();
        priced.failedChecks.merge(check.check().code(), 1L, Long::sum);
        checkRows
            .next()
            .text(PracticeChecks.PRACTICE_CODE, practice.practiceCode())
            .text(PracticeChecks.CHECK_CODE, check.check().code())
            .text(PracticeChecks.SEVERITY, check.check().severity().name().toLowerCase(Locale.ROOT))
            .text(PracticeChecks.DESCRIPTION, check.check().description())
            .text(PracticeChecks.FOUND, check.found());
      }
      priced.practices++;
      BigDecimal aspirationPaid = step.hasValues ? beside.aspiration(practice) : BigDecimal.ZERO;
      PricedPractice payment = refused ? null : pay(practice, registers, earned, aspirationPaid);
      if (payment == null || earned.isEmpty() || !step.rulebook.complete()) {
        adjustmentsLeftOut += practice.reference().decisions().corrections().size();
      }
      if (step.hasValues) {
        priced.notes.look(practice.practiceCode(), failed, registers, payment, published);
      }
      compareWithAwarded(earned, payment);
      doubt(practice, registers, earned, payment);
      if (step.hasValues) {
        beside.add(practice, registers, earned, payment);
      }
      if (published) {
        priced.inStatistics++;
        PracticeStatistics statistics =
            PracticeStatistics.of(practice, step.rulebook, earned, registers);
        statistics.addRows(indicatorRows, groupRows, pointRows);
        Geography geography = practice.reference().geography();
        String maximum = statistics.otherMaximum();
        if (!maximum.isEmpty()) {
          priced.otherMaxima.put(practice.practiceCode(), maximum);
        }
        priced.areas.add(geography, statistics);
        priced.figures.add(practice.practiceCode(), geography, statistics);
      }
    }

    private PricedPractice pay(
        PracticeYear practice,
        Map<String, Integer> registers,
        List<EarnedPoints> earned,
        BigDecimal aspirationPaid) {
      PricedPractice payment = pricing.price(practice, registers, earned, aspirationPaid);
      priced.payable++;
      for (EarnedPoints own : earned) {
        ByImprovement both = own.byImprovement();
        if (both != null) {
          priced.improved.merge(
              own.indicator().code(),
              ImprovedLines.of(own, both, step.rulebook.payment().pointsRounding()),
              ImprovedLines::plus);
        }
      }
      for (PricedPractice.Line line : payment.lines()) {
        NotPriced why = line.notPriced();
        if (why != null) {
          priced.unpriced.merge(
              why.words(), UnpricedLines.of(line.earned().indicator()), UnpricedLines::plus);
        }
      }
      priced.inputs.addAll(LargeInputs.of(practice, payment));
      payments.add(practice, payment);
      return payment;
    }

    /** Of a paid practice the points paid are compared, protection included. */
    private void compareWithAwarded(List<EarnedPoints> earned, @Nullable PricedPractice payment) {
      PaymentRules rules = step.rulebook.payment();
      for (int i = 0; i < earned.size(); i++) {
        EarnedPoints points = earned.get(i);
        Ratio computed =
            payment == null ? points.points() : payment.lines().get(i).settled().points();
        if (computed == null
            || points.counts() == null
            || points.counts().reportedPoints() == null) {
          continue;
        }
        BigDecimal ours = rules.pointsRounding().shown(computed);
        BigDecimal awarded = BigDecimal.valueOf(points.counts().reportedPoints(), 2);
        priced.reported.merge(
            points.indicator().code(),
            new ReportedPoints(ours, awarded, 1, ours.compareTo(awarded) == 0 ? 0 : 1),
            ReportedPoints::plus);
      }
    }

    private void doubt(
        PracticeYear practice,
        Map<String, Integer> registers,
        List<EarnedPoints> earned,
        @Nullable PricedPractice payment) {
      for (Doubt doubt : doubting.about(practice, registers, earned, payment)) {
        priced.warnings++;
        warningRows
            .next()
            .text(Warnings.PRACTICE_CODE, practice.practiceCode())
            .text(Warnings.SUBJECT, doubt.subject())
            .text(Warnings.WARNING_CODE, doubt.rule().code())
            .text(Warnings.SEVERITY, doubt.rule().severity().name().toLowerCase(Locale.ROOT))
            .text(Warnings.MESSAGE, doubt.message());
      }
    }

    /** Sums read back from the rows themselves, so that the equations check what is written. */
    private void addTotals() {
      Block practices = payments.payments();
      priced.lines = payments.lines().rows();
      priced.money =
          PaidMoney.of(
              payments.lines(),
              practices,
              payments.adjustments(),
              adjustmentsLeftOut,
              step.rulebook.unsupportedIndicators());
      priced.whole = PaidWhole.of(practices);
      long hundredths = 0;
      for (int row = 0; row < practices.rows(); row++) {
        hundredths += practices.unscaledAt(PracticePayments.EARNED_POINTS, row);
      }
      priced.points = BigDecimal.valueOf(hundredths, 2);
    }
  }
}
