package org.openqof.recalculation;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.Ratio;
import org.openqof.practice.AspirationTerms;
import org.openqof.practice.AspirationTerms.Base;
import org.openqof.rulebook.PaymentRules;
import org.openqof.rulebook.Rulebook;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.store.parquet.Selection;
import org.openqof.tables.AspirationPayments;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.PracticeCompleteness;
import org.openqof.tables.PracticePayments;
import org.openqof.tables.Table;

/** What aspiration needs of the year before: its latest recalculated version in the lake. */
final class YearBefore {
  private final RunContext context;
  private final Rulebook rulebook;

  YearBefore(RunContext context, Rulebook rulebook) {
    this.context = context;
    this.rulebook = rulebook;
  }

  /** What the year's aspiration is worked out from; without bases where the lake holds none. */
  AspirationTerms aspiration() {
    FinancialYear year = rulebook.year();
    BigDecimal rate = rulebook.payment().aspirationRatePercent().value();
    if (year.equals(FinancialYear.FIRST)) {
      return new AspirationTerms(year, Ratio.ONE, rate, Map.of());
    }
    FinancialYear before = year.previous();
    Optional<VersionState> base = context.versions().last(before, State.RECALCULATED);
    Map<String, Base> bases =
        base.map(version -> bases(before, version.version())).orElse(Map.of());
    if (bases.isEmpty()) {
      return new AspirationTerms(before, Ratio.ONE, rate, Map.of());
    }
    return new AspirationTerms(before, uprating(before), rate, bases);
  }

  /** The index over published average lists, those of the regulation. */
  private Ratio uprating(FinancialYear before) {
    PaymentRules now = rulebook.payment();
    PaymentRules then = context.rulebooks().load(before).payment();
    return now.upratingIndex()
        .value()
        .of(
            now.pointValueGbp().value(),
            Ratio.of(now.averageListSize().value(), 1),
            then.pointValueGbp().value(),
            Ratio.of(then.averageListSize().value(), 1));
  }

  private Map<String, Base> bases(FinancialYear before, int version) {
    Map<String, BigDecimal> achieved =
        amounts(
            before,
            version,
            PracticePayments.TABLE,
            PracticePayments.PRACTICE_CODE,
            PracticePayments.ACHIEVEMENT_PAYMENT_GBP);
    if (achieved.isEmpty()) {
      return Map.of();
    }
    Map<String, BigDecimal> annual =
        amounts(
            before,
            version,
            AspirationPayments.TABLE,
            AspirationPayments.PRACTICE_CODE,
            AspirationPayments.ANNUAL_ASPIRATION_GBP);
    TreeSet<String> complete = new TreeSet<>();
    Block sent =
        context
            .lake()
            .read(
                PracticeCompleteness.TABLE,
                before,
                version,
                Selection.of(PracticeCompleteness.PRACTICE_CODE, PracticeCompleteness.COMPLETE));
    for (int row = 0; row < sent.rows(); row++) {
      if (sent.flagAt(PracticeCompleteness.COMPLETE, row)) {
        complete.add(sent.textAt(PracticeCompleteness.PRACTICE_CODE, row));
      }
    }
    TreeSet<String> practices = new TreeSet<>(achieved.keySet());
    practices.addAll(annual.keySet());
    Map<String, Base> bases = new TreeMap<>();
    for (String practice : practices) {
      bases.put(
          practice,
          new Base(achieved.get(practice), complete.contains(practice), annual.get(practice)));
    }
    return bases;
  }

  private Map<String, BigDecimal> amounts(
      FinancialYear before, int version, Table table, Field practice, Field amount) {
    Block rows = context.lake().read(table, before, version, Selection.of(practice, amount));
    Map<String, BigDecimal> amounts = new HashMap<>();
    for (int row = 0; row < rows.rows(); row++) {
      BigDecimal value = rows.decimalOrNull(amount, row);
      if (value != null) {
        amounts.put(rows.textAt(practice, row), value);
      }
    }
    return amounts;
  }
}
