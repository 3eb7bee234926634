package org.openqof.practice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.tables.Block;
import org.openqof.tables.IndicatorValues;

/**
 * Brings one practice's values together: decides which submission of each value counts, sets
 * interim collections and management-information codes aside, and adds up what the final collection
 * says of each indicator.
 *
 * <p>A value marked as the last submission goes before one that is not; then the later submission
 * date and time decide; never the larger value. Two values that agree in all of these are settled
 * by file and line, the later line, so that the answer does not depend on the order of reading.
 *
 * <p>One assembly is used for many practices, one after the other, and not by several threads.
 */
public final class AssemblePractice {
  private static final int SECONDS_A_DAY = 86_400;

  private final FinancialYear year;
  private final Set<String> knownIndicators;
  private final @Nullable Map<String, Boolean> adjustmentReasons;
  private final TextOrder texts = new TextOrder();

  /**
   * An assembly for one year.
   *
   * @param year the financial year; its 31 March is the final collection
   * @param knownIndicators codes of the year's rulebook, registers that carry no points included;
   *     all other codes are management information
   * @param adjustmentReasons by field name, true for a personalised care adjustment and false for
   *     an exclusion; null when the extracts hold no such dictionary, so that the two cannot be
   *     told apart
   */
  public AssemblePractice(
      FinancialYear year,
      Set<String> knownIndicators,
      @Nullable Map<String, Boolean> adjustmentReasons) {
    this.year = year;
    this.knownIndicators = knownIndicators;
    this.adjustmentReasons = adjustmentReasons;
  }

  /** The practice-year; the answer does not depend on the order of the fragments. */
  public PracticeYear from(PracticeReference reference, List<ValueFragment> fragments) {
    SortedValues values = new SortedValues(fragments, texts);
    int finalDay = Math.toIntExact(year.end().toEpochDay());
    ValueUse[] uses = new ValueUse[values.size()];
    List<IndicatorCounts> counts = new ArrayList<>();
    for (int from = 0; from < values.size(); ) {
      int to = values.endOfIndicator(from);
      boolean known = knownIndicators.contains(values.indicator(from));
      boolean isFinal = values.day(from) == finalDay;
      ValueUse whenChosen =
          !known ? ValueUse.MANAGEMENT_INFORMATION : isFinal ? ValueUse.USED : ValueUse.INTERIM;
      decide(values, from, to, whenChosen, uses);
      if (known && isFinal) {
        counts.add(counts(values, uses, from, to));
      }
      from = to;
    }
    return new PracticeYear(year, reference, rows(reference.practiceCode(), values, uses), counts);
  }

  /** Decides which values of one indicator and collection count. */
  private static void decide(
      SortedValues values, int from, int to, ValueUse whenChosen, ValueUse[] uses) {
    boolean anyLast = false;
    for (int i = from; i < to; i++) {
      anyLast |= values.last(i) && values.kind(i) != FieldKind.ACHIEVED_POINTS;
    }
    for (int i = from; i < to; ) {
      int end = values.endOfField(i, to);
      int chosen = i;
      for (int k = i + 1; k < end; k++) {
        if (values.replaces(k, chosen)) {
          chosen = k;
        }
      }
      for (int k = i; k < end; k++) {
        boolean outdated =
            anyLast && !values.last(k) && values.kind(k) != FieldKind.ACHIEVED_POINTS;
        uses[k] = k == chosen && !outdated ? whenChosen : ValueUse.SUPERSEDED;
      }
      i = end;
    }
  }

  private IndicatorCounts counts(SortedValues values, ValueUse[] uses, int from, int to) {
    Integer numerator = null;
    Integer denominator = null;
    Integer register = null;
    String registerName = null;
    Integer pcas = null;
    Integer points = null;
    Integer newlyDiagnosed = null;
    Boolean answer = null;
    for (int i = from; i < to; i++) {
      int count = values.value(i);
      if (uses[i] != ValueUse.USED || count == ValueFragment.MISSING) {
        continue;
      }
      switch (values.kind(i)) {
        case NUMERATOR -> numerator = count;
        case DENOMINATOR -> denominator = count;
        case REGISTER -> {
          register = count;
          registerName = values.field(i);
        }
        case YES_NO -> answer = count == 1;
        case ACHIEVED_POINTS -> points = count;
        case NEWLY_DIAGNOSED -> newlyDiagnosed = count;
        case PCAS -> pcas = Math.addExact(pcas == null ? 0 : pcas, count);
        case REASON -> {
          if (adjustmentReasons != null && adjustmentReasons.containsKey(values.field(i))) {
            boolean adjustment = Boolean.TRUE.equals(adjustmentReasons.get(values.field(i)));
            pcas = Math.addExact(pcas == null ? 0 : pcas, adjustment ? count : 0);
          }
        }
      }
    }
    return new IndicatorCounts(
        values.indicator(from),
        numerator,
        denominator,
        register == null ? newlyDiagnosed : register,
        registerName,
        pcas,
        answer,
        points,
        newlyDiagnosed);
  }

