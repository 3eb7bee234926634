package org.openqof.extract;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.extract.EntryRows.AdjustmentOf;
import org.openqof.extract.EntryRows.Correction;
import org.openqof.extract.EntryRows.ManualEntryOf;
import org.openqof.extract.EntryRows.PlanOf;
import org.openqof.extract.form.RefusedRow;
import org.openqof.extract.form.RowRule;
import org.openqof.extract.layout.Column;
import org.openqof.extract.layout.Recognised;
import org.openqof.input.FieldKind;
import org.openqof.input.LocalDecisions;
import org.openqof.input.LocalDecisions.Adjustment;
import org.openqof.input.LocalDecisions.AdjustmentKind;
import org.openqof.input.LocalDecisions.AgreedPlan;
import org.openqof.input.LocalDecisions.Basis;
import org.openqof.input.LocalDecisions.ManualEntry;
import org.openqof.input.LocalDecisions.Succession;
import org.openqof.tables.Block;

/**
 * Decides which rows that people filled in stand, once all of them are known, and the year's
 * indicators and practices with them.
 *
 * <p>Rows that say the same are one; the first in order of file and line stays. Rows that cannot
 * both be meant are all refused, because nobody but their author can tell which one is right.
 *
 * <p>One file because each rule of an entry is a short method, and the order of the rules decides
 * the reason.
 */
final class JudgeEntries {
  private final EntryRows entries;
  private final FinancialYear year;
  private final YearIndicators indicators;
  private final Function<FinancialYear, Set<String>> practices;
  private final @Nullable Map<String, Boolean> fieldReasons;
  private final Map<Entry<?>, List<Reason>> refused = new LinkedHashMap<>();
  private final SortedMap<String, Decided> decided = new TreeMap<>();
  private final SortedMap<LocalDate, SortedMap<String, Entry<Correction>>> corrections =
      new TreeMap<>();

  private record Reason(RowRule rule, Column column, String found, String expected) {}

  /** What stands for one practice. */
  private static final class Decided {
    final List<ManualEntry> manualEntries = new ArrayList<>();
    final List<Adjustment> adjustments = new ArrayList<>();
    final List<Succession> successions = new ArrayList<>();
    @Nullable AgreedPlan plan;
  }

  /**
   * Judges all rows of a year.
   *
   * @param entries sound rows of all files
   * @param year the financial year
   * @param indicators the year's indicators
   * @param practices practices of a year; empty when no file names them, so that no code can be
   *     called unknown
   * @param fieldReasons the year's dictionary of reasons; null when there is none
   */
  JudgeEntries(
      EntryRows entries,
      FinancialYear year,
      YearIndicators indicators,
      Function<FinancialYear, Set<String>> practices,
      @Nullable Map<String, Boolean> fieldReasons) {
    this.entries = entries;
    this.year = year;
    this.indicators = indicators;
    this.practices = practices;
    this.fieldReasons = fieldReasons;
    judgeCorrections();
    judgeManualEntries();
    judgeAdjustments();
    judgeSuccessions();
    judgePlans();
  }

  private void judgeManualEntries() {
    List<Entry<ManualEntryOf>> mine =
        ofYear(entries.manualEntries).stream()
            .map(entry -> entry.with(entry.value().written(indicators.codes())))
            .toList();
    for (Entry<ManualEntryOf> entry : mine) {
      ManualEntry value = entry.value().entry();
      String code = value.indicatorCode();
      practice(entry, Column.PRACTICE, entry.value().practice());
      indicator(entry, code);
      boolean automatic = indicators.automatic().contains(code);
      boolean answered = value.kind() == FieldKind.YES_NO;
      if (automatic && value.basis() == Basis.MANUAL_INDICATOR) {
        because(
            entry,
            RowRule.NOT_MANUAL,
            Column.INDICATOR,
            code,
            "an indicator that practices answer in " + year);
      } else if (automatic ? answered : isManual(code) && !answered) {
        because(
            entry,
            RowRule.UNKNOWN_WORD,
            Column.FIELD,
            value.fieldName(),
            automatic ? "a field that the extract has for " + code : "Yes/No Flag");
      }
      if (value.kind() == FieldKind.REASON
          && fieldReasons != null
          && !fieldReasons.containsKey(value.fieldName())) {
        because(
            entry,
            RowRule.UNKNOWN_WORD,
            Column.FIELD,
            value.fieldName(),
            "Numerator, Denominator, a register, Yes/No Flag or a reason of the dictionary");
      }
    }
    alike(
            mine,
            entry ->
                String.join(
                    "\t",
                    entry.practice(),
                    entry.entry().indicatorCode(),
                    entry.entry().fieldName(),
                    entry.entry().achievementDate().toString()),
            (left, right) -> left.entry().value() == right.entry().value(),
            Column.VALUE,
            entry -> Integer.toString(entry.entry().value()))
        .forEach(entry -> of(entry.value().practice()).manualEntries.add(entry.value().entry()));
  }

