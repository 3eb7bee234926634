package org.openqof.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.LineageKind;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.Rulebooks;

/**
 * Values of indicators that the year does not have and the year before or after it has: a file
 * between two frameworks. They pay nothing, so somebody must hear of it.
 */
final class OtherFrameworks {
  /** Codes named of those of one other year. */
  private static final int NAMED = 5;

  private OtherFrameworks() {}

  /**
   * What is to be said, a sentence a year.
   *
   * @param setAside codes that the year's rulebook does not have, with the number of practices that
   *     sent them
   */
  static List<String> notices(
      Rulebooks rulebooks, Rulebook rulebook, Map<String, Integer> setAside) {
    FinancialYear year = rulebook.year();
    Map<String, Integer> strange = new TreeMap<>(setAside);
    if (!strange.isEmpty()) {
      strange.keySet().removeAll(stillExtracted(rulebooks, year));
    }
    List<String> notices = new ArrayList<>();
    for (FinancialYear other : rulebooks.years()) {
      boolean beside = other.next().equals(year) || year.next().equals(other);
      if (!beside || strange.isEmpty()) {
        continue;
      }
      Set<String> codes = rulebooks.load(other).indicatorsByCode().keySet();
      Map<String, Integer> ofOther = new TreeMap<>(strange);
      ofOther.keySet().retainAll(codes);
      strange.keySet().removeAll(codes);
      if (!ofOther.isEmpty()) {
        notices.add(notice(year, other, ofOther));
      }
    }
    return notices;
  }

  /** Codes that are known to be sent on without points. */
  private static Set<String> stillExtracted(Rulebooks rulebooks, FinancialYear year) {
    return rulebooks.lineage().links().stream()
        .filter(link -> link.kind() == LineageKind.MANAGEMENT_INFORMATION)
        .filter(link -> link.toYear().equals(year) && link.toCode() != null)
        .map(link -> String.valueOf(link.toCode()))
        .collect(Collectors.toSet());
  }

  private static String notice(
      FinancialYear year, FinancialYear other, Map<String, Integer> codes) {
    Collection<String> named = codes.keySet().stream().limit(NAMED).toList();
    int more = codes.size() - named.size();
    int practices = codes.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return "%s%s of %s, sent by %s, %s of %s: set aside, paying nothing; see whether the file is of the year it names, or add what is missing to a rulebook folder of your own (--rulebook)"
        .formatted(
            String.join(", ", named),
            more == 0 ? "" : " and %,d more".formatted(more),
            other,
            HowMany.practices(practices),
            codes.size() == 1 ? "is no indicator" : "are no indicators",
            year);
  }
}
