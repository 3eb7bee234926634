package org.openqof.gate.figures;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.Ratio;
import org.openqof.nation.NationalYear;

/**
 * One national figure alongside one thing that it is compared with.
 *
 * @param figure the figure, such as {@code average_list_size}, {@code national_prevalence}, {@code
 *     practices_counted} or one of {@link JudgeOutcome}
 * @param groupCode group of the register, list type of the population; empty for other figures
 * @param comparison what it is compared with
 * @param value the figure as found
 * @param comparedWith the value it is compared with; null where a share or a weight is judged, and
 *     where nothing can be compared
 * @param change relative change, share or weight, a fraction to 8 decimals; null where nothing can
 *     be compared
 * @param low the least change within tolerance; null where nothing can be compared
 * @param high the greatest
 * @param subject the part, the year or the version that the comparison is about; empty for none
 * @param verdict what became of it
 */
public record Judgement(
    String figure,
    String groupCode,
    Comparison comparison,
    Ratio value,
    @Nullable Ratio comparedWith,
    @Nullable BigDecimal change,
    @Nullable BigDecimal low,
    @Nullable BigDecimal high,
    String subject,
    Verdict verdict) {

  /** What a figure is compared with. */
  public enum Comparison {
    /** The figure of the year before. */
    LAST_YEAR("last year"),
    /** The published value. */
    PUBLISHED("published value"),
    /** The published value of another year, found in an operator's rulebook. */
    OTHER_YEAR("another year's published value"),
    /** Lists of the same date as the year before froze them. */
    FROZEN_LISTS("same lists, frozen last year"),
    /** Lists of two dates a year apart that are the same: a share of practices. */
    SAME_LISTS("same lists on two dates"),
    /** Lists of another date than the regulation's: a share of practices. */
    OTHER_DATES("lists of another date"),
    /** The current published version of the year. */
    LAST_RUN("last run"),
    /** Practices that take part and are not in the figures: a share of practices. */
    PARTICIPATION("participation list"),
    /** What those move the figure. */
    MISSING("missing practices"),
    /** Practices that sent the register last year and not this year: a share of practices. */
    WITHOUT_REGISTER("practices without it"),
    /** The practice that moves the figure most. */
    PRACTICE("one practice"),
    /** The supplier that moves the figure most. */
    SUPPLIER("one supplier"),
    /** Practices that were awarded other points than a rule of the rulebook gives: their number. */
    POINTS_AWARDED("points awarded"),
    /** The file that moves the figure most. */
    FILE("one file"),
    /** Practices whose participation lies in another year than the rulebook's: a share of them. */
    OWN_YEAR("the rulebook's own year"),
    /** Practices that sent values and are not counted: a share of them. */
    SENT("practices that sent values"),
    /** The year's own practices, or its own lines: a share of them. */
    OWN_TOTAL("all of this year"),
    /** The rows of a file that are refused: a share of its rows. */
    REFUSED_ROWS("refused rows of"),
    /** All else that is known of one input. */
    ALL_ELSE("all else known of it");

    private final String words;

    Comparison(String words) {
      this.words = words;
    }

    /** The word in tables. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** As people read it. */
    public String words() {
      return words;
    }

    /** Whether a figure is held for what one part of the nation moves it. */
    boolean isOfAPart() {
      return this == SUPPLIER || this == FILE || this == PRACTICE || this == MISSING;
    }

    /** Whether a figure is set alongside another one as a whole, rather than taken apart. */
    boolean isOfTheWhole() {
      return this == LAST_YEAR || this == LAST_RUN || this == PUBLISHED;
    }
  }

  /** What became of a comparison. */
  public enum Verdict {
    /** Within tolerance. */
    WITHIN,
    /** Outside, of a figure that pays nothing or a nation too small to judge: shown only. */
    NOTED,
    /** Outside: the year is held. */
    OUTSIDE,
    /** Outside, and let through by a recorded acceptance of this very value. */
    ACCEPTED,
    /** The register was redefined, or there is nothing to compare with. */
    NOT_COMPARED;

    /** The word in tables. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether it holds the year. */
  public boolean isOutside() {
    return verdict == Verdict.OUTSIDE;
  }

  /** The same, accepted. */
  public Judgement accepted() {
    return new Judgement(
        figure,
        groupCode,
        comparison,
        value,
        comparedWith,
        change,
        low,
        high,
        subject,
        Verdict.ACCEPTED);
  }

  /** The figure's name as people write it, see {@link #name(String, String)}. */
  public String name() {
    return name(figure, groupCode);
  }

  /**
   * A figure's name as people write it, different for each: the code of a prevalence's group, the
   * list type of a target population; of other figures the figure, with the code behind it.
   */
  public static String name(String figure, String groupCode) {
    if (groupCode.isEmpty()) {
      return figure;
    }
    return isTakenApart(figure) ? groupCode : figure + "_" + groupCode;
  }

  /** Whether parts of the nation have a weight on the figure: a ratio of sums over practices. */
  public boolean isTakenApart() {
    return isTakenApart(figure);
  }

  private static boolean isTakenApart(String figure) {
    return figure.equals(NationalYear.NATIONAL_PREVALENCE)
        || figure.equals(NationalYear.TARGET_POPULATION_SHARE);
  }

  /**
   * The very value that was judged, exactly: what an acceptance belongs to. Another value has
   * another text.
   */
  public String exactValue() {
    return value.numerator().stripTrailingZeros().toPlainString()
        + "/"
        + value.denominator().stripTrailingZeros().toPlainString();
  }
}
