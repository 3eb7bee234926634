package org.openqof.practice.rows;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openqof.input.FieldKind;
import org.openqof.input.LocalDecisions;
import org.openqof.input.LocalDecisions.Adjustment;
import org.openqof.input.LocalDecisions.AdjustmentKind;
import org.openqof.input.LocalDecisions.AgreedPlan;
import org.openqof.input.LocalDecisions.Basis;
import org.openqof.input.LocalDecisions.ManualEntry;
import org.openqof.input.LocalDecisions.Succession;
import org.openqof.input.PracticeReference;
import org.openqof.input.PracticeReference.Source;
import org.openqof.practice.PracticeYear;
import org.openqof.tables.Adjustments;
import org.openqof.tables.AgreedPlans;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.IndicatorValues;
import org.openqof.tables.ManualEntries;
import org.openqof.tables.Successions;

/** What people entered or decided about practices, as rows of the lake, and back. */
public final class DecisionRows {
  private final Block adjustments = new Block(Adjustments.TABLE);
  private final Block successions = new Block(Successions.TABLE);
  private final Block plans = new Block(AgreedPlans.TABLE);

  /** Rows of {@code adjustments}, {@code successions} and {@code agreed_plans}. */
  public List<Block> blocks() {
    return List.of(adjustments, successions, plans);
  }

  /** Adds what was decided about one practice; a succession is a row of the practice that gave. */
  public void add(PracticeReference practice) {
    for (Adjustment adjustment : practice.decisions().adjustments()) {
      adjustments
          .next()
          .text(Adjustments.PRACTICE_CODE, practice.practiceCode())
          .text(Adjustments.SUBJECT, adjustment.subject())
          .text(Adjustments.KIND, word(adjustment.kind()))
          .text(Adjustments.REASON, adjustment.reason())
          .decimal(Adjustments.POINTS, adjustment.points())
          .decimal(Adjustments.AMOUNT_GBP, adjustment.amountGbp())
          .text(Adjustments.APPROVER, adjustment.approver())
          .date(Adjustments.APPROVED_ON, adjustment.approvedOn())
          .text(Adjustments.FILE_DIGEST, adjustment.source().fileDigest())
          .count(Adjustments.LINE_NUMBER, adjustment.source().line());
    }
    for (Succession succession : practice.decisions().successions()) {
      if (succession.fromPractice().equals(practice.practiceCode())) {
        successions
            .next()
            .text(Successions.FROM_PRACTICE_CODE, succession.fromPractice())
            .text(Successions.TO_PRACTICE_CODE, succession.toPractice())
            .date(Successions.SUCCESSION_DATE, succession.date())
            .decimal(Successions.SHARE, succession.share())
            .text(Successions.FILE_DIGEST, succession.source().fileDigest())
            .count(Successions.LINE_NUMBER, succession.source().line());
      }
    }
    AgreedPlan plan = practice.decisions().plan();
    if (plan != null) {
      plans
          .next()
          .text(AgreedPlans.PRACTICE_CODE, practice.practiceCode())
          .flag(AgreedPlans.PLAN_AGREED, plan.agreed())
          .text(AgreedPlans.APPROVER, plan.approver())
          .date(AgreedPlans.DECIDED_ON, plan.decidedOn())
          .text(AgreedPlans.FILE_DIGEST, plan.source().fileDigest())
          .count(AgreedPlans.LINE_NUMBER, plan.source().line());
    }
  }

  /** Rows of {@code manual_entries} for practices put together, each entry with its use. */
  public static Block manualEntries(Collection<PracticeYear> practices) {
    Block rows = new Block(ManualEntries.TABLE);
    for (PracticeYear practice : practices) {
      List<ManualEntry> entries = practice.reference().decisions().manualEntries();
      if (entries.isEmpty()) {
        continue;
      }
      Map<Source, String> uses = uses(practice, entries);
      for (ManualEntry entry : entries) {
        rows.next()
            .text(ManualEntries.PRACTICE_CODE, practice.practiceCode())
            .text(ManualEntries.INDICATOR_CODE, entry.indicatorCode())
            .text(ManualEntries.FIELD_NAME, entry.fieldName())
            .date(ManualEntries.ACHIEVEMENT_DATE, entry.achievementDate())
            .count(ManualEntries.VALUE, entry.value())
            .text(ManualEntries.FIELD_KIND, word(entry.kind()))
            .text(ManualEntries.BASIS, word(entry.basis()))
            .text(ManualEntries.ENTERED_BY, entry.enteredBy())
            .date(ManualEntries.ENTERED_ON, entry.enteredOn())
            .text(ManualEntries.VALUE_USE, uses.get(entry.source()))
            .text(ManualEntries.FILE_DIGEST, entry.source().fileDigest())
            .count(ManualEntries.LINE_NUMBER, entry.source().line());
      }
    }
    return rows;
  }

