package org.openqof.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.IndicatorKind;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;

/**
 * A payment extract of one year in which every practice sends everything, and what a test says
 * otherwise: a hundred patients in every denominator, a register of a twentieth of the list.
 */
public final class WholeExtract {
  private final FinancialYear year;
  private final Rulebook rulebook;
  private final Map<String, String> participations = new LinkedHashMap<>();
  private final List<String> populations = new ArrayList<>();
  private final Map<String, String> values = new LinkedHashMap<>();
  private final List<String> awards = new ArrayList<>();
  private final Map<String, List<String>> files = new LinkedHashMap<>();

  private WholeExtract(FinancialYear year) {
    this.year = year;
    this.rulebook = Rulebooks.shipped().load(year);
  }

  /** An empty extract of a year, such as {@code 2023-24}. */
  public static WholeExtract of(String year) {
    return new WholeExtract(FinancialYear.of(year));
  }

  private static String day(LocalDate date) {
    return date.toString().replace("-", "");
  }

  /** A practice all year long with its list, and everything sent for 31 March. */
  public WholeExtract practice(String code, int crp, int percent) {
    return practice(code, crp)
        .participation(code, day(year.start()), day(year.end()))
        .collection(code, day(year.end()), crp, percent);
  }

  /** A practice's list of 1 January, and nothing else. */
  public WholeExtract practice(String code, int crp) {
    populations.add(code + "," + day(year.startOfFinalQuarter()) + "," + crp);
    return this;
  }

  /** A list of another day. */
  public WholeExtract population(String code, String day, int patients) {
    populations.add(code + "," + day + "," + patients);
    return this;
  }

  /** First and last day of a practice's contract, such as 20230401. */
  public WholeExtract participation(String code, String from, String to) {
    participations.put(
        code, "%s,%s,Practice %s,S001,%s,%s".formatted(service(), code, code, from, to));
    return this;
  }

  /** Every value of a collection: this share of each denominator, registers, and answers. */
  public WholeExtract collection(String code, String date, int crp, int percent) {
    for (Indicator indicator : rulebook.indicatorsInCodeOrder()) {
      if (indicator.kind() == IndicatorKind.YES_NO) {
        value(code, date, indicator.code(), "Yes/No Flag", "1");
      } else if (indicator.kind() != IndicatorKind.REGISTER) {
        value(code, date, indicator.code(), "Denominator", "100");
        value(code, date, indicator.code(), "Numerator", Integer.toString(percent));
      }
    }
    for (Group group : rulebook.groups()) {
      if (group.registerIndicator() != null) {
        value(code, date, group.registerIndicator(), "The Register", Integer.toString(crp / 20));
      }
    }
    return this;
  }

  /** One value, in place of the one before; submitted on 4 April after the year. */
  public WholeExtract value(
      String code, String date, String indicator, String field, String value) {
    values.put(
        String.join(" ", code, date, indicator, field),
        row(
            code,
            date,
            indicator,
            field,
            value,
            "04/04/" + (year.startYear() + 1) + ",12:00:00,Y"));
    return this;
  }

  /** One value of 31 March. */
  public WholeExtract value(String code, String indicator, String field, String value) {
    return value(code, day(year.end()), indicator, field, value);
  }

  /** One more value of 31 March that an earlier submission gave and a later one replaced. */
  public WholeExtract superseded(String code, String indicator, String field, String value) {
    values.put(
        String.join(" ", "superseded", code, indicator, field),
        row(
            code,
            day(year.end()),
            indicator,
            field,
            value,
            "01/04/" + (year.startYear() + 1) + ",12:00:00,N"));
    return this;
  }

  private String row(
      String code, String date, String indicator, String field, String value, String sent) {
    return String.join(
        ",", service(), "QOF", code, date, indicator, field, value, "None", "AUTOMATED", sent);
  }

  /** Without any value of an indicator, on any date. */
  public WholeExtract without(String code, String indicator) {
    values.keySet().removeIf(key -> key.startsWith(code) && key.contains(" " + indicator + " "));
    return this;
  }

  /** Points that the payment service awarded for 31 March. */
  public WholeExtract awarded(String code, String indicator, String points) {
    awards.add(String.join(",", service(), code, day(year.end()), indicator, points, "Approved"));
    return this;
  }

  /** Another file, header first; its name comes before the year, as in {@code SUCCESSIONS}. */
  public WholeExtract file(String name, String... lines) {
    files.put(name, List.of(lines));
    return this;
  }

  private String service() {
    return "QOF" + shortYear();
  }

  private String shortYear() {
    return "%02d%02d".formatted(year.startYear() % 100, (year.startYear() + 1) % 100);
  }

  /** Writes the files into a folder, and says which. */
  public Path in(Path folder) throws IOException {
    Files.createDirectories(folder);
    write(
        folder,
        "FINAL_PRACTICE_LIST",
        "QUALITY_SERVICE,SP_ORG_CODE,SP_ORG_NAME,CO_ORG_CODE,PART_ST_DT,PART_ED_DT",
        participations.values());
    write(
        folder,
        "CONTRACTOR_REGISTERED_POPULATION",
        "PRACTICE_CODE,REFERENCE_DATE,REGISTERED_POPULATION",
        populations);
    write(
        folder,
        "INDICATOR_VALUES",
        "QUALITY_SERVICE,NAME,ORG_CODE,ACH_DATE,IND_CODE,FIELD_NAME,VALUE,DEFAULT_VALUES_USED,"
            + "SUBMIT_USER_ID,SUBMIT_DATE,SUBMIT_TIME,LAST_SUBMISSION",
        values.values());
    if (!awards.isEmpty()) {
      write(
          folder,
          "INDICATOR_ACHIEVED_POINTS",
          "QUALITY_SERVICE,ORG_CODE,ACH_DATE,IND_CODE,POINTS,APPROVED",
          awards);
    }
    for (Map.Entry<String, List<String>> file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey() + "_" + shortYear() + ".csv"), file.getValue());
    }
    return folder;
  }

  private void write(Path folder, String name, String header, Iterable<String> lines)
      throws IOException {
    List<String> all = new ArrayList<>();
    all.add(header);
    lines.forEach(all::add);
    Files.write(folder.resolve(name + "_" + shortYear() + ".csv"), all);
  }
}
