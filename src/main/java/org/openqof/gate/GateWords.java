package org.openqof.gate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.SafeText;
import org.openqof.answer.Words;
import org.openqof.gate.HeldReport.Figure;
import org.openqof.gate.figures.JudgeInputs;
import org.openqof.gate.figures.JudgeOutcome;
import org.openqof.gate.figures.Judgement;
import org.openqof.gate.figures.Judgement.Comparison;
import org.openqof.nation.NationalYear;

/** National figures and their comparisons as people read them. */
final class GateWords {
  /** What stands where there is nothing to compare with. */
  static final String NOTHING = "–";

  private static final Set<String> IN_POUNDS =
      Set.of(JudgeOutcome.POUNDS, JudgeInputs.CORRECTION, JudgeInputs.DURATION);

  private GateWords() {}

  /** A value of a figure in its own unit: patients, percent, pounds or a number. */
  static String value(Figure figure, @Nullable BigDecimal value) {
    if (value == null) {
      return NOTHING;
    }
    if (JudgeOutcome.isInMillions(figure.figure())) {
      String sign = IN_POUNDS.contains(figure.figure()) ? "£" : "";
      return sign + whole(value.movePointRight(6));
    }
    return switch (figure.figure()) {
      case NationalYear.NATIONAL_PREVALENCE, NationalYear.TARGET_POPULATION_SHARE ->
          Words.percent(value, 4);
      case NationalYear.AVERAGE_LIST_SIZE -> "%,.2f".formatted(value);
      case JudgeOutcome.POINTS -> Words.percent(value, 2);
      default -> whole(value);
    };
  }

  private static String whole(BigDecimal value) {
    return Words.count(value.setScale(0, RoundingMode.HALF_UP).longValueExact());
  }

  /** A share, in whole percent. */
  static String share(BigDecimal share) {
    return Words.percent(share, 0);
  }

  /** A relative change, with its sign. */
  static String change(@Nullable BigDecimal change) {
    return change == null ? NOTHING : (change.signum() > 0 ? "+" : "") + Words.percent(change, 2);
  }

  /** The range within tolerance. */
  static String limit(Figure figure) {
    return figure.leastChange() == null
        ? NOTHING
        : change(figure.leastChange()) + " to " + change(figure.greatestChange());
  }

  /** What a figure is compared with, and the part it is about. */
  static String comparison(Figure figure) {
    for (Comparison comparison : Comparison.values()) {
      if (comparison.word().equals(figure.comparison())) {
        return comparison(comparison, figure.subject());
      }
    }
    return figure.comparison();
  }

  private static String comparison(Comparison comparison, String subject) {
    return subject.isEmpty()
        ? comparison.words()
        : comparison.words() + ": " + SafeText.visible(subject);
  }

  /** One comparison in a few words. */
  static String inShort(Judgement judgement) {
    return "%s %s against %s"
        .formatted(
            judgement.name(),
            change(judgement.change()),
            comparison(judgement.comparison(), judgement.subject()));
  }
}
