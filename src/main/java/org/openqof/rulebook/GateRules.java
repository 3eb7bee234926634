package org.openqof.rulebook;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tolerances of the national gate ({@code gate.yaml}): how far a national figure may lie from what
 * it is compared with before a year is held. See {@code docs/method.md}, section 27.
 *
 * @param leastPractices a nation that had fewer practices before anything was lost is shown and
 *     judged by its size alone
 * @param limits limits by name, those of one register under {@code <name>_<group>}
 */
public record GateRules(int leastPractices, Map<String, Limits> limits) implements Serializable {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  public GateRules {
    limits = Map.copyOf(new TreeMap<>(limits));
  }

  /** What is limited. */
  public enum Limit {
    /** The paying average list size against last year's. */
    AVERAGE_YEAR_CHANGE(true),
    /** A computed average against the published one. */
    AVERAGE_PUBLISHED(true),
    /** Lists of one date against the same lists as last year's version froze them. */
    AVERAGE_FROZEN(true),
    /** Practices with exactly the same list on two dates a year apart. */
    SAME_LISTS(false),
    /** Practices counted with a list of another date than the regulation's. */
    OTHER_DATES(false),
    /** National prevalence against last year's. */
    PREVALENCE_YEAR_CHANGE(true),
    /** A share of a target population against last year's. */
    TARGET_SHARE_YEAR_CHANGE(true),
    /** Any figure against the current published version of the year. */
    LAST_RUN_CHANGE(true),
    /** Practices counted against last year's. */
    PRACTICES_YEAR_CHANGE(true),
    /** Patients of the practices counted, and of those in the statistics, against last year's. */
    PATIENTS_YEAR_CHANGE(true),
    /** Rows of indicator values that were accepted, against last year's. */
    ROWS_YEAR_CHANGE(true),
    /** Total achievement of England in pounds against last year's. */
    POUNDS_YEAR_CHANGE(true),
    /** Points earned as a share of those available, against last year's. */
    POINTS_YEAR_CHANGE(true),
    /** Practices that take part and are not in the figures. */
    MISSING_PRACTICES(false),
    /** Practices that take part and sent no value at all. */
    WITHOUT_VALUES(false),
    /** Practices on the participation list with dates of another year than the rulebook's. */
    OTHER_YEAR_PRACTICES(false),
    /** Practices that sent values and are not counted. */
    SENT_NOT_COUNTED(false),
    /** Lines without a price. */
    LINES_NOT_PRICED(false),
    /** Practices without a register, or without a list, that the year uses. */
    WITHOUT_INPUT(false),
    /** Practices in the statistics that are on no map. */
    NOT_ON_THE_MAP(false),
    /** Practices whose lists of registered patients contradict each other. */
    CONTRADICTED_LISTS(false),
    /** Practices in another region than most of those that were in their sub-ICB location. */
    OTHER_REGION(false),
    /** Practices that are paid and not in the statistics. */
    NOT_IN_STATISTICS(false),
    /** Rows refused of a file of indicator values. */
    REFUSED_VALUES(false),
    /** Rows refused of a file that people fill in. */
    REFUSED_ENTRIES(false),
    /** Rows refused of a list of practices. */
    REFUSED_PRACTICES(false),
    /** Rows refused of any other file. */
    REFUSED_OTHERS(false),
    /** A number of refused rows from which on a share of them is judged. */
    REFUSED_LEAST(false),
    /** What those may move a figure. */
    MISSING_INFLUENCE(false),
    /** Practices counted in both years that sent a register last year and not this year. */
    WITHOUT_REGISTER(false),
    /** What a supplier or a file may move a figure. */
    PART_INFLUENCE(false),
    /** What one practice may move a figure, in shares of an average practice. */
    PRACTICE_INFLUENCE(false),
    /** From so many times all that is known of it on a practice's list is contradicted. */
    LIST_FACTOR(false),
    /** From so many times all that is known of it on a practice's list is doubted. */
    LIST_DOUBT(false),
    /** Patients that no practice has. */
    LARGEST_LIST(false),
    /** From so many times what is expected on a practice's register is contradicted. */
    REGISTER_FACTOR(false),
    /** A correction of so much of a practice's achievement is doubted. */
    CORRECTION_DOUBT(false),
    /** A correction of so much of a practice's achievement is judged. */
    CORRECTION_SHARE(false),
    /** Corrections of all practices together, of total achievement. */
    CORRECTIONS(false),
    /** By how much that share may grow from year to year. */
    CORRECTIONS_YEAR_CHANGE(false),
    /** Pounds from which an input that is contradicted holds the year. */
    INPUT_WORTH(false),
    /** How far the size of a small nation may fall. */
    SMALL_NATION(false),
    /** Chance part of changes of figures. */
    SAMPLING(false),
    /** Chance part of practices that are missing or sent nothing. */
    MISSING_SAMPLING(false),
    /** Chance part of parts of the nation. */
    PART_SAMPLING(false),
    /** What chance alone lets half of a nation move a figure of one register. */
    ONE_REGISTER_SAMPLING(false),
    /** Chance part of mean lists. */
    LIST_SAMPLING(false),
    /** Widening where registers are compared with care. */
    CARE(false);

