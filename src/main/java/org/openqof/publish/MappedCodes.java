package org.openqof.publish;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Rulebook;

/**
 * Lineage from codes: an unchanged code continues itself, and {@code code-mapping.csv} names those
 * that were renamed from one year to the next and says whether the two may be compared.
 */
public final class MappedCodes implements Lineage {
  private final Map<String, String> formerCodes = new HashMap<>();

  /**
   * Lineage between two successive years.
   *
   * @param before the earlier year's rulebook
   * @param now this year's rulebook
   */
  public MappedCodes(Rulebook before, Rulebook now) {
    Set<String> former =
        before.indicators().stream().map(Indicator::code).collect(Collectors.toSet());
    for (Indicator indicator : now.indicators()) {
      if (former.contains(indicator.code())) {
        formerCodes.put(indicator.code(), indicator.code());
      }
    }
    for (NamedCsvRecord row : Resource.rows("code-mapping.csv")) {
      if (row.getField("from_year").equals(before.year().toString())
          && row.getField("to_year").equals(now.year().toString())
          && row.getField("comparable").equals("yes")
          && former.contains(row.getField("from_code"))) {
        formerCodes.put(row.getField("to_code"), row.getField("from_code"));
      }
    }
  }

  @Override
  public Optional<String> comparable(String indicatorCode) {
    return Optional.ofNullable(formerCodes.get(indicatorCode));
  }
}