  private boolean isManual(String code) {
    return indicators.known() != null && indicators.known().contains(code);
  }

  private void judgeAdjustments() {
    List<Entry<AdjustmentOf>> mine =
        ofYear(entries.adjustments).stream()
            .map(entry -> entry.with(entry.value().written(indicators.codes())))
            .toList();
    for (Entry<AdjustmentOf> entry : mine) {
      practice(entry, Column.PRACTICE, entry.value().practice());
      if (!entry.value().adjustment().subject().equals(Adjustment.TOTAL)) {
        indicator(entry, entry.value().adjustment().subject());
      }
      AdjustmentKind kind = entry.value().adjustment().kind();
      if (kind == AdjustmentKind.THRESHOLD_RELIEF && !indicators.relief()) {
        because(
            entry,
            RowRule.RELIEF,
            Column.KIND,
            kind.name().toLowerCase(Locale.ROOT),
            "another kind: the rulebook of " + year + " lowers no thresholds");
      }
    }
    alike(
            mine,
            entry ->
                String.join(
                    "\t",
                    entry.practice(),
                    entry.adjustment().subject(),
                    entry.adjustment().kind().name(),
                    entry.adjustment().reason()),
            // Two equal amounts approved by two people, or on two days, may be two corrections.
            (left, right) -> said(left.adjustment()).equals(said(right.adjustment())),
            Column.REASON,
            entry -> said(entry.adjustment()))
        .forEach(entry -> of(entry.value().practice()).adjustments.add(entry.value().adjustment()));
  }

  private static String said(Adjustment adjustment) {
    BigDecimal amount = adjustment.amountGbp();
    String moved =
        adjustment.kind() == AdjustmentKind.THRESHOLD_RELIEF
            ? "relief"
            : amount == null ? adjustment.points() + " points" : amount + " pounds";
    return moved + " approved by " + adjustment.approver() + " on " + adjustment.approvedOn();
  }

  /** Corrections of all years: the average list of a year is counted in the year before. */
  private void judgeCorrections() {
    for (Entry<Correction> entry : entries.corrections) {
      practice(entry, Column.PRACTICE, entry.value().practice());
    }
    alike(
            entries.corrections,
            correction -> correction.practice() + "\t" + correction.date(),
            (left, right) -> left.patients() == right.patients(),
            Column.PATIENTS,
            correction -> Integer.toString(correction.patients()))
        .forEach(
            entry ->
                corrections
                    .computeIfAbsent(entry.value().date(), date -> new TreeMap<>())
                    .put(entry.value().practice(), entry));
  }

  private void judgeSuccessions() {
    List<Entry<Succession>> mine = ofYear(entries.successions);
    for (Entry<Succession> entry : mine) {
      practice(entry, Column.FROM_PRACTICE, entry.value().fromPractice());
      practice(entry, Column.TO_PRACTICE, entry.value().toPractice());
    }
    SortedMap<String, List<List<Entry<Succession>>>> byPractice = new TreeMap<>();
    for (List<Entry<Succession>> same :
        groups(
            mine,
            succession -> succession.fromPractice() + "\t" + succession.toPractice(),
            (left, right) ->
                left.date().equals(right.date()) && left.share().compareTo(right.share()) == 0,
            Column.SHARE,
            succession -> succession.share() + " on " + succession.date())) {
      byPractice
          .computeIfAbsent(same.get(0).value().fromPractice(), from -> new ArrayList<>())
          .add(same);
    }
    byPractice.values().forEach(this::judgeShares);
  }

  /** Takes the successors of one practice as a whole: each with the rows that say the same. */
  private void judgeShares(List<List<Entry<Succession>>> successors) {
    BigDecimal sum = BigDecimal.ZERO;
    Set<LocalDate> days = new TreeSet<>();
    for (List<Entry<Succession>> same : successors) {
      sum = sum.add(same.get(0).value().share());
      days.add(same.get(0).value().date());
    }
    for (List<Entry<Succession>> same : successors) {
      Succession succession = same.get(0).value();
      if (sum.compareTo(BigDecimal.ONE) == 0 && days.size() == 1) {
        of(succession.fromPractice()).successions.add(succession);
        of(succession.toPractice()).successions.add(succession);
        continue;
      }
      for (Entry<Succession> entry : same) {
        because(
            entry,
            RowRule.SHARES,
            Column.SHARE,
            sum.stripTrailingZeros().toPlainString() + " in rows that stand, on " + days,
            "shares of " + succession.fromPractice() + " that add up to 1 on one day");
      }
    }
  }

  private void judgePlans() {
    List<Entry<PlanOf>> mine = ofYear(entries.plans);
    for (Entry<PlanOf> entry : mine) {
      practice(entry, Column.PRACTICE, entry.value().practice());
    }
    alike(
            mine,
            PlanOf::practice,
            (left, right) -> left.plan().agreed() == right.plan().agreed(),
            Column.PLAN_AGREED,
            plan -> plan.plan().agreed() ? "Y" : "N")
        .forEach(entry -> of(entry.value().practice()).plan = entry.value().plan());
  }

