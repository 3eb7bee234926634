package org.openqof.extract;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.extract.form.Codes;
import org.openqof.extract.form.ExtractErrors;
import org.openqof.extract.form.Flags;
import org.openqof.extract.form.RowRule;
import org.openqof.extract.layout.Column;
import org.openqof.extract.layout.Role;
import org.openqof.input.FieldKind;
import org.openqof.input.LocalDecisions.Adjustment;
import org.openqof.input.LocalDecisions.AdjustmentKind;
import org.openqof.input.LocalDecisions.AgreedPlan;
import org.openqof.input.LocalDecisions.Basis;
import org.openqof.input.LocalDecisions.ManualEntry;
import org.openqof.input.LocalDecisions.Succession;

/**
 * Reads the rows that people fill in. A row that is wrong by itself is refused at once; a sound one
 * is kept, and {@link JudgeEntries} decides when all rows are known.
 */
final class EntryRows {
  private static final Set<String> STATES =
      Set.of("declared", "approved", "paid", "disputed", "superseded");

  private static final int SHARE_DECIMALS = 6;
  private static final int MONEY_DECIMALS = 2;

  private final ReferenceStore store;

  EntryRows(ReferenceStore store) {
    this.store = store;
  }

  final List<Entry<ManualEntryOf>> manualEntries = new ArrayList<>();
  final List<Entry<AdjustmentOf>> adjustments = new ArrayList<>();
  final List<Entry<Correction>> corrections = new ArrayList<>();
  final List<Entry<Succession>> successions = new ArrayList<>();
  final List<Entry<PlanOf>> plans = new ArrayList<>();
  final List<StateChange> stateChanges = new ArrayList<>();

  /** A manual entry of one practice. */
  record ManualEntryOf(String practice, ManualEntry entry) {
    /** The same with the year's code of its indicator. */
    ManualEntryOf written(IndicatorCodes codes) {
      return new ManualEntryOf(
          practice,
          new ManualEntry(
              codes.of(entry.indicatorCode()),
              entry.fieldName(),
              entry.kind(),
              entry.achievementDate(),
              entry.value(),
              entry.basis(),
              entry.enteredBy(),
              entry.enteredOn(),
              entry.source()));
    }
  }

  /** An adjustment of one practice. */
  record AdjustmentOf(String practice, Adjustment adjustment) {
    /** The same with the year's code of its indicator; the practice's total stays what it is. */
    AdjustmentOf written(IndicatorCodes codes) {
      return new AdjustmentOf(
          practice,
          new Adjustment(
              codes.of(adjustment.subject()),
              adjustment.kind(),
              adjustment.points(),
              adjustment.amountGbp(),
              adjustment.reason(),
              adjustment.approver(),
              adjustment.approvedOn(),
              adjustment.source()));
    }
  }

  /** A corrected count of one practice's patients. */
  record Correction(
      String practice,
      LocalDate date,
      int patients,
      String reason,
      String approver,
      LocalDate approvedOn) {}

  /** A decision about one practice's plan. */
  record PlanOf(String practice, AgreedPlan plan) {}

  /** The handler of a file that people fill in. */
  CsvRows.Handler handler(Role role) {
    return switch (role) {
      case MANUAL_ENTRY -> this::manualEntry;
      case ADJUSTMENTS -> this::adjustment;
      case CRP_CORRECTIONS -> this::correction;
      case SUCCESSIONS -> this::succession;
      case AGREED_PLANS -> this::plan;
      case STATE_CHANGES -> this::stateChange;
      default -> throw new IllegalArgumentException(role + " is not filled in by people");
    };
  }

  /** The year of a file that names one; a file without rows is never asked. */
  private static FinancialYear yearOf(CsvRows row) {
    FinancialYear year = row.file().year();
    if (year == null) {
      throw ExtractErrors.yearUnknown(row.fileName(), row.file().layout());
    }
    return year;
  }

  private void manualEntry(CsvRows row) {
    FinancialYear year = yearOf(row);
    String practice = row.practice();
    String indicator = indicator(row, row.requiredCode(Column.INDICATOR));
    String field = row.required(Column.FIELD);
    FieldKind kind = FieldKinds.ofField(field);
    int value = kind == FieldKind.YES_NO ? answer(row) : row.count(Column.VALUE);
    LocalDate date = dateWithin(row, Column.ACHIEVEMENT_DATE, year.start(), year.end());
    Basis basis = word(row, Column.BASIS, Basis.values());
    String enteredBy = person(row, Column.ENTERED_BY);
    LocalDate enteredOn = row.requiredDate(Column.ENTERED_ON);
    if (row.sound() && date != null && basis != null && enteredOn != null) {
      ManualEntry entry =
          new ManualEntry(
              indicator, field, kind, date, value, basis, enteredBy, enteredOn, row.source());
      store.touch(year, null);
      manualEntries.add(Entry.of(new ManualEntryOf(practice, entry), year, row));
    }
  }

