package org.openqof.matrix;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What becomes of a whole file on its way: each constant damages it in one way. */
enum Fault {
  MISSING("not sent", Fault::remove),
  NO_BYTES("no bytes", bytes(content -> new byte[0])),
  HEADER_ONLY("its header alone", rows(sheet -> sheet.with(List.of()))),
  ONE_ROW("its first row alone", rows(sheet -> sheet.with(first(sheet, 1)))),
  HALF("its first half", rows(sheet -> sheet.with(first(sheet, (sheet.rows().size() + 1) / 2)))),
  CUT("cut off in a line", bytes(content -> Arrays.copyOf(content, content.length * 3 / 5 + 1))),
  EVERY_SECOND("every second row", rows(sheet -> sheet.with(nth(sheet, 2)))),
  A_TWENTIETH_GONE("every twentieth practice left out", Fault::withoutATwentieth),
  ONE_REGION("the practices of one region", Fault::oneRegion),
  LAST_YEAR("last year's, under this year's name", lastYears(UnaryOperator.identity())),
  LAST_YEAR_RELABELLED("last year's, with this year's dates", lastYears(Fault::aYearLater)),
  NEXT_YEARS_DATES("dates and labels a year late", bytes(Fault::aYearLater)),
  OTHER_YEAR_NAME("under last year's name", Fault::namedOfLastYear),
  NAME_SAYS_NOTHING("under a name that says nothing", Fault::nameless),
  OTHER_EXTRACTS_NAME(
      "under another extract's name",
      renamed(name -> (name.startsWith("PREV") ? "ACHIEVEMENT" : "PREVALENCE") + tail(name))),
  OTHER_ENDING("ending .csv.txt", renamed(name -> name + ".txt")),
  WORKBOOK("a workbook", Workbooks::oneSheet),
  WORKBOOK_OF_TEXTS("a workbook, all cells as text", Workbooks::allTexts),
  WORKBOOK_OF_SHEETS("a workbook of four sheets", Workbooks::severalSheets),
  WORKBOOK_TWICE("a workbook with an old state on a second sheet", Workbooks::oldStateBeside),
  WORKBOOK_NAMED_CSV("a workbook that is called .csv", Workbooks::calledCsv),
  UTF_16("UTF-16", encoded(StandardCharsets.UTF_16)),
  UTF_16_WITHOUT_MARK("UTF-16 without a mark", encoded(StandardCharsets.UTF_16LE)),
  WINDOWS_1252("Windows-1252 with accents", Fault::windows1252),
  MARKED(
      "a byte order mark",
      bytes(content -> joined("\ufeff".getBytes(StandardCharsets.UTF_8), content))),
  DATES_WITH_TIME("dates as 2024-03-31 00:00:00", dates("yyyy-MM-dd' 00:00:00'")),
  DATES_OF_EXCEL("dates as 31-Mar-24", dates("dd-MMM-yy")),
  DATES_OF_AMERICA("dates as 3/31/2024", dates("M/d/yyyy")),
  DATES_OF_TWO_DIGITS("dates as 31/03/24", dates("dd/MM/yy")),
  DATES_AS_NUMBERS("dates as day numbers", Fault::dayNumbers),
  NO_DATES(
      "dates left blank",
      rows(sheet -> sheet.each(cell -> Sheet.date(cell).isPresent() ? "" : cell))),
  SMALL_LETTERS(
      "codes in small letters",
      cells(cell -> Sheet.isCode(cell) ? cell.toLowerCase(Locale.ROOT) : cell)),
  SHIFTED_RIGHT(
      "columns shifted to the right", rows(sheet -> sheet.eachDataRow(row -> shifted(row, 1)))),
  SHIFTED_LEFT(
      "columns shifted to the left", rows(sheet -> sheet.eachDataRow(row -> shifted(row, -1)))),
  TURNED("columns turned by one", rows(sheet -> sheet.eachDataRow(Fault::turned))),
  REORDERED("columns in another order", rows(sheet -> sheet.eachRow(Fault::reversed))),
  SORTED_APART("practices sorted apart from their rows", Fault::sortedApart),
  DECIMAL_COMMAS("semicolons and decimal commas", Fault::decimalCommas),
  THOUSANDS("commas between thousands", cells(Fault::thousands)),
  DECIMALS("counts as 12.0", cells(cell -> isCount(cell) ? cell + ".0" : cell)),
  TEN_TIMES("numbers ten times as large", cells(Fault::tenTimes)),
  NOUGHTS("numbers all 0", cells(cell -> Sheet.isNumber(cell) ? "0" : cell)),
  BLANKS("numbers all blank", cells(cell -> Sheet.isNumber(cell) ? "" : cell)),
  NULLS("NULL for what is blank", cells(cell -> cell.isEmpty() ? "NULL" : cell)),
  ROWS_TWICE("every row twice", rows(Fault::twice)),
  SENT_TWICE("sent twice, under two names", Fault::sentTwice),
  OLD_STATE_BESIDE("an old state of it alongside it", Fault::oldStateBeside),
  GZIP("gzipped", Packed::gzip),
  ZIP("in a zip archive", Packed::zip),
  ZIP_CUT("in a zip archive that is cut off", Packed::cutZip),
  TRAILING_BLANKS("blanks behind every cell", cells(cell -> cell + "  ")),
  NO_BREAK_SPACES(
      "no-break spaces behind codes", cells(cell -> Sheet.isCode(cell) ? cell + "\u00a0" : cell)),
  NO_WIDTH(
      "signs without width before codes",
      cells(cell -> Sheet.isCode(cell) ? "\u200b" + cell : cell)),
  SEMICOLONS("semicolons", rowsAsBytes(sheet -> sheet.bytes(';'))),
  TABS("tabs", rowsAsBytes(sheet -> sheet.bytes('\t'))),
  QUOTED("every cell in quotes", rowsAsBytes(sheet -> utf8(sheet.text(',', true, "\r\n")))),
  CODES_AS_FORMULAS(
      "codes as =\"A81001\"", cells(cell -> Sheet.isPractice(cell) ? "=\"" + cell + "\"" : cell)),
  OLD_LINE_ENDS(
      "lines that end with a carriage return",
      rowsAsBytes(sheet -> utf8(sheet.text(',', false, "\r")))),
  BLANK_LINES("blank lines between", rowsAsBytes(sheet -> utf8(sheet.text(',', false, "\n\n")))),
  TITLES(
      "title rows above",
      bytes(content -> joined(utf8("Quality and Outcomes Framework\nas of today\n\n"), content))),
  TOTAL_BELOW("a total below", Fault::totalBelow),
  HEADER_AGAIN("its header again in the middle", Fault::headerAgain),
  NO_HEADER("no header", rows(sheet -> new Sheet(null, sheet.rows()))),
  A_COLUMN_LESS(
      "its last column missing",
      rows(sheet -> sheet.eachRow(row -> Arrays.copyOf(row, row.length - 1)))),
  A_COLUMN_MORE(
      "an unknown column more",
      rows(sheet -> sheet.eachRow(row -> with(row, row == sheet.header() ? "COMMENT" : "")))),
  OPEN_QUOTE("a quote that is not closed", rowsAsBytes(Fault::openQuote)),
  PAGE_OF_AN_ERROR(
      "the page of an error",
      bytes(
          content -> utf8("<!DOCTYPE html>\n<html><body>503 Service unavailable</body></html>\n")));

