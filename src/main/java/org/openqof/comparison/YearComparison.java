package org.openqof.comparison;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.CsvText;
import org.openqof.answer.Words;
import org.openqof.comparison.change.Change;
import org.openqof.comparison.change.ComparePayments.AreaChange;
import org.openqof.comparison.change.ComparePayments.IndicatorChange;
import org.openqof.comparison.change.ComparePayments.PracticeChange;
import org.openqof.comparison.change.ComparePayments.Result;
import org.openqof.comparison.change.CompareRates.RateChange;
import org.openqof.comparison.change.Division;
import org.openqof.comparison.change.Part;
import org.openqof.comparison.change.Variant;
import org.openqof.rulebook.Comparability;
import org.openqof.settings.MoneyFolder;
import org.openqof.store.VersionState;

/**
 * Two years side by side, for people, for programs and as files. Pounds are unadjusted achievement
 * payments, the sums of lines: parts of a year, corrections and aspiration are left aside.
 *
 * @param earlier version compared of the earlier year
 * @param later version compared of the later year
 * @param division what England is divided into
 * @param variant which practices, on which map
 * @param payments pounds
 * @param rates rates, England first
 * @param names name of a practice by its code
 */
public record YearComparison(
    VersionState earlier,
    VersionState later,
    Division division,
    Variant variant,
    Result payments,
    List<RateChange> rates,
    UnaryOperator<String> names) {
  private static final int MOVERS_SHOWN = 10;
  private static final int BREAKS_SHOWN = 12;

  public YearComparison {
    rates = List.copyOf(rates);
  }

  /** Every indicator and group of England that may not be compared, or only with care. */
  public List<RateChange> breaks() {
    return rates.stream()
        .filter(rate -> rate.areaCode().equals("ENG"))
        .filter(rate -> rate.comparability() != Comparability.COMPARABLE)
        .toList();
  }

  /** The comparison for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s version %d to %s version %d, %s, %s: %s"
            .formatted(
                earlier.year(),
                earlier.version(),
                later.year(),
                later.version(),
                division.word(),
                variant.word(),
                variant.sentence()));
    Change england = payments.england().change();
    lines.add("");
    lines.add(
        "England  £%,.2f to £%,.2f: %s (%s); %s to %s"
            .formatted(
                england.beforeGbp(),
                england.afterGbp(),
                pounds(england.changeGbp()),
                percent(england),
                String.format(Locale.ROOT, "%,d", payments.england().practicesBefore()),
                Words.practices(payments.england().practicesAfter())));
    lines.add("  achievement payments, before part of the year, corrections and aspiration");
    for (Part part : Part.values()) {
      if (england.gbp(part).signum() != 0) {
        lines.add("  %-12s %18s".formatted(part.word(), pounds(england.gbp(part))));
      }
    }
    if (!division.isEngland()) {
      lines.add("");
      lines.addAll(areaLines());
    }
    lines.add("");
    lines.add("Biggest movers");
    payments.biggestMovers(MOVERS_SHOWN).forEach(practice -> lines.add(moverLine(practice)));
    lines.add("");
    List<RateChange> breaks = breaks();
    Set<String> said = new LinkedHashSet<>();
    breaks.forEach(found -> said.add(breakLine(found)));
    lines.add("Breaks   %d, of indicators and registers".formatted(said.size()));
    said.stream().limit(BREAKS_SHOWN).forEach(line -> lines.add("  " + line));
    if (said.size() > BREAKS_SHOWN) {
      lines.add("  … %d more; --out or --json gives all".formatted(said.size() - BREAKS_SHOWN));
    }
    return lines;
  }

  private List<String> areaLines() {
    List<Part> shown =
        Arrays.stream(Part.values())
            .filter(
                part ->
                    payments.areas().stream()
                        .anyMatch(area -> area.change().gbp(part).signum() != 0))
            .toList();
    List<String> lines = new ArrayList<>();
    StringBuilder header = new StringBuilder("%-11s%16s%8s".formatted("£", "change", "%"));
    shown.forEach(part -> header.append("%14s".formatted(part.word())));
    lines.add(header + "  area");
    for (AreaChange area : payments.areas()) {
      Change change = area.change();
      StringBuilder line =
          new StringBuilder(
              "%-11s%16s%8s"
                  .formatted(
                      area.code(), whole(change.changeGbp()), percent(change).replace(" %", "")));
      shown.forEach(part -> line.append("%14s".formatted(whole(change.gbp(part)))));
      lines.add(line + "  " + area.name());
    }
    return lines;
  }

  private String moverLine(PracticeChange practice) {
    Change change = practice.change();
    String note =
        practice.paidBefore() && practice.paidAfter()
            ? percent(change)
            : practice.paidAfter() ? "paid from " + later.year() : "paid to " + earlier.year();
    return "  %-8s %16s  %-16s %s"
        .formatted(practice.code(), pounds(change.changeGbp()), note, names.apply(practice.code()));
  }

  private static String breakLine(RateChange found) {
    String code =
        found.codeBefore().isEmpty() || found.codeBefore().equals(found.codeAfter())
            ? found.codeAfter()
            : found.codeAfter().isEmpty()
                ? found.codeBefore()
                : found.codeBefore() + " → " + found.codeAfter();
    return "%-20s %-15s %s".formatted(code, found.comparability().words(), found.reason());
  }

  private static String pounds(BigDecimal amount) {
    return (amount.signum() < 0 ? "−" : "+") + "£%,.2f".formatted(amount.abs());
  }

  /** Whole pounds, with the sign that {@link #pounds} has. */
  private static String whole(BigDecimal amount) {
    return signed(String.format(Locale.ROOT, "%,.0f", amount));
  }

  /** A number with a minus sign in place of the hyphen that stands for it in programs. */
  private static String signed(String number) {
    return number.replace('-', '−');
  }

  private static String percent(Change change) {
    return change.beforeGbp().signum() == 0
        ? "new"
        : signed(
            String.format(
                Locale.ROOT,
                "%+.1f %%",
                change
                    .changeGbp()
                    .multiply(BigDecimal.valueOf(100))
                    .divide(change.beforeGbp(), 1, RoundingMode.HALF_UP)));
  }

  /** The comparison as one JSON object. */
  public String json() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("event", "comparison");
    root.put("earlier_year", earlier.year().toString());
    root.put("earlier_version", earlier.version());
    root.put("later_year", later.year().toString());
    root.put("later_version", later.version());
    root.put("level", division.word());
    root.put("variant", variant.word());
    put(root.putObject("england"), payments.england().change());
    ArrayNode areas = root.putArray("areas");
    for (AreaChange area : payments.areas()) {
      ObjectNode node = areas.addObject();
      node.put("area_code", area.code());
      node.put("area_name", area.name());
      node.put("practices_before", area.practicesBefore());
      node.put("practices_after", area.practicesAfter());
      put(node, area.change());
    }
    ArrayNode movers = root.putArray("biggest_movers");
    for (PracticeChange practice : payments.biggestMovers(MOVERS_SHOWN)) {
      ObjectNode node = movers.addObject();
      node.put("practice_code", practice.code());
      node.put("practice_name", names.apply(practice.code()));
      put(node, practice.change());
    }
    ArrayNode breaks = root.putArray("breaks");
    for (RateChange found : breaks()) {
      ObjectNode node = breaks.addObject();
      node.put("measure", found.measure().word());
      node.put("code_before", found.codeBefore());
      node.put("code_after", found.codeAfter());
      node.put("comparability", word(found.comparability()));
      node.put("reason", found.reason());
    }
    return root.toString();
  }

  private static void put(ObjectNode node, Change change) {
    node.put("before_gbp", change.beforeGbp());
    node.put("after_gbp", change.afterGbp());
    node.put("change_gbp", change.changeGbp());
    for (Part part : Part.values()) {
      node.put(part.word() + "_gbp", change.gbp(part));
    }
  }

  /**
   * Writes the comparison as CSV files into a folder of the two years' names, which only its owner
   * and group can read.
   *
   * @return the files written
   * @throws org.openqof.errors.QofException when the folder lies in a tree of statistics, which
   *     never holds money
   */
  public List<String> write(String folder) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put("payments_by_area.csv", bytes(areaFile()));
    files.put("payments_by_practice.csv", bytes(practiceFile()));
    files.put("payments_by_indicator.csv", bytes(indicatorFile()));
    files.put("rates_by_area.csv", bytes(rateFile()));
    return MoneyFolder.write(folder, earlier.year() + "_" + later.year(), files);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String areaFile() {
    List<String[]> rows = new ArrayList<>();
    rows.add(header("level", "area_code", "area_name", "practices_before", "practices_after"));
    rows.add(areaRow("england", payments.england()));
    if (!division.isEngland()) {
      payments.areas().forEach(area -> rows.add(areaRow(division.word(), area)));
    }
    return CsvText.of(rows);
  }

  private String[] areaRow(String word, AreaChange area) {
    return row(
        area.change(),
        word,
        area.code(),
        area.name(),
        Integer.toString(area.practicesBefore()),
        Integer.toString(area.practicesAfter()));
  }

  private String practiceFile() {
    List<String[]> rows = new ArrayList<>();
    rows.add(
        header(
            "practice_code",
            "practice_name",
            "area_code_before",
            "area_code_after",
            "paid_before",
            "paid_after"));
    for (PracticeChange practice : payments.practices()) {
      rows.add(
          row(
              practice.change(),
              practice.code(),
              names.apply(practice.code()),
              practice.areaBefore(),
              practice.areaAfter(),
              Boolean.toString(practice.paidBefore()),
              Boolean.toString(practice.paidAfter())));
    }
    return CsvText.of(rows);
  }

  private String indicatorFile() {
    List<String[]> rows = new ArrayList<>();
    rows.add(header("indicator_code_before", "indicator_code_after"));
    for (IndicatorChange indicator : payments.indicators()) {
      rows.add(row(indicator.change(), indicator.codeBefore(), indicator.codeAfter()));
    }
    return CsvText.of(rows);
  }

  private String rateFile() {
    List<String[]> rows = new ArrayList<>();
    rows.add(
        Stream.concat(
                Stream.of("earlier_year", "later_year", "variant"),
                Stream.of(
                    "area_code",
                    "area_name",
                    "measure",
                    "code_before",
                    "code_after",
                    "rate_before",
                    "rate_after",
                    "change",
                    "comparability",
                    "reason"))
            .toArray(String[]::new));
    for (RateChange rate : rates) {
      rows.add(
          new String[] {
            earlier.year().toString(),
            later.year().toString(),
            variant.word(),
            rate.areaCode(),
            rate.areaName(),
            rate.measure().word(),
            rate.codeBefore(),
            rate.codeAfter(),
            text(rate.before()),
            text(rate.after()),
            text(rate.change()),
            word(rate.comparability()),
            rate.reason()
          });
    }
    return CsvText.of(rows);
  }

  private static String word(Comparability comparability) {
    return comparability.name().toLowerCase(Locale.ROOT);
  }

  private static String text(@Nullable BigDecimal value) {
    return value == null ? "" : value.toPlainString();
  }

  private static String[] header(String... leading) {
    Stream<String> parts =
        Stream.concat(
            Stream.of("before_gbp", "after_gbp", "change_gbp"),
            Arrays.stream(Part.values()).map(part -> part.word() + "_gbp"));
    return Stream.concat(
            Stream.of("earlier_year", "later_year", "variant"),
            Stream.concat(Arrays.stream(leading), parts))
        .toArray(String[]::new);
  }

  private String[] row(Change change, String... leading) {
    Stream<String> parts =
        Stream.concat(
                Stream.of(change.beforeGbp(), change.afterGbp(), change.changeGbp()),
                Arrays.stream(Part.values()).map(change::gbp))
            .map(BigDecimal::toPlainString);
    return Stream.concat(
            Stream.of(earlier.year().toString(), later.year().toString(), variant.word()),
            Stream.concat(Arrays.stream(leading), parts))
        .toArray(String[]::new);
  }
}
