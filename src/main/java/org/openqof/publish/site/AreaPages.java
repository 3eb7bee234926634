package org.openqof.publish.site;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.CsvText;
import org.openqof.domain.FinancialYear;
import org.openqof.publish.Files;
import org.openqof.publish.Level;
import org.openqof.publish.chart.Markup;
import org.openqof.publish.site.Directory.Practice;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Rulebook;
import org.openqof.statistics.Rate;

/**
 * What needs no JavaScript: a page and a CSV file for each integrated care board, with the figures
 * of the latest year, and the page that lists them.
 */
final class AreaPages {
  private static final int DECIMALS = 2;
  private static final List<String> COPIED = List.of("app.js", "site.css", "icon.svg");

  private final Directory directory;
  private final Map<Kind, SortedMap<FinancialYear, YearCounts>> counts;
  private final Rulebook rulebook;
  private final Map<String, String> bundle;
  private final String about;

  AreaPages(
      Directory directory,
      Map<Kind, SortedMap<FinancialYear, YearCounts>> counts,
      SortedMap<FinancialYear, Rulebook> rulebooks,
      Map<String, String> bundle,
      String about) {
    this.directory = directory;
    this.counts = counts;
    this.rulebook = Objects.requireNonNull(rulebooks.get(rulebooks.lastKey()));
    this.bundle = bundle;
    this.about = about;
  }

  void write(Files files) {
    Map<String, String> boards = directory.areas().getOrDefault(Level.ICB, new TreeMap<>());
    StringBuilder list = new StringBuilder("<ul class=\"nhsuk-list nhsuk-list--bullet\">\n");
    boards.forEach(
        (code, name) ->
            list.append(
                "<li><a href=\"%s.html\">%s</a> (%s)</li>\n"
                    .formatted(file(code), Markup.text(name), Markup.text(code))));
    list.append("</ul>\n");
    files.put(
        "areas/index.html",
        "Integrated care boards",
        null,
        LookUpSite.text(
            page(
                "Integrated care boards, " + directory.latest(),
                "<p>A page and a CSV file of every practice for each board. Nothing here needs"
                    + " JavaScript.</p>\n"
                    + list)));
    boards.forEach((code, name) -> board(files, code, name));
    String index =
        LookUpSite.required(bundle, "index.html")
            .replace("<!--areas-->", list.toString().replace("href=\"", "href=\"areas/"))
            .replace("<!--about-->", Markup.text(about));
    files.put("index.html", "The page", null, LookUpSite.text(index));
    for (String name : COPIED) {
      files.put(name, "Part of the page", null, LookUpSite.text(LookUpSite.required(bundle, name)));
    }
  }

  /** The name of a board's files: its code, of which nothing but letters and digits are kept. */
  private static String file(String code) {
    return code.replaceAll("[^A-Za-z0-9]", "_");
  }

  private String page(String title, String content) {
    return LookUpSite.required(bundle, "area.html")
        .replace("<!--title-->", Markup.text(title))
        .replace("<!--about-->", Markup.text(about))
        .replace("<!--content-->", content);
  }

  private YearCounts latest(Kind kind) {
    SortedMap<FinancialYear, YearCounts> years = counts.get(kind);
    if (years == null) {
      throw new IllegalStateException(kind.word());
    }
    return Objects.requireNonNull(years.get(years.lastKey()));
  }

  private void board(Files files, String code, String name) {
    List<Practice> practices = directory.ofBoard(code);
    String csv = file(code) + "-" + directory.latest() + ".csv";
    StringBuilder content = new StringBuilder();
    content.append(
        "<p><a href=\"%s\">All figures of its %,d practices (CSV)</a></p>\n"
            .formatted(csv, practices.size()));
    String place = Directory.place(Level.ICB, code);
    table(
        content,
        "Prevalence, " + directory.latest(),
        List.of("Register", "#On the register", "#Registered patients", "#Prevalence", "#England"));
    YearCounts registers = latest(Kind.PREVALENCE);
    for (int i = 0; i < registers.subjects().size(); i++) {
      String subject = registers.subjects().get(i);
      int[] of = registers.of(place, i);
      row(
          content,
          Kind.PREVALENCE.name(rulebook, subject),
          count(of, 0),
          count(of, 1),
          rate(subject, of, 0, 1),
          rate(subject, registers.ofEngland(i), 0, 1));
    }
    end(content);
    table(
        content,
        "Indicators, " + directory.latest(),
        List.of(
            "Indicator",
            "What it measures",
            "#Numerator",
            "#Denominator",
            "#Achievement",
            "#England",
            "#Adjusted"));
    YearCounts indicators = latest(Kind.ACHIEVEMENT);
    for (int i = 0; i < indicators.subjects().size(); i++) {
      String subject = indicators.subjects().get(i);
      int[] of = indicators.of(place, i);
      row(
          content,
          subject,
          Kind.ACHIEVEMENT.name(rulebook, subject),
          count(of, 0),
          count(of, 1),
          rate(subject, of, 0, 1),
          rate(subject, indicators.ofEngland(i), 0, 1),
          shown(adjusted(of)));
    }
    end(content);
    table(content, "Practices", List.of("Practice", "Code", "#Registered patients"));
    for (Practice practice : practices) {
      row(
          content,
          practice.name,
          practice.code,
          practice.patients == null ? "not available" : number(practice.patients));
    }
    end(content);
    files.put(
        "areas/" + file(code) + ".html",
        name,
        null,
        LookUpSite.text(page(name + ", " + directory.latest(), content.toString())));
    files.put("areas/" + csv, name, null, stream -> csv(stream, practices));
  }