  /** Damages one file of a nation's folder. */
  @FunctionalInterface
  interface Damage {
    void to(Path file, Given given) throws IOException;
  }

  /**
   * What damage may look at.
   *
   * @param input the input
   * @param lastYear the same file of the year before, as received; null for none
   * @param region the region of each practice
   */
  record Given(InputFile input, Path lastYear, java.util.Map<String, String> region) {}

  /**
   * Those of the table, over every input. The others are near one of these, and are run by name
   * alone.
   */
  static final Set<Fault> OF_THE_TABLE =
      EnumSet.of(
          MISSING,
          NO_BYTES,
          HEADER_ONLY,
          HALF,
          CUT,
          A_TWENTIETH_GONE,
          ONE_REGION,
          LAST_YEAR,
          LAST_YEAR_RELABELLED,
          NEXT_YEARS_DATES,
          OTHER_YEAR_NAME,
          NAME_SAYS_NOTHING,
          WORKBOOK,
          WORKBOOK_TWICE,
          UTF_16,
          DATES_WITH_TIME,
          DATES_OF_EXCEL,
          SMALL_LETTERS,
          SHIFTED_RIGHT,
          SORTED_APART,
          DECIMAL_COMMAS,
          TEN_TIMES,
          NOUGHTS,
          ROWS_TWICE,
          OLD_STATE_BESIDE);