  private static int answer(CsvRows row) {
    int answer = Flags.of(row.required(Column.VALUE));
    if (answer < 0 && !row.text(Column.VALUE).isEmpty()) {
      row.refuse(RowRule.BAD_FLAG, Column.VALUE, "Y or N");
    }
    return answer;
  }

  private void adjustment(CsvRows row) {
    FinancialYear year = yearOf(row);
    String practice = row.practice();
    String code = row.code(Column.INDICATOR);
    String subject = code.isEmpty() ? Adjustment.TOTAL : indicator(row, code);
    AdjustmentKind kind = word(row, Column.KIND, AdjustmentKind.values());
    BigDecimal points = row.decimal(Column.POINTS, MONEY_DECIMALS);
    BigDecimal amount = row.decimal(Column.AMOUNT, MONEY_DECIMALS);
    if (kind == AdjustmentKind.THRESHOLD_RELIEF) {
      blank(row, Column.INDICATOR);
      blank(row, Column.POINTS);
      blank(row, Column.AMOUNT);
    } else if (row.text(Column.POINTS).isEmpty() == row.text(Column.AMOUNT).isEmpty()) {
      row.refuse(
          RowRule.POINTS_OR_POUNDS,
          Column.POINTS,
          row.text(Column.POINTS).isEmpty() ? "points here or pounds" : "points or pounds alone");
    }
    if (kind == AdjustmentKind.PMS_DEDUCTION) {
      notAboveZero(row, Column.POINTS, points);
      notAboveZero(row, Column.AMOUNT, amount);
    }
    String reason = row.required(Column.REASON);
    String approver = person(row, Column.APPROVER);
    LocalDate approvedOn = row.requiredDate(Column.APPROVED_ON);
    if (row.sound() && kind != null && approvedOn != null) {
      Adjustment adjustment =
          new Adjustment(subject, kind, points, amount, reason, approver, approvedOn, row.source());
      store.touch(year, null);
      adjustments.add(Entry.of(new AdjustmentOf(practice, adjustment), year, row));
    }
  }

  /** A relief is of the practice; what it lowers, and by how much, stands in the rulebook. */
  private static void blank(CsvRows row, Column column) {
    if (!row.text(column).isEmpty()) {
      row.refuse(RowRule.RELIEF, column, "nothing: the rulebook says what a relief lowers");
    }
  }

  private static void notAboveZero(CsvRows row, Column column, @Nullable BigDecimal given) {
    if (given != null && given.signum() > 0) {
      row.refuse(RowRule.DEDUCTION_ABOVE_ZERO, column, "zero or less");
    }
  }

  private void correction(CsvRows row) {
    String practice = row.practice();
    LocalDate date = dateInFileYear(row, true);
    int patients = row.count(Column.PATIENTS);
    String reason = row.required(Column.REASON);
    String approver = person(row, Column.APPROVER);
    LocalDate approvedOn = row.requiredDate(Column.APPROVED_ON);
    if (row.sound() && date != null && approvedOn != null) {
      store.touch(yearOf(row, date), date);
      corrections.add(
          Entry.of(
              new Correction(practice, date, patients, reason, approver, approvedOn),
              yearOf(row, date),
              row));
    }
  }

  private void succession(CsvRows row) {
    String from = row.practice(Column.FROM_PRACTICE);
    String to = row.practice(Column.TO_PRACTICE);
    if (!from.isEmpty() && from.equals(to)) {
      row.refuse(RowRule.SAME_PRACTICE, Column.TO_PRACTICE, "another practice than " + from);
    }
    LocalDate date = dateInFileYear(row, false);
    row.required(Column.SHARE);
    BigDecimal share = row.decimal(Column.SHARE, SHARE_DECIMALS);
    if (share != null && (share.signum() <= 0 || share.compareTo(BigDecimal.ONE) > 0)) {
      row.refuse(RowRule.OUT_OF_RANGE, Column.SHARE, "a share above 0 and up to 1");
    }
    if (row.sound() && date != null && share != null) {
      store.touch(yearOf(row, date), null);
      successions.add(
          Entry.of(new Succession(from, to, date, share, row.source()), yearOf(row, date), row));
    }
  }