  /** The use of each entry of a practice: it stands among the practice's values. */
  private static Map<Source, String> uses(PracticeYear practice, List<ManualEntry> entries) {
    Set<Source> wanted = new HashSet<>();
    entries.forEach(entry -> wanted.add(entry.source()));
    Map<Source, String> uses = new HashMap<>();
    Block values = practice.values();
    for (int row = 0; row < values.rows(); row++) {
      Source source = source(values, IndicatorValues.FILE_DIGEST, IndicatorValues.LINE_NUMBER, row);
      if (wanted.contains(source)) {
        uses.put(source, values.textAt(IndicatorValues.VALUE_USE, row));
      }
    }
    return uses;
  }

  /**
   * Decisions by practice from their rows in the lake.
   *
   * @param manual rows of {@code manual_entries}
   * @param adjustments rows of {@code adjustments}
   * @param successions rows of {@code successions}
   * @param plans rows of {@code agreed_plans}
   */
  public static Map<String, LocalDecisions> read(
      Block manual, Block adjustments, Block successions, Block plans) {
    Map<String, Gathered> gathered = new HashMap<>();
    for (int row = 0; row < manual.rows(); row++) {
      of(gathered, manual.textAt(ManualEntries.PRACTICE_CODE, row))
          .manual
          .add(
              new ManualEntry(
                  manual.textAt(ManualEntries.INDICATOR_CODE, row),
                  manual.textAt(ManualEntries.FIELD_NAME, row),
                  constant(FieldKind.class, manual.textAt(ManualEntries.FIELD_KIND, row)),
                  date(manual, ManualEntries.ACHIEVEMENT_DATE, row),
                  manual.countAt(ManualEntries.VALUE, row),
                  constant(Basis.class, manual.textAt(ManualEntries.BASIS, row)),
                  manual.textAt(ManualEntries.ENTERED_BY, row),
                  date(manual, ManualEntries.ENTERED_ON, row),
                  source(manual, ManualEntries.FILE_DIGEST, ManualEntries.LINE_NUMBER, row)));
    }
    for (int row = 0; row < adjustments.rows(); row++) {
      of(gathered, adjustments.textAt(Adjustments.PRACTICE_CODE, row))
          .adjustments
          .add(
              new Adjustment(
                  adjustments.textAt(Adjustments.SUBJECT, row),
                  constant(AdjustmentKind.class, adjustments.textAt(Adjustments.KIND, row)),
                  adjustments.decimalOrNull(Adjustments.POINTS, row),
                  adjustments.decimalOrNull(Adjustments.AMOUNT_GBP, row),
                  adjustments.textAt(Adjustments.REASON, row),
                  adjustments.textAt(Adjustments.APPROVER, row),
                  date(adjustments, Adjustments.APPROVED_ON, row),
                  source(adjustments, Adjustments.FILE_DIGEST, Adjustments.LINE_NUMBER, row)));
    }
    for (Succession succession : successions(successions)) {
      of(gathered, succession.fromPractice()).successions.add(succession);
      of(gathered, succession.toPractice()).successions.add(succession);
    }
    for (int row = 0; row < plans.rows(); row++) {
      of(gathered, plans.textAt(AgreedPlans.PRACTICE_CODE, row)).plan =
          new AgreedPlan(
              plans.flagAt(AgreedPlans.PLAN_AGREED, row),
              plans.textAt(AgreedPlans.APPROVER, row),
              date(plans, AgreedPlans.DECIDED_ON, row),
              source(plans, AgreedPlans.FILE_DIGEST, AgreedPlans.LINE_NUMBER, row));
    }
    Map<String, LocalDecisions> decisions = new HashMap<>();
    gathered.forEach((practice, all) -> decisions.put(practice, all.sorted()));
    return decisions;
  }

  private static List<Succession> successions(Block rows) {
    List<Succession> read = new ArrayList<>();
    for (int row = 0; row < rows.rows(); row++) {
      read.add(
          new Succession(
              rows.textAt(Successions.FROM_PRACTICE_CODE, row),
              rows.textAt(Successions.TO_PRACTICE_CODE, row),
              date(rows, Successions.SUCCESSION_DATE, row),
              rows.decimalAt(Successions.SHARE, row),
              source(rows, Successions.FILE_DIGEST, Successions.LINE_NUMBER, row)));
    }
    return read;
  }

  private static Gathered of(Map<String, Gathered> gathered, String practice) {
    return gathered.computeIfAbsent(practice, any -> new Gathered());
  }

  private static LocalDate date(Block rows, Field field, int row) {
    return LocalDate.ofEpochDay(rows.countAt(field, row));
  }

  private static Source source(Block rows, Field file, Field line, int row) {
    return new Source(rows.textAt(file, row), rows.countAt(line, row));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
  }

  private static final class Gathered {
    final List<ManualEntry> manual = new ArrayList<>();
    final List<Adjustment> adjustments = new ArrayList<>();
    final List<Succession> successions = new ArrayList<>();
    @Nullable AgreedPlan plan;

    LocalDecisions sorted() {
      return LocalDecisions.sorted(manual, adjustments, successions, plan);
    }
  }
}
