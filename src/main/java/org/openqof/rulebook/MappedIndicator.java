package org.openqof.rulebook;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One indicator as the published map of indicators has it: of the framework, or of management
 * information that is published with it and scores nothing.
 *
 * <p>From 2019-20 the sub-domains of public health are published as public health. The list is that
 * of the group to 2021-22 and the indicator's own band from 2022-23; what was published otherwise
 * is data ({@code published-list-types.csv}).
 *
 * @param code the indicator
 * @param points points available; 0 of management information
 * @param groupCode its group
 * @param groupName name of the group
 * @param domainCode domain of the group
 * @param domainName name of the domain
 * @param listType the list it is published with
 */
public record MappedIndicator(
    String code,
    BigDecimal points,
    String groupCode,
    String groupName,
    String domainCode,
    String domainName,
    String listType) {

  /** First year whose list types are the indicator's own bands. */
  private static final int OWN_BANDS_FROM = 2022;

  /** First year that publishes the sub-domains of public health as public health. */
  private static final int DOMAINS_FROM = 2019;

  private static final String PUBLIC_HEALTH = "PH";

  /** All indicators of a year: those of the framework by their codes, then the others. */
  public static List<MappedIndicator> of(Rulebook rulebook) {
    String year = rulebook.year().toString();
    Map<String, String> otherwise = new HashMap<>();
    for (NamedCsvRecord row : rows("published-list-types.csv")) {
      if (row.getField("financial_year").equals(year)) {
        otherwise.put(row.getField("indicator_code"), row.getField("list_type"));
      }
    }
    boolean ownBands = rulebook.year().startYear() >= OWN_BANDS_FROM;
    Map<String, Group> groups = rulebook.groupsByCode();
    List<MappedIndicator> indicators = new ArrayList<>();
    for (Indicator indicator : rulebook.indicatorsInCodeOrder()) {
      Group group = groups.get(indicator.groupCode());
      if (group == null) {
        throw new IllegalStateException("no group " + indicator.groupCode());
      }
      boolean publicHealth =
          rulebook.year().startYear() >= DOMAINS_FROM
              && group.domainCode().startsWith(PUBLIC_HEALTH);
      String own = indicator.additionalListType();
      indicators.add(
          new MappedIndicator(
              indicator.code(),
              indicator.availablePoints(),
              group.code(),
              group.name(),
              publicHealth ? PUBLIC_HEALTH : group.domainCode(),
              publicHealth ? "Public Health" : group.domainName(),
              otherwise.getOrDefault(
                  indicator.code(), own != null && ownBands ? own : group.listType())));
    }
    for (NamedCsvRecord row : rows("management-information.csv")) {
      if (row.getField("financial_year").equals(year)) {
        indicators.add(
            new MappedIndicator(
                row.getField("indicator_code"),
                BigDecimal.ZERO,
                row.getField("group_code"),
                row.getField("group_name"),
                row.getField("domain_code"),
                row.getField("domain_name"),
                row.getField("list_type")));
      }
    }
    return indicators;
  }

  /** Rows of a file of facts about what was published. */
  private static List<NamedCsvRecord> rows(String name) {
    try (InputStream stream = MappedIndicator.class.getResourceAsStream("/publish/" + name)) {
      if (stream == null) {
        throw new IllegalStateException("no resource " + name);
      }
      try (CsvReader<NamedCsvRecord> reader =
          CsvReader.builder()
              .ofNamedCsvRecord(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
        return reader.stream().toList();
      }
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
