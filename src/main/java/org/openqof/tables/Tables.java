package org.openqof.tables;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every table of the lake, in the order in which a run fills them. */
public final class Tables {
  private static final List<Table> ALL =
      List.of(
          Files.TABLE,
          Practices.TABLE,
          PatientLists.TABLE,
          PublishedRegisters.TABLE,
          PublishedAreaFigures.TABLE,
          ReceivedIndicators.TABLE,
          ReceivedOutcomes.TABLE,
          Populations.TABLE,
          PracticeSuppliers.TABLE,
          AdjustmentReasons.TABLE,
          ManualEntries.TABLE,
          Adjustments.TABLE,
          PopulationCorrections.TABLE,
          Successions.TABLE,
          AgreedPlans.TABLE,
          IndicatorValues.TABLE,
          RefusedRows.TABLE,
          PracticeChecks.TABLE,
          Warnings.TABLE,
          NationalFigures.TABLE,
          GateJudgements.TABLE,
          PracticeFactors.TABLE,
          PaymentLines.TABLE,
          PracticePayments.TABLE,
          AppliedAdjustments.TABLE,
          AspirationPayments.TABLE,
          AspirationSchedule.TABLE,
          PracticeCompleteness.TABLE,
          InterimProgress.TABLE,
          SuccessionResults.TABLE,
          SuccessionLines.TABLE,
          PointsDifferences.TABLE,
          ApprovedChanges.TABLE,
          PracticeIndicators.TABLE,
          PracticeGroups.TABLE,
          PracticePoints.TABLE,
          AreaIndicators.TABLE,
          AreaGroups.TABLE,
          AreaPoints.TABLE,
          AreaLists.TABLE,
          AreaIntervals.TABLE,
          Deciles.TABLE,
          Funnels.TABLE,
          PracticeOutliers.TABLE,
          PracticeComparators.TABLE,
          Reconciliation.TABLE,
          PaymentStates.TABLE,
          RefusedStateChanges.TABLE,
          GateAcceptances.TABLE,
          Versions.TABLE);

  private static final Set<Table> ONLY_ADDED_TO =
      Set.of(Versions.TABLE, PaymentStates.TABLE, RefusedStateChanges.TABLE);

  private Tables() {}

  /** All tables. */
  public static List<Table> all() {
    return ALL;
  }

  /**
   * Tables that rows are only ever added to, whatever becomes of a version: what was recorded of
   * versions and of states of payments. From all others an unfinished version is taken back, and
   * retention takes whole versions out.
   */
  public static Set<Table> onlyAddedTo() {
    return ONLY_ADDED_TO;
  }

  /**
   * Whether a table's rows are frozen with the values, so that a version that is made again from
   * them has no rows of its own: files, what was received, and what was refused of it.
   */
  public static boolean isFrozen(Table table) {
    return table.layer() == Table.Layer.BRONZE
        || table.layer() == Table.Layer.SILVER
        || table.equals(RefusedRows.TABLE);
  }

  /** The table with this name. */
  public static Optional<Table> named(String name) {
    return ALL.stream().filter(table -> table.name().equals(name)).findFirst();
  }
}
