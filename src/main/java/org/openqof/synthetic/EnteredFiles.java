package org.openqof.synthetic;

import java.io.Closeable;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openqof.rulebook.Indicator;
import org.openqof.synthetic.Contract.Share;
import org.openqof.synthetic.ContractEvent.Collection;

/**
 * What people enter and decide about a year, alongside the payment service's extract: MANUAL_ENTRY,
 * ADJUSTMENTS, CRP_CORRECTIONS, SUCCESSIONS, AGREED_PLANS and STATE_CHANGES; and the decisions'
 * truth. A file in which there is nothing to write is not made.
 */
final class EnteredFiles implements Closeable {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT);
  private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;
  private static final String ANSWER = "Yes/No Flag";

  private final YearPlan plan;
  private final String service;
  private final FaultLog faults;
  private final EnteredFile entries;
  private final EnteredFile adjustments;
  private final EnteredFile populations;
  private final EnteredFile successions;
  private final EnteredFile plans;
  private final EnteredFile states;
  private final ContractTruthFiles truth;

  EnteredFiles(ExtractFolder folder, YearPlan plan, FaultLog faults) throws IOException {
    this.plan = plan;
    this.service = "QOF" + plan.year().shortForm();
    this.faults = faults;
    entries =
        file(
            folder,
            "MANUAL_ENTRY",
            "QUALITY_SERVICE",
            "ORG_CODE",
            "IND_CODE",
            "FIELD_NAME",
            "VALUE",
            "ACH_DATE",
            "BASIS",
            "ENTERED_BY",
            "ENTERED_ON");
    adjustments =
        file(
            folder,
            "ADJUSTMENTS",
            "QUALITY_SERVICE",
            "PRACTICE_CODE",
            "IND_CODE",
            "KIND",
            "POINTS",
            "AMOUNT_GBP",
            "REASON",
            "APPROVER",
            "APPROVED_ON");
    populations =
        file(
            folder,
            "CRP_CORRECTIONS",
            "PRACTICE_CODE",
            "REFERENCE_DATE",
            "REGISTERED_POPULATION",
            "REASON",
            "APPROVER",
            "APPROVED_ON");
    successions =
        file(folder, "SUCCESSIONS", "FROM_PRACTICE", "TO_PRACTICE", "SUCCESSION_DATE", "SHARE");
    plans =
        file(
            folder,
            "AGREED_PLANS",
            "QUALITY_SERVICE",
            "PRACTICE_CODE",
            "PLAN_AGREED",
            "APPROVER",
            "DECIDED_ON");
    states =
        file(
            folder,
            "STATE_CHANGES",
            "QUALITY_SERVICE",
            "PRACTICE_CODE",
            "STATE",
            "VERSION",
            "CHANGED_BY",
            "CHANGED_AT",
            "REASON");
    truth = new ContractTruthFiles(folder, plan);
  }

  private EnteredFile file(ExtractFolder folder, String name, String... header) {
    String path = plan.year() + "/payment/" + name + "_" + plan.year().shortForm() + ".csv";
    return new EnteredFile(folder, path, header);
  }

  /** Everything that was entered or decided about a practice. */
  void write(PracticeTruth practice, Outcome outcome, PracticeFault fault, ContractPlan contracts)
      throws IOException {
    Contract contract = contracts.contract(practice.practice());
    entries(practice, contract);
    for (Share share : contract.given()) {
      succession(practice.code(), share.practice(), contract.to().plusDays(1), share.decimal());
    }
    truth.count(practice, outcome, fault, contract, contracts.of(practice.practice()));
    for (Decision decision : contracts.of(practice.practice())) {
      decision(practice, contract, decision);
    }
    for (DecisionFault planted : contracts.faultsOf(practice.practice())) {
      fault(practice, contract, planted);
    }
  }

  private void entries(PracticeTruth practice, Contract contract) throws IOException {
    boolean everything = contract.event().collection() == Collection.BY_HAND;
    if (!everything && contract.event() != ContractEvent.ANSWERS_BY_HAND) {
      return;
    }
    for (int i = 0; i < plan.indicators().size(); i++) {
      PlannedIndicator indicator = plan.indicators().get(i);
      if (indicator.isAnswer()) {
        String basis = contract.event().basis();
        entry(practice, contract, indicator.code(), ANSWER, practice.answer(i), basis);
      }
      if (everything && !indicator.managementInformation()) {
        byHand(practice, contract, i);
      }
    }
  }

  private void byHand(PracticeTruth practice, Contract contract, int i) throws IOException {
    PlannedIndicator indicator = plan.indicators().get(i);
    String basis = contract.event().basis();
    String register = indicator.registerField();
    if (register != null) {
      int patients = practice.registerField(indicator);
      entry(practice, contract, indicator.code(), register, patients, basis);
    }
    if (indicator.isShare()) {
      entry(practice, contract, indicator.code(), "Denominator", practice.denominator(i), basis);
      entry(practice, contract, indicator.code(), "Numerator", practice.numerator(i), basis);
    }
  }

  private void entry(
      PracticeTruth practice, Contract contract, String code, String field, int value, String basis)
      throws IOException {
    entries.lines().field(service).field(practice.code()).field(code).field(field).field(value);
    entries.lines().field(DATE.format(contract.to())).field(basis).field("zzz001");
    entries.lines().field(DAY.format(contract.to().plusDays(6))).end();
  }

  private void succession(String from, int to, LocalDate date, String share) throws IOException {
    successions.lines().row(from, Country.practiceCode(to), DATE.format(date), share);
  }

  private void decision(PracticeTruth practice, Contract contract, Decision decision)
      throws IOException {
    String kind = decision.adjustmentKind();
    if (kind != null) {
      String subject = subject(decision);
      adjustment(practice, subject, decision, decision.pence(), approver(practice));
      truth.adjustment(practice, subject, decision);
    } else if (decision == Decision.POPULATION_CORRECTED) {
      population(practice, contract, ContractTruthFiles.corrected(practice.crp()));
    } else if (decision.isPlan()) {
      agreed(practice, decision == Decision.PLAN_AGREED);
    }
    int hour = 9;
    for (String state : decision.states()) {
      state(practice, state, hour++);
    }
  }

  /** The indicator that a decision is about; null for the total. */
  private @Nullable String subject(Decision decision) {
    boolean adjusted = decision != Decision.DISPUTE_POINTS;
    if (decision != Decision.POINTS_ADDED
        && decision != Decision.POUNDS_ADDED
        && decision != Decision.DISPUTE_POINTS) {
      return null;
    }
    for (PlannedIndicator planned : plan.indicators()) {
      Indicator indicator = planned.indicator();
      if (indicator != null && planned.isShare() && indicator.prevalenceAdjusted() == adjusted) {
        return planned.code();
      }
    }
    return null;
  }

  private void adjustment(
      PracticeTruth practice, @Nullable String subject, Decision decision, int pence, String by)
      throws IOException {
    int hundredths = decision.hundredths();
    adjustment(practice, subject, decision, signed(hundredths), signed(pence), by);
  }

  private void adjustment(
      PracticeTruth practice,
      @Nullable String subject,
      Decision decision,
      String points,
      String pounds,
      String by)
      throws IOException {
    adjustments.lines().field(service).field(practice.code()).field(subject == null ? "" : subject);
    String kind = decision.adjustmentKind();
    adjustments.lines().field(kind == null ? "" : kind).field(points).field(pounds);
    adjustments.lines().field(decision.reason()).field(by).field(decided(20)).end();
  }

  private void population(PracticeTruth practice, Contract contract, int patients)
      throws IOException {
    populations
        .lines()
        .field(practice.code())
        .field(DATE.format(contract.countedOn()))
        .field(patients);
    populations.lines().field(Decision.POPULATION_CORRECTED.reason()).field(approver(practice));
    populations.lines().field(decided(3)).end();
  }

  private void agreed(PracticeTruth practice, boolean agreed) throws IOException {
    plans.lines().row(service, practice.code(), agreed ? "Y" : "N", approver(practice), decided(8));
  }

  private void state(PracticeTruth practice, String state, int hour) throws IOException {
    LocalDateTime when = plan.year().end().plusDays(40).atTime(hour, 30);
    String at = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).format(when);
    states.lines().row(service, practice.code(), state, "", approver(practice), at, "as agreed");
  }

  private void fault(PracticeTruth practice, Contract contract, DecisionFault fault)
      throws IOException {
    switch (fault) {
      case NO_APPROVER -> {
        listed(adjustments.lines(), practice, fault);
        adjustment(practice, null, Decision.ONE_OFF, Decision.ONE_OFF.pence(), "");
      }
      case NO_AMOUNT -> {
        listed(adjustments.lines(), practice, fault);
        adjustment(practice, null, Decision.ONE_OFF, "", "", approver(practice));
      }
      case POINTS_AND_POUNDS -> {
        listed(adjustments.lines(), practice, fault);
        adjustment(practice, null, Decision.DISPUTE_POUNDS, "1.00", "9.99", approver(practice));
      }
      case DEDUCTION_ABOVE_ZERO -> {
        listed(adjustments.lines(), practice, fault);
        adjustment(practice, null, Decision.PMS_POUNDS, "", "1500.00", approver(practice));
      }
      case CONTRADICTORY_ADJUSTMENTS -> {
        for (int pence : new int[] {10_000, 20_000}) {
          listed(adjustments.lines(), practice, fault);
          adjustment(practice, null, Decision.ONE_OFF, pence, approver(practice));
        }
      }
      case CONTRADICTORY_POPULATIONS -> {
        for (int more : new int[] {11, 22}) {
          listed(populations.lines(), practice, fault);
          population(practice, contract, practice.crp() + more);
        }
      }
      case CONTRADICTORY_PLANS -> {
        for (boolean agreed : new boolean[] {true, false}) {
          listed(plans.lines(), practice, fault);
          agreed(practice, agreed);
        }
      }
      case SHARES_NOT_ONE -> {
        for (int other : new int[] {1, 2}) {
          listed(successions.lines(), practice, fault);
          succession(practice.code(), other, plan.year().startOfFinalQuarter(), "0.400000");
        }
      }
      case SUCCESSION_TO_ITSELF -> {
        listed(successions.lines(), practice, fault);
        succession(practice.code(), practice.practice(), plan.year().startOfFinalQuarter(), "1");
      }
      case ANSWER_FOR_AUTOMATIC -> beside(practice, contract, fault, "manual_indicator");
      case ENTRY_BESIDE_EXTRACT -> beside(practice, contract, fault, "shared_system");
      case STATE_NOT_ALLOWED -> {
        listed(states.lines(), practice, fault);
        state(practice, "paid", 9);
      }
      case STATE_AFTER_PAID -> {
        int hour = 9;
        for (String state : Decision.PAID.states()) {
          state(practice, state, hour++);
        }
        listed(states.lines(), practice, fault);
        state(practice, "superseded", hour);
      }
    }
  }

  /** An entry alongside the extract's own value, larger than that. */
  private void beside(PracticeTruth practice, Contract contract, DecisionFault fault, String basis)
      throws IOException {
    int i = PracticeTruths.faultyIndicator(plan);
    listed(entries.lines(), practice, fault);
    String code = plan.indicators().get(i).code();
    entry(practice, contract, code, "Numerator", practice.denominator(i), basis);
  }

  private void listed(Lines file, PracticeTruth practice, DecisionFault fault) throws IOException {
    faults.add(file, practice.code(), fault);
  }

  private static String approver(PracticeTruth practice) {
    return "Commissioner of " + practice.place().subIcbCode();
  }

  /** A day of May after the year. */
  private String decided(int day) {
    return DAY.format(LocalDate.of(plan.year().end().getYear(), 5, day));
  }

  /** Hundredths as a decimal; blank for none. */
  private static String signed(int hundredths) {
    if (hundredths == 0) {
      return "";
    }
    int size = Math.abs(hundredths);
    String cents = Integer.toString(100 + size % 100).substring(1);
    return (hundredths < 0 ? "-" : "") + size / 100 + "." + cents;
  }

  @Override
  public void close() throws IOException {
    try (entries;
        adjustments;
        populations;
        successions;
        plans;
        states;
        truth) {
      // All are closed, the others even when one fails.
    }
  }
}
