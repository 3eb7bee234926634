package org.openqof.synthetic;

import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.AchievementPayment;
import org.openqof.domain.ContractorPopulationIndex;
import org.openqof.domain.Ratio;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.PaymentRules;

/**
 * What should become of contracts and corrections: {@code truth_contracts_YYYY.csv}, a line a
 * practice, and {@code truth_adjustments_YYYY.csv}, a line a correction that counts, with its
 * pounds. Pounds of points of an adjusted indicator need the national prevalence, so corrections
 * are kept until the year is whole; they are few.
 */
final class ContractTruthFiles implements Closeable {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ISO_LOCAL_DATE;

  private final YearPlan plan;
  private final Lines contracts;
  private final Lines adjustments;
  private final long[] registers;
  private final long[] populations;
  private final List<Pending> pending = new ArrayList<>();
  private int crp;

  /** A correction, with what its pounds hang on; register and size of it where it is adjusted. */
  private record Pending(
      String practice,
      @Nullable String subject,
      Decision decision,
      int crp,
      int register,
      int size) {}

  ContractTruthFiles(ExtractFolder folder, YearPlan plan) throws IOException {
    this.plan = plan;
    this.registers = new long[plan.registers().size()];
    this.populations = new long[plan.registers().size()];
    String suffix = "_" + plan.year().shortForm() + ".csv";
    contracts = folder.open("truth/truth_contracts" + suffix);
    contracts.row(
        "practice_code",
        "event",
        "outcome",
        "contract_from",
        "contract_to",
        "contract_days",
        "year_days",
        "crp_date",
        "crp",
        "collection",
        "plan_agreed");
    adjustments = folder.open("truth/truth_adjustments" + suffix);
    adjustments.row("practice_code", "subject", "kind", "points", "adjustment_gbp");
  }

  /** A population as the commissioner corrects it. */
  static int corrected(int crp) {
    return crp + 1 + crp / 50;
  }

  /** A practice's contract, and its part in the nation. */
  void count(
      PracticeTruth practice,
      Outcome outcome,
      PracticeFault fault,
      Contract contract,
      Set<Decision> decisions)
      throws IOException {
    boolean hasList = fault != PracticeFault.NO_LIST_SIZE;
    crp =
        decisions.contains(Decision.POPULATION_CORRECTED)
            ? corrected(practice.crp())
            : practice.crp();
    contracts.field(practice.code()).field(contract.event().name()).field(outcome.name());
    contracts.field(DATE.format(contract.from())).field(DATE.format(contract.to()));
    contracts.field(contract.days()).field(plan.year().days());
    contracts.field(DATE.format(contract.countedOn()));
    contracts.optional(hasList ? crp : PracticeTruth.NONE);
    contracts.field(contract.event().collection().name());
    contracts.field(decisions.contains(Decision.PLAN_NOT_AGREED) ? "N" : "Y").end();
    if (outcome != Outcome.PUBLISHED && outcome != Outcome.PAID_ONLY) {
      return;
    }
    for (int register = 0; register < registers.length; register++) {
      boolean blank =
          fault == PracticeFault.BLANK_REGISTER && register == PracticeTruths.tenfoldRegister(plan);
      registers[register] += blank ? 0 : practice.register(register);
      populations[register] += blank ? 0 : crp;
    }
  }

  /** A correction of the practice that was counted last; null for its total. */
  void adjustment(PracticeTruth practice, @Nullable String subject, Decision decision) {
    int register = -1;
    for (PlannedIndicator planned : plan.indicators()) {
      Indicator indicator = planned.indicator();
      if (indicator != null && indicator.prevalenceAdjusted() && planned.code().equals(subject)) {
        register = planned.register();
      }
    }
    int size = register < 0 ? 0 : practice.register(register);
    pending.add(new Pending(practice.code(), subject, decision, crp, register, size));
  }

  private BigDecimal pounds(Pending correction) {
    Decision decision = correction.decision();
    if (decision.hundredths() == 0) {
      return BigDecimal.valueOf(decision.pence(), 2);
    }
    PaymentRules rules = plan.rulebook().payment();
    Ratio average = Ratio.of(rules.averageListSize().value(), 1);
    Ratio factor = Ratio.ONE;
    int register = correction.register();
    if (register >= 0) {
      factor =
          registers[register] == 0
              ? Ratio.ZERO
              : Ratio.of(correction.size(), correction.crp())
                  .dividedBy(Ratio.of(registers[register], populations[register]));
    }
    return AchievementPayment.exact(
            Ratio.of(BigDecimal.valueOf(decision.hundredths(), 2)),
            rules.pointValueGbp().value(),
            ContractorPopulationIndex.of(correction.crp(), average),
            factor)
        .rounded(2);
  }

  @Override
  public void close() throws IOException {
    try (contracts;
        adjustments) {
      for (Pending correction : pending) {
        Decision decision = correction.decision();
        String kind = decision.adjustmentKind();
        String points =
            decision.hundredths() == 0
                ? ""
                : BigDecimal.valueOf(decision.hundredths(), 2).toPlainString();
        adjustments.row(
            correction.practice(),
            correction.subject() == null ? "TOTAL" : correction.subject(),
            kind == null ? "" : kind,
            points,
            pounds(correction).toPlainString());
      }
    }
  }
}
