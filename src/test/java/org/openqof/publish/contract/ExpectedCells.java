package org.openqof.publish.contract;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What each cell of one sheet must hold, read off its heading and the code of its row. */
final class ExpectedCells {
  private static final Pattern YEAR = Pattern.compile("(.*), (20\\d\\d-\\d\\d)");
  private static final Pattern OF_SUBJECT =
      Pattern.compile(
          "(.+?):? (score \\(points\\)|score \\(% of points available\\)|achievement rate"
              + " \\(%\\)|numerator|denominator|underlying achievement net of PCAs"
              + " \\(%\\)|PCAs|PCA rate \\(%\\)|denominator plus PCAs|patients receiving"
              + " intervention \\(%\\)|sum of denominators|change in PCA rate \\(percentage"
              + " points\\))");

  /** A rate, or one limit of it. */
  private static final Pattern LIMIT =
      Pattern.compile(
          "(Prevalence|Newly diagnosed|.+ underlying achievement|.+ PCA rate|.+ patients receiving"
              + " intervention)(, (lower|upper) limit)? \\((%|% of list)\\)");

  private static final Pattern DECILE =
      Pattern.compile(
          "(Prevalence|.+ underlying achievement), (practices compared|decile (\\d) \\(%\\))");

  /** Practices with fewer patients are not compared. */
  private static final int SMALL = 750;

  private static final Map<String, String> DOMAINS =
      Map.of(
          "Clinical", "D:CL",
          "Public health", "D:PH",
          "Public health AS", "D:PHAS",
          "Public health VI", "D:PHVI",
          "Quality improvement", "D:QI",
          "All domains", "ALL");

  private final PublisherRules rules;
  private final String now;
  private final String before;
  private final String sheet;
  private final String level;
  private final Map<String, List<String>> groupsOf = new TreeMap<>();
  private final String workbook;
  private final Spread spread;

  ExpectedCells(PublisherRules rules, String year, String workbook, String sheet) {
    this.rules = rules;
    this.workbook = workbook;
    this.spread = new Spread(rules);
    this.now = year;
    int start = Integer.parseInt(year.substring(0, 4)) - 1;
    this.before = "%d-%02d".formatted(start, (start + 1) % 100);
    this.sheet = sheet;
    this.level =
        workbook.contains("-nat-reg-")
            ? "region"
            : workbook.contains("-icb-")
                ? "icb"
                : workbook.contains("-sicbl-")
                    ? "sub_icb"
                    : workbook.contains("-pcn-") ? "pcn" : "practice";
    for (String each : List.of(now, before)) {
      groupsOf.put(
          each,
          rules.ask("select g from grp where y = '" + each + "'").stream()
              .map(row -> row.get(0))
              .toList());
    }
  }

  /**
   * {@code number}, {@code text}, {@code :} or {@code z} where the cell is right, else what is
   * wrong.
   */
  String check(Map<String, String> row, String header, String cell) {
    if (header.matches(".*(code|name)")) {
      String named = name(row, header);
      return named.equals(cell) ? "text" : "wrong text " + cell + " for " + named;
    }
    String area = area(row);
    String of = area.equals("ENG") ? "england" : level;
    if (workbook.contains("limits")) {
      return compare(limit(of, area, header), cell, area);
    }
    if (workbook.contains("deciles")) {
      return compare(decile(of, area, header), cell, area);
    }
    Matcher dated = YEAR.matcher(header);
    boolean hasYear = dated.matches();
    String what = hasYear ? dated.group(1) : header;
    String year = hasYear ? dated.group(2) : now;
    if (what.toLowerCase(java.util.Locale.ROOT).contains("change in ")) {
      return change(of, area, what, cell);
    }
    Object expected = value(year, of, area, what);
    return compare(expected, cell, area);
  }

  private static String compare(@Nullable Object expected, String cell, String area) {
    if (expected instanceof BigDecimal number) {
      boolean same =
          cell.matches("-?[0-9.]+(E-?\\d+)?") && new BigDecimal(cell).compareTo(number) == 0;
      return same ? "number" : "wrong in %s: %s for %s".formatted(area, cell, number);
    }
    String sign = expected == null ? ":" : expected.toString();
    return cell.equals(sign) ? sign : "wrong in %s: %s for %s".formatted(area, cell, sign);
  }

