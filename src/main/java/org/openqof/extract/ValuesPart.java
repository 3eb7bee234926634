package org.openqof.extract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.engine.ExtractPart;
import org.openqof.engine.ReadPart;
import org.openqof.extract.ValuesReader.ValueColumn;
import org.openqof.extract.form.Codes;
import org.openqof.extract.form.Dates;
import org.openqof.extract.form.ExtractErrors;
import org.openqof.extract.form.Flags;
import org.openqof.extract.form.LenientText;
import org.openqof.extract.form.Limits;
import org.openqof.extract.form.NumberRule;
import org.openqof.extract.form.Numbers;
import org.openqof.extract.form.RecordTokens;
import org.openqof.extract.form.RefusedRow;
import org.openqof.extract.form.RowRule;
import org.openqof.extract.form.SliceTable;
import org.openqof.extract.form.Text;
import org.openqof.extract.layout.Column;
import org.openqof.extract.layout.Recognised;
import org.openqof.input.FieldKind;
import org.openqof.input.FragmentTexts;
import org.openqof.input.ValueFragment;

/**
 * One part of a file of values on its way.
 *
 * <p>This is the hot path of the whole run. Rows of an extract repeat the row before in most
 * columns, so each column remembers the bytes it saw last and what they meant.
 *
 * <p>One file because a line of values is read in one pass, on the hot path.
 */
final class ValuesPart {
  private static final int SECONDS_A_DAY = 86_400;
  private static final int LEAST_ROOM = 32;

  private final Recognised file;
  private final FinancialYear year;
  private final List<ValueColumn> values;
  private final ExtractPart part;
  private final int maxField;
  private final RecordTokens row;
  private final RefusedRow refusal;
  private final int columnCount;
  private final int serviceAt;
  private final int practiceAt;
  private final int dateAt;
  private final IndicatorCodes codes;
  private final int indicatorAt;
  private final int fieldAt;
  private final boolean measures;
  private final int submitDateAt;
  private final int submitTimeAt;
  private final int lastAt;
  private final int yearStart;
  private final int yearEnd;

  private final SliceTable practices = new SliceTable();
  private final SliceTable indicators = new SliceTable();
  private final SliceTable fields = new SliceTable();
  private final FragmentTexts texts = new FragmentTexts();
  private final List<ValueFragment> fragments = new ArrayList<>();

  private SliceTable.@Nullable Entry practice;
  private SliceTable.@Nullable Entry indicator;
  private final Remembered service = new Remembered();
  private final Remembered achievement = new Remembered();
  private final Remembered submitDate = new Remembered();
  private final Remembered submitTime = new Remembered();
  private final int[] numbers;

  /** Names of the columns of values, as numbers among the texts of the fragments. */
  private final int[] columnNames;

  private final int firstVarying;
  private final int firstTrailing;
  private boolean leadingAccepted;
  private boolean trailingAccepted;
  private int collectionDay;
  private long submittedAt = ValueFragment.NO_TIME;
  private boolean markedLast;

  /** A date in a form that extracts do not have; empty for none. */
  private String otherDate = "";

  private int from;
  private int to;
  private byte[] bytes = {};

  ValuesPart(
      Recognised file,
      FinancialYear year,
      Limits limits,
      IndicatorCodes codes,
      List<ValueColumn> values,
      byte[] content,
      int length,
      ExtractPart part) {
    this.file = file;
    this.year = year;
    this.codes = codes;
    this.values = values;
    this.part = part;
    this.maxField = limits.maxFieldBytes();
    this.refusal =
        new RefusedRow(file.fileName(), part.fileDigest(), file.layout(), limits.maxRefusedRows());
    this.columnCount = file.columnNames().size();
    this.serviceAt = file.position(Column.QUALITY_SERVICE);
    this.practiceAt = file.position(Column.PRACTICE);
    this.dateAt = file.position(Column.ACHIEVEMENT_DATE);
    this.indicatorAt = file.position(Column.INDICATOR);
    this.measures = file.position(Column.MEASURE) >= 0;
    this.fieldAt = measures ? file.position(Column.MEASURE) : file.position(Column.FIELD);
    this.submitDateAt = file.position(Column.SUBMIT_DATE);
    this.submitTimeAt = file.position(Column.SUBMIT_TIME);
    this.lastAt = file.position(Column.LAST_SUBMISSION);
    this.firstVarying = firstVarying();
    this.firstTrailing = firstTrailing();
    this.row = new RecordTokens(content, length, part.firstLine(), firstVarying, firstTrailing);
    this.yearStart = Math.toIntExact(year.start().toEpochDay());
    this.yearEnd = Math.toIntExact(year.end().toEpochDay());
    this.numbers = new int[values.size()];
    this.columnNames =
        values.stream()
            .mapToInt(column -> column.name() == null ? -1 : texts.number(column.name()))
            .toArray();
  }