  /** Those of the table that leave figures of another size or order, for first years. */
  static final Set<Fault> OF_FIGURES =
      EnumSet.of(
          MISSING,
          HALF,
          A_TWENTIETH_GONE,
          ONE_REGION,
          LAST_YEAR_RELABELLED,
          SORTED_APART,
          TEN_TIMES,
          NOUGHTS,
          OLD_STATE_BESIDE);

  private final String words;

  @SuppressWarnings("ImmutableEnumChecker") // Each is a function without a state.
  private final Damage damage;

  Fault(String words, Damage damage) {
    this.words = words;
    this.damage = damage;
  }

  /** What became of the file. */
  String words() {
    return words;
  }

  /** Damages a file in place, or what takes its place. */
  void damage(Path file, Given given) throws IOException {
    damage.to(file, given);
  }

  /** Puts content in the place of a file that may be a hard link to the good one. */
  static void replace(Path file, byte[] content) throws IOException {
    Files.deleteIfExists(file);
    Files.write(file, content);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static Damage bytes(UnaryOperator<byte[]> change) {
    return (file, given) -> replace(file, change.apply(Files.readAllBytes(file)));
  }

  private static Damage rows(UnaryOperator<Sheet> change) {
    return rowsAsBytes(sheet -> change.apply(sheet).bytes());
  }

  private static Damage cells(UnaryOperator<String> change) {
    return rows(sheet -> sheet.each(change));
  }

  private static Damage rowsAsBytes(Function<Sheet, byte[]> change) {
    return (file, given) -> replace(file, change.apply(sheet(file, given)));
  }

  /** The rows of a file. */
  static Sheet sheet(Path file, Given given) throws IOException {
    return Sheet.of(Files.readAllBytes(file), given.input().hasHeader());
  }

  private static Damage renamed(UnaryOperator<String> name) {
    return (file, given) -> Files.move(file, file.resolveSibling(name.apply(name(file))));
  }

  private static void nameless(Path file, Given given) throws IOException {
    int copy = 3;
    while (Files.exists(file.resolveSibling("Copy of data (%d).csv".formatted(copy)))) {
      copy++;
    }
    Files.move(file, file.resolveSibling("Copy of data (%d).csv".formatted(copy)));
  }

  static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static String tail(String name) {
    return name.matches(".*_\\d{4}\\.csv") ? name.substring(name.length() - 9) : "_2324.csv";
  }

  private static Damage encoded(Charset charset) {
    return bytes(content -> new String(content, StandardCharsets.UTF_8).getBytes(charset));
  }

  private static Damage dates(String form) {
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern(form, Locale.UK);
    return rows(sheet -> sheet.dates(formatter));
  }

  private static void remove(Path file, Given given) throws IOException {
    Files.delete(file);
  }

  private static List<String[]> first(Sheet sheet, int rows) {
    return new ArrayList<>(sheet.rows().subList(0, Math.min(rows, sheet.rows().size())));
  }

  private static List<String[]> nth(Sheet sheet, int step) {
    List<String[]> some = new ArrayList<>();
    for (int i = 0; i < sheet.rows().size(); i += step) {
      some.add(sheet.rows().get(i));
    }
    return some;
  }

  private static void withoutATwentieth(Path file, Given given) throws IOException {
    Sheet sheet = sheet(file, given);
    int column = sheet.practiceColumn();
    List<String[]> rest = new ArrayList<>();
    for (int i = 0; i < sheet.rows().size(); i++) {
      String[] row = sheet.rows().get(i);
      int number = column < 0 ? i : Integer.parseInt("0" + row[column].replaceAll("\\D", ""));
      if (number % 20 != 0) {
        rest.add(row);
      }
    }
    replace(file, sheet.with(rest).bytes());
  }

  private static void oneRegion(Path file, Given given) throws IOException {
    Sheet sheet = sheet(file, given);
    int column = sheet.practiceColumn();
    String region = given.region().values().stream().sorted().findFirst().orElseThrow();
    replace(
        file,
        sheet
            .with(
                new ArrayList<>(
                    sheet.rows().stream()
                        .filter(row -> column < 0 || region.equals(given.region().get(row[column])))
                        .toList()))
            .bytes());
  }

  private static Damage lastYears(UnaryOperator<byte[]> change) {
    return (file, given) -> {
      if (given.lastYear() == null) {
        Files.delete(file);
      } else {
        replace(file, change.apply(Files.readAllBytes(given.lastYear())));
      }
    };
  }

  /** Dates, and the label of the payment service, of the year after. */
  private static byte[] aYearLater(byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8);
    StringBuilder later = new StringBuilder(text.length());
    java.util.regex.Matcher label =
        java.util.regex.Pattern.compile(
                "QOF(\\d\\d)(\\d\\d)(?!\\d)|(?<![A-Z0-9])((?:\\d\\d/\\d\\d/|\\d\\d[A-Z]{3})?)(20[12]\\d)((?:[01]\\d[0-3]\\d|-\\d\\d-\\d\\dT[0-9:]+)?)(?![0-9])")
            .matcher(text);
    while (label.find()) {
      String by;
      if (label.group(1) != null) {
        by =
            "QOF%02d%02d"
                .formatted(
                    Integer.parseInt(label.group(1)) + 1, Integer.parseInt(label.group(2)) + 1);
      } else {
        String day = label.group(5).equals("0229") ? "0228" : label.group(5);
        by = label.group(3) + (Integer.parseInt(label.group(4)) + 1) + day;
      }
      label.appendReplacement(later, by);
    }
    label.appendTail(later);
    return utf8(later.toString());
  }