  /** A change, or the sign that the two years are not comparable. */
  private String change(String of, String area, String what, String cell) {
    if (cell.equals("z")) {
      return "z";
    }
    String rate =
        what.startsWith("Change in prevalence")
            ? "Prevalence (%)"
            : what.startsWith("Change in PCA")
                ? "PCA rate (%)"
                : what.startsWith("Change in score")
                    ? (sheet.startsWith("Overall")
                        ? "Score (% of maximum)"
                        : "Score (% of points available)")
                    : what.replace("change in PCA rate (percentage points)", "PCA rate (%)");
    Object then = rate(before, of, area, rate);
    Object today = rate(now, of, area, rate);
    return compare(
        then instanceof BigDecimal a && today instanceof BigDecimal b ? shown(b.subtract(a)) : null,
        cell,
        area);
  }

  private @Nullable Object value(String year, String of, String area, String what) {
    if (what.endsWith("(%)") || what.contains("(% of")) {
      Object rate = rate(year, of, area, what);
      return rate instanceof BigDecimal number ? shown(number) : rate;
    }
    if (!isPublished(year, of, area)) {
      return null;
    }
    if (what.startsWith("List size, ")) {
      return missingGroup(year)
          ? null
          : Ages.of(what.substring("List size, ".length())).list(rules, year, of, area);
    }
    return switch (what) {
      case "Number of practices" ->
          missingGroup(year) ? null : rules.figure(year, of, area, "ALL", "practices");
      case "Register", "Newly diagnosed" ->
          sheet.equals("LVSD")
              ? plus(figure(year, of, area, "HF003", "d"), figure(year, of, area, "HF003", "a"))
              : figure(year, of, area, sheet, "r");
      case "Total score (points)" -> points(figure(year, of, area, subject(), "earned"));
      case "Revised maximum (points)" -> points(revised(year, of, area));
      case "PCAs" -> figure(year, of, area, sheet, "a");
      case "Sum of denominators" -> figure(year, of, area, sheet, "d");
      default -> {
        Matcher named = OF_SUBJECT.matcher(what);
        if (!named.matches()) {
          throw new IllegalStateException("no rule for the heading " + what);
        }
        String code = DOMAINS.getOrDefault(named.group(1), named.group(1));
        yield switch (named.group(2)) {
          case "score (points)" -> points(figure(year, of, area, code, "earned"));
          case "numerator" -> figure(year, of, area, code, "n");
          case "denominator", "sum of denominators" -> figure(year, of, area, code, "d");
          case "PCAs" -> figure(year, of, area, code, "a");
          case "denominator plus PCAs" ->
              plus(figure(year, of, area, code, "d"), figure(year, of, area, code, "a"));
          default -> throw new IllegalStateException("no rule for the heading " + what);
        };
      }
    };
  }

  /** A fraction; the sign z over nothing; null where a part is missing. */
  private @Nullable Object rate(String year, String of, String area, String what) {
    if (!isPublished(year, of, area)) {
      return null;
    }
    @Nullable BigDecimal[] parts = parts(year, of, area, what);
    BigDecimal above = parts[0];
    BigDecimal below = parts[1];
    if (above == null || below == null) {
      return null;
    }
    return below.signum() == 0 ? "z" : above.divide(below, 10, RoundingMode.HALF_UP);
  }

  /** What a rate is made of: events and patients. */
  private @Nullable BigDecimal[] parts(String year, String of, String area, String what) {
    BigDecimal above;
    BigDecimal below;
    Matcher named = OF_SUBJECT.matcher(what);
    String code = named.matches() ? DOMAINS.getOrDefault(named.group(1), named.group(1)) : sheet;
    String kind = named.matches() ? named.group(2) : what;
    BigDecimal d = figure(year, of, area, code, "d");
    BigDecimal a = figure(year, of, area, code, "a");
    switch (kind) {
      case "Prevalence (%)" -> {
        above =
            sheet.equals("LVSD")
                ? plus(figure(year, of, area, "HF003", "d"), figure(year, of, area, "HF003", "a"))
                : figure(year, of, area, sheet, "r");
        String list =
            sheet.equals("LVSD")
                ? "TOTAL"
                : rules
                    .ask("select list from grp where y = '%s' and g = '%s'".formatted(year, sheet))
                    .get(0)
                    .get(0);
        below = Ages.of(list).list(rules, year, of, area);
      }
      case "Score (% of points available)",
          "score (% of points available)",
          "achievement rate (%)" -> {
        above = figure(year, of, area, code, "earned");
        below = figure(year, of, area, code, "available");
      }
      case "Score (% of maximum)" -> {
        above = figure(year, of, area, "ALL", "earned");
        below = figure(year, of, area, "ALL", "available");
      }
      case "Adjusted score (% of revised maximum)" -> {
        above = figure(year, of, area, "ALL", "earned");
        below = revised(year, of, area);
      }
      case "underlying achievement net of PCAs (%)" -> {
        above = figure(year, of, area, code, "n");
        below = d;
      }
      case "PCA rate (%)" -> {
        above = a;
        below = plus(d, a);
      }
      case "patients receiving intervention (%)" -> {
        above = figure(year, of, area, code, "n");
        below = plus(d, a);
      }
      default -> throw new IllegalStateException("no rule for the heading " + what);
    }
    return new @Nullable BigDecimal[] {above, below};
  }