    private final boolean twoSided;

    Limit(boolean twoSided) {
      this.twoSided = twoSided;
    }

    public boolean isTwoSided() {
      return twoSided;
    }

    /** The key of {@code gate.yaml}. */
    public String key() {
      return switch (this) {
        case PRACTICE_INFLUENCE -> "practice_influence_shares";
        case CARE -> "care_factor";
        case REFUSED_LEAST -> "refused_least_rows";
        case LIST_FACTOR -> "list_factor";
        case LIST_DOUBT -> "list_doubt_factor";
        case LARGEST_LIST -> "largest_list_patients";
        case REGISTER_FACTOR -> "register_factor";
        case INPUT_WORTH -> "input_worth_gbp";
        default -> FileWord.of(this) + "_percent";
      };
    }
  }

  /**
   * How far a figure may fall and rise, as written.
   *
   * @param down at most so far below, not negative
   * @param up at most so far above, not negative; the only one of a one-sided limit
   */
  public record Limits(BigDecimal down, BigDecimal up) implements Serializable {}

  /** The limits of a figure, those of its register if it has any of its own. */
  private Limits of(Limit limit, String groupCode) {
    Limits own = limits.get(limit.key() + "_" + groupCode);
    Limits general = limits.get(limit.key());
    if (own == null && general == null) {
      throw new IllegalStateException("the reader requires " + limit.key());
    }
    return own != null ? own : Objects.requireNonNull(general);
  }

  /**
   * The range of a relative change that is within tolerance.
   *
   * @param limit what is limited
   * @param groupCode group of the register; empty for other figures
   * @param chance the chance part that is added; null for none
   * @param practices practices the figure is formed over, above 0
   * @param withCare whether the register was redefined and can be compared with care only
   * @return lowest and highest change as fractions, to 6 decimals
   */
  public Range range(
      Limit limit, String groupCode, @Nullable Limit chance, int practices, boolean withCare) {
    Limits written = of(limit, groupCode);
    BigDecimal factor = withCare ? of(Limit.CARE, "").up() : BigDecimal.ONE;
    BigDecimal added = ofChance(chance, groupCode, practices);
    return new Range(
        fraction(written.down().multiply(factor).add(added)).negate(),
        fraction(written.up().multiply(factor).add(added)));
  }

  /** A one-sided limit as a fraction to 6 decimals, the chance part added. */
  public BigDecimal most(Limit limit, String groupCode, Limit chance, int practices) {
    return fraction(of(limit, groupCode).up().add(ofChance(chance, groupCode, practices)));
  }

  /** A one-sided limit that is a number. */
  public long number(Limit limit) {
    return of(limit, "").up().longValue();
  }

  /** A limit that is a number of times, patients, per cent or pounds, as written. */
  public BigDecimal written(Limit limit) {
    return of(limit, "").up();
  }

  /** A one-sided limit as a fraction to 6 decimals. */
  public BigDecimal most(Limit limit) {
    return fraction(of(limit, "").up());
  }

  /**
   * What one practice may move a figure, as a fraction to 6 decimals.
   *
   * @param byChange whether its influence on the change since last year is judged; that on the
   *     level, where nothing can be compared, says less and is allowed as much more as a register
   *     that is compared with care
   */
  public BigDecimal mostOfOnePractice(String groupCode, int practices, boolean byChange) {
    BigDecimal shares = of(Limit.PRACTICE_INFLUENCE, groupCode).up();
    return (byChange ? shares : shares.multiply(of(Limit.CARE, "").up()))
        .divide(BigDecimal.valueOf(practices), 6, RoundingMode.HALF_UP);
  }

  private BigDecimal ofChance(@Nullable Limit chance, String groupCode, int practices) {
    return chance == null
        ? BigDecimal.ZERO
        : of(chance, groupCode)
            .up()
            .divide(
                BigDecimal.valueOf(practices).sqrt(MathContext.DECIMAL64), MathContext.DECIMAL64);
  }

  private static BigDecimal fraction(BigDecimal percent) {
    return percent.divide(HUNDRED, 6, RoundingMode.HALF_UP);
  }

  /**
   * A range of relative changes.
   *
   * @param low the lowest, a fraction, 0 or below
   * @param high the highest
   */
  public record Range(BigDecimal low, BigDecimal high) {
    /** Whether a change lies in it, ends included. */
    public boolean holds(BigDecimal change) {
      return change.compareTo(low) >= 0 && change.compareTo(high) <= 0;
    }
  }
}
