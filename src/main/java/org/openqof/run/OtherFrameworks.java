package org.openqof.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.openqof.answer.Words;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;

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
    List<String> notices = new ArrayList<>();
    for (FinancialYear other : rulebooks.years()) {
      boolean beside = other.next().equals(year) || year.next().equals(other);
      if (!beside || strange.isEmpty()) {
        continue;
      }
      Set<String> codes = indicators(rulebooks, other);
      Map<String, Integer> ofOther = new TreeMap<>(strange);
      ofOther.keySet().retainAll(codes);
      strange.keySet().removeAll(codes);
      if (!ofOther.isEmpty()) {
        notices.add(notice(year, other, ofOther));
      }
    }
    return notices;
  }

  /** Indicators of a neighbouring year; none where its rulebook cannot be read or is not there. */
  private static Set<String> indicators(Rulebooks rulebooks, FinancialYear other) {
    try {
      return rulebooks.load(other).indicatorsByCode().keySet();
    } catch (QofException broken) {
      // Another year's rulebook is that year's affair: this one is not stopped by it.
      return Set.of();
    }
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
            Words.practices(practices),
            codes.size() == 1 ? "is not an indicator" : "are not indicators",
            year);
  }
}
