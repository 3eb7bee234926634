package org.openqof.extract;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.input.PracticeReference;
import org.openqof.input.PracticeReference.Source;
import org.openqof.tables.Block;

/**
 * All that is known of one financial year besides the values of indicators.
 *
 * @param practices every practice that a file of the year names, sorted by code
 * @param adjustmentReasons for each reason's short name whether it is a personalised care
 *     adjustment (true) or an exclusion (false); null when no dictionary was given
 * @param populationAtAverageDate contractor registered population of each practice at the date of
 *     the national average list; empty when none was given for that date
 * @param indicatorMap indicators of the year as published, to check the rulebook against
 * @param publishedAreaFigures rows of {@code published_area_figures}
 * @param validationOutcomes practices that a publication of the year left out
 * @param hasParticipationList whether a list of participating practices was given
 * @param hasOrganisations whether the practice reference was given
 * @param hasGeography whether a map of practices to areas was given
 * @param populationCorrections corrected populations of the year that stand
 * @param suppliers rows of {@code practice_suppliers}
 * @param refusedEntries rows that people filled in and that do not stand, as rows of {@code
 *     refused_rows}, by digest of their file; they come on top of what reading refused
 * @param doubts where files of the year contradict each other, in words
 */
public record ReferenceData(
    SortedMap<String, PracticeReference> practices,
    @Nullable Map<String, Boolean> adjustmentReasons,
    Map<String, Integer> populationAtAverageDate,
    List<IndicatorMapRow> indicatorMap,
    Block publishedAreaFigures,
    List<ValidationOutcome> validationOutcomes,
    boolean hasParticipationList,
    boolean hasOrganisations,
    boolean hasGeography,
    List<PopulationCorrection> populationCorrections,
    Block suppliers,
    Map<String, Block> refusedEntries,
    List<String> doubts)
    implements Serializable {

  public ReferenceData {
    practices = Collections.unmodifiableSortedMap(new TreeMap<>(practices));
    adjustmentReasons = adjustmentReasons == null ? null : Map.copyOf(adjustmentReasons);
    populationAtAverageDate = Map.copyOf(populationAtAverageDate);
    indicatorMap = List.copyOf(indicatorMap);
    validationOutcomes = List.copyOf(validationOutcomes);
    populationCorrections = List.copyOf(populationCorrections);
    refusedEntries = Map.copyOf(refusedEntries);
    doubts = List.copyOf(doubts);
  }

  /**
   * A contractor registered population that a commissioner corrected.
   *
   * @param practiceCode practice
   * @param date date the population speaks for
   * @param patients patients as corrected
   * @param extractPatients patients as the extract counted them on that date; null if it did not
   * @param reason why
   * @param approver who approved it
   * @param approvedOn the day
   * @param source where it was read
   */
  public record PopulationCorrection(
      String practiceCode,
      LocalDate date,
      int patients,
      @Nullable Integer extractPatients,
      String reason,
      String approver,
      LocalDate approvedOn,
      Source source)
      implements Serializable {}

  /**
   * One indicator of a published map.
   *
   * @param indicatorCode indicator
   * @param points points available; null when published blank
   * @param groupCode its group
   * @param listType list type published with it; empty when blank
   * @param source where it was read
   */
  public record IndicatorMapRow(
      String indicatorCode,
      @Nullable BigDecimal points,
      String groupCode,
      String listType,
      Source source)
      implements Serializable {}

  /**
   * A practice that a publication left out.
   *
   * @param practiceCode practice
   * @param rule number of the rule it failed
   * @param description the rule in words
   * @param source where it was read
   */
  public record ValidationOutcome(
      String practiceCode, String rule, String description, Source source)
      implements Serializable {}
}
