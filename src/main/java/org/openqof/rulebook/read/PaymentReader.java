package org.openqof.rulebook.read;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.MoneyRounding;
import org.openqof.domain.PointsRounding;
import org.openqof.domain.PrevalenceMethod;
import org.openqof.domain.ProtectedPoints;
import org.openqof.domain.UpratingIndex;
import org.openqof.rulebook.Cited;
import org.openqof.rulebook.FileWord;
import org.openqof.rulebook.PaymentRules;
import org.openqof.rulebook.Status;
import org.openqof.rulebook.UnconfirmedValue;

/** Reads {@code payment.yaml}. */
final class PaymentReader {
  static final String FILE = "payment.yaml";

  private static final String YEAR = "financial_year";
  private static final String COMPLETE = "complete";
  private static final String AVERAGE_LIST_SIZE = "average_list_size";
  private static final String DATE = "date";
  private static final String TARGET_POPULATION_FACTOR = "target_population_factor";

  /** Written only in a year that asks for a plan; absent means that none is asked for. */
  private static final String PROTECTION_NEEDS_PLAN = "protection_needs_plan";

  private static final List<String> PARAMETERS =
      List.of(
          "point_value_gbp",
          AVERAGE_LIST_SIZE,
          "crp_date",
          "prevalence_day",
          "prevalence_method",
          "national_prevalence",
          "paying_average",
          "total_points",
          "aspiration_rate_percent",
          "points_rounding",
          "money_rounding",
          "statistics_list_date",
          TARGET_POPULATION_FACTOR,
          "uprating_index",
          "protected_points_scaling");
  private static final List<String> PARTS = List.of("value", "status", "citation");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final FinancialYear year;
  private final Problems problems;
  private final CellReader cells;

  PaymentReader(FinancialYear year, Problems problems, CellReader cells) {
    this.year = year;
    this.problems = problems;
    this.cells = cells;
  }

  /**
   * What the file says.
   *
   * @param complete whether the year's indicators are all held; null when that cannot be read
   * @param rules null when a value cannot be read
   * @param totalPoints null when it cannot be read
   */
  record Payment(
      @Nullable Boolean complete,
      @Nullable PaymentRules rules,
      @Nullable BigDecimal totalPoints,
      List<UnconfirmedValue> unconfirmed) {}

  Payment read(SourceFile source) {
    YamlFile file = YamlFile.read(source, problems);
    if (file.entries().isEmpty()) {
      return new Payment(null, null, null, List.of());
    }
    refuseUnknownKeys(file);
    FinancialYear written = cells.year(file.entry(YEAR).own());
    if (written != null && !written.equals(year)) {
      problems.add(
          file.entry(YEAR).own(),
          "the file speaks for " + written + " and is in the folder of " + year + ".",
          "Write " + year + ", after checking that every value is that year's.");
    }
    Boolean complete = cells.trueFalse(file.entry(COMPLETE).own());

    BigDecimal pointValue = cells.positive(value(file, "point_value_gbp"));
    Integer averageList = cells.positiveWhole(value(file, AVERAGE_LIST_SIZE));
    LocalDate averageListDate = averageListDate(file);
    LocalDate crpDate = inside(value(file, "crp_date"), year.start(), year.end());
    LocalDate prevalenceDay = inside(value(file, "prevalence_day"), year.start(), year.end());
    PrevalenceMethod method =
        cells.constant(
            value(file, "prevalence_method"), PrevalenceMethod.class, "method of prevalence");
    PaymentRules.NationalPrevalence national =
        cells.constant(
            value(file, "national_prevalence"),
            PaymentRules.NationalPrevalence.class,
            "form of national prevalence");
    PaymentRules.PayingAverage paying =
        cells.constant(
            value(file, "paying_average"), PaymentRules.PayingAverage.class, "paying average");
    BigDecimal totalPoints = cells.positive(value(file, "total_points"));
    BigDecimal aspiration = percent(value(file, "aspiration_rate_percent"));
    PointsRounding pointsRounding =
        cells.constant(
            value(file, "points_rounding"), PointsRounding.class, "way of rounding points");
    MoneyRounding moneyRounding =
        cells.constant(value(file, "money_rounding"), MoneyRounding.class, "way of rounding money");
    LocalDate statisticsList =
        inside(value(file, "statistics_list_date"), year.start(), year.next().end());
    Boolean targetPopulation = cells.onOff(value(file, TARGET_POPULATION_FACTOR));
    UpratingIndex uprating =
        cells.constant(
            value(file, "uprating_index"), UpratingIndex.class, "form of the uprating index");
    ProtectedPoints scaling =
        cells.constant(
            value(file, "protected_points_scaling"),
            ProtectedPoints.class,
            "way of scaling protected points");
    Boolean needsPlan =
        file.entries().containsKey(PROTECTION_NEEDS_PLAN)
            ? cells.trueFalse(value(file, PROTECTION_NEEDS_PLAN))
            : Boolean.FALSE;
    refuseMixedEras(file, method, national);

    Map<String, Support> supports = supports(file);
    Support pointValueSupport = supports.get("point_value_gbp");
    Support averageListSupport = supports.get(AVERAGE_LIST_SIZE);
    Support aspirationSupport = supports.get("aspiration_rate_percent");
    Support upratingSupport = supports.get("uprating_index");

    PaymentRules rules = null;
    if (pointValue != null
        && averageList != null
        && crpDate != null
        && prevalenceDay != null
        && method != null
        && national != null
        && paying != null
        && totalPoints != null
        && aspiration != null
        && pointsRounding != null
        && moneyRounding != null
        && statisticsList != null
        && targetPopulation != null
        && uprating != null
        && scaling != null
        && needsPlan != null
        && pointValueSupport != null
        && averageListSupport != null
        && aspirationSupport != null
        && upratingSupport != null) {
      rules =
          new PaymentRules(
              pointValueSupport.of(pointValue),
              averageListSupport.of(averageList),
              averageListDate,
              crpDate,
              prevalenceDay,
              method,
              national,
              paying,
              totalPoints,
              aspirationSupport.of(aspiration),
              pointsRounding,
              moneyRounding,
              statisticsList,
              targetPopulation,
              upratingSupport.of(uprating),
              scaling,
              needsPlan);
    }
    return new Payment(complete, rules, totalPoints, unconfirmed(supports));
  }

