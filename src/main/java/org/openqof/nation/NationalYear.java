package org.openqof.nation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.Ratio;
import org.openqof.practice.Contribution;
import org.openqof.practice.NationalValues;
import org.openqof.rulebook.PaymentRules;
import org.openqof.rulebook.PaymentRules.PayingAverage;
import org.openqof.rulebook.Rulebook;
import org.openqof.tables.Block;
import org.openqof.tables.NationalFigures;

/**
 * All national figures of one year.
 *
 * @param rulebook the year's rulebook
 * @param ownAverage average list size at this year's population date, which applies to the next
 *     year
 * @param averageBefore average list size at the date the rulebook names for this year; unknown when
 *     the extracts hold no population of that date
 * @param prevalence national prevalence by group, sorted by group
 * @param targetShares the nation's share of patients in each target population by list type: those
 *     patients over the contractor registered populations of the practices that have such a list
 * @param listDate date of the lists published with the prevalence, where those stand for the
 *     populations of this year's date; null where the populations are of that date
 */
public record NationalYear(
    Rulebook rulebook,
    AverageListSize ownAverage,
    AverageListSize averageBefore,
    List<NationalPrevalence> prevalence,
    Map<String, Ratio> targetShares,
    @Nullable LocalDate listDate) {

  /** Figure name of the average list size. */
  public static final String AVERAGE_LIST_SIZE = "average_list_size";

  private static final String MEAN = "mean over practices";

  /** Figure name of national prevalence. */
  public static final String NATIONAL_PREVALENCE = "national_prevalence";

  /** Figure name of the nation's share of patients in a target population. */
  public static final String TARGET_POPULATION_SHARE = "target_population_share";

  /**
   * The figures from all payable practices.
   *
   * @param rulebook the year's rulebook
   * @param contributions payable practices, in any order
   * @param populationsBefore populations at the rulebook's date of the average list, empty when not
   *     given
   */
  public static NationalYear of(
      Rulebook rulebook, List<Contribution> contributions, Collection<Integer> populationsBefore) {
    TreeSet<String> groups = new TreeSet<>();
    contributions.forEach(contribution -> groups.addAll(contribution.registers().keySet()));
    return new NationalYear(
        rulebook,
        AverageListSize.over(contributions.stream().map(Contribution::crp).toList()),
        AverageListSize.over(populationsBefore),
        groups.stream()
            .map(group -> NationalPrevalence.of(group, contributions, rulebook.payment()))
            .flatMap(Optional::stream)
            .toList(),
        targetShares(contributions),
        contributions.stream()
            .map(Contribution::listDate)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null));
  }

  private static Map<String, Ratio> targetShares(List<Contribution> contributions) {
    Map<String, Long> patients = new TreeMap<>();
    Map<String, Long> crp = new TreeMap<>();
    for (Contribution contribution : contributions) {
      contribution
          .targets()
          .forEach(
              (listType, target) -> {
                patients.merge(listType, (long) target, Long::sum);
                crp.merge(listType, (long) contribution.crp(), Long::sum);
              });
    }
    Map<String, Ratio> shares = new TreeMap<>();
    patients.forEach(
        (listType, target) ->
            shares.put(listType, Ratio.of(target, crp.getOrDefault(listType, 1L))));
    return shares;
  }

  /** Whether the rulebook lets the computed average pay and it could be computed. */
  public boolean computedPays() {
    return rulebook.payment().payingAverage() == PayingAverage.COMPUTED && averageBefore.isKnown();
  }

  /** The average list size that pays. */
  public Ratio payingAverage() {
    return computedPays()
        ? averageBefore.value()
        : Ratio.of(BigDecimal.valueOf(rulebook.payment().averageListSize().value()));
  }

  /** The date of the populations of {@link #ownAverage}: as counted, whatever the year names. */
  public LocalDate ownDate() {
    return listDate == null ? rulebook.payment().crpDate() : listDate;
  }

  /** That the average is not the regulation's figure, in words; empty where it is. */
  public String ownApproximation() {
    return listDate == null
        ? ""
        : "of the lists published with the prevalence; the regulation's figure is that of "
            + rulebook.payment().crpDate();
  }

  /** What enters the practices' payments. */
  public NationalValues values() {
    Map<String, NationalValues.Prevalence> compared = new HashMap<>();
    prevalence.forEach(figure -> compared.put(figure.groupCode(), figure.compared()));
    return new NationalValues(payingAverage(), compared, targetShares);
  }

  /** The figures as sorted rows of {@code national_figures}. */
  public Block rows() {
    PaymentRules rules = rulebook.payment();
    Block rows = new Block(NationalFigures.TABLE);
    BigDecimal published = BigDecimal.valueOf(rules.averageListSize().value());
    if (averageBefore.isKnown() && rules.averageListDate() != null) {
      average(rows, averageBefore)
          .text(NationalFigures.GROUP_CODE, "")
          .date(NationalFigures.REFERENCE_DATE, rules.averageListDate())
          .text(NationalFigures.APPLIES_TO_YEAR, rulebook.year().toString())
          .decimal(NationalFigures.PUBLISHED_VALUE, published)
          .decimal(
              NationalFigures.DIFFERENCE, averageBefore.value().rounded(12).subtract(published))
          .text(NationalFigures.PAYS, computedPays() ? "computed" : "published");
    } else {
      rows.next()
          .text(NationalFigures.FIGURE, AVERAGE_LIST_SIZE)
          .text(NationalFigures.GROUP_CODE, "")
          .decimal(NationalFigures.FIGURE_VALUE, published)
          .total(NationalFigures.NUMERATOR, 0)
          .total(NationalFigures.DENOMINATOR, 0)
          .count(NationalFigures.PRACTICES, 0)
          .date(NationalFigures.REFERENCE_DATE, rules.averageListDate())
          .text(NationalFigures.APPLIES_TO_YEAR, rulebook.year().toString())
          .text(NationalFigures.METHOD, "published; no population of that date in the extracts")
          .decimal(NationalFigures.PUBLISHED_VALUE, published)
          .text(NationalFigures.PAYS, "published");
    }
    if (ownAverage.isKnown()) {
      average(rows, ownAverage)
          .text(NationalFigures.GROUP_CODE, "")
          .date(NationalFigures.REFERENCE_DATE, ownDate())
          .text(NationalFigures.APPLIES_TO_YEAR, rulebook.year().next().toString())
          .text(NationalFigures.METHOD, listDate == null ? MEAN : MEAN + ", " + ownApproximation())
          .text(NationalFigures.PAYS, "none");
    }
    for (NationalPrevalence figure : prevalence) {
      rows.next()
          .text(NationalFigures.FIGURE, NATIONAL_PREVALENCE)
          .text(NationalFigures.GROUP_CODE, figure.groupCode())
          .decimal(NationalFigures.FIGURE_VALUE, figure.compared().compared().rounded(12))
          .total(NationalFigures.NUMERATOR, figure.register())
          .total(NationalFigures.DENOMINATOR, figure.crp())
          .count(NationalFigures.PRACTICES, figure.practices())
          .date(NationalFigures.REFERENCE_DATE, rules.prevalenceDay())
          .text(NationalFigures.APPLIES_TO_YEAR, rulebook.year().toString())
          .text(
              NationalFigures.METHOD,
              (rules.prevalenceMethod().rebasesAroundTheMean()
                      ? "mean of practice values, " + words(rules.prevalenceMethod())
                      : words(rules.nationalPrevalence()))
                  + (figure.standIns() == 0
                      ? ""
                      : "; published denominators with adjustments stand for the register in "
                          + "%,d practices".formatted(figure.standIns())))
          .text(NationalFigures.PAYS, "computed");
    }
    return rows;
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Block average(Block rows, AverageListSize average) {
    return rows.next()
        .text(NationalFigures.FIGURE, AVERAGE_LIST_SIZE)
        .decimal(NationalFigures.FIGURE_VALUE, average.value().rounded(12))
        .total(NationalFigures.NUMERATOR, average.patients())
        .total(NationalFigures.DENOMINATOR, average.practices())
        .count(NationalFigures.PRACTICES, average.practices())
        .text(NationalFigures.METHOD, MEAN);
  }
}
