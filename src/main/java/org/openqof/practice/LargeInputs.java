package org.openqof.practice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.ContractDuration;
import org.openqof.input.PracticeReference.Organisation;
import org.openqof.input.PracticeReference.Participation;
import org.openqof.practice.LargeInput.Kind;

/**
 * Finds the corrections of a practice, and a part of a year that its record in the practice
 * reference does not bear out. It contradicts one where the practice opened long before the
 * contract's first day, or did not close with its last; without a record, or without an opening day
 * of a contract that began in the year, it is not a witness.
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
    Kind doubt = priced.partYear().signum() == 0 ? null : doubt(practice);
    if (doubt != null) {
      inputs.add(
          new LargeInput(
              practice.practiceCode(),
              doubt,
              "%d of %d days".formatted(contract.contractDays(), contract.yearDays()),
              priced.partYear(),
              priced.achievementPayment()));
    }
    return inputs;
  }

  /** What is to be doubted of a part of a year; null where the practice reference agrees. */
  private static @Nullable Kind doubt(PracticeYear practice) {
    Participation participation = practice.reference().participation();
    if (participation == null) {
      return null;
    }
    Organisation organisation = practice.reference().organisation();
    if (organisation == null) {
      return Kind.UNWITNESSED_DURATION;
    }
    boolean beganInTheYear = participation.from().isAfter(practice.year().start());
    boolean endedInTheYear = participation.to().isBefore(practice.year().end());
    if ((beganInTheYear && isBefore(organisation.openDate(), participation.from()))
        || (endedInTheYear && isAfter(organisation.closeDate(), participation.to()))) {
      return Kind.DURATION;
    }
    return beganInTheYear && organisation.openDate() == null ? Kind.UNWITNESSED_DURATION : null;
  }

  private static boolean isBefore(@Nullable LocalDate opened, LocalDate from) {
    return opened != null && opened.isBefore(from.minusDays(DAYS));
  }

  /** A practice without a closing date is open. */
  private static boolean isAfter(@Nullable LocalDate closed, LocalDate to) {
    return closed == null || closed.isAfter(to.plusDays(DAYS));
  }
}