  private Decided of(String practice) {
    return decided.computeIfAbsent(practice, any -> new Decided());
  }

  private <T> List<Entry<T>> ofYear(List<Entry<T>> all) {
    return all.stream().filter(entry -> entry.year().equals(year)).toList();
  }

  private void practice(Entry<?> entry, Column column, String practice) {
    Set<String> known = practices.apply(entry.year());
    if (!known.isEmpty() && !known.contains(practice)) {
      because(
          entry,
          RowRule.UNKNOWN_PRACTICE,
          column,
          practice,
          "a practice that takes part in " + entry.year());
    }
  }

  private void indicator(Entry<?> entry, String code) {
    if (indicators.isUnknown(code)) {
      because(entry, RowRule.UNKNOWN_INDICATOR, Column.INDICATOR, code, "an indicator of " + year);
    }
  }

  /** One row of each key that stands: the first in order of file and line. */
  private <T> List<Entry<T>> alike(
      List<Entry<T>> rows,
      Function<T, String> key,
      BiPredicate<T, T> agree,
      Column column,
      Function<T, String> words) {
    return groups(rows, key, agree, column, words).stream().map(same -> same.get(0)).toList();
  }

  /**
   * Refuses all rows of one key that do not agree, and gives the rows of each key that stand.
   *
   * @param key what may be said once
   * @param agree whether two rows say the same of it
   * @param column the column they differ in
   * @param words what a row says, for messages
   */
  private <T> List<List<Entry<T>>> groups(
      List<Entry<T>> rows,
      Function<T, String> key,
      BiPredicate<T, T> agree,
      Column column,
      Function<T, String> words) {
    Map<String, List<Entry<T>>> byKey = new LinkedHashMap<>();
    for (Entry<T> row : rows) {
      byKey.computeIfAbsent(key.apply(row.value()), any -> new ArrayList<>()).add(row);
    }
    List<List<Entry<T>>> stand = new ArrayList<>();
    for (List<Entry<T>> same : byKey.values()) {
      Entry<T> first = same.get(0);
      Optional<Entry<T>> another =
          same.stream().filter(row -> !agree.test(row.value(), first.value())).findFirst();
      if (another.isPresent()) {
        for (Entry<T> row : same) {
          boolean likeFirst = agree.test(row.value(), first.value());
          contradicted(row, likeFirst ? another.get() : first, column, words);
        }
      }
      List<Entry<T>> sound = same.stream().filter(row -> !refused.containsKey(row)).toList();
      if (!sound.isEmpty()) {
        stand.add(sound);
      }
    }
    return stand;
  }

  private <T> void contradicted(
      Entry<T> row, Entry<T> other, Column column, Function<T, String> words) {
    because(
        row,
        RowRule.BOTH_REFUSED,
        column,
        words.apply(row.value()),
        "the same as on " + other.place() + ", which says " + words.apply(other.value()));
  }

  private void because(Entry<?> entry, RowRule rule, Column column, String found, String expected) {
    refused
        .computeIfAbsent(entry, any -> new ArrayList<>())
        .add(new Reason(rule, column, found, expected));
  }

  /** What people decided, by practice. */
  SortedMap<String, LocalDecisions> decisions() {
    SortedMap<String, LocalDecisions> decisions = new TreeMap<>();
    decided.forEach(
        (practice, of) ->
            decisions.put(
                practice,
                LocalDecisions.sorted(of.manualEntries, of.adjustments, of.successions, of.plan)));
    return decisions;
  }

  /** Corrections that stand, by date and practice, of all years. */
  SortedMap<LocalDate, SortedMap<String, Entry<Correction>>> corrections() {
    return corrections;
  }

  /** Refused rows of the year, as rows of {@code refused_rows}, by digest of their file. */
  Map<String, Block> refusedRows() {
    List<Entry<?>> mine = new ArrayList<>();
    for (Entry<?> entry : refused.keySet()) {
      if (entry.year().equals(year)) {
        mine.add(entry);
      }
    }
    mine.sort(Comparator.comparingInt(entry -> entry.source().line()));
    Map<String, RefusedRow> byFile = new HashMap<>();
    for (Entry<?> entry : mine) {
      Recognised file = entry.file();
      RefusedRow rows =
          byFile.computeIfAbsent(
              entry.source().fileDigest(),
              digest -> new RefusedRow(entry.fileName(), digest, file.layout(), Integer.MAX_VALUE));
      for (Reason reason : refused.getOrDefault(entry, List.of())) {
        int position = file.position(reason.column());
        rows.because(
            reason.rule(),
            position < 0 ? "" : file.nameOf(position),
            reason.found(),
            reason.expected());
      }
      rows.keep(entry.source().line(), entry.raw());
    }
    Map<String, Block> blocks = new HashMap<>();
    byFile.forEach((digest, rows) -> blocks.put(digest, rows.block()));
    return blocks;
  }
}