  /** A rate as the other workbooks head it. */
  private static String kind(String measure) {
    return measure.equals("Prevalence") || measure.equals("Newly diagnosed")
        ? "Prevalence (%)"
        : measure.endsWith("underlying achievement")
            ? measure + " net of PCAs (%)"
            : measure + " (%)";
  }

  private @Nullable Object limit(String of, String area, String header) {
    Matcher named = LIMIT.matcher(header);
    if (!named.matches()) {
      throw new IllegalStateException("no rule for the heading " + header);
    }
    String kind = kind(named.group(1));
    Object rate = rate(now, of, area, kind);
    if (!(rate instanceof BigDecimal number)) {
      // Over nothing there is no rate, and so no row of limits.
      return null;
    }
    if (named.group(3) == null) {
      return shown(number);
    }
    boolean upper = named.group(3).equals("upper");
    @Nullable BigDecimal[] parts = parts(now, of, area, kind);
    BigDecimal events = Objects.requireNonNull(parts[0]);
    BigDecimal patients = Objects.requireNonNull(parts[1]);
    if (named.group(1).equals("Newly diagnosed")) {
      return spread.byar(events, patients, upper);
    }
    return events.compareTo(patients) > 0 ? "z" : spread.wilson(events, patients, upper);
  }

  private @Nullable Object decile(String of, String area, String header) {
    Matcher named = DECILE.matcher(header);
    if (!named.matches()) {
      throw new IllegalStateException("no rule for the heading " + header);
    }
    String decile = named.group(3);
    return decile(of, area, named.group(1), decile == null ? 0 : Integer.parseInt(decile));
  }

  /** A decile of the practices of an area, or, for 0, how many are compared. */
  private @Nullable BigDecimal decile(String of, String area, String measure, int which) {
    List<BigDecimal> rates = new ArrayList<>();
    for (List<String> row :
        rules.ask(
            "select p from place join pub using (y, p) where y = '%s' and level = '%s' and area ="
                    .formatted(now, of)
                + " '"
                + area
                + "' order by p")) {
      BigDecimal list = Ages.of("TOTAL").list(rules, now, "practice", row.get(0));
      if (list != null
          && list.intValueExact() >= SMALL
          && rate(now, "practice", row.get(0), kind(measure)) instanceof BigDecimal rate) {
        rates.add(rate);
      }
    }
    List<BigDecimal> deciles = spread.deciles(rates);
    return deciles == null
        ? null
        : which == 0 ? BigDecimal.valueOf(rates.size()) : deciles.get(which - 1);
  }

  /**
   * The same for a sheet of the workbook of England that has a chart, whose rows are groups or
   * indicators.
   */
  String checkCharted(Map<String, String> row, String header, String cell) {
    String subject = row.getOrDefault("Group", row.getOrDefault("Indicator", ""));
    String group =
        row.containsKey("Group")
            ? subject
            : rules
                .ask("select g from ind where y = '%s' and i = '%s'".formatted(now, subject))
                .get(0)
                .get(0);
    ExpectedCells ofGroup = new ExpectedCells(rules, now, workbook, group);
    Matcher dated = YEAR.matcher(header);
    if (header.equals("Group") || header.equals("Indicator") || header.equals("Group name")) {
      return cell.isEmpty() ? "wrong: no name" : "text";
    }
    if (dated.matches()) {
      boolean newly =
          rules
              .ask(
                  "select newly from grp where y = '%s' and g = '%s'"
                      .formatted(dated.group(2), group))
              .contains(List.of("yes"));
      Object rate =
          newly || !ofGroup.has(dated.group(2))
              ? null
              : ofGroup.rate(dated.group(2), "england", "ENG", "Prevalence (%)");
      return compare(rate instanceof BigDecimal number ? shown(number) : null, cell, group);
    }
    if (header.startsWith("Years that")) {
      return cell.matches("none|20\\d\\d-\\d\\d(, 20\\d\\d-\\d\\d)*") ? "text" : "wrong " + cell;
    }
    Matcher decile = Pattern.compile("Decile (\\d) \\(%\\)(, median)?").matcher(header);
    String measure = row.containsKey("Group") ? "Prevalence" : subject + " underlying achievement";
    return compare(
        ofGroup.decile(
            "england", "ENG", measure, decile.matches() ? Integer.parseInt(decile.group(1)) : 0),
        cell,
        subject);
  }

