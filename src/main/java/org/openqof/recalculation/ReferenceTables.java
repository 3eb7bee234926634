package org.openqof.recalculation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openqof.extract.ReferenceData;
import org.openqof.extract.ReferenceData.IndicatorMapRow;
import org.openqof.extract.ReferenceData.PopulationCorrection;
import org.openqof.extract.ReferenceData.ValidationOutcome;
import org.openqof.input.PracticeReference;
import org.openqof.practice.rows.DecisionRows;
import org.openqof.practice.rows.ReferenceRows;
import org.openqof.rulebook.Rulebook;
import org.openqof.tables.AdjustmentReasons;
import org.openqof.tables.Adjustments;
import org.openqof.tables.AgreedPlans;
import org.openqof.tables.Block;
import org.openqof.tables.ManualEntries;
import org.openqof.tables.PatientLists;
import org.openqof.tables.PopulationCorrections;
import org.openqof.tables.Populations;
import org.openqof.tables.PracticeSuppliers;
import org.openqof.tables.Practices;
import org.openqof.tables.PublishedAreaFigures;
import org.openqof.tables.PublishedRegisters;
import org.openqof.tables.ReceivedIndicators;
import org.openqof.tables.ReceivedOutcomes;
import org.openqof.tables.Successions;
import org.openqof.tables.Table;

/**
 * What the reference files say of a year, as silver tables: their rows, and the same read back from
 * rows.
 */
public final class ReferenceTables {
  /** Names of the tables. */
  static final Set<String> NAMES =
      Set.of(
          Practices.TABLE.name(),
          PatientLists.TABLE.name(),
          PublishedRegisters.TABLE.name(),
          Populations.TABLE.name(),
          AdjustmentReasons.TABLE.name(),
          ManualEntries.TABLE.name(),
          Adjustments.TABLE.name(),
          Successions.TABLE.name(),
          AgreedPlans.TABLE.name(),
          PopulationCorrections.TABLE.name(),
          PublishedAreaFigures.TABLE.name(),
          ReceivedIndicators.TABLE.name(),
          ReceivedOutcomes.TABLE.name(),
          PracticeSuppliers.TABLE.name());

  private ReferenceTables() {}

  /** All that the reference files say of a year, sorted: one block a table. */
  static List<Block> blocks(ReferenceData reference, Rulebook rulebook) {
    SortedMap<String, PracticeReference> practices = reference.practices();
    List<Block> blocks = new ArrayList<>(referenceRows(practices));
    blocks.add(populationRows(reference, rulebook));
    blocks.add(reasonRows(reference.adjustmentReasons()));
    DecisionRows decisions = new DecisionRows();
    practices.values().forEach(decisions::add);
    blocks.addAll(decisions.blocks());
    blocks.add(correctionRows(reference));
    blocks.add(reference.publishedAreaFigures());
    blocks.add(mapRows(reference.indicatorMap()));
    blocks.add(outcomeRows(reference.validationOutcomes()));
    blocks.add(reference.suppliers());
    blocks.replaceAll(Block::sorted);
    return blocks;
  }

  private static List<Block> referenceRows(SortedMap<String, PracticeReference> practices) {
    ReferenceRows rows = new ReferenceRows();
    practices.values().forEach(rows::add);
    return List.of(rows.practices(), rows.lists(), rows.registers());
  }

  private static Block populationRows(ReferenceData reference, Rulebook rulebook) {
    Block rows = new Block(Populations.TABLE);
    LocalDate before = rulebook.payment().averageListDate();
    if (before != null) {
      reference
          .populationAtAverageDate()
          .forEach(
              (practice, patients) ->
                  rows.next()
                      .date(Populations.REFERENCE_DATE, before)
                      .text(Populations.PRACTICE_CODE, practice)
                      .count(Populations.REGISTERED_POPULATION, patients)
                      .text(Populations.BASIS, "average_list_date"));
    }
    return rows;
  }

  private static Block correctionRows(ReferenceData reference) {
    Block rows = new Block(PopulationCorrections.TABLE);
    for (PopulationCorrection correction : reference.populationCorrections()) {
      rows.next()
          .text(PopulationCorrections.PRACTICE_CODE, correction.practiceCode())
          .date(PopulationCorrections.REFERENCE_DATE, correction.date())
          .count(PopulationCorrections.CRP, correction.patients())
          .count(PopulationCorrections.EXTRACT_CRP, correction.extractPatients())
          .text(PopulationCorrections.REASON, correction.reason())
          .text(PopulationCorrections.APPROVER, correction.approver())
          .date(PopulationCorrections.APPROVED_ON, correction.approvedOn())
          .text(PopulationCorrections.FILE_DIGEST, correction.source().fileDigest())
          .count(PopulationCorrections.LINE_NUMBER, correction.source().line());
    }
    return rows;
  }

