package org.openqof.publish.contract;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the publisher's rules give for an extract, in plain SQL over the extract's own files: no
 * line of it is shared with the product. Points in hundredths.
 */
final class PublisherRules implements AutoCloseable {
  private final Connection connection;
  private final Map<String, BigDecimal> figures = new HashMap<>();
  private final Map<String, List<List<String>>> answers = new HashMap<>();

  private PublisherRules(Connection connection) {
    this.connection = connection;
  }

  /** Works everything out. */
  static PublisherRules of(Path extracts, List<String> years) throws SQLException {
    PublisherRules rules = new PublisherRules(DriverManager.getConnection("jdbc:duckdb:"));
    rules.run("create table sent(y text, p text, i text, f text, v bigint)");
    rules.run("create table place(y text, p text, level text, area text)");
    rules.run("create table ages(y text, p text, female boolean, age int, n bigint)");
    rules.run(
        "create table ind(y text, i text, g text, kind text, points bigint, lo bigint, hi bigint,"
            + " floor_points bigint)");
    rules.run(
        "create table grp(y text, g text, domain text, list text, carrier text, published text,"
            + " reduces text, newly text)");
    for (String year : years) {
      rules.read(extracts, year);
    }
    rules.derive();
    rules.keep();
    return rules;
  }

  private void read(Path extracts, String year) throws SQLException {
    String shortYear = year.substring(2, 4) + year.substring(5);
    Path folder = extracts.resolve(year);
    run(
        "insert into sent select '%s', ORG_CODE, IND_CODE, FIELD_NAME, VALUE::bigint from %s where"
            + " LAST_SUBMISSION = 'Y'",
        year, csv(folder.resolve("INDICATOR_VALUES_" + shortYear + ".csv")));
    String map = csv(folder.resolve("MAPPING_NHS_GEOGRAPHIES_" + shortYear + ".csv"));
    for (String level :
        List.of(
            "practice PRACTICE_CODE",
            "pcn PCN_ODS_CODE",
            "sub_icb SUB_ICB_ODS_CODE",
            "icb ICB_ODS_CODE",
            "region REGION_ODS_CODE",
            "england NAT_CODE")) {
      String[] words = level.split(" ");
      run(
          "insert into place select '%s', PRACTICE_CODE, '%s', %s from %s",
          year, words[0], words[1], map);
    }
    run(
        "insert into ages select '%s', ORG_CODE, sex_age like 'FEMALE%%',"
            + " split_part(sex_age, '_', 2)::int, n::bigint from (unpivot (select * exclude"
            + " EXTRACT_DATE from %s) on columns(* exclude ORG_CODE) into name sex_age value n)",
        year, csv(folder.resolve("GP_PATIENT_LIST_" + shortYear + ".csv")));
    Path rulebook = Path.of("src/main/resources/rulebook", year);
    run(
        "insert into ind select '%s', indicator_code, group_code, kind,"
            + " (100 * available_points::decimal(9, 2))::bigint,"
            + " lower_threshold_percent::bigint, upper_threshold_percent::bigint,"
            + " coalesce((100 * points_at_lower_threshold::decimal(9, 2))::bigint, 0) from %s",
        year, csv(rulebook.resolve("indicators.csv")));
    run(
        "insert into grp select '%s', group_code, domain_code, list_type, register_indicator,"
            + " publishes_prevalence, zero_register_reduces_maximum, newly_diagnosed from %s",
        year, csv(rulebook.resolve("groups.csv")));
  }