  private static Cell value(YamlFile file, String parameter) {
    return file.entry(parameter).part("value");
  }

  private void refuseUnknownKeys(YamlFile file) {
    Set<String> known = new LinkedHashSet<>(PARAMETERS);
    known.add(YEAR);
    known.add(COMPLETE);
    known.add(PROTECTION_NEEDS_PLAN);
    file.entries()
        .forEach(
            (key, entry) -> {
              if (!known.contains(key)) {
                problems.add(
                    entry.own(), "is unknown.", NearestName.advice(key, known, "Remove it."));
                return;
              }
              Set<String> parts = new LinkedHashSet<>(PARTS);
              if (key.equals(AVERAGE_LIST_SIZE)) {
                parts.add(DATE);
              }
              entry
                  .parts()
                  .forEach(
                      (name, part) -> {
                        if (!parts.contains(name)) {
                          problems.add(
                              part.own(),
                              "is unknown.",
                              NearestName.advice(name, parts, "Remove it."));
                        }
                      });
            });
  }

  /** The supports that can be read, by parameter, in the order of {@link #PARAMETERS}. */
  private Map<String, Support> supports(YamlFile file) {
    Map<String, Support> supports = new LinkedHashMap<>();
    List<String> parameters = new ArrayList<>(PARAMETERS);
    if (file.entries().containsKey(PROTECTION_NEEDS_PLAN)) {
      parameters.add(PROTECTION_NEEDS_PLAN);
    }
    for (String parameter : parameters) {
      YamlFile.Entry entry = file.entry(parameter);
      Status status = cells.constant(entry.part("status"), Status.class, "status");
      String citation = cells.citation(entry.part("citation"));
      if (status == Status.MISSING) {
        problems.add(
            entry.part("status"), "a parameter of payment cannot be missing.", "Find its source.");
      } else if (status != null && citation != null) {
        supports.put(parameter, new Support(status, citation));
      }
    }
    return supports;
  }

  private static List<UnconfirmedValue> unconfirmed(Map<String, Support> supports) {
    List<UnconfirmedValue> unconfirmed = new ArrayList<>();
    supports.forEach(
        (parameter, support) -> {
          if (support.status().needsMention()) {
            unconfirmed.add(
                new UnconfirmedValue("payment." + parameter, support.status(), support.citation()));
          }
        });
    return unconfirmed;
  }

  /** The date of a moving average; null for the fixed one, which has none. */
  private @Nullable LocalDate averageListDate(YamlFile file) {
    Cell cell = file.entry(AVERAGE_LIST_SIZE).part(DATE);
    if (cell.blank()) {
      return null;
    }
    LocalDate date = cells.date(cell);
    if (date != null && !date.isBefore(year.start())) {
      problems.add(
          cell,
          "the average list of "
              + year
              + " speaks for a date before the year begins, not "
              + date
              + ".",
          "Write " + year.previous().startOfFinalQuarter() + ".");
      return null;
    }
    return date;
  }

  private @Nullable LocalDate inside(Cell cell, LocalDate first, LocalDate last) {
    LocalDate date = cells.date(cell);
    if (date != null && (date.isBefore(first) || date.isAfter(last))) {
      problems.add(
          cell,
          date + " does not belong to " + year + ".",
          "Write a date from " + first + " to " + last + ".");
      return null;
    }
    return date;
  }

  private @Nullable BigDecimal percent(Cell cell) {
    BigDecimal value = cells.positive(cell);
    if (value != null && value.compareTo(HUNDRED) > 0) {
      problems.add(
          cell, "'" + cell.text() + "' is above 100.", "Write a percentage, from 0 to 100.");
      return null;
    }
    return value;
  }

  /** The eras that rebase around the mean have no ratio of sums to be compared with. */
  private void refuseMixedEras(
      YamlFile file,
      @Nullable PrevalenceMethod method,
      PaymentRules.@Nullable NationalPrevalence national) {
    if (method != null
        && method.rebasesAroundTheMean()
        && national == PaymentRules.NationalPrevalence.RATIO_OF_SUMS) {
      problems.add(
          value(file, "national_prevalence"),
          "the method " + FileWord.of(method) + " rebases around the mean of practices.",
          "Write mean_of_ratios.");
    }
  }

  /** The support of a parameter. */
  private record Support(Status status, String citation) {
    <T extends Serializable> Cited<T> of(T value) {
      return new Cited<>(value, status, citation);
    }
  }
}
