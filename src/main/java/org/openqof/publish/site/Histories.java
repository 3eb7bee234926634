package org.openqof.publish.site;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.SafeText;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.Comparability;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Lineage;
import org.openqof.rulebook.Rulebook;

/**
 * The registers or indicators of all years, each followed back from the latest year that has it, as
 * the lineage leads: under which code it stood in each year, and before which years its line
 * breaks.
 */
final class Histories {
  private final Kind kind;
  private final Lineage lineage;
  private final SortedMap<FinancialYear, Rulebook> rulebooks;
  private final SortedMap<FinancialYear, YearCounts> years;

  Histories(
      Kind kind,
      Lineage lineage,
      SortedMap<FinancialYear, Rulebook> rulebooks,
      SortedMap<FinancialYear, YearCounts> years) {
    this.kind = kind;
    this.lineage = lineage;
    this.rulebooks = rulebooks;
    this.years = years;
  }

  /** One year of a subject. */
  private static final class Step {
    final String code;
    Comparability comparability = Comparability.COMPARABLE;
    List<String> reasons = List.of();

    Step(String code) {
      this.code = code;
    }
  }

  /** Every subject as the page reads it, those of the latest year first. */
  ArrayNode json() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    Set<String> told = new HashSet<>();
    Set<String> names = new HashSet<>();
    List<FinancialYear> backwards = new ArrayList<>(years.keySet());
    Collections.reverse(backwards);
    for (FinancialYear year : backwards) {
      for (String code : counts(year).subjects()) {
        if (told.contains(year + " " + code)) {
          continue;
        }
        SortedMap<FinancialYear, Step> steps = follow(year, code, backwards);
        steps.forEach((when, step) -> told.add(when + " " + step.code));
        // A code that a later year gave to something else is told apart by its last year.
        String id = names.add(code) ? code : code + "-" + year;
        list.add(json(id, year, code, steps));
      }
    }
    return list;
  }

  private YearCounts counts(FinancialYear year) {
    YearCounts counts = years.get(year);
    if (counts == null) {
      throw new IllegalArgumentException("no counts of " + year);
    }
    return counts;
  }

  private Rulebook rulebook(FinancialYear year) {
    Rulebook rulebook = rulebooks.get(year);
    if (rulebook == null) {
      throw new IllegalArgumentException("no rulebook of " + year);
    }
    return rulebook;
  }

  private SortedMap<FinancialYear, Step> follow(
      FinancialYear last, String code, List<FinancialYear> backwards) {
    SortedMap<FinancialYear, Step> steps = new TreeMap<>();
    Step later = new Step(code);
    FinancialYear when = last;
    steps.put(when, later);
    for (FinancialYear earlier : backwards.subList(backwards.indexOf(last) + 1, backwards.size())) {
      String subject = kind.lineageCode(rulebook(when), later.code);
      Lineage.@Nullable Comparison found =
          subject == null ? null : lineage.compare(earlier, subject, when, kind.compared());
      Optional<String> before = before(found, earlier, later.code);
      if (before.isPresent() && counts(earlier).subjects().contains(before.get())) {
        later.comparability = found == null ? Comparability.NOT_COMPARABLE : found.comparability();
        later.reasons =
            found == null ? List.of(when + ": no lineage of its register") : found.reasons();
        later = new Step(before.get());
        when = earlier;
        steps.put(when, later);
      }
    }
    return steps;
  }

  /** A group keeps its code; an indicator is what the lineage says it was called. */
  private Optional<String> before(
      Lineage.@Nullable Comparison found, FinancialYear earlier, String code) {
    if (kind == Kind.PREVALENCE) {
      return counts(earlier).subjects().contains(code) ? Optional.of(code) : Optional.empty();
    }
    return found == null ? Optional.empty() : found.earlierCode();
  }

  private ObjectNode json(
      String id, FinancialYear last, String code, SortedMap<FinancialYear, Step> steps) {
    ObjectNode subject = JsonNodeFactory.instance.objectNode();
    Rulebook rulebook = rulebook(last);
    subject.put("id", id).put("name", kind.name(rulebook, code));
    Indicator indicator = rulebook.indicatorsByCode().get(code);
    if (kind == Kind.ACHIEVEMENT && indicator != null) {
      subject.put("group", Kind.PREVALENCE.name(rulebook, indicator.groupCode()));
    }
    ObjectNode byYear = subject.putObject("years");
    steps.forEach(
        (year, step) -> {
          ObjectNode entry = byYear.putObject(Integer.toString(year.startYear()));
          entry.put("code", step.code);
          boolean newly =
              kind == Kind.PREVALENCE
                  && rulebook(year).group(step.code).map(Group::newlyDiagnosed).orElse(false);
          if (newly) {
            entry.put("newly", true);
          }
          if (step.comparability == Comparability.NOT_COMPARABLE) {
            entry.put("break", true);
          } else if (step.comparability == Comparability.WITH_CARE) {
            entry.put("care", true);
          }
          String why = SafeText.visible(String.join("; ", step.reasons));
          if (!why.isEmpty()) {
            entry.put("why", why.endsWith(".") ? why.substring(0, why.length() - 1) : why);
          }
        });
    return subject;
  }
}