  private static void namedOfLastYear(Path file, Given given) throws IOException {
    String name = name(file);
    String other = given.input().nation().nameBefore(name);
    if (!other.equals(name)) {
      Files.move(file, file.resolveSibling(other));
    }
  }

  private static void windows1252(Path file, Given given) throws IOException {
    Sheet sheet = sheet(file, given);
    replace(
        file,
        sheet
            .each(cell -> cell.contains(" ") ? cell.replace('e', 'é').replace('o', 'ö') : cell)
            .text(',', false, "\r\n")
            .getBytes(Charset.forName("windows-1252")));
  }

  private static void dayNumbers(Path file, Given given) throws IOException {
    LocalDate from = LocalDate.of(1899, 12, 30);
    replace(
        file,
        sheet(file, given)
            .each(
                cell ->
                    Sheet.date(cell)
                        .map(day -> Long.toString(ChronoUnit.DAYS.between(from, day)))
                        .orElse(cell))
            .bytes());
  }

  private static boolean isCount(String cell) {
    return Sheet.isNumber(cell) && cell.indexOf('.') < 0;
  }

  private static String tenTimes(String cell) {
    return Sheet.isNumber(cell)
        ? new BigDecimal(cell).multiply(BigDecimal.TEN).toPlainString()
        : cell;
  }