  /** What was received to be laid alongside the rulebook and the run. */
  static ReceivedReferences received(ReferenceData reference) {
    return new ReceivedReferences(
        mapRows(reference.indicatorMap()).sorted(),
        outcomeRows(reference.validationOutcomes()).sorted());
  }

  private static Block mapRows(List<IndicatorMapRow> map) {
    Block rows = new Block(ReceivedIndicators.TABLE);
    for (IndicatorMapRow one : map) {
      rows.next()
          .text(ReceivedIndicators.INDICATOR_CODE, one.indicatorCode())
          .decimal(ReceivedIndicators.AVAILABLE_POINTS, one.points())
          .text(ReceivedIndicators.GROUP_CODE, one.groupCode())
          .text(
              ReceivedIndicators.PATIENT_LIST_TYPE,
              one.listType().isEmpty() ? null : one.listType())
          .text(ReceivedIndicators.FILE_DIGEST, one.source().fileDigest())
          .count(ReceivedIndicators.LINE_NUMBER, one.source().line());
    }
    return rows;
  }

  /** A practice and rule that several files name is one row, of the first. */
  private static Block outcomeRows(List<ValidationOutcome> outcomes) {
    Block rows = new Block(ReceivedOutcomes.TABLE);
    Set<String> known = new HashSet<>();
    for (ValidationOutcome one : outcomes) {
      if (known.add(one.practiceCode() + " " + one.rule())) {
        rows.next()
            .text(ReceivedOutcomes.PRACTICE_CODE, one.practiceCode())
            .text(ReceivedOutcomes.RULE, one.rule())
            .text(ReceivedOutcomes.DESCRIPTION, one.description())
            .text(ReceivedOutcomes.FILE_DIGEST, one.source().fileDigest())
            .count(ReceivedOutcomes.LINE_NUMBER, one.source().line());
      }
    }
    return rows;
  }

  private static Block reasonRows(@Nullable Map<String, Boolean> reasons) {
    Block rows = new Block(AdjustmentReasons.TABLE);
    if (reasons != null) {
      reasons.forEach(
          (name, adjustment) ->
              rows.next()
                  .text(AdjustmentReasons.FIELD_NAME, name)
                  .flag(AdjustmentReasons.ADJUSTMENT, adjustment));
    }
    return rows;
  }

  /**
   * Practices with what people entered and decided about them.
   *
   * @param rows gives the rows of a table, of all practices or of some
   */
  public static SortedMap<String, PracticeReference> practices(Function<Table, Block> rows) {
    return ReferenceRows.read(
        rows.apply(Practices.TABLE),
        rows.apply(PatientLists.TABLE),
        rows.apply(PublishedRegisters.TABLE),
        DecisionRows.read(
            rows.apply(ManualEntries.TABLE),
            rows.apply(Adjustments.TABLE),
            rows.apply(Successions.TABLE),
            rows.apply(AgreedPlans.TABLE)));
  }

  /** The dictionary of adjustments and exclusions; null where the extracts hold none. */
  public static @Nullable Map<String, Boolean> reasons(Block rows) {
    if (rows.rows() == 0) {
      return null;
    }
    Map<String, Boolean> reasons = new HashMap<>();
    for (int row = 0; row < rows.rows(); row++) {
      reasons.put(
          rows.textAt(AdjustmentReasons.FIELD_NAME, row),
          rows.flagAt(AdjustmentReasons.ADJUSTMENT, row));
    }
    return reasons;
  }

  /** Populations at the date of the average list, by practice. */
  static Map<String, Integer> populations(Block rows) {
    Map<String, Integer> populations = new TreeMap<>();
    for (int row = 0; row < rows.rows(); row++) {
      populations.put(
          rows.textAt(Populations.PRACTICE_CODE, row),
          rows.countAt(Populations.REGISTERED_POPULATION, row));
    }
    return populations;
  }

  /** Suppliers of the systems of practices, by practice. */
  static Map<String, String> suppliers(Block rows) {
    Map<String, String> suppliers = new TreeMap<>();
    for (int row = 0; row < rows.rows(); row++) {
      suppliers.put(
          rows.textAt(PracticeSuppliers.PRACTICE_CODE, row),
          rows.textAt(PracticeSuppliers.SUPPLIER, row));
    }
    return suppliers;
  }
}