  /** Columns before the first one that changes from row to row. */
  private int firstVarying() {
    int first = indicatorAt;
    for (ValueColumn column : values) {
      first = Math.min(first, column.position());
    }
    for (int position : new int[] {fieldAt, submitDateAt, submitTimeAt, lastAt}) {
      if (position >= 0) {
        first = Math.min(first, position);
      }
    }
    return first;
  }

  /** The first column behind all that change from row to row. */
  private int firstTrailing() {
    int last = Math.max(indicatorAt, Math.max(practiceAt, Math.max(serviceAt, dateAt)));
    last = Math.max(last, fieldAt);
    for (ValueColumn column : values) {
      last = Math.max(last, column.position());
    }
    return last + 1;
  }

  ReadPart read() {
    long rows = 0;
    long accepted = 0;
    boolean header = file.hasHeader() && part.firstLine() == 1;
    while (row.next()) {
      if (header) {
        header = false;
        continue;
      }
      rows++;
      if (accept()) {
        accepted++;
      } else {
        refusal.keep(row);
      }
    }
    fragments.forEach(ValueFragment::trimmed);
    return new ReadPart(List.copyOf(fragments), refusal.block(), rows, accepted, otherDate);
  }

  private boolean accept() {
    if (row.fields() != columnCount) {
      if (!row.lineEnded() && (row.fields() < columnCount || row.unclosedQuote())) {
        throw ExtractErrors.truncated(file.fileName(), row.line(), columnCount, row.fields());
      }
      refusal.because(
          RowRule.COLUMN_COUNT, "", row.fields() + " columns", columnCount + " columns");
      refusal.wholeRow(row, maxField, true);
      // The next row may repeat this one, of which nothing was checked.
      leadingAccepted = false;
      trailingAccepted = false;
      return false;
    }
    refusal.wholeRow(row, maxField, true);
    SliceTable.Entry practiceEntry = practice;
    if (practiceEntry == null || !leadingAccepted || !row.leadingRepeated()) {
      practiceEntry = leading();
    }
    int day = collectionDay;
    SliceTable.Entry indicatorEntry = indicator();
    SliceTable.Entry fieldEntry = fieldAt >= 0 ? field() : null;
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = value(values.get(i), fieldEntry);
    }
    if (!trailingAccepted || !row.trailingRepeated()) {
      trailing();
    }
    if (refusal.refused()) {
      return false;
    }
    long submitted = submittedAt;
    boolean last = markedLast;
    ValueFragment fragment = fragment(practiceEntry);
    for (int i = 0; i < numbers.length; i++) {
      ValueColumn column = values.get(i);
      FieldKind kind = column.kind();
      int name = columnNames[i];
      if (fieldEntry != null) {
        kind = fieldEntry.kind;
        name = fieldEntry.number;
      } else if (numbers.length > 1 && numbers[i] == ValueFragment.MISSING) {
        // A row of several values leaves those blank that its indicator does not have.
        continue;
      }
      if (kind != null) {
        fragment.add(
            indicatorEntry.number, name, kind, numbers[i], row.line(), day, submitted, last);
      }
    }
    return true;
  }

  /** Service, date and practice: what one practice's rows share, if these columns come first. */
  private SliceTable.Entry leading() {
    boolean before = refusal.refused();
    if (serviceAt >= 0) {
      service();
    }
    collectionDay = dateAt >= 0 ? achievementDay() : yearEnd;
    SliceTable.Entry entry = practice();
    int first = firstVarying;
    leadingAccepted =
        !before && !refusal.refused() && serviceAt < first && dateAt < first && practiceAt < first;
    return entry;
  }

  /** Submission and mark: what one practice's rows share, if these columns come last. */
  private void trailing() {
    boolean before = refusal.refused();
    submittedAt = submitDateAt >= 0 ? submitted() : ValueFragment.NO_TIME;
    markedLast = lastAt < 0 || lastSubmission();
    int first = firstTrailing;
    trailingAccepted =
        !before
            && !refusal.refused()
            && (submitDateAt < 0 || submitDateAt >= first)
            && (submitTimeAt < 0 || submitTimeAt >= first)
            && (lastAt < 0 || lastAt >= first);
  }

  private ValueFragment fragment(SliceTable.Entry entry) {
    ValueFragment fragment = entry.fragment;
    if (fragment == null) {
      // Practices send about as many values as their neighbours.
      int room = fragments.isEmpty() ? 0 : fragments.get(fragments.size() - 1).size();
      fragment =
          new ValueFragment(
              entry.text, part.fileDigest(), texts, Math.max(LEAST_ROOM, room + room / 8));
      entry.fragment = fragment;
      fragments.add(fragment);
    }
    return fragment;
  }

  /** Points at a column's bytes without the blanks around them. */
  private void point(int column) {
    bytes = row.source(column);
    from = row.start(column);
    to = row.end(column);
    while (from < to && isBlank(bytes[from])) {
      from++;
    }
    while (from < to && isBlank(bytes[to - 1])) {
      to--;
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private void refuse(RowRule rule, int column, String expected) {
    refusal.because(rule, file.nameOf(column), row.text(column), expected);
  }

  private void service() {
    point(serviceAt);
    if (service.holds(bytes, from, to)) {
      return;
    }
    FinancialYear told =
        FinancialYear.ofShortForm(LenientText.code(Text.of(bytes, from, to))).orElse(null);
    if (told == null) {
      refuse(RowRule.QUALITY_SERVICE, serviceAt, "QOF" + year.shortForm());
    } else if (!told.equals(year)) {
      String first = file.yearFound() == null ? year.toString() : file.yearFound();
      throw ExtractErrors.twoYears(
          file.fileName(),
          first,
          told + " (line " + row.line() + ": " + Text.shown(Text.of(bytes, from, to)) + ")");
    } else {
      service.keep(bytes, from, to, 0);
    }
  }

  private int achievementDay() {
    point(dateAt);
    if (achievement.holds(bytes, from, to)) {
      return achievement.meaning;
    }
    if (from == to) {
      refuse(RowRule.BLANK, dateAt, "a date such as " + year.end());
      return yearEnd;
    }
    int day = Dates.day(bytes, from, to);
    if (day == Dates.NONE) {
      refuse(RowRule.BAD_DATE, dateAt, "a date such as " + year.end());
    } else if (day < yearStart || day > yearEnd) {
      refuse(RowRule.DATE_OUTSIDE_YEAR, dateAt, year.start() + " to " + year.end());
    } else {
      achievement.keep(bytes, from, to, day);
      noteForm();
    }
    return day;
  }

  private SliceTable.Entry practice() {
    point(practiceAt);
    SliceTable.Entry entry = practice;
    if (entry == null || !SliceTable.same(entry, bytes, from, to)) {
      entry = practices.find(bytes, from, to);
      if (practices.isFresh()) {
        SliceTable.judge(entry, Codes::isOfEngland);
      }
      practice = entry;
    }
    if (!entry.wellFormed) {
      boolean welsh = Codes.isWelsh(entry.text);
      refuse(
          from == to ? RowRule.BLANK : welsh ? RowRule.ANOTHER_COUNTRY : RowRule.PRACTICE_CODE,
          practiceAt,
          welsh ? "a practice of England" : "a letter and five digits");
    }
    return entry;
  }

  private SliceTable.Entry indicator() {
    point(indicatorAt);
    SliceTable.Entry entry = indicator;
    if (entry == null || !SliceTable.same(entry, bytes, from, to)) {
      entry = indicators.find(bytes, from, to);
      if (indicators.isFresh()) {
        SliceTable.judge(entry, code -> codes.has(code) || Codes.isIndicator(code));
        entry.number = texts.number(codes.of(entry.text));
      }
      indicator = entry;
    }
    if (!entry.wellFormed) {
      refuse(
          from == to ? RowRule.BLANK : RowRule.INDICATOR_CODE,
          indicatorAt,
          "letters and digits such as AF001");
    }
    return entry;
  }

  private SliceTable.Entry field() {
    point(fieldAt);
    SliceTable.Entry entry = fields.find(bytes, from, to);
    if (fields.isFresh()) {
      entry.kind = measures ? FieldKinds.ofMeasure(entry.text) : FieldKinds.ofField(entry.text);
      entry.wellFormed = !entry.text.isEmpty() && entry.kind != null;
      entry.number = texts.number(entry.text);
    }
    if (!entry.wellFormed) {
      if (from == to) {
        refuse(RowRule.BLANK, fieldAt, "the name of a field");
      } else {
        refuse(
            RowRule.UNKNOWN_WORD,
            fieldAt,
            "REGISTER, NUMERATOR, DENOMINATOR, PCAS, ACHIEVED_POINTS or NEWLY_DIAGNOSED");
      }
    }
    return entry;
  }

  private int value(ValueColumn column, SliceTable.@Nullable Entry fieldEntry) {
    point(column.position());
    if (from == to) {
      return ValueFragment.MISSING;
    }
    FieldKind kind = fieldEntry == null ? column.kind() : fieldEntry.kind;
    if (kind == FieldKind.YES_NO) {
      return answer(column.position());
    }
    boolean points = kind == FieldKind.ACHIEVED_POINTS;
    long number = points ? Numbers.hundredths(bytes, from, to) : Numbers.count(bytes, from, to);
    if (number >= 0 && number < Integer.MAX_VALUE) {
      return (int) number;
    }
    refuse(
        NumberRule.of(number),
        column.position(),
        points ? "points with at most two decimals" : "a whole number of patients");
    return ValueFragment.MISSING;
  }

  private int answer(int column) {
    String text = Text.of(bytes, from, to);
    int answer = Flags.of(text);
    if (answer < 0) {
      refuse(RowRule.BAD_FLAG, column, "Y or N, Yes or No, 1 or 0");
      return ValueFragment.MISSING;
    }
    return answer;
  }

  private long submitted() {
    point(submitDateAt);
    if (from == to) {
      return ValueFragment.NO_TIME;
    }
    int day;
    if (submitDate.holds(bytes, from, to)) {
      day = submitDate.meaning;
    } else {
      day = Dates.day(bytes, from, to);
      if (day == Dates.NONE) {
        refuse(RowRule.BAD_DATE, submitDateAt, "a date such as 31/03/2024");
      } else {
        submitDate.keep(bytes, from, to, day);
        noteForm();
      }
    }
    int second = submitTimeAt >= 0 ? second() : 0;
    return day == Dates.NONE || second == Dates.NONE
        ? ValueFragment.NO_TIME
        : (long) day * SECONDS_A_DAY + second;
  }

  /** Remembers the date just read where extracts do not write dates so. */
  private void noteForm() {
    if (otherDate.isEmpty() && Dates.asExtractsDo(bytes, from, to) == Dates.NONE) {
      otherDate = Text.of(bytes, from, to);
    }
  }

  private int second() {
    point(submitTimeAt);
    if (from == to) {
      return 0;
    }
    if (submitTime.holds(bytes, from, to)) {
      return submitTime.meaning;
    }
    int second = Dates.second(bytes, from, to);
    if (second == Dates.NONE) {
      refuse(RowRule.BAD_DATE, submitTimeAt, "a time such as 11:19:50");
    } else {
      submitTime.keep(bytes, from, to, second);
    }
    return second;
  }

  private boolean lastSubmission() {
    point(lastAt);
    if (to - from == 1 && (bytes[from] == 'Y' || bytes[from] == 'N')) {
      return bytes[from] == 'Y';
    }
    int flag = Flags.of(Text.of(bytes, from, to));
    if (flag < 0) {
      refuse(from == to ? RowRule.BLANK : RowRule.BAD_FLAG, lastAt, "Y or N");
    }
    return flag == 1;
  }

  /** The bytes that a column held last, and what they mean. */
  private static final class Remembered {
    private byte[] text = {};
    private int length = -1;
    private int meaning;

    boolean holds(byte[] source, int from, int to) {
      return to - from == length && Arrays.equals(text, 0, length, source, from, to);
    }

    void keep(byte[] source, int from, int to, int what) {
      length = to - from;
      text = Arrays.copyOfRange(source, from, to);
      meaning = what;
    }
  }
}
