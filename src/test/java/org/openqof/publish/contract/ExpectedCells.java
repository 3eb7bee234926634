package org.openqof.publish.contract;

import java.math.BigDecimal;
import java.math.RoundingMode;
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

  ExpectedCells(PublisherRules rules, String year, String workbook, String sheet) {
    this.rules = rules;
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
    if (above == null || below == null) {
      return null;
    }
    return below.signum() == 0 ? "z" : above.divide(below, 10, RoundingMode.HALF_UP);
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
