package org.openqof.synthetic;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.IndicatorKind;
import org.openqof.domain.MoneyRounding;
import org.openqof.domain.PointsRounding;
import org.openqof.domain.PrevalenceMethod;
import org.openqof.domain.Thresholds;
import org.openqof.rulebook.Cited;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.PaymentRules;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.Status;

/** Rulebooks for the tests of the generator, from the facts beside the project. */
final class TestRulebooks {
  private static final Path DOMAIN = Path.of("..", "shared", "domain");
  private static final Map<String, String> DOMAINS =
      Map.of(
          "Clinical", "CL",
          "Public Health", "PH",
          "Public Health Additional Services", "PHAS",
          "Public Health Vaccination and Immunisation", "PHVI",
          "Quality improvement", "QI");

  private TestRulebooks() {}

  /** A year's rulebook; the test is skipped where the facts are absent. */
  static Rulebook load(FinancialYear year) {
    Assumptions.assumeTrue(Files.isDirectory(DOMAIN), "no ../shared/domain beside the project");
    Map<String, NamedCsvRecord> lists = listTypes(year);
    List<Indicator> indicators = new ArrayList<>();
    Map<String, Group> groups = new LinkedHashMap<>();
    for (NamedCsvRecord row : read("indicators/indicators-" + year + ".csv")) {
      String code = row.getField("indicator_code");
      String group = row.getField("group_code");
      boolean adjusted = row.getField("prevalence_adjusted").equals("Y");
      NamedCsvRecord list = lists.get(code);
      String additional = list == null ? "" : list.getField("additional_list_type");
      indicators.add(
          new Indicator(
              code,
              group,
              kind(row.getField("kind"), row.getField("points_at_lower_threshold")),
              new BigDecimal(row.getField("points")),
              thresholds(row),
              Status.CONFIRMED,
              adjusted,
              adjusted ? group : null,
              additional.isEmpty() ? null : additional,
              row.getField("kind").equals("QI"),
              row.getField("description"),
              "test"));
      groups.merge(group, group(row, lists), TestRulebooks::withRegisterOfEither);
    }
    return new Rulebook(
        year, true, payment(year), indicators, List.copyOf(groups.values()), List.of(), "0");
  }

  private static Group withRegisterOfEither(Group first, Group second) {
    return first.registerIndicator() == null ? second : first;
  }

  private static Group group(NamedCsvRecord row, Map<String, NamedCsvRecord> lists) {
    String code = row.getField("indicator_code");
    String group = row.getField("group_code");
    NamedCsvRecord list = lists.get(code);
    boolean carries =
        (list != null && list.getField("carries_register").equals("1"))
            || List.of("SMOK002", "CHOL001", "CHOL003").contains(code);
    String field = row.getField("register_field");
    return new Group(
        group,
        row.getField("group_name"),
        DOMAINS.getOrDefault(row.getField("domain"), "CL"),
        row.getField("domain"),
        list == null ? "TOTAL" : list.getField("prevalence_list_type"),
        carries ? code : null,
        carries ? (field.isEmpty() ? "Palliative Care Register" : field) : null,
        carries && !group.equals("SMOK") && !group.equals("CHOL"),
        list != null && list.getField("zero_register_reduces_max_points").equals("1"),
        code.equals("DEP004"));
  }

  private static Map<String, NamedCsvRecord> listTypes(FinancialYear year) {
    Map<String, NamedCsvRecord> lists = new LinkedHashMap<>();
    String wanted = year.startYear() >= 2023 ? "2023-24" : "2022-23";
    for (NamedCsvRecord row : read("patient-list-types.csv")) {
      if (row.getField("qof_year").equals(wanted)) {
        lists.put(row.getField("indicator_code"), row);
      }
    }
    return lists;
  }

  private static IndicatorKind kind(String kind, String base) {
    return switch (kind) {
      case "register" -> IndicatorKind.REGISTER;
      case "QI" -> IndicatorKind.YES_NO;
      case "V&I" -> base.isEmpty() ? IndicatorKind.FRACTION : IndicatorKind.STEP;
      default -> IndicatorKind.FRACTION;
    };
  }

  private static @Nullable Thresholds thresholds(NamedCsvRecord row) {
    String lower = row.getField("lower_threshold_pct");
    String base = row.getField("points_at_lower_threshold");
    return lower.isEmpty()
        ? null
        : new Thresholds(
            new BigDecimal(lower),
            new BigDecimal(row.getField("upper_threshold_pct")),
            base.isEmpty() ? BigDecimal.ZERO : new BigDecimal(base));
  }

  private static PaymentRules payment(FinancialYear year) {
    return new PaymentRules(
        new Cited<>(new BigDecimal("213.43"), Status.CONFIRMED, "test"),
        new Cited<>(9639, Status.CONFIRMED, "test"),
        null,
        year.startOfFinalQuarter(),
        year.end(),
        PrevalenceMethod.values()[0],
        PaymentRules.NationalPrevalence.RATIO_OF_SUMS,
        PaymentRules.PayingAverage.PUBLISHED,
        new BigDecimal(635),
        new Cited<>(new BigDecimal(80), Status.CONFIRMED, "test"),
        PointsRounding.values()[0],
        MoneyRounding.values()[0],
        year.end().plusDays(1));
  }

  private static List<NamedCsvRecord> read(String file) {
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(DOMAIN.resolve(file))) {
      return rows.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
