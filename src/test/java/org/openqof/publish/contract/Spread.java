package org.openqof.publish.contract;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Confidence limits and deciles as their sources state them, worked out by the database: Wilson's
 * score limits, Byar's limits, and quantiles of definition 7 of Hyndman and Fan.
 */
final class Spread {
  private static final String Z = "1.959963984540054";

  private final PublisherRules rules;

  Spread(PublisherRules rules) {
    this.rules = rules;
  }

  /** Wilson's lower and upper limit of a proportion, percent with two decimals. */
  BigDecimal wilson(BigDecimal events, BigDecimal patients, boolean upper) {
    return one(
        ("select 100 * (2 * r + %1$s * %1$s %2$s %1$s * sqrt(%1$s * %1$s + 4 * r * (1 - r / n))) /"
                + " (2 * (n + %1$s * %1$s)) from (select %3$s::double as r, %4$s::double as n)")
            .formatted(Z, upper ? "+" : "-", events, patients));
  }

  /** Byar's limits of a count of ten or more, over a list. */
  BigDecimal byar(BigDecimal events, BigDecimal patients, boolean upper) {
    return one(
        ("select 100 * r * (1 - 1 / (9 * r) %2$s %1$s / (3 * sqrt(r))) ** 3 / %4$s from (select"
                + " %3$s::double as r)")
            .formatted(
                Z, upper ? "+" : "-", upper ? events.add(BigDecimal.ONE) : events, patients));
  }

  private BigDecimal one(String sql) {
    return shown(rules.ask(sql).get(0).get(0));
  }

  /** The nine deciles of some rates, percent; nothing of fewer than ten. */
  @Nullable List<BigDecimal> deciles(List<BigDecimal> rates) {
    if (rates.size() < 10) {
      return null;
    }
    StringBuilder values = new StringBuilder();
    rates.forEach(
        rate ->
            values
                .append(values.isEmpty() ? "" : ", ")
                .append("(")
                .append(rate)
                .append("::double)"));
    StringBuilder sql = new StringBuilder();
    for (int k = 1; k <= 9; k++) {
      sql.append(k == 1 ? "" : ", ").append("100 * quantile_cont(x, 0.").append(k).append(")");
    }
    List<BigDecimal> deciles = new ArrayList<>();
    rules
        .ask("select " + sql + " from (values " + values + ") t(x)")
        .get(0)
        .forEach(decile -> deciles.add(shown(decile)));
    return deciles;
  }

  private static BigDecimal shown(String number) {
    return new BigDecimal(number)
        .setScale(10, RoundingMode.HALF_UP)
        .setScale(2, RoundingMode.HALF_UP);
  }
}
