package org.openqof.practice;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Rulebook;

/**
 * The same indicators in other years, where their thresholds or points available differ: what an
 * award may have been worked out with.
 *
 * @param byIndicator by code, the other forms of the indicator, each once, the nearest year first
 */
public record OtherYearsRules(Map<String, List<Form>> byIndicator) implements Serializable {

  /**
   * An indicator as another year has it.
   *
   * @param year that year
   * @param indicator the indicator
   */
  public record Form(FinancialYear year, Indicator indicator) implements Serializable {}

  /** No other year is known. */
  public static final OtherYearsRules NONE = new OtherYearsRules(Map.of());

  /**
   * The forms that differ from a year's own.
   *
   * @param rulebook the year
   * @param others other years, the nearest first
   */
  public static OtherYearsRules of(Rulebook rulebook, Collection<Rulebook> others) {
    Map<String, List<Form>> byIndicator = new HashMap<>();
    for (Indicator own : rulebook.indicators()) {
      List<Form> forms = new ArrayList<>();
      for (Rulebook other : others) {
        other
            .indicator(own.code())
            .filter(form -> form.priceable() && isLike(form, own))
            .filter(form -> !pays(form, own))
            .filter(form -> forms.stream().noneMatch(known -> pays(known.indicator(), form)))
            .ifPresent(form -> forms.add(new Form(other.year(), form)));
      }
      if (!forms.isEmpty()) {
        byIndicator.put(own.code(), List.copyOf(forms));
      }
    }
    return new OtherYearsRules(Map.copyOf(byIndicator));
  }

  /**
   * Whether points are earned in a way that can be tried: of a kind, or both between thresholds.
   */
  private static boolean isLike(Indicator form, Indicator own) {
    return form.kind() == own.kind() || (form.thresholds() != null && own.thresholds() != null);
  }

  private static boolean pays(Indicator form, Indicator like) {
    return form.availablePoints().compareTo(like.availablePoints()) == 0
        && Objects.equals(form.thresholds(), like.thresholds());
  }
}
