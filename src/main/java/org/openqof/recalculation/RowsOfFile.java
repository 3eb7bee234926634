package org.openqof.recalculation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openqof.domain.FinancialYear;
import org.openqof.extract.form.RefusedRow;
import org.openqof.extract.form.RowRule;
import org.openqof.extract.form.Text;
import org.openqof.extract.layout.Role;
import org.openqof.gate.figures.JudgeFiles;
import org.openqof.rulebook.GateRules.Limit;
import org.openqof.store.VersionState;
import org.openqof.store.parquet.Selection;
import org.openqof.tables.Block;
import org.openqof.tables.Files;
import org.openqof.tables.PracticePayments;
import org.openqof.tables.RefusedRows;

/**
 * What became of the rows of one file of a year, for the person who must decide whether it is the
 * right file.
 *
 * @param rows its rows, as the gate judges them
 * @param reasons refused rows by reason code, the commonest first
 * @param line line of an example of the commonest reason; 0 for none
 * @param example what is wrong there, and the line as received
 * @param practices practice codes that its refused rows name
 * @param corrections what its refused rows ask for, in words, where it is a file of corrections;
 *     empty for others
 * @param swallowed lines that a quote holds together as one refused row, in words
 * @param abroad practices of another country whose rows were set aside
 */
public record RowsOfFile(
    JudgeFiles.Rows rows,
    Map<String, Integer> reasons,
    int line,
    String example,
    Set<String> practices,
    String corrections,
    List<String> swallowed,
    Set<String> abroad) {
  /** Places of points and pounds in a file of corrections, docs/inputs.md, and of how many. */
  private static final int POINTS = 4;

  private static final int POUNDS = 5;
  private static final int COLUMNS = 9;

  private static final int NAMED = 10;
  private static final Pattern SWALLOWED =
      Pattern.compile("lines \\d+ to \\d+ " + RefusedRow.SWALLOWED + ".*");
  private static final Pattern PRACTICE = Pattern.compile("(?i)(?<![A-Z0-9])[A-Z]\\d{5}(?!\\d)");

  /**
   * Every file of a year that has a refused row, or no row where rows must be.
   *
   * @param files rows of {@code files}
   * @param refused rows of {@code refused_rows}
   */
  static List<RowsOfFile> of(Block files, Block refused) {
    Map<String, List<Integer>> byFile = new TreeMap<>();
    for (int row = 0; row < refused.rows(); row++) {
      byFile
          .computeIfAbsent(refused.textAt(RefusedRows.FILE_DIGEST, row), any -> new ArrayList<>())
          .add(row);
    }
    List<RowsOfFile> found = new ArrayList<>();
    for (int row = 0; row < files.rows(); row++) {
      Role role = Role.valueOf(files.textAt(Files.ROLE, row).toUpperCase(Locale.ROOT));
      JudgeFiles.Rows rows =
          new JudgeFiles.Rows(
              files.textAt(Files.FILE_NAME, row),
              limit(role),
              files.countAt(Files.ROWS_READ, row),
              files.countAt(Files.ROWS_REFUSED, row),
              mustHoldRows(role));
      if (rows.refused() > 0 || (rows.read() == 0 && rows.mustHoldRows())) {
        found.add(
            of(
                rows,
                role,
                refused,
                byFile.getOrDefault(files.textAt(Files.FILE_DIGEST, row), List.of())));
      }
    }
    return found;
  }

  private static RowsOfFile of(JudgeFiles.Rows rows, Role role, Block refused, List<Integer> mine) {
    Map<String, Integer> counts = new TreeMap<>();
    Set<String> practices = new TreeSet<>();
    List<String> swallowed = new ArrayList<>();
    Set<String> abroad = new TreeSet<>();
    for (int row : mine) {
      Matcher lines = SWALLOWED.matcher(refused.textAt(RefusedRows.EXPLANATION, row));
      if (lines.find()) {
        swallowed.add(rows.name() + ": " + lines.group());
      }
      for (String code : refused.textAt(RefusedRows.REASONS, row).split(" ", -1)) {
        counts.merge(code, 1, Integer::sum);
      }
      Matcher code = PRACTICE.matcher(refused.textAt(RefusedRows.RAW_LINE, row));
      if (code.find()) {
        String practice = code.group().toUpperCase(Locale.ROOT);
        practices.add(practice);
        if (Arrays.asList(refused.textAt(RefusedRows.REASONS, row).split(" ", -1))
            .contains(RowRule.ANOTHER_COUNTRY.code())) {
          abroad.add(practice);
        }
      }
    }
    Map<String, Integer> reasons = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(entry -> reasons.put(entry.getKey(), entry.getValue()));
    int line = 0;
    String example = "";
    for (int row : mine) {
      String codes = " " + refused.textAt(RefusedRows.REASONS, row) + " ";
      int at = refused.countAt(RefusedRows.LINE_NUMBER, row);
      if (codes.contains(" " + reasons.keySet().iterator().next() + " ")
          && (line == 0 || at < line)) {
        line = at;
        example =
            "%s; as received: %s"
                .formatted(
                    refused.textAt(RefusedRows.EXPLANATION, row),
                    Text.shown(refused.textAt(RefusedRows.RAW_LINE, row)));
      }
    }
    return new RowsOfFile(
        rows,
        reasons,
        line,
        example,
        practices,
        role == Role.ADJUSTMENTS ? corrections(refused, mine) : "",
        swallowed,
        abroad);
  }

  /**
   * What refused rows of corrections ask for, without their signs; empty where none can be read.
   */
  private static String corrections(Block refused, List<Integer> mine) {
    BigDecimal points = BigDecimal.ZERO;
    BigDecimal pounds = BigDecimal.ZERO;
    for (int row : mine) {
      String[] cells = refused.textAt(RefusedRows.RAW_LINE, row).split(",", -1);
      if (cells.length == COLUMNS) {
        points = points.add(amount(cells[POINTS]));
        pounds = pounds.add(amount(cells[POUNDS]));
      }
    }
    return points.signum() == 0 && pounds.signum() == 0
        ? ""
        : "its refused rows ask for £%,.2f and %,.2f points, without their signs"
            .formatted(pounds, points);
  }

  private static BigDecimal amount(String cell) {
    String text = cell.strip();
    return text.matches("-?\\d{1,12}(\\.\\d{1,4})?") ? new BigDecimal(text).abs() : BigDecimal.ZERO;
  }

  private static Limit limit(Role role) {
    if (role.isFilledInByPeople()) {
      return Limit.REFUSED_ENTRIES;
    }
    return switch (role) {
      case VALUES -> Limit.REFUSED_VALUES;
      case PRACTICE_LIST -> Limit.REFUSED_PRACTICES;
      default -> Limit.REFUSED_OTHERS;
    };
  }

  private static boolean mustHoldRows(Role role) {
    return switch (role) {
      case VALUES, PRACTICE_LIST, POPULATION, PATIENT_LISTS, GEOGRAPHY, PREVALENCE, SUPPLIERS ->
          true;
      default -> false;
    };
  }

  /**
   * What is wrong with the file, in words, and the pounds that hang on it where they are known.
   *
   * @param context gives what was paid before
   * @param year the year
   */
  public String words(RunContext context, FinancialYear year) {
    if (rows.read() == 0) {
      return rows.name()
          + " has a header and no row: it is not the file it should be; send it again";
    }
    Map.Entry<String, Integer> commonest = reasons.entrySet().iterator().next();
    return "%s: %,d of %,d rows are refused (%s %%), %,d of them by %s %s; for example line %d: %s%s"
        .formatted(
            rows.name(),
            rows.refused(),
            rows.read(),
            JudgeFiles.share(rows).movePointRight(2).setScale(2, java.math.RoundingMode.HALF_UP),
            commonest.getValue(),
            commonest.getKey(),
            ruleWords(commonest.getKey()),
            line,
            example,
            corrections.isEmpty()
                ? pounds(context, year).map(paid -> "; " + paid).orElse("")
                : "; " + corrections);
  }

  /** Which practices of another country were set aside, in words; empty where none were. */
  public Optional<String> setAside() {
    return abroad.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s: rows of practices of Wales are set aside, %s; this is England's framework"
                .formatted(
                    rows.name(),
                    abroad.stream().limit(NAMED).collect(Collectors.joining(", "))
                        + (abroad.size() > NAMED
                            ? " and %,d more".formatted(abroad.size() - NAMED)
                            : "")));
  }

  private static String ruleWords(String code) {
    for (RowRule rule : RowRule.values()) {
      if (rule.code().equals(code)) {
        return rule.words();
      }
    }
    return "";
  }

  /** What the practices of its refused rows were paid last, of this year or the one before. */
  private Optional<String> pounds(RunContext context, FinancialYear year) {
    Optional<VersionState> last = context.versions().published(year);
    if (last.isEmpty() && !year.equals(FinancialYear.FIRST)) {
      last = context.versions().published(year.previous());
    }
    if (last.isEmpty() || practices.isEmpty()) {
      return Optional.empty();
    }
    Block paid =
        context
            .lake()
            .read(
                PracticePayments.TABLE,
                last.get().year(),
                last.get().version(),
                Selection.of(
                    PracticePayments.PRACTICE_CODE, PracticePayments.TOTAL_ACHIEVEMENT_GBP));
    BigDecimal sum = BigDecimal.ZERO;
    int counted = 0;
    for (int row = 0; row < paid.rows(); row++) {
      if (practices.contains(paid.textAt(PracticePayments.PRACTICE_CODE, row))
          && paid.has(PracticePayments.TOTAL_ACHIEVEMENT_GBP, row)) {
        sum = sum.add(paid.decimalAt(PracticePayments.TOTAL_ACHIEVEMENT_GBP, row));
        counted++;
      }
    }
    return counted == 0
        ? Optional.empty()
        : Optional.of(
            "its refused rows name %,d practices that were paid £%,.2f in %s, version %d"
                .formatted(counted, sum, last.get().year(), last.get().version()));
  }
}
