package org.openqof.comparison.change;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.Lineage;

/**
 * Which line of the earlier year stands alongside a line of the later one. An indicator that was
 * split or merged has no partner: its pounds are those of indicators that came and went.
 */
final class Matching {
  private final Map<String, String> laterByEarlier = new HashMap<>();

  Matching(
      Lineage lineage, FinancialYear earlier, FinancialYear later, Collection<String> laterCodes) {
    Map<String, Integer> claims = new HashMap<>();
    Map<String, String> earlierByLater = new HashMap<>();
    for (String code : laterCodes) {
      lineage
          .codeIn(earlier, code, later)
          .ifPresent(
              before -> {
                earlierByLater.put(code, before);
                claims.merge(before, 1, Integer::sum);
              });
    }
    earlierByLater.forEach(
        (code, before) -> {
          if (claims.getOrDefault(before, 0) == 1) {
            laterByEarlier.put(before, code);
          }
        });
  }

  /** The later code of an earlier line; one that nothing can match when it has no partner. */
  String later(String earlierCode) {
    return laterByEarlier.getOrDefault(earlierCode, "< " + earlierCode);
  }
}
