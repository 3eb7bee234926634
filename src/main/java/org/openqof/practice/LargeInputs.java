package org.openqof.practice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.ContractDuration;
import org.openqof.practice.LargeInput.Kind;
import org.openqof.practice.PracticeReference.Organisation;
import org.openqof.practice.PracticeReference.Participation;

/**
 * Finds the corrections of a practice, and a part of a year that its record in the practice
 * reference contradicts: it opened long before the contract's first day, or did not close with its
 * last.
 */
public final class LargeInputs {
  /** Contracts and records of the same event lie within so many days of each other. */
  private static final int DAYS = 31;

  private LargeInputs() {}

  /** The inputs of one paid practice: its corrections together, and its part of a year. */
  public static List<LargeInput> of(PracticeYear practice, PricedPractice priced) {
    List<LargeInput> inputs = new ArrayList<>();
    if (!priced.adjustments().isEmpty()) {
      inputs.add(
          new LargeInput(
              practice.practiceCode(),
              Kind.CORRECTION,
              "%d corrections together".formatted(priced.adjustments().size()),
              priced.adjustmentsGbp(),
              priced.achievementPayment()));
    }
    ContractDuration contract = priced.contract();
    if (priced.partYear().signum() != 0 && isContradicted(practice)) {
      inputs.add(
          new LargeInput(
              practice.practiceCode(),
              Kind.DURATION,
              "%d of %d days".formatted(contract.contractDays(), contract.yearDays()),
              priced.partYear(),
              priced.achievementPayment()));
    }
    return inputs;
  }

  private static boolean isContradicted(PracticeYear practice) {
    Participation participation = practice.reference().participation();
    Organisation organisation = practice.reference().organisation();
    if (participation == null || organisation == null) {
      return false;
    }
    boolean beganInTheYear = participation.from().isAfter(practice.year().start());
    boolean endedInTheYear = participation.to().isBefore(practice.year().end());
    return (beganInTheYear && isBefore(organisation.openDate(), participation.from()))
        || (endedInTheYear && isAfter(organisation.closeDate(), participation.to()));
  }

  private static boolean isBefore(@Nullable LocalDate opened, LocalDate from) {
    return opened != null && opened.isBefore(from.minusDays(DAYS));
  }

  /** A practice without a closing date is open. */
  private static boolean isAfter(@Nullable LocalDate closed, LocalDate to) {
    return closed == null || closed.isAfter(to.plusDays(DAYS));
  }
}