  private void plan(CsvRows row) {
    FinancialYear year = yearOf(row);
    String practice = row.practice();
    int agreed = Flags.of(row.required(Column.PLAN_AGREED));
    if (agreed < 0 && !row.text(Column.PLAN_AGREED).isEmpty()) {
      row.refuse(RowRule.BAD_FLAG, Column.PLAN_AGREED, "Y or N");
    }
    String approver = person(row, Column.APPROVER);
    LocalDate decidedOn = row.requiredDate(Column.APPROVED_ON);
    if (row.sound() && decidedOn != null) {
      AgreedPlan plan = new AgreedPlan(agreed == 1, approver, decidedOn, row.source());
      store.touch(year, null);
      plans.add(Entry.of(new PlanOf(practice, plan), year, row));
    }
  }

  private void stateChange(CsvRows row) {
    FinancialYear year = yearOf(row);
    String practice = row.practice();
    String state = row.required(Column.STATE).toLowerCase(Locale.ROOT);
    if (!state.isEmpty() && !STATES.contains(state)) {
      row.refuse(
          RowRule.UNKNOWN_WORD, Column.STATE, "declared, approved, paid, disputed or superseded");
    }
    Integer version = row.optionalCount(Column.VERSION);
    if (version != null && version < 1) {
      row.refuse(RowRule.OUT_OF_RANGE, Column.VERSION, "a version from 1, or nothing");
    }
    String changedBy = person(row, Column.CHANGED_BY);
    LocalDateTime changedAt = moment(row);
    String reason = row.required(Column.REASON);
    if (row.sound() && changedAt != null) {
      store.touch(year, null);
      stateChanges.add(
          new StateChange(
              year,
              practice,
              state,
              version,
              changedBy,
              changedAt,
              reason,
              row.fileName(),
              row.source(),
              row.raw()));
    }
  }

  private static @Nullable LocalDateTime moment(CsvRows row) {
    String written = row.required(Column.CHANGED_AT);
    if (written.isEmpty()) {
      return null;
    }
    try {
      return LocalDateTime.parse(written.replace(' ', 'T'));
    } catch (DateTimeException e) {
      row.refuse(
          RowRule.BAD_DATE, Column.CHANGED_AT, "a date and time such as 2024-06-03T09:15:00");
      return null;
    }
  }

  private static String indicator(CsvRows row, String code) {
    if (!code.isEmpty() && !Codes.isWrittenIndicator(code)) {
      row.refuse(RowRule.INDICATOR_CODE, Column.INDICATOR, "letters and digits such as AF001");
    }
    return code;
  }

  /** Who answers for the row: never left out. */
  private static String person(CsvRows row, Column column) {
    String name = row.text(column);
    if (name.isEmpty()) {
      row.refuse(RowRule.NOBODY_NAMED, column, "a name");
    }
    return name;
  }

  private static <E extends Enum<E>> @Nullable E word(CsvRows row, Column column, E[] words) {
    String written = row.required(column);
    List<String> known = new ArrayList<>();
    for (E word : words) {
      if (word.name().equalsIgnoreCase(written)) {
        return word;
      }
      known.add(word.name().toLowerCase(Locale.ROOT));
    }
    if (!written.isEmpty()) {
      row.refuse(RowRule.UNKNOWN_WORD, column, "one of " + String.join(", ", known));
    }
    return null;
  }

  /** The year of a row whose file may cover several. */
  private static FinancialYear yearOf(CsvRows row, LocalDate date) {
    FinancialYear year = row.file().year();
    return year == null ? FinancialYear.containing(date) : year;
  }

  /**
   * A date within the file's year, or within any year of the framework where the file names none.
   *
   * @param dayAfter whether the first day after the year will do: the count nearest to its end
   */
  private static @Nullable LocalDate dateInFileYear(CsvRows row, boolean dayAfter) {
    FinancialYear year = row.file().year();
    LocalDate last = year == null ? LAST_YEAR.end() : year.end();
    return dateWithin(
        row,
        Column.DATE,
        (year == null ? FinancialYear.FIRST : year).start(),
        dayAfter ? last.plusDays(1) : last);
  }

  private static final FinancialYear LAST_YEAR = FinancialYear.of("2097-98");

  private static @Nullable LocalDate dateWithin(
      CsvRows row, Column column, LocalDate first, LocalDate last) {
    LocalDate date = row.requiredDate(column);
    if (date != null && (date.isBefore(first) || date.isAfter(last))) {
      row.refuse(RowRule.DATE_OUTSIDE_YEAR, column, first + " to " + last);
    }
    return date;
  }
}
