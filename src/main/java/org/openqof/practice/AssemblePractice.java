package org.openqof.practice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.input.FieldKind;
import org.openqof.input.FragmentTexts;
import org.openqof.input.LocalDecisions.ManualEntry;
import org.openqof.input.PracticeReference;
import org.openqof.input.SortedValues;
import org.openqof.input.TextOrder;
import org.openqof.input.ValueFragment;
import org.openqof.input.ValueUse;
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
 * <p>Values entered by hand stand alongside those of the extract, with their own file and line.
 * They count where the extract has no value of the same indicator, field and date.
 *
 * <p>The final collection is that of 31 March, or of the last day of the contract where it ended
 * before.
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
   * @param year the financial year
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
    Map<String, ValueFragment> entered = entered(reference);
    SortedValues values = new SortedValues(together(fragments, entered), entered.keySet(), texts);
    int finalDay = Math.toIntExact(reference.contract(year).achievementDate().toEpochDay());
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

  /** Values entered by hand, one fragment a file, by the content digest of the file. */
  private static Map<String, ValueFragment> entered(PracticeReference reference) {
    Map<String, ValueFragment> entered = new TreeMap<>();
    for (ManualEntry entry : reference.decisions().manualEntries()) {
      entered
          .computeIfAbsent(
              entry.source().fileDigest(),
              file -> new ValueFragment(reference.practiceCode(), file))
          .add(
              entry.indicatorCode(),
              entry.fieldName(),
              entry.kind(),
              entry.value(),
              entry.source().line(),
              Math.toIntExact(entry.achievementDate().toEpochDay()),
              entry.enteredOn().toEpochDay() * SECONDS_A_DAY,
              false);
    }
    return entered;
  }

  /**
   * All fragments. Frozen values hold those entered by hand too; these are left out, as the entries
   * themselves are there.
   */
  private static List<ValueFragment> together(
      List<ValueFragment> fragments, Map<String, ValueFragment> entered) {
    if (entered.isEmpty()) {
      return fragments;
    }
    List<ValueFragment> together = new ArrayList<>(fragments.size() + entered.size());
    for (ValueFragment fragment : fragments) {
      if (!entered.containsKey(fragment.fileDigest())) {
        together.add(fragment);
      }
    }
    together.addAll(entered.values());
    return together;
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
      Arrays.fill(uses, i, end, ValueUse.SUPERSEDED);
      int chosen = chosen(values, i, end, anyLast);
      if (chosen >= 0) {
        uses[chosen] = whenChosen;
      }
      i = end;
    }
  }

  /**
   * The value of one field that counts: the extract's, unless it is blank or was dropped by the
   * last submission and there is one entered by hand; -1 when none counts.
   */
  private static int chosen(SortedValues values, int from, int to, boolean anyLast) {
    int extracted = -1;
    int entered = -1;
    for (int i = from; i < to; i++) {
      if (values.byHand(i)) {
        entered = entered < 0 || values.replaces(i, entered) ? i : entered;
      } else if (!anyLast || values.last(i) || values.kind(i) == FieldKind.ACHIEVED_POINTS) {
        extracted = extracted < 0 || values.replaces(i, extracted) ? i : extracted;
      }
    }
    boolean blank = extracted < 0 || values.value(extracted) == ValueFragment.MISSING;
    return entered >= 0 && blank ? entered : extracted;
  }

  private IndicatorCounts counts(SortedValues values, ValueUse[] uses, int from, int to) {
    CollectedCounts counts = new CollectedCounts(adjustmentReasons);
    for (int i = from; i < to; i++) {
      if (uses[i] == ValueUse.USED) {
        counts.add(values.kind(i), values.field(i), values.value(i));
      }
    }
    return counts.of(values.indicator(from));
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
    long time = ValueFragment.NO_TIME;
    int timeDay = Block.NO_COUNT;
    int timeSecond = Block.NO_COUNT;
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
      if (submitted != time) {
        // A practice submits few times: each is parted into day and second once.
        time = submitted;
        boolean timed = submitted != ValueFragment.NO_TIME;
        timeDay = timed ? Math.toIntExact(Math.floorDiv(submitted, SECONDS_A_DAY)) : Block.NO_COUNT;
        timeSecond = timed ? Math.floorMod(submitted, SECONDS_A_DAY) : Block.NO_COUNT;
      }
      submittedDays[i] = timeDay;
      submittedSeconds[i] = timeSecond;
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
        if (current != null) {
          fragments.add(current.trimmed());
        }
        current = new ValueFragment(practice, file, texts);
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
    if (current != null) {
      fragments.add(current.trimmed());
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
