package org.openqof.gate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.SafeText;
import org.openqof.domain.Ratio;
import org.openqof.gate.figures.JudgeInputs;
import org.openqof.gate.figures.JudgeOutcome;
import org.openqof.gate.figures.Judgement;
import org.openqof.nation.NationalYear;

/** National figures and their comparisons as people read them. */
final class GateWords {
  /** What stands where there is nothing to compare with. */
  static final String NOTHING = "–";

  private static final Set<String> IN_POUNDS =
      Set.of(JudgeOutcome.POUNDS, JudgeInputs.CORRECTION, JudgeInputs.DURATION);

  private GateWords() {}

  /** A figure in its own unit: patients, percent, pounds or a number. */
  static String value(Judgement judgement, @Nullable Ratio value) {
    if (value == null) {
      return NOTHING;
    }
    if (judgement.figure().equals(NationalYear.NATIONAL_PREVALENCE)
        || judgement.figure().equals(NationalYear.TARGET_POPULATION_SHARE)) {
      return "%.4f %%".formatted(value.rounded(8).movePointRight(2));
    }
    if (JudgeOutcome.isInMillions(judgement.figure())) {
      return "%s%,d"
          .formatted(
              IN_POUNDS.contains(judgement.figure()) ? "£" : "",
              value.rounded(6).movePointRight(6).longValueExact());
    }
    return switch (judgement.figure()) {
      case NationalYear.AVERAGE_LIST_SIZE -> "%,.2f".formatted(value.rounded(2));
      case JudgeOutcome.POINTS -> "%.2f %%".formatted(value.rounded(4).movePointRight(2));
      default -> "%,d".formatted(value.rounded(0).longValueExact());
    };
  }

  /** A relative change, with its sign. */
  static String change(@Nullable BigDecimal change) {
    if (change == null) {
      return NOTHING;
    }
    BigDecimal percent = change.movePointRight(2).setScale(2, RoundingMode.HALF_UP);
    String sign = percent.signum() > 0 ? "+" : percent.signum() < 0 ? "−" : "";
    return sign + percent.abs().toPlainString() + " %";
  }

  /** The range within tolerance. */
  static String limit(Judgement judgement) {
    return judgement.low() == null
        ? NOTHING
        : change(judgement.low()) + " to " + change(judgement.high());
  }

  /** What a figure is compared with, and the part it is about. */
  static String comparison(Judgement judgement) {
    return judgement.subject().isEmpty()
        ? judgement.comparison().words()
        : judgement.comparison().words() + ": " + SafeText.visible(judgement.subject());
  }

  /** One comparison in a few words. */
  static String inShort(Judgement judgement) {
    return "%s %s against %s"
        .formatted(judgement.name(), change(judgement.change()), comparison(judgement));
  }
}
