package org.openqof.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run gave, for people and for programs.
 *
 * @param runId identifier of the run
 * @param engine engine used
 * @param years what each year gave, in order
 * @param notices what the run could not do, and why
 * @param seconds duration
 */
public record RunReport(
    String runId, String engine, List<YearReport> years, List<String> notices, double seconds) {

  /** The same report with other notices. */
  RunReport withNotices(List<String> others) {
    return new RunReport(runId, engine, years, List.copyOf(others), seconds);
  }

  /**
   * What one year gave.
   *
   * @param year the financial year
   * @param version version made, or found unchanged
   * @param unchanged whether nothing had changed, so that nothing was done
   * @param practices practices of the year
   * @param payable practices that are paid
   * @param inStatistics practices in the public statistics
   * @param rowsIn data rows read
   * @param rowsAccepted data rows accepted
   * @param refusedByReason refused rows by reason code
   * @param refusedPractices practices refused by check
   * @param warnings implausible values reported
   * @param figures national figures, name and value as text
   * @param totalPoints points earned by paid practices; null where not computed
   * @param totalGbp achievement payments, pounds; null where not computed
   * @param money sums of all payments; null where not computed
   * @param unconfirmed values of the rulebook used without a confirming source
   * @param notices what could not be done for the year, and why
   * @param published folder of the publication; null when not published
   * @param failures equations that must hold and did not
   * @param beside what the year gave beside its payments; null where it has none
   * @param states states of its payments after the run; null where none were looked at
   * @param gate what the national gate found; null where no figures were formed
   */
  public record YearReport(
      String year,
      int version,
      boolean unchanged,
      int practices,
      int payable,
      int inStatistics,
      long rowsIn,
      long rowsAccepted,
      Map<String, Long> refusedByReason,
      Map<String, Long> refusedPractices,
      long warnings,
      Map<String, String> figures,
      @Nullable BigDecimal totalPoints,
      @Nullable BigDecimal totalGbp,
      @Nullable PaidMoney money,
      int unconfirmed,
      List<String> notices,
      @Nullable String published,
      List<String> failures,
      @Nullable BesideReport beside,
      @Nullable StatesReport states,
      @Nullable GateReport gate) {

    /** A year of which no national figures were formed. */
    YearReport(
        String year,
        int version,
        boolean unchanged,
        int practices,
        int payable,
        int inStatistics,
        long rowsIn,
        long rowsAccepted,
        Map<String, Long> refusedByReason,
        Map<String, Long> refusedPractices,
        long warnings,
        Map<String, String> figures,
        @Nullable BigDecimal totalPoints,
        @Nullable BigDecimal totalGbp,
        @Nullable PaidMoney money,
        int unconfirmed,
        List<String> notices,
        @Nullable String published,
        List<String> failures,
        @Nullable BesideReport beside,
        @Nullable StatesReport states) {
      this(
          year,
          version,
          unchanged,
          practices,
          payable,
          inStatistics,
          rowsIn,
          rowsAccepted,
          refusedByReason,
          refusedPractices,
          warnings,
          figures,
          totalPoints,
          totalGbp,
          money,
          unconfirmed,
          notices,
          published,
          failures,
          beside,
          states,
          null);
    }

    /** Whether the national gate holds the year, so that nothing of it is paid or published. */
    boolean isHeld() {
      return gate != null && !gate.isOpen();
    }

    /** The same with the states of its payments after the run. */
    YearReport withStates(StatesReport after) {
      return new YearReport(
          year,
          version,
          unchanged,
          practices,
          payable,
          inStatistics,
          rowsIn,
          rowsAccepted,
          refusedByReason,
          refusedPractices,
          warnings,
          figures,
          totalPoints,
          totalGbp,
          money,
          unconfirmed,
          notices,
          published,
          failures,
          beside,
          after,
          gate);
    }

    /** The same with what the national gate found. */
    YearReport withGate(GateReport found) {
      return new YearReport(
          year,
          version,
          unchanged,
          practices,
          payable,
          inStatistics,
          rowsIn,
          rowsAccepted,
          refusedByReason,
          refusedPractices,
          warnings,
          figures,
          totalPoints,
          totalGbp,
          money,
          unconfirmed,
          notices,
          published,
          failures,
          beside,
          states,
          found);
    }
  }

  public RunReport {
    years = List.copyOf(years);
    notices = List.copyOf(notices);
  }

  /** 0 when every year was done, 3 when checks of one failed or the gate holds one. */
  public int exitCode() {
    return years.stream().anyMatch(year -> !year.failures().isEmpty() || year.isHeld()) ? 3 : 0;
  }

  /** The report for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (YearReport year : years) {
      lines.add("");
      if (year.unchanged()) {
        lines.add(
            "%s  version %d is up to date: nothing new in the extracts, rulebook or code"
                .formatted(year.year(), year.version()));
        if (year.states() != null) {
          lines.addAll(year.states().lines());
        }
        if (year.published() != null) {
          lines.add("  tables         " + year.published());
        }
        continue;
      }
      lines.add("%s  version %d".formatted(year.year(), year.version()));
      lines.add(
          "  practices      %,d; paid %,d, in the statistics %,d%s"
              .formatted(
                  year.practices(),
                  year.payable(),
                  year.inStatistics(),
                  byCode("; failed checks ", year.refusedPractices())));
      lines.add(
          "  rows           %,d in = %,d accepted + %,d refused%s"
              .formatted(
                  year.rowsIn(),
                  year.rowsAccepted(),
                  year.rowsIn() - year.rowsAccepted(),
                  byCode("; ", year.refusedByReason())));
      if (year.warnings() > 0) {
        lines.add(
            "  doubts         %,d implausible values in table warnings".formatted(year.warnings()));
      }
      year.figures().forEach((name, value) -> lines.add("  %-14s %s".formatted(name, value)));
      if (year.gate() != null) {
        lines.addAll(year.gate().lines());
      }
      if (year.totalGbp() != null && year.totalPoints() != null) {
        lines.add(
            "  payments       £%,.2f for %,.2f points"
                .formatted(year.totalGbp(), year.totalPoints()));
      }
      if (year.money() != null) {
        lines.addAll(money(year.money()));
      }
      if (year.beside() != null) {
        lines.addAll(year.beside().lines());
      }
      if (year.states() != null) {
        lines.addAll(year.states().lines());
      }
      if (year.unconfirmed() > 0) {
        lines.add(
            "  rulebook       %d values used that no source confirms: ./qof rulebook check --year %s"
                .formatted(year.unconfirmed(), year.year()));
      }
      year.notices().forEach(notice -> lines.add("  note           " + notice));
      year.failures().forEach(failure -> lines.add("  CHECK FAILED   " + failure));
      if (year.published() != null) {
        lines.add("  tables         " + year.published());
      }
    }
    lines.add("");
    notices.forEach(notice -> lines.add("note: " + notice));
    lines.add(
        String.format(
            Locale.ROOT, "done: %d year(s) on engine %s, %.1f s", years.size(), engine, seconds));
    return lines;
  }

  /** What stands between the sum of the lines and the total, where anything does. */
  private static List<String> money(PaidMoney money) {
    List<String> lines = new ArrayList<>();
    if (money.protectedLines() + money.linesWithoutBaseYear() + money.linesWithoutPlan() > 0) {
      lines.add(
          "  protection     %,d lines on %,.2f points of base years; on own performance %,d without a base year, %,d without an agreed plan"
              .formatted(
                  money.protectedLines(),
                  money.protectedPoints(),
                  money.linesWithoutBaseYear(),
                  money.linesWithoutPlan()));
    }
    if (money.partYearPractices() > 0) {
      lines.add(
          "  part year      %s, %s"
              .formatted(
                  HowMany.practices(money.partYearPractices()), pounds(money.partYearGbp())));
    }
    if (money.adjustments() + money.adjustmentsLeftOut() > 0) {
      lines.add(
          "  adjustments    %,d applied, %s; %,d left out, of practices that are not paid"
              .formatted(
                  money.adjustments(), pounds(money.adjustmentsGbp()), money.adjustmentsLeftOut()));
    }
    lines.add("  achievement    %s in total".formatted(pounds(money.totalAchievementGbp())));
    return lines;
  }

  /** An amount with its sign before the pound. */
  static String pounds(BigDecimal amount) {
    return "%s£%,.2f".formatted(amount.signum() < 0 ? "−" : "", amount.abs());
  }

  private static String byCode(String lead, Map<String, Long> counts) {
    if (counts.isEmpty()) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    counts.forEach((code, count) -> parts.add("%s (%,d)".formatted(code, count)));
    return lead + String.join(", ", parts);
  }

  /** The report as one JSON object. */
  public String json() {
    ObjectMapper mapper =
        JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
    ObjectNode root = mapper.createObjectNode();
    root.put("event", "report");
    root.put("ts", Instant.now().toString());
    root.put("run_id", runId);
    root.put("engine", engine);
    root.put("seconds", Math.round(seconds * 1000) / 1000.0);
    ArrayNode array = root.putArray("years");
    for (YearReport year : years) {
      array.add(mapper.valueToTree(year));
    }
    ArrayNode noted = root.putArray("notices");
    notices.forEach(noted::add);
    root.put("exit_code", exitCode());
    return root.toString();
  }
}