  private boolean has(String year) {
    return rules.ask("select g from grp where y = '%s'".formatted(year)).contains(List.of(sheet));
  }

  private @Nullable BigDecimal revised(String year, String of, String area) {
    BigDecimal most = figure(year, of, area, "ALL", "available");
    BigDecimal lost = figure(year, of, area, "ALL", "lost");
    return most == null || lost == null ? most : most.subtract(lost);
  }

  private String subject() {
    return sheet.startsWith("Overall") ? "ALL" : sheet;
  }

  /** Whether the sheet is of a group that the year does not have. */
  private boolean missingGroup(String year) {
    boolean ofGroup = groupsOf.values().stream().anyMatch(groups -> groups.contains(sheet));
    return ofGroup && !Objects.requireNonNull(groupsOf.get(year)).contains(sheet);
  }

  private boolean isPublished(String year, String of, String area) {
    return rules.figure(year, of, area, "ALL", "practices") != null;
  }

  private @Nullable BigDecimal figure(
      String year, String of, String area, String subject, String measure) {
    return rules.figure(year, of, area, subject, measure);
  }

  private String area(Map<String, String> row) {
    String column =
        switch (level) {
          case "practice" -> "Practice code";
          case "pcn" -> "PCN ODS code";
          case "sub_icb" -> "Sub-ICB location ODS code";
          case "icb" -> "ICB ODS code";
          default -> "Region ODS code";
        };
    return row.getOrDefault(column, "");
  }

  /** Codes and names of areas, as {@link SmallNation} places its practices. */
  private String name(Map<String, String> row, String header) {
    String area = area(row);
    if (area.equals("ENG")) {
      return header.endsWith("ODS code")
          ? "ENG"
          : header.endsWith("name") ? "England" : "E92000001";
    }
    if (level.equals("region")) {
      boolean east = area.equals("X01");
      return header.endsWith("ODS code")
          ? (east ? "X01" : "X02")
          : header.endsWith("name")
              ? (east ? "East of England" : "South West")
              : east ? "E40000001" : "E40000002";
    }
    int p = level.equals("practice") ? Integer.parseInt(area.substring(4)) : 0;
    int board = p == 0 ? lastDigit(area) : (p + 2) / 3;
    board = Math.min(board, 3);
    boolean none = p == 5 || p == 10 || area.equals("U");
    int network = SmallNation.network(p);
    if (level.equals("pcn") && !none) {
      network = lastDigit(area);
    }
    return switch (header) {
      case "Practice code" -> SmallNation.code(p);
      case "Practice name" -> "Practice " + p;
      case "PCN ODS code" -> none ? "U" : "UZ000" + network;
      case "PCN name" -> none ? "Unallocated" : "Network " + network;
      case "ICB ODS code" -> "I0" + board;
      case "ICB ONS code" -> "E5400000" + board;
      case "ICB name" -> "NHS Board " + board;
      case "Sub-ICB location ODS code" -> "S0" + board;
      case "Sub-ICB location ONS code" -> "E3800000" + board;
      default -> "NHS Board " + board + " - S0" + board;
    };
  }

  private static int lastDigit(String code) {
    return code.charAt(code.length() - 1) - '0';
  }

  private static @Nullable BigDecimal plus(@Nullable BigDecimal a, @Nullable BigDecimal b) {
    return a == null || b == null ? null : a.add(b);
  }

  private static @Nullable BigDecimal points(@Nullable BigDecimal hundredths) {
    return hundredths == null ? null : hundredths.movePointLeft(2);
  }

  private static BigDecimal shown(BigDecimal fraction) {
    return fraction.movePointRight(2).setScale(2, RoundingMode.HALF_UP);
  }
}
