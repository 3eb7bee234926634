package org.openqof.extract;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.extract.form.Codes;
import org.openqof.extract.form.Dates;
import org.openqof.extract.form.DayOrMonthFirst;
import org.openqof.extract.form.ExtractErrors;
import org.openqof.extract.form.LenientText;
import org.openqof.extract.form.Limits;
import org.openqof.extract.form.NumberRule;
import org.openqof.extract.form.Numbers;
import org.openqof.extract.form.RecordTokens;
import org.openqof.extract.form.RefusedRow;
import org.openqof.extract.form.RowRule;
import org.openqof.extract.form.Text;
import org.openqof.extract.layout.Column;
import org.openqof.extract.layout.Recognised;
import org.openqof.input.PracticeReference.Source;
import org.openqof.tables.Block;

/**
 * The data rows of one small file: typed access to each column by meaning, which notes what is
 * wrong, and the refused rows.
 */
final class CsvRows {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d{1,20}(\\.\\d{0,20})?|\\.\\d{1,20})");

  /** No correction of one practice and no number of points comes near it. */
  private static final BigDecimal MOST = new BigDecimal("99999999");

  private final Recognised file;
  private final String fileName;
  private final String digest;
  private final Limits limits;
  private final RecordTokens tokens;
  private final RefusedRow refusal;
  private final @Nullable FinancialYear year;
  private final SortedMap<String, Integer> otherDates = new TreeMap<>();
  private String otherExample = "";
  private final SortedMap<String, DayOrMonthFirst> orders = new TreeMap<>();
  private long rows;
  private long accepted;

  /** Reads one row; what it leaves unsaid is accepted. */
  interface Handler {
    /** Takes the current row. */
    void row(CsvRows row);
  }

  CsvRows(Recognised file, String fileName, String digest, Limits limits, byte[] content) {
    this.file = file;
    this.fileName = fileName;
    this.digest = digest;
    this.limits = limits;
    this.tokens = new RecordTokens(content, content.length, 1);
    this.refusal = new RefusedRow(fileName, digest, file.layout(), limits.maxRefusedRows());
    this.year = file.year();
  }

  void read(Handler handler) {
    int columns = file.columnNames().size();
    boolean header = file.hasHeader();
    while (tokens.next()) {
      if (header) {
        header = false;
        continue;
      }
      rows++;
      if (tokens.unclosedQuote()) {
        throw ExtractErrors.unclosedQuote(fileName, tokens.line());
      }
      wholeRow();
      if (tokens.fields() == columns) {
        service();
        handler.row(this);
      } else {
        if (tokens.fields() < columns && !tokens.lineEnded()) {
          throw ExtractErrors.truncated(fileName, tokens.line(), columns, tokens.fields());
        }
        refusal.because(
            RowRule.COLUMN_COUNT, "", tokens.fields() + " columns", columns + " columns");
      }
      if (refusal.refused()) {
        refusal.keep(tokens);
      } else {
        accepted++;
      }
    }
    orders.forEach((column, order) -> order.check(fileName, column));
  }

  private void wholeRow() {
    refusal.wholeRow(tokens, limits.maxFieldBytes(), false);
  }

  private void service() {
    int position = file.position(Column.QUALITY_SERVICE);
    if (position < 0) {
      return;
    }
    String service = field(position);
    FinancialYear told = FinancialYear.ofShortForm(LenientText.code(service)).orElse(null);
    if (told == null) {
      refuse(RowRule.QUALITY_SERVICE, position, service, "a service such as QOF2324");
    } else if (year != null && !told.equals(year)) {
      String first = file.yearFound() == null ? year.toString() : file.yearFound();
      throw ExtractErrors.twoYears(
          fileName, first, told + " (line " + tokens.line() + ": " + Text.shown(service) + ")");
    }
  }

  private void refuse(RowRule rule, int position, String found, String expected) {
    refusal.because(rule, position < 0 ? "" : file.nameOf(position), found, expected);
  }

  /** Refuses the current row because of one of its columns. */
  void refuse(RowRule rule, Column column, String expected) {
    int position = file.position(column);
    refuse(rule, position, position < 0 ? "" : field(position), expected);
  }

  /** Refuses the current row because an earlier one says otherwise. */
  void contradicts(String earlierFile, int earlierLine, String found, String expected) {
    refusal.because(
        RowRule.CONTRADICTION,
        "line " + tokens.line() + " of " + fileName,
        found,
        expected + " as on line " + earlierLine + " of " + earlierFile);
  }

  /** Whether nothing is wrong with the current row so far. */
  boolean sound() {
    return !refusal.refused();
  }

  private String field(int position) {
    return position < 0 || position >= tokens.fields()
        ? ""
        : LenientText.stripped(tokens.text(position));
  }

  /** The text of a column; empty when blank or when the file does not have the column. */
  String text(Column column) {
    return field(file.position(column));
  }

  /** The text of a column that must be filled. */
  String required(Column column) {
    String value = text(column);
    if (value.isEmpty()) {
      refuse(RowRule.BLANK, column, "a value");
    }
    return value;
  }

  /** A practice code: a letter and five digits. */
  String practice() {
    return practice(Column.PRACTICE);
  }

  /** A practice code in a column of another meaning. */
  String practice(Column column) {
    String code = requiredCode(column);
    if (!code.isEmpty() && !Codes.isPractice(code)) {
      refuse(RowRule.PRACTICE_CODE, column, "a letter and five digits");
    } else if (Codes.isWelsh(code)) {
      refuse(RowRule.ANOTHER_COUNTRY, column, "a practice of England");
    }
    return code;
  }

  /** A code in capitals, however it is written; empty when blank. */
  String code(Column column) {
    return LenientText.code(text(column));
  }

  /** A code that must be filled, in capitals. */
  String requiredCode(Column column) {
    return LenientText.code(required(column));
  }

  /** A count of patients; null when blank. */
  @Nullable Integer optionalCount(Column column) {
    int position = file.position(column);
    return position < 0 ? null : countAt(position);
  }

  /** A count that must be there; 0 when it is not, and the row is refused. */
  int count(Column column) {
    if (required(column).isEmpty()) {
      return 0;
    }
    Integer count = optionalCount(column);
    return count == null ? 0 : count;
  }

  /** A count at a position; null when blank or wrong. */
  @Nullable Integer countAt(int position) {
    byte[] bytes = bytes(position);
    if (bytes.length == 0) {
      return null;
    }
    long count = Numbers.count(bytes, 0, bytes.length);
    if (count < 0) {
      refuse(NumberRule.of(count), position, field(position), "a whole number");
      return null;
    }
    return (int) count;
  }

  /** Points in hundredths; null when blank or wrong. */
  @Nullable Long hundredths(Column column) {
    byte[] bytes = bytes(file.position(column));
    if (bytes.length == 0) {
      return null;
    }
    long points = Numbers.hundredths(bytes, 0, bytes.length);
    if (points < 0) {
      refuse(NumberRule.of(points), column, "points with at most two decimals");
      return null;
    }
    return points;
  }

  /** A date; null when blank or wrong. */
  @Nullable LocalDate date(Column column) {
    byte[] bytes = bytes(file.position(column));
    if (bytes.length == 0) {
      return null;
    }
    int day = Dates.day(bytes, 0, bytes.length);
    orders
        .computeIfAbsent(file.nameOf(file.position(column)), any -> new DayOrMonthFirst())
        .add(bytes, text(column), tokens.line());
    if (day != Dates.NONE && Dates.asExtractsDo(bytes, 0, bytes.length) == Dates.NONE) {
      otherDates.merge(file.nameOf(file.position(column)), 1, Integer::sum);
      otherExample = text(column);
    }
    if (day == Dates.NONE) {
      refuse(RowRule.BAD_DATE, column, "a date such as 20240331 or 31/03/2024");
      return null;
    }
    return LocalDate.ofEpochDay(day);
  }

  /** A date that must be there; null when it is not, and the row is refused. */
  @Nullable LocalDate requiredDate(Column column) {
    return required(column).isEmpty() ? null : date(column);
  }

  /**
   * An exact decimal, with or without a sign; null when blank or wrong.
   *
   * @param column the column
   * @param decimals how many decimals it may have
   */
  @Nullable BigDecimal decimal(Column column, int decimals) {
    String written = Numbers.withoutCommas(text(column));
    if (written.isEmpty()) {
      return null;
    }
    String expected = "a number with at most " + decimals + " decimals";
    if (!DECIMAL.matcher(written).matches()) {
      refuse(RowRule.NOT_A_NUMBER, column, expected);
      return null;
    }
    BigDecimal number = new BigDecimal(written);
    if (number.stripTrailingZeros().scale() > decimals) {
      refuse(RowRule.NOT_INTEGRAL, column, expected);
      return null;
    }
    if (number.abs().compareTo(MOST) > 0) {
      refuse(RowRule.OUT_OF_RANGE, column, expected + ", up to " + MOST.toPlainString());
      return null;
    }
    return number.setScale(decimals, RoundingMode.UNNECESSARY);
  }

  private byte[] bytes(int position) {
    return field(position).getBytes(StandardCharsets.UTF_8);
  }

  /** Where the current row lies. */
  Source source() {
    return new Source(digest, tokens.line());
  }

  /** The current row as received. */
  String raw() {
    return tokens.raw();
  }

  /** Name of the file for messages. */
  String fileName() {
    return fileName;
  }

  Recognised file() {
    return file;
  }

  /** What was read that is not written as extracts write it, in words. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    otherDates.forEach(
        (column, dates) ->
            notes.add(
                "%,d dates of %s of %s are written in another form than extracts have, such as '%s'"
                    .formatted(dates, column, fileName, Text.shown(otherExample))));
    return notes;
  }

  long rowsRead() {
    return rows;
  }

  long rowsAccepted() {
    return accepted;
  }

  Block refusedRows() {
    return refusal.block();
  }
}