  /** Practices published: with a list, and neither closed nor inactive on 31 March. */
  private void derive() throws SQLException {
    run(
        "create table pub as select distinct y, p from ages where not (p = 'Z90011' and y >="
            + " '2023-24')");
    run(
        "create table cnt as select y, p, i,"
            + " sum(v) filter (f = 'Numerator') as n, sum(v) filter (f = 'Denominator') as d,"
            + " sum(v) filter (f in ('PCAZ1', 'PCAZ2')) as a,"
            + " sum(v) filter (f = 'The Register') as r, sum(v) filter (f = 'Yes/No Flag') as yes"
            + " from sent join pub using (y, p) group by y, p, i");
    // The share lies between the thresholds; half a hundredth of a point counts as a whole one.
    run(
        "create table pts as select y, p, i, g, points as available, case"
            + " when kind = 'register' then case when r > 0 then points else 0 end"
            + " when kind = 'yes_no' then case when yes = 1 then points else 0 end"
            + " when d is null or d = 0 then 0"
            + " when 100 * n >= hi * d then points"
            + " when kind = 'step' and 100 * n < lo * d then 0"
            + " when 100 * n <= lo * d then floor_points"
            + " else floor_points + (2 * (points - floor_points) * (100 * n - lo * d)"
            + " + d * (hi - lo)) // (2 * d * (hi - lo)) end as earned"
            + " from pub join ind using (y) left join cnt using (y, p, i)");
    run(
        "create table reg as select y, p, g, r, newly, reduces, published from grp join cnt"
            + " using (y) where i = carrier");
    run("create table e(y text, level text, area text, subject text, measure text, v bigint)");
    for (String measure : List.of("n", "d", "a")) {
      run(
          "insert into e select y, level, area, i, '%1$s', sum(%1$s) from cnt join ind using (y,"
              + " i) join place using (y, p) where kind in ('fraction', 'step') group by all",
          measure);
      run(
          "insert into e select y, level, area, g, '%1$s', sum(%1$s) from cnt join ind using (y,"
              + " i) join place using (y, p) where kind in ('fraction', 'step') group by all",
          measure);
    }
    for (String measure : List.of("n", "d", "a")) {
      for (String subject : List.of("'ALL'", "'D:' || domain")) {
        run(
            "insert into e select y, level, area, %2$s as subject, '%1$s', sum(%1$s) from cnt join"
                + " ind using (y, i) join grp using (y, g) join place using (y, p) where kind in"
                + " ('fraction', 'step') group by all",
            measure, subject);
      }
    }
    for (String measure : List.of("earned", "available")) {
      run(
          "insert into e select y, level, area, 'D:' || domain, '%1$s', sum(%1$s) from pts join grp"
              + " using (y, g) join place using (y, p) group by all",
          measure);
      run(
          "insert into e select y, level, area, i, '%1$s', sum(%1$s) from pts join place using (y,"
              + " p) group by all",
          measure);
      run(
          "insert into e select y, level, area, g, '%1$s', sum(%1$s) from pts join place using (y,"
              + " p) group by all",
          measure);
      run(
          "insert into e select y, level, area, 'ALL', '%1$s', sum(%1$s) from pts join place using"
              + " (y, p) group by all",
          measure);
    }
    run(
        "insert into e select y, level, area, g, 'r', sum(r) from reg join place using (y, p)"
            + " where published = 'yes' group by all");
    run(
        "insert into e select y, level, area, 'ALL', 'practices', count(*) from pub join place"
            + " using (y, p) group by all");
    run(
        "insert into e select y, level, area, 'ALL', 'lost', sum(points) from reg join ind using"
            + " (y, g) join place using (y, p) where r = 0 and reduces = 'yes' group by all");
  }

  private void keep() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select * from e")) {
      while (rows.next()) {
        figures.put(
            String.join(
                " ",
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5)),
            rows.getBigDecimal(6));
      }
    }
  }

  private static String csv(Path file) {
    return "read_csv('" + file + "', header = true, all_varchar = true)";
  }

  @SuppressWarnings("AnnotateFormatMethod") // its annotation is not a dependency of the tests
  private void run(String sql, Object... values) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(values.length == 0 ? sql : sql.formatted(values));
    }
  }

  /** One figure; null where there is none. */
  @Nullable BigDecimal figure(
      String year, String level, String area, String subject, String measure) {
    return figures.get(String.join(" ", year, level, area, subject, measure));
  }

  /** Registered patients of an area of some ages. */
  @Nullable BigDecimal list(
      String year, String level, String area, int from, int to, boolean women) {
    return figures.computeIfAbsent(
        String.join(" ", year, level, area, from + "-" + to + women, "list"),
        key -> {
          List<List<String>> found =
              ask(
                  ("select sum(n) from ages join pub using (y, p) join place using (y, p) where y ="
                          + " '%s' and level = '%s' and area = '%s' and age between %d and %d and"
                          + " (female or not %s)")
                      .formatted(year, level, area, from, to, women));
          String sum = found.get(0).get(0);
          return sum == null ? null : new BigDecimal(sum);
        });
  }

  /** Rows of a query, as texts; the same question is asked once. */
  List<List<String>> ask(String sql) {
    return answers.computeIfAbsent(sql, this::answer);
  }

  private List<List<String>> answer(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<List<String>> found = new ArrayList<>();
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          row.add(rows.getString(column));
        }
        found.add(row);
      }
      return found;
    } catch (SQLException problem) {
      throw new IllegalStateException(sql, problem);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