  /** Begins a table; a heading that starts with a number sign is of a column of numbers. */
  private static void table(StringBuilder content, String caption, List<String> headings) {
    String id = "table-" + Markup.id(caption);
    content.append(
        ("<h2 class=\"nhsuk-heading-m\" id=\"%1$s\">%2$s</h2>\n<div class=\"qof-scroll\""
                + " tabindex=\"0\" role=\"region\" aria-labelledby=\"%1$s\"><table"
                + " class=\"nhsuk-table\" aria-labelledby=\"%1$s\"><thead"
                + " class=\"nhsuk-table__head\"><tr class=\"nhsuk-table__row\">")
            .formatted(id, Markup.text(caption)));
    for (String heading : headings) {
      boolean isNumber = heading.startsWith("#");
      content.append(
          "<th class=\"nhsuk-table__header%s\" scope=\"col\">%s</th>"
              .formatted(
                  isNumber ? " qof-number" : "",
                  Markup.text(isNumber ? heading.substring(1) : heading)));
    }
    content.append("</tr></thead><tbody class=\"nhsuk-table__body\">\n");
  }

  private static void row(StringBuilder content, String first, String... cells) {
    content.append(
        "<tr class=\"nhsuk-table__row\"><th class=\"nhsuk-table__header\" scope=\"row\">%s</th>"
            .formatted(Markup.text(first)));
    for (String cell : cells) {
      boolean isNumber = !cell.isEmpty() && Character.isDigit(cell.charAt(0));
      content.append(
          "<td class=\"nhsuk-table__cell%s\">%s</td>"
              .formatted(isNumber ? " qof-number" : "", Markup.text(cell)));
    }
    content.append("</tr>\n");
  }

  private static void end(StringBuilder content) {
    content.append("</tbody></table></div>\n");
  }

  private static String number(int count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String count(int @Nullable [] counts, int which) {
    return counts == null || counts[which] == YearCounts.NONE
        ? "not available"
        : number(counts[which]);
  }

  private String rate(String subject, int @Nullable [] counts, int events, int base) {
    return isNewlyDiagnosed(subject) ? "not applicable" : shown(rate(counts, events, base));
  }

  private boolean isNewlyDiagnosed(String subject) {
    return rulebook.group(subject).map(Group::newlyDiagnosed).orElse(false);
  }

  private static @Nullable BigDecimal rate(int @Nullable [] counts, int events, int base) {
    return counts == null || counts[events] == YearCounts.NONE || counts[base] == YearCounts.NONE
        ? null
        : Rate.of((long) counts[events], (long) counts[base]);
  }

  private static @Nullable BigDecimal adjusted(int @Nullable [] counts) {
    return counts == null || counts[1] == YearCounts.NONE || counts[2] == YearCounts.NONE
        ? null
        : Rate.adjustments((long) counts[2], (long) counts[1]);
  }

  private static String shown(@Nullable BigDecimal rate) {
    return rate == null ? "not applicable" : Markup.percentDigits(rate, DECIMALS) + "%";
  }

  private long csv(OutputStream stream, List<Practice> practices) throws IOException {
    long rows = 0;
    try (Writer writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
        CsvText csv = new CsvText(writer)) {
      csv.row(
          "practice_code",
          "practice_name",
          "subject_code",
          "numerator",
          "denominator",
          "pca_count",
          "percent",
          "pca_percent");
      for (Kind kind : Kind.values()) {
        YearCounts year = latest(kind);
        for (Practice practice : practices) {
          for (int i = 0; i < year.subjects().size(); i++) {
            int[] of = year.of(practice.code, i);
            if (of != null) {
              String subject = year.subjects().get(i);
              boolean newly = kind == Kind.PREVALENCE && isNewlyDiagnosed(subject);
              csv.row(
                  practice.code,
                  practice.name,
                  subject,
                  cell(of[0]),
                  cell(of[1]),
                  of.length > 2 ? cell(of[2]) : "",
                  newly ? "" : cell(rate(of, 0, 1)),
                  of.length > 2 ? cell(adjusted(of)) : "");
              rows++;
            }
          }
        }
      }
    }
    return rows;
  }

  private static String cell(int count) {
    return count == YearCounts.NONE ? "" : Integer.toString(count);
  }

  private static String cell(@Nullable BigDecimal rate) {
    return rate == null ? "" : Markup.percentDigits(rate, DECIMALS);
  }
}
