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
import org.openqof.practice.LocalDecisions.ManualEntry;
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
 * <p>Values entered by hand stand beside those of the extract, with their own file and line. They
 * count where the extract has no value of the same indicator, field and date.
 *
 * <p>The final collection is that of 31 March, or of the last day of the contract where it ended
 * before.
 */
public final class AssemblePractice {
  private static final int SECONDS_A_DAY = 86_400;

  private final FinancialYear year;
  private final Set<String> knownIndicators;
  private final @Nullable Map<String, Boolean> adjustmentReasons;

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
    Value[] values = sorted(fragments, entered(reference));
    int finalDay = Math.toIntExact(reference.contract(year).achievementDate().toEpochDay());
    ValueUse[] uses = uses(values, finalDay);
    List<IndicatorCounts> counts = new ArrayList<>();
    for (int from = 0; from < values.length; ) {
      int to = endOfIndicator(values, from);
      if (values[from].day() == finalDay && knownIndicators.contains(values[from].indicator())) {
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
   * All values in order. Frozen values hold those entered by hand too; these are left out, as the
   * entries themselves are there.
   */
  private static Value[] sorted(List<ValueFragment> fragments, Map<String, ValueFragment> entered) {
    List<ValueFragment> all = new ArrayList<>(fragments.size() + entered.size());
    int total = 0;
    for (ValueFragment fragment : fragments) {
      if (!entered.containsKey(fragment.fileDigest())) {
        all.add(fragment);
        total += fragment.size();
      }
    }
    for (ValueFragment fragment : entered.values()) {
      all.add(fragment);
      total += fragment.size();
    }
    Value[] values = new Value[total];
    int next = 0;
    for (ValueFragment fragment : all) {
      boolean byHand = entered.containsKey(fragment.fileDigest());
      for (int i = 0; i < fragment.size(); i++) {
        values[next++] = new Value(fragment, i, byHand);
      }
    }
    Arrays.sort(values);
    return values;
  }

  private static int endOfIndicator(Value[] values, int from) {
    int to = from + 1;
    while (to < values.length && values[to].sameIndicator(values[from])) {
      to++;
    }
    return to;
  }

  private ValueUse[] uses(Value[] values, int finalDay) {
    ValueUse[] uses = new ValueUse[values.length];
    for (int from = 0; from < values.length; ) {
      int to = endOfIndicator(values, from);
      ValueUse whenChosen =
          !knownIndicators.contains(values[from].indicator())
              ? ValueUse.MANAGEMENT_INFORMATION
              : values[from].day() == finalDay ? ValueUse.USED : ValueUse.INTERIM;
      boolean anyLast = false;
      for (int i = from; i < to; i++) {
        anyLast |= values[i].last() && values[i].kind() != FieldKind.ACHIEVED_POINTS;
      }
      for (int i = from; i < to; ) {
        int end = i + 1;
        while (end < to && values[end].field().equals(values[i].field())) {
          end++;
        }
        Arrays.fill(uses, i, end, ValueUse.SUPERSEDED);
        int chosen = chosen(values, i, end, anyLast);
        if (chosen >= 0) {
          uses[chosen] = whenChosen;
        }
        i = end;
      }
      from = to;
    }
    return uses;
  }

  /**
   * The value of one field that counts: the extract's, unless it is blank or was dropped by the
   * last submission and there is one entered by hand; -1 when none counts.
   */
  private static int chosen(Value[] values, int from, int to, boolean anyLast) {
    int extracted = -1;
    int entered = -1;
    for (int i = from; i < to; i++) {
      if (values[i].byHand()) {
        entered = entered < 0 || values[i].replaces(values[entered]) ? i : entered;
      } else if (!anyLast || values[i].last() || values[i].kind() == FieldKind.ACHIEVED_POINTS) {
        extracted = extracted < 0 || values[i].replaces(values[extracted]) ? i : extracted;
      }
    }
    return entered >= 0 && (extracted < 0 || values[extracted].isBlank()) ? entered : extracted;
  }

  private IndicatorCounts counts(Value[] values, ValueUse[] uses, int from, int to) {
    Integer numerator = null;
    Integer denominator = null;
    Integer register = null;
    String registerName = null;
    Integer pcas = null;
    Integer points = null;
    Integer newlyDiagnosed = null;
    Boolean answer = null;
    for (int i = from; i < to; i++) {
      int count = values[i].value();
      if (uses[i] != ValueUse.USED || count == ValueFragment.MISSING) {
        continue;
      }
      switch (values[i].kind()) {
        case NUMERATOR -> numerator = count;
        case DENOMINATOR -> denominator = count;
        case REGISTER -> {
          register = count;
          registerName = values[i].field();
        }
        case YES_NO -> answer = count == 1;
        case ACHIEVED_POINTS -> points = count;
        case NEWLY_DIAGNOSED -> newlyDiagnosed = count;
        case PCAS -> pcas = Math.addExact(pcas == null ? 0 : pcas, count);
        case REASON -> {
          if (adjustmentReasons != null && adjustmentReasons.containsKey(values[i].field())) {
            boolean adjustment = Boolean.TRUE.equals(adjustmentReasons.get(values[i].field()));
            pcas = Math.addExact(pcas == null ? 0 : pcas, adjustment ? count : 0);
          }
        }
      }
    }
    return new IndicatorCounts(
        values[from].indicator(),
        numerator,
        denominator,
        register == null ? newlyDiagnosed : register,
        registerName,
        pcas,
        answer,
        points,
        newlyDiagnosed);
  }

  private static Block rows(String practiceCode, Value[] values, ValueUse[] uses) {
    Block rows = new Block(IndicatorValues.TABLE, values.length);
    for (int i = 0; i < values.length; i++) {
      Value value = values[i];
      rows.next()
          .text(IndicatorValues.PRACTICE_CODE, practiceCode)
          .day(IndicatorValues.ACHIEVEMENT_DATE, value.day())
          .text(IndicatorValues.INDICATOR_CODE, value.indicator())
          .text(IndicatorValues.FIELD_NAME, value.field())
          .text(IndicatorValues.FILE_DIGEST, value.fragment().fileDigest())
          .count(IndicatorValues.LINE_NUMBER, value.line())
          .text(IndicatorValues.FIELD_KIND, KIND_WORDS[value.kind().ordinal()])
          .text(IndicatorValues.VALUE_USE, USE_WORDS[uses[i].ordinal()])
          .flag(IndicatorValues.LAST_SUBMISSION, value.last());
      if (value.value() != ValueFragment.MISSING) {
        rows.count(IndicatorValues.VALUE, value.value());
      }
      long submitted = value.submitted();
      if (submitted != ValueFragment.NO_TIME) {
        rows.day(
                IndicatorValues.SUBMITTED_DATE,
                Math.toIntExact(Math.floorDiv(submitted, SECONDS_A_DAY)))
            .count(IndicatorValues.SUBMITTED_SECOND, Math.floorMod(submitted, SECONDS_A_DAY));
      }
    }
    return rows;
  }

  /**
   * The fragments from which rows of {@code indicator_values} were made, so that a practice-year
   * can be put together again from the lake.
   *
   * @param rows rows sorted by practice
   */
  public static List<ValueFragment> fragments(Block rows) {
    List<ValueFragment> fragments = new ArrayList<>();
    ValueFragment current = null;
    for (int row = 0; row < rows.rows(); row++) {
      String practice = rows.textAt(IndicatorValues.PRACTICE_CODE, row);
      String file = rows.textAt(IndicatorValues.FILE_DIGEST, row);
      if (current == null
          || !current.practiceCode().equals(practice)
          || !current.fileDigest().equals(file)) {
        current = new ValueFragment(practice, file);
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

  /** One value where it stands, ordered as the rows of {@code indicator_values}. */
  private record Value(ValueFragment fragment, int at, boolean byHand)
      implements Comparable<Value> {
    boolean isBlank() {
      return value() == ValueFragment.MISSING;
    }

    int day() {
      return fragment.achievementDay(at);
    }

    String indicator() {
      return fragment.indicator(at);
    }

    String field() {
      return fragment.field(at);
    }

    FieldKind kind() {
      return fragment.kind(at);
    }

    int value() {
      return fragment.value(at);
    }

    int line() {
      return fragment.line(at);
    }

    long submitted() {
      return fragment.submittedAt(at);
    }

    boolean last() {
      return fragment.lastSubmission(at);
    }

    boolean sameIndicator(Value other) {
      return day() == other.day() && compare(indicator(), other.indicator()) == 0;
    }

    /** Texts are shared by most values, so that the same object is the usual case. */
    @SuppressWarnings("ReferenceEquality")
    private static int compare(String left, String right) {
      return left == right ? 0 : left.compareTo(right);
    }

    /** Whether this value counts in place of another of the same practice, indicator and field. */
    boolean replaces(Value other) {
      int order = Boolean.compare(last(), other.last());
      if (order == 0) {
        order = Long.compare(submitted(), other.submitted());
      }
      return order > 0 || (order == 0 && compareTo(other) > 0);
    }

    @Override
    public int compareTo(Value other) {
      int order = Integer.compare(day(), other.day());
      if (order == 0) {
        order = compare(indicator(), other.indicator());
      }
      if (order == 0) {
        order = compare(field(), other.field());
      }
      if (order == 0) {
        order = compare(fragment.fileDigest(), other.fragment.fileDigest());
      }
      return order == 0 ? Integer.compare(line(), other.line()) : order;
    }
  }
}