  private static String thousands(String cell) {
    return isCount(cell) ? String.format(Locale.UK, "%,d", Long.parseLong(cell)) : cell;
  }

  private static String[] with(String[] row, String cell) {
    String[] longer = Arrays.copyOf(row, row.length + 1);
    longer[row.length] = cell;
    return longer;
  }

  private static String[] shifted(String[] row, int by) {
    String[] shifted = new String[row.length + by];
    if (by > 0) {
      shifted[0] = "";
    }
    System.arraycopy(
        row, by > 0 ? 0 : 1, shifted, by > 0 ? 1 : 0, by > 0 ? row.length : row.length - 1);
    return shifted;
  }

  private static String[] turned(String[] row) {
    String[] turned = new String[row.length];
    for (int i = 0; i < row.length; i++) {
      turned[(i + 1) % row.length] = row[i];
    }
    return turned;
  }

  private static String[] reversed(String[] row) {
    String[] reversed = new String[row.length];
    for (int i = 0; i < row.length; i++) {
      reversed[i] = row[row.length - 1 - i];
    }
    return reversed;
  }

  private static void sortedApart(Path file, Given given) throws IOException {
    Sheet sheet = sheet(file, given);
    int column = Math.max(0, sheet.practiceColumn());
    List<String> sorted =
        sheet.rows().stream().map(row -> row[column]).sorted(Comparator.reverseOrder()).toList();
    for (int i = 0; i < sorted.size(); i++) {
      sheet.rows().get(i)[column] = sorted.get(i);
    }
    replace(file, sheet.bytes());
  }

  private static void decimalCommas(Path file, Given given) throws IOException {
    replace(
        file,
        sheet(file, given)
            .each(cell -> Sheet.isNumber(cell) ? cell.replace('.', ',') : cell)
            .bytes(';'));
  }

  private static Sheet twice(Sheet sheet) {
    List<String[]> twice = new ArrayList<>(sheet.rows());
    twice.addAll(sheet.rows());
    return sheet.with(twice);
  }

  private static void sentTwice(Path file, Given given) throws IOException {
    Files.copy(file, file.resolveSibling(name(file).replace(".csv", " - Copy.csv")));
  }

  /** What was sent a week ago: a tenth of the rows were not there yet, and counts were smaller. */
  static Sheet oldState(Sheet sheet) {
    List<String[]> old = new ArrayList<>();
    for (int i = 0; i < sheet.rows().size(); i++) {
      if (i % 10 != 9) {
        old.add(sheet.rows().get(i).clone());
      }
    }
    return sheet
        .with(old)
        .each(
            cell ->
                isCount(cell) && cell.length() > 2
                    ? Long.toString(Long.parseLong(cell) * 9 / 10)
                    : cell);
  }

  private static void oldStateBeside(Path file, Given given) throws IOException {
    replace(
        file.resolveSibling(name(file).replace(".csv", " (old).csv")),
        oldState(sheet(file, given)).bytes());
  }

  private static void totalBelow(Path file, Given given) throws IOException {
    Sheet sheet = sheet(file, given);
    String[] total = new String[sheet.rows().get(0).length];
    Arrays.fill(total, "");
    total[0] = "Total";
    total[total.length - 1] = Integer.toString(sheet.rows().size());
    sheet.rows().add(total);
    replace(file, sheet.bytes());
  }

  private static void headerAgain(Path file, Given given) throws IOException {
    Sheet sheet = sheet(file, given);
    if (sheet.header() != null) {
      sheet.rows().add(sheet.rows().size() / 2, sheet.header());
    }
    replace(file, sheet.bytes());
  }

  private static byte[] openQuote(Sheet sheet) {
    String text = sheet.text(',', false, "\n");
    int at = text.indexOf('\n', text.length() / 4) + 1;
    return utf8(text.substring(0, at) + "\"" + text.substring(at));
  }
}
