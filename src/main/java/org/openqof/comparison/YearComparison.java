package org.openqof.comparison;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Answer;
import org.openqof.answer.Kind;
import org.openqof.answer.Part.Fact;
import org.openqof.answer.Rows;
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
import org.openqof.publish.chart.WaterfallChart;
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

  /** The comparison. */
  public Answer answer() {
    Change england = payments.england().change();
    List<Fact> facts = new ArrayList<>();
    amounts((name, amount) -> facts.add(new Fact(name, null, Kind.POUNDS, amount.apply(england))));
    Answer.Builder answer =
        Answer.of(
                "comparison",
                "%s version %d to %s version %d, %s, %s: %s"
                    .formatted(
                        earlier.year(),
                        earlier.version(),
                        later.year(),
                        later.version(),
                        division.word(),
                        variant.word(),
                        variant.sentence()))
            .programs("earlier_year", earlier.year())
            .programs("earlier_version", earlier.version())
            .programs("later_year", later.year())
            .programs("later_version", later.version())
            .programs("level", division.word())
            .programs("variant", variant.word())
            .group("england", facts)
            .line("")
            .line(
                "England  %s to %s: %s (%s); %s to %s"
                    .formatted(
                        Words.pounds(england.beforeGbp()),
                        Words.pounds(england.afterGbp()),
                        Words.change(england.changeGbp()),
                        percent(england),
                        Words.count(payments.england().practicesBefore()),
                        Words.practices(payments.england().practicesAfter())))
            .line("  achievement payments, before part of the year, corrections and aspiration")
            .rows(
                Rows.of("", parts(england))
                    .title("")
                    .people("", Kind.TEXT, Part::word)
                    .people("", Kind.CHANGE, england::gbp))
            .chart("waterfall", waterfall(england))
            .line("")
            .rows(areas(payments.areas()));
    if (!division.isEngland()) {
      answer.line("");
    }
    return answer
        .rows(
            changes(
                    Rows.of("biggest_movers", payments.biggestMovers(MOVERS_SHOWN))
                        .programs("practice_code", PracticeChange::code)
                        .programs("practice_name", this::name),
                    PracticeChange::change)
                .title("Biggest movers")
                .people("", Kind.TEXT, PracticeChange::code)
                .people("", Kind.CHANGE, practice -> practice.change().changeGbp())
                .people("", Kind.TEXT, this::note)
                .people("", Kind.TEXT, this::name))
        .line("")
        .rows(
            Rows.of("breaks", breaks())
                .programs("measure", found -> found.measure().word())
                .programs("code_before", RateChange::codeBefore)
                .programs("code_after", RateChange::codeAfter)
                .programs("comparability", found -> word(found.comparability()))
                .programs("reason", RateChange::reason))
        .rows(breakLines())
        .answer();
  }

  private String waterfall(Change england) {
    List<WaterfallChart.Step> steps =
        parts(england).stream()
            .map(part -> new WaterfallChart.Step(part.word(), england.gbp(part).doubleValue()))
            .toList();
    return WaterfallChart.svg(
        "waterfall",
        "England from %s to %s, by cause".formatted(earlier.year(), later.year()),
        parts(england).stream()
            .map(part -> part.word() + " " + Words.change(england.gbp(part)))
            .collect(Collectors.joining("; ")),
        earlier.year().toString(),
        england.beforeGbp().doubleValue(),
        steps,
        later.year().toString());
  }

  private Rows.Of<AreaChange> areas(List<AreaChange> areas) {
    Rows.Of<AreaChange> table = areaRows(Rows.of("areas", areas));
    table
        .column(null, ofAreas("change £"), Kind.WHOLE_CHANGE, area -> area.change().changeGbp())
        .column(null, ofAreas("change"), Kind.TEXT, area -> percent(area.change()));
    for (Part part : Part.values()) {
      if (areas.stream().anyMatch(area -> area.change().gbp(part).signum() != 0)) {
        table.column(
            null, ofAreas(part.word()), Kind.WHOLE_CHANGE, area -> area.change().gbp(part));
      }
    }
    return table.column(null, ofAreas("name"), Kind.TEXT, AreaChange::name);
  }

  private Rows.Of<AreaChange> areaRows(Rows.Of<AreaChange> rows) {
    return changes(
        rows.column("area_code", ofAreas("area"), Kind.TEXT, AreaChange::code)
            .programs("area_name", AreaChange::name)
            .programs("practices_before", AreaChange::practicesBefore)
            .programs("practices_after", AreaChange::practicesAfter),
        AreaChange::change);
  }

  /** A heading of the table of areas; England alone, which was said above, needs none. */
  private @Nullable String ofAreas(String heading) {
    return division.isEngland() ? null : heading;
  }

  private static List<Part> parts(Change change) {
    return Arrays.stream(Part.values()).filter(part -> change.gbp(part).signum() != 0).toList();
  }

  private String name(PracticeChange practice) {
    return names.apply(practice.code());
  }

  private String note(PracticeChange practice) {
    return practice.paidBefore() && practice.paidAfter()
        ? percent(practice.change())
        : practice.paidAfter() ? "paid from " + later.year() : "paid to " + earlier.year();
  }

  /** The breaks as people read them: measures of one code that break alike are one. */
  private Rows.Of<List<String>> breakLines() {
    Set<List<String>> said = new LinkedHashSet<>();
    for (RateChange found : breaks()) {
      said.add(List.of(code(found), found.comparability().words(), found.reason()));
    }
    return Rows.of("", said)
        .title("Breaks   %d, of indicators and registers".formatted(said.size()))
        .most(BREAKS_SHOWN)
        .people("", Kind.TEXT, line -> line.get(0))
        .people("", Kind.TEXT, line -> line.get(1))
        .people("", Kind.TEXT, line -> line.get(2));
  }

  private static String code(RateChange found) {
    return found.codeBefore().isEmpty() || found.codeBefore().equals(found.codeAfter())
        ? found.codeAfter()
        : found.codeAfter().isEmpty()
            ? found.codeBefore()
            : found.codeBefore() + " → " + found.codeAfter();
  }

  private static String percent(Change change) {
    return change.beforeGbp().signum() == 0
        ? "new"
        : Words.growth(change.changeGbp(), change.beforeGbp(), 1);
  }

  /** Adds the amounts to rows of what changes. */
  private static <T> Rows.Of<T> changes(Rows.Of<T> rows, Function<T, Change> change) {
    amounts((column, amount) -> rows.programs(column, item -> amount.apply(change.apply(item))));
    return rows;
  }

  /** Every amount of a change, under the name of its column. */
  private static void amounts(BiConsumer<String, Function<Change, BigDecimal>> each) {
    each.accept("before_gbp", Change::beforeGbp);
    each.accept("after_gbp", Change::afterGbp);
    each.accept("change_gbp", Change::changeGbp);
    for (Part part : Part.values()) {
      each.accept(part.word() + "_gbp", change -> change.gbp(part));
    }
  }

  /**
   * Writes the comparison as CSV files into a folder of the two years' names, which only its owner
   * and group can read.
   *
   * @return the files written
   * @throws org.openqof.errors.QofException when the folder is in a tree of statistics, which never
   *     holds money
   */
  public List<String> write(String folder) {
    List<AreaChange> areas = new ArrayList<>(List.of(payments.england()));
    if (!division.isEngland()) {
      areas.addAll(payments.areas());
    }
    SortedMap<String, byte[]> files = new TreeMap<>();
    put(
        files,
        areaRows(
            Rows.of("", areas)
                .programs(
                    "level",
                    area -> area.equals(payments.england()) ? "england" : division.word())),
        "payments_by_area.csv");
    put(
        files,
        changes(
            Rows.of("", payments.practices())
                .programs("practice_code", PracticeChange::code)
                .programs("practice_name", this::name)
                .programs("area_code_before", PracticeChange::areaBefore)
                .programs("area_code_after", PracticeChange::areaAfter)
                .programs("paid_before", PracticeChange::paidBefore)
                .programs("paid_after", PracticeChange::paidAfter),
            PracticeChange::change),
        "payments_by_practice.csv");
    put(
        files,
        changes(
            Rows.of("", payments.indicators())
                .programs("indicator_code_before", IndicatorChange::codeBefore)
                .programs("indicator_code_after", IndicatorChange::codeAfter),
            IndicatorChange::change),
        "payments_by_indicator.csv");
    put(
        files,
        Rows.of("", rates)
            .programs("area_code", RateChange::areaCode)
            .programs("area_name", RateChange::areaName)
            .programs("measure", rate -> rate.measure().word())
            .programs("code_before", RateChange::codeBefore)
            .programs("code_after", RateChange::codeAfter)
            .programs("rate_before", RateChange::before)
            .programs("rate_after", RateChange::after)
            .programs("change", RateChange::change)
            .programs("comparability", rate -> word(rate.comparability()))
            .programs("reason", RateChange::reason),
        "rates_by_area.csv");
    return MoneyFolder.write(folder, earlier.year() + "_" + later.year(), files);
  }

  private void put(SortedMap<String, byte[]> files, Rows.Of<?> rows, String name) {
    Map<String, Object> leading = new LinkedHashMap<>();
    leading.put("earlier_year", earlier.year());
    leading.put("later_year", later.year());
    leading.put("variant", variant.word());
    files.put(name, rows.rows().csv(leading).getBytes(StandardCharsets.UTF_8));
  }

  private static String word(Comparability comparability) {
    return comparability.name().toLowerCase(Locale.ROOT);
  }
}