  private static Block rows(String practiceCode, SortedValues values, ValueUse[] uses) {
    int size = values.size();
    int[] days = new int[size];
    String[] indicators = new String[size];
    String[] fields = new String[size];
    String[] files = new String[size];
    int[] lines = new int[size];
    String[] kinds = new String[size];
    String[] useWords = new String[size];
    boolean[] lasts = new boolean[size];
    int[] counts = new int[size];
    int[] submittedDays = new int[size];
    int[] submittedSeconds = new int[size];
    for (int i = 0; i < size; i++) {
      days[i] = values.day(i);
      indicators[i] = values.indicator(i);
      fields[i] = values.field(i);
      files[i] = values.fileDigest(i);
      lines[i] = values.line(i);
      kinds[i] = KIND_WORDS[values.kind(i).ordinal()];
      useWords[i] = USE_WORDS[uses[i].ordinal()];
      lasts[i] = values.last(i);
      counts[i] = values.value(i);
      long submitted = values.submittedAt(i);
      boolean timed = submitted != ValueFragment.NO_TIME;
      submittedDays[i] =
          timed ? Math.toIntExact(Math.floorDiv(submitted, SECONDS_A_DAY)) : Block.NO_COUNT;
      submittedSeconds[i] = timed ? Math.floorMod(submitted, SECONDS_A_DAY) : Block.NO_COUNT;
    }
    return new Block(IndicatorValues.TABLE, size)
        .next(size)
        .text(IndicatorValues.PRACTICE_CODE, practiceCode, size)
        .counts(IndicatorValues.ACHIEVEMENT_DATE, days)
        .texts(IndicatorValues.INDICATOR_CODE, indicators)
        .texts(IndicatorValues.FIELD_NAME, fields)
        .texts(IndicatorValues.FILE_DIGEST, files)
        .counts(IndicatorValues.LINE_NUMBER, lines)
        .texts(IndicatorValues.FIELD_KIND, kinds)
        .texts(IndicatorValues.VALUE_USE, useWords)
        .flags(IndicatorValues.LAST_SUBMISSION, lasts)
        .counts(IndicatorValues.VALUE, counts)
        .counts(IndicatorValues.SUBMITTED_DATE, submittedDays)
        .counts(IndicatorValues.SUBMITTED_SECOND, submittedSeconds);
  }

  /**
   * The fragments from which rows of {@code indicator_values} were made, so that a practice-year
   * can be put together again from the lake.
   *
   * @param rows rows sorted by practice
   */
  public static List<ValueFragment> fragments(Block rows) {
    List<ValueFragment> fragments = new ArrayList<>();
    FragmentTexts texts = new FragmentTexts();
    ValueFragment current = null;
    for (int row = 0; row < rows.rows(); row++) {
      String practice = rows.textAt(IndicatorValues.PRACTICE_CODE, row);
      String file = rows.textAt(IndicatorValues.FILE_DIGEST, row);
      if (current == null
          || !current.practiceCode().equals(practice)
          || !current.fileDigest().equals(file)) {
        current = new ValueFragment(practice, file, texts);
        fragments.add(current);
      }
      current.add(
          rows.textAt(IndicatorValues.INDICATOR_CODE, row),
          rows.textAt(IndicatorValues.FIELD_NAME, row),
          FieldKind.valueOf(rows.textAt(IndicatorValues.FIELD_KIND, row).toUpperCase(Locale.ROOT)),
          rows.has(IndicatorValues.VALUE, row)
              ? rows.countAt(IndicatorValues.VALUE, row)
              : ValueFragment.MISSING,
          rows.countAt(IndicatorValues.LINE_NUMBER, row),
          rows.countAt(IndicatorValues.ACHIEVEMENT_DATE, row),
          rows.has(IndicatorValues.SUBMITTED_DATE, row)
              ? rows.countAt(IndicatorValues.SUBMITTED_DATE, row) * (long) SECONDS_A_DAY
                  + rows.countAt(IndicatorValues.SUBMITTED_SECOND, row)
              : ValueFragment.NO_TIME,
          rows.flagAt(IndicatorValues.LAST_SUBMISSION, row));
    }
    return fragments;
  }

  private static String[] words(Enum<?>[] constants) {
    return Arrays.stream(constants)
        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
        .toArray(String[]::new);
  }

  private static final String[] KIND_WORDS = words(FieldKind.values());
  private static final String[] USE_WORDS = words(ValueUse.values());
}
