package org.openqof.oracle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A payment extract of a few practices, written line by line for an example worked by hand; with it
 * what people entered and decided.
 */
final class TinyExtract {
  private final int starts;
  private final List<String> practices = new ArrayList<>();
  private final List<String> populations = new ArrayList<>();
  private final List<String> values = new ArrayList<>();
  private final Map<String, List<String>> others = new LinkedHashMap<>();

  private TinyExtract(int starts) {
    this.starts = starts;
    practices.add("QUALITY_SERVICE,SP_ORG_CODE,SP_ORG_NAME,CO_ORG_CODE,PART_ST_DT,PART_ED_DT");
    populations.add("PRACTICE_CODE,REFERENCE_DATE,REGISTERED_POPULATION");
    values.add(
        "QUALITY_SERVICE,NAME,ORG_CODE,ACH_DATE,IND_CODE,FIELD_NAME,VALUE,DEFAULT_VALUES_USED,"
            + "SUBMIT_USER_ID,SUBMIT_DATE,SUBMIT_TIME,LAST_SUBMISSION");
  }

  /** An empty extract of a year, such as {@code 2023-24}. */
  static TinyExtract of(String year) {
    return new TinyExtract(Integer.parseInt(year.substring(0, 4)));
  }

  /** A practice that takes part all year, with its population of 1 January. */
  TinyExtract practice(String code, int crp) {
    return participation(code, starts + "0401", (starts + 1) + "0331")
        .population(code, (starts + 1) + "0101", crp);
  }

  /** A line of the practice list; dates such as 20230401. */
  TinyExtract participation(String code, String from, String to) {
    practices.add(service() + "," + code + ",\"Larch, Elm\"," + "S001," + from + "," + to);
    return this;
  }

  /** A line of the populations. */
  TinyExtract population(String code, String date, int patients) {
    populations.add(code + "," + date + "," + patients);
    return this;
  }

  /** Points as awarded on 31 March. */
  TinyExtract awarded(String practice, String indicator, String points) {
    String day = (starts + 1) + "0331";
    return other(
        "INDICATOR_ACHIEVED_POINTS",
        "QUALITY_SERVICE,ORG_CODE,ACH_DATE,IND_CODE,POINTS,APPROVED",
        String.join(",", service(), practice, day, indicator, points, "Approved"));
  }

  /** A value entered by hand; entry is ACH_DATE,BASIS,ENTERED_BY,ENTERED_ON. */
  TinyExtract entered(String practice, String indicator, String field, String value, String entry) {
    return other(
        "MANUAL_ENTRY",
        "QUALITY_SERVICE,ORG_CODE,IND_CODE,FIELD_NAME,VALUE,ACH_DATE,BASIS,ENTERED_BY,ENTERED_ON",
        String.join(",", service(), practice, indicator, field, value, entry));
  }

  /** A correction; what is IND_CODE,KIND,POINTS,AMOUNT_GBP,REASON,APPROVER. */
  TinyExtract adjusted(String practice, String what) {
    return other(
        "ADJUSTMENTS",
        "QUALITY_SERVICE,PRACTICE_CODE,IND_CODE,KIND,POINTS,AMOUNT_GBP,REASON,APPROVER,APPROVED_ON",
        String.join(",", service(), practice, what, "20/05/" + (starts + 1)));
  }

  /** A corrected population. */
  TinyExtract corrected(String practice, String date, int patients) {
    return other(
        "CRP_CORRECTIONS",
        "PRACTICE_CODE,REFERENCE_DATE,REGISTERED_POPULATION,REASON,APPROVER,APPROVED_ON",
        practice
            + ","
            + date
            + ","
            + patients
            + ",list cleaned,Commissioner,03/05/"
            + (starts + 1));
  }

  /** Whether the plan of a practice was agreed: Y or N. */
  TinyExtract plan(String practice, String agreed) {
    return other(
        "AGREED_PLANS",
        "QUALITY_SERVICE,PRACTICE_CODE,PLAN_AGREED,APPROVER,DECIDED_ON",
        String.join(",", service(), practice, agreed, "Commissioner", "08/05/" + (starts + 1)));
  }

  private TinyExtract other(String name, String header, String line) {
    others.computeIfAbsent(name, n -> new ArrayList<>(List.of(header))).add(line);
    return this;
  }

  /** A numerator and a denominator of 31 March. */
  TinyExtract share(String practice, String indicator, int numerator, int denominator) {
    return value(practice, indicator, "Denominator", Integer.toString(denominator))
        .value(practice, indicator, "Numerator", Integer.toString(numerator));
  }

  /** A register of 31 March. */
  TinyExtract register(String practice, String indicator, int patients) {
    return value(practice, indicator, "The Register", Integer.toString(patients));
  }

  /** A value of 31 March, sent once, on 4 April at noon. */
  TinyExtract value(String practice, String indicator, String field, String value) {
    return value(practice, indicator, field, value, "04/04/" + (starts + 1) + ",12:00:00,Y");
  }

  /** A value of 31 March; sent is SUBMIT_DATE,SUBMIT_TIME,LAST_SUBMISSION. */
  TinyExtract value(String practice, String indicator, String field, String value, String sent) {
    return row(practice, (starts + 1) + "0331", indicator, field, value, sent);
  }

  /** A value of any date. */
  TinyExtract row(
      String practice, String date, String indicator, String field, String value, String sent) {
    return line(
        String.join(
            ",",
            service(),
            "Quality and Outcomes Framework",
            practice,
            date,
            indicator,
            field,
            value,
            "None",
            "AUTOMATED",
            sent));
  }

  /** A line of the values as it is. */
  TinyExtract line(String line) {
    values.add(line);
    return this;
  }

  private String service() {
    return "QOF" + shortYear();
  }

  private String shortYear() {
    return "%02d%02d".formatted(starts % 100, (starts + 1) % 100);
  }

  /** Writes the files into a folder, and says which. */
  Path in(Path folder) throws IOException {
    write(folder, "FINAL_PRACTICE_LIST_", practices);
    write(folder, "CONTRACTOR_REGISTERED_POPULATION_", populations);
    write(folder, "INDICATOR_VALUES_", values);
    for (Map.Entry<String, List<String>> other : others.entrySet()) {
      write(folder, other.getKey() + "_", other.getValue());
    }
    return folder;
  }

  private void write(Path folder, String name, List<String> lines) throws IOException {
    Files.write(folder.resolve(name + shortYear() + ".csv"), lines, StandardCharsets.UTF_8);
  }
}
