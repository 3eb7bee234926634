package org.openqof.whatif.scenario;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.ImprovementBand;
import org.openqof.domain.Ratio;
import org.openqof.domain.Thresholds;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Improvement;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Register;
import org.openqof.rulebook.Status;
import org.openqof.rulebook.read.Cell;
import org.openqof.rulebook.read.NearestName;
import org.openqof.rulebook.read.YamlFile.Entry;
import org.openqof.statistics.Centile;

/**
 * Changes the indicators of a scenario: of all, then of whole groups, then one by one, so that what
 * is said of one indicator stands.
 *
 * <p>One file because each key of an indicator that a scenario may change is read, checked and
 * worded alike.
 */
final class ChangeIndicators {
  private static final String ALL = "all";
  private static final String LOWER = "lower_threshold";
  private static final String UPPER = "upper_threshold";
  private static final String POINTS = "points";
  private static final String ADJUSTMENT = "prevalence_adjustment";
  private static final String REGISTER = "prevalence_register";
  private static final String RETIRED = "retired";
  private static final String POINTS_TO = "points_to";
  private static final String PROTECTED_FROM = "protected_from";
  private static final String IMPROVEMENT = "improvement";
  private static final String LOWER_GAIN = "lower_gain";
  private static final String UPPER_GAIN = "upper_gain";
  private static final String LIKE = "like";
  private static final String VALUES_OF = "values_of";
  private static final List<String> KEYS =
      List.of(
          LOWER,
          UPPER,
          POINTS,
          ADJUSTMENT,
          REGISTER,
          RETIRED,
          POINTS_TO,
          PROTECTED_FROM,
          IMPROVEMENT,
          LOWER_GAIN,
          UPPER_GAIN,
          LIKE,
          VALUES_OF);
  private static final List<String> KEYS_OF_MANY = List.of(LOWER, UPPER, ADJUSTMENT, REGISTER);
  private static final Pattern CENTILE =
      Pattern.compile("centile (\\d{1,3}(?:\\.\\d{1,2})?)(?: of (\\S+))?");
  private static final Pattern RELATIVE = Pattern.compile("[+-]\\d{1,4}(\\.\\d{1,4})?");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int LEAST_PRACTICES = 10;

  private final ChangeRulebook change;
  private final int centileDecimals;
  private final Map<String, BigDecimal> moved = new TreeMap<>();
  private final Set<String> retired = new TreeSet<>();

  ChangeIndicators(ChangeRulebook change, int centileDecimals) {
    this.change = change;
    this.centileDecimals = centileDecimals;
  }

  /** Applies what a file says below {@code indicators}. */
  void apply(Entry entry) {
    if (entry.parts().isEmpty()) {
      change
          .problems()
          .add(entry.own(), "holds no indicators.", "Write codes below it, as in HYP008:.");
    }
    Map<String, Entry> singles = new TreeMap<>();
    Entry all = entry.parts().get(ALL);
    if (all != null) {
      many(all, List.copyOf(change.indicators().values()));
    }
    entry
        .parts()
        .forEach(
            (code, changes) -> {
              if (change.base().group(code).isPresent() && !change.indicators().containsKey(code)) {
                many(
                    changes,
                    change.indicators().values().stream()
                        .filter(indicator -> indicator.groupCode().equals(code))
                        .toList());
              } else if (!code.equals(ALL)) {
                singles.put(code, changes);
              }
            });
    singles.forEach(this::single);
    singles.forEach(
        (code, changes) -> {
          if (isRetired(changes)) {
            retired.add(code);
          }
        });
    singles.forEach(this::retire);
    moved.forEach(this::receive);
  }

  private void many(Entry entry, List<Indicator> indicators) {
    change.refuseUnknown(entry.parts(), KEYS_OF_MANY);
    for (Indicator indicator : indicators) {
      if (indicator.kind().isShare()) {
        change.indicators().put(indicator.code(), thresholds(indicator, entry));
      }
      switchAdjustment(indicator.code(), entry.parts().get(ADJUSTMENT));
      register(indicator.code(), entry.parts().get(REGISTER));
    }
  }

  private void single(String code, Entry entry) {
    change.refuseUnknown(entry.parts(), KEYS);
    Indicator known = change.indicators().get(code);
    Entry like = entry.parts().get(LIKE);
    if (known == null && like == null) {
      change
          .problems()
          .add(
              entry.own(),
              "there is no indicator " + code + " in " + change.base().year() + ".",
              NearestName.advice(
                  code,
                  change.base().indicatorsByCode().keySet(),
                  "Correct the code; for a new indicator write like and the code of one it is"
                      + " like."));
      return;
    }
    if (known != null && like != null) {
      change
          .problems()
          .add(
              like.own(),
              code + " is an indicator of " + change.base().year() + " already.",
              "Give the new indicator another code, or leave like out.");
      return;
    }
    Entry values = entry.parts().get(VALUES_OF);
    if (known != null && values != null) {
      change
          .problems()
          .add(
              values.own(),
              code + " is an indicator of " + change.base().year() + " and has counts of its own.",
              "Leave values_of out, or make a new indicator with like.");
      return;
    }
    Indicator indicator = known;
    if (known == null && like != null) {
      indicator = added(code, entry, like.own());
    }
    if (indicator == null || isRetired(entry)) {
      return;
    }
    indicator = points(indicator, entry.parts().get(POINTS));
    if (entry.parts().containsKey(LOWER) || entry.parts().containsKey(UPPER)) {
      indicator = thresholds(indicator, entry);
    }
    indicator = improvement(indicator, entry);
    change.indicators().put(code, indicator);
    switchAdjustment(code, entry.parts().get(ADJUSTMENT));
    register(code, entry.parts().get(REGISTER));
    Entry from = entry.parts().get(PROTECTED_FROM);
    if (from != null) {
      change.protect(code, from.own());
    }
  }

  private static boolean isRetired(Entry entry) {
    Entry answer = entry.parts().get(RETIRED);
    return answer != null && answer.own().text().equals("yes");
  }

  /** A new indicator, defined like another; null where it cannot be. */
  private @Nullable Indicator added(String code, Entry entry, Cell like) {
    Indicator model = known(like);
    Entry values = entry.parts().get(VALUES_OF);
    if (values != null) {
      Indicator source = known(values.own());
      if (source != null) {
        change.valuesOf().put(code, source.code());
      }
    } else if (!change.evidence().isSent(code)) {
      change
          .problems()
          .add(
              entry.own(),
              "no practice sent values for " + code + " in " + change.base().year() + ".",
              "Write values_of and the indicator whose counts it takes.");
      return null;
    }
    if (!entry.parts().containsKey(POINTS)) {
      change
          .problems()
          .add(entry.own(), "the new indicator has no points.", "Write points: and a number.");
      return null;
    }
    if (model == null) {
      return null;
    }
    change.say(code + " is new, like " + model.code());
    return new Indicator(
        code,
        model.groupCode(),
        model.kind(),
        BigDecimal.ZERO,
        model.thresholds(),
        Status.UNCONFIRMED,
        model.prevalenceAdjusted(),
        model.prevalenceGroup(),
        model.additionalListType(),
        model.manual(),
        model.description(),
        ChangeRulebook.CITATION);
  }

  private @Nullable Indicator known(Cell cell) {
    Indicator found = change.base().indicator(cell.text()).orElse(null);
    if (found == null) {
      change
          .problems()
          .add(
              cell,
              "there is no indicator " + cell.text() + " in " + change.base().year() + ".",
              NearestName.advice(
                  cell.text(), change.base().indicatorsByCode().keySet(), "Correct the code."));
    }
    return found;
  }

  private Indicator points(Indicator indicator, @Nullable Entry entry) {
    BigDecimal value = entry == null ? null : number(entry.own(), indicator.availablePoints());
    if (entry == null || value == null) {
      return indicator;
    }
    Thresholds thresholds = indicator.thresholds();
    if (value.signum() < 0
        || (thresholds != null && value.compareTo(thresholds.pointsAtLower()) < 0)) {
      change
          .problems()
          .add(
              entry.own(),
              "leaves " + plain(value) + " points for " + indicator.code() + ".",
              "Write a number of points that is not below "
                  + (thresholds == null ? "0" : plain(thresholds.pointsAtLower()))
                  + ".");
      return indicator;
    }
    change.say(
        "%s points %s → %s"
            .formatted(indicator.code(), plain(indicator.availablePoints()), plain(value)));
    return with(indicator, value, thresholds, indicator.thresholdStatus());
  }

  private Indicator thresholds(Indicator indicator, Entry entry) {
    Entry ofLower = entry.parts().get(LOWER);
    Entry ofUpper = entry.parts().get(UPPER);
    if (ofLower == null && ofUpper == null) {
      return indicator;
    }
    Cell place = ofUpper == null ? entry.own() : ofUpper.own();
    Thresholds before = indicator.thresholds();
    if (!indicator.kind().isShare()) {
      change
          .problems()
          .add(
              place,
              indicator.code() + " is not a share of patients and has no thresholds.",
              "Remove its thresholds.");
      return indicator;
    }
    // A step is from today's threshold, whatever was said of all indicators or of the group.
    Thresholds today =
        change.base().indicator(indicator.code()).map(Indicator::thresholds).orElse(before);
    BigDecimal lower =
        ofLower == null
            ? (before == null ? null : before.lowerPercent())
            : percent(indicator, ofLower.own(), today == null ? null : today.lowerPercent());
    BigDecimal upper =
        ofUpper == null
            ? (before == null ? null : before.upperPercent())
            : percent(indicator, ofUpper.own(), today == null ? null : today.upperPercent());
    if (lower == null || upper == null) {
      if (before == null && (ofLower == null || ofUpper == null)) {
        change
            .problems()
            .add(
                place,
                "the rulebook has no thresholds of " + indicator.code() + ".",
                "Write both lower_threshold and upper_threshold.");
      }
      return indicator;
    }
    if (lower.signum() < 0 || lower.compareTo(upper) >= 0 || upper.compareTo(HUNDRED) > 0) {
      change
          .problems()
          .add(
              place,
              "thresholds of %s and %s %% are impossible for %s."
                  .formatted(plain(lower), plain(upper), indicator.code()),
              "Write a lower threshold of 0 or more that is below the upper one, and an upper one"
                  + " of 100 at most.");
      return indicator;
    }
    if (before != null
        && lower.compareTo(before.lowerPercent()) == 0
        && upper.compareTo(before.upperPercent()) == 0) {
      return indicator;
    }
    change.say(
        "%s thresholds %s → %s–%s %%"
            .formatted(
                indicator.code(),
                before == null
                    ? "none"
                    : plain(before.lowerPercent()) + "–" + plain(before.upperPercent()),
                plain(lower),
                plain(upper)));
    return with(
        indicator,
        indicator.availablePoints(),
        new Thresholds(lower, upper, before == null ? BigDecimal.ZERO : before.pointsAtLower()),
        Status.UNCONFIRMED);
  }

  /** Another band of the route of improvement, or no such route. */
  private Indicator improvement(Indicator indicator, Entry entry) {
    Entry ofRoute = entry.parts().get(IMPROVEMENT);
    Entry ofLower = entry.parts().get(LOWER_GAIN);
    Entry ofUpper = entry.parts().get(UPPER_GAIN);
    Entry said = ofUpper != null ? ofUpper : ofLower != null ? ofLower : ofRoute;
    if (said == null) {
      return indicator;
    }
    Improvement route = indicator.improvement();
    if (route == null) {
      change
          .problems()
          .add(
              said.own(),
              indicator.code() + " has no route of improvement in " + change.base().year() + ".",
              "Leave it out, or lay a rulebook with improvement.csv over the year.");
      return indicator;
    }
    Boolean on = ofRoute == null ? Boolean.TRUE : change.cells().onOff(ofRoute.own());
    if (on == null) {
      return indicator;
    }
    if (!on) {
      change.say(indicator.code() + " is paid by its thresholds alone");
      return indicator.with(null);
    }
    ImprovementBand band = route.band();
    BigDecimal lower = ofLower == null ? band.lowerGain() : number(ofLower.own(), band.lowerGain());
    BigDecimal upper = ofUpper == null ? band.upperGain() : number(ofUpper.own(), band.upperGain());
    if (lower == null || upper == null) {
      return indicator;
    }
    if (lower.signum() < 0 || lower.compareTo(upper) >= 0 || upper.compareTo(HUNDRED) > 0) {
      change
          .problems()
          .add(
              said.own(),
              "gains of %s and %s percentage points are impossible for %s."
                  .formatted(plain(lower), plain(upper), indicator.code()),
              "Write a lower gain of 0 or more that is below the upper one, and an upper one of"
                  + " 100 at most.");
      return indicator;
    }
    if (lower.compareTo(band.lowerGain()) == 0 && upper.compareTo(band.upperGain()) == 0) {
      return indicator;
    }
    change.say(
        "%s gains %s–%s → %s–%s percentage points"
            .formatted(
                indicator.code(),
                plain(band.lowerGain()),
                plain(band.upperGain()),
                plain(lower),
                plain(upper)));
    return indicator.with(
        route.withBand(
            new ImprovementBand(lower, upper, band.pointsAtLower(), band.reach()),
            Status.UNCONFIRMED));
  }

  /** A threshold: a number, a step from the base's, or a centile of the practices. */
  private @Nullable BigDecimal percent(
      Indicator indicator, Cell cell, @Nullable BigDecimal before) {
    Matcher centile = CENTILE.matcher(cell.text());
    if (centile.matches()) {
      return centile(indicator, cell, new BigDecimal(centile.group(1)), centile.group(2));
    }
    if (cell.text().startsWith("centile")) {
      change
          .problems()
          .add(
              cell,
              "'" + cell.text() + "' is not a centile.",
              "Write centile and a number from 0 to 100, as in centile 75 or centile 75 of"
                  + " 2022-23.");
      return null;
    }
    return number(cell, before);
  }

  private @Nullable BigDecimal centile(
      Indicator indicator, Cell cell, BigDecimal percent, @Nullable String of) {
    if (percent.compareTo(HUNDRED) > 0) {
      change
          .problems()
          .add(cell, "there is no centile above 100.", "Write a number from 0 to 100.");
      return null;
    }
    FinancialYear year =
        of == null || of.equals("base") ? change.base().year() : change.heldYear(cell, of);
    if (year == null) {
      return null;
    }
    List<Ratio> achievements = change.evidence().achievements(year, indicator.code());
    if (achievements.size() < LEAST_PRACTICES) {
      change
          .problems()
          .add(
              cell,
              "%d practices have an achievement of %s in %s, and a centile needs %d."
                  .formatted(achievements.size(), indicator.code(), year, LEAST_PRACTICES),
              "Name another year, or write a number.");
      return null;
    }
    BigDecimal value =
        Centile.of(achievements, percent).times(HUNDRED).rounded(centileDecimals).min(HUNDRED);
    change.say(
        "%s: centile %s of %,d practices in %s is %s %%"
            .formatted(indicator.code(), plain(percent), achievements.size(), year, plain(value)));
    return value;
  }

  /** A number as written, or what is to be added to or taken from the base's. */
  private @Nullable BigDecimal number(Cell cell, @Nullable BigDecimal before) {
    if (RELATIVE.matcher(cell.text()).matches()) {
      return (before == null ? BigDecimal.ZERO : before).add(new BigDecimal(cell.text()));
    }
    return change.cells().decimal(cell);
  }

  private void switchAdjustment(String code, @Nullable Entry entry) {
    Boolean on = entry == null ? null : change.cells().onOff(entry.own());
    Indicator indicator = change.indicators().get(code);
    if (entry == null || on == null || indicator == null || on == indicator.prevalenceAdjusted()) {
      return;
    }
    // The register that pays it today, which need not be that of its own group.
    String today =
        change.base().indicator(indicator.code()).map(Indicator::prevalenceGroup).orElse(null);
    String groupCode = today == null ? indicator.groupCode() : today;
    Group group = change.base().group(groupCode).orElse(null);
    boolean hasRegister =
        change.base().register(groupCode).isPresent()
            || (group != null && group.registerIndicator() != null);
    if (on && !hasRegister) {
      change
          .problems()
          .add(
              entry.own(),
              "the group " + groupCode + " of " + code + " has no register.",
              "Leave it out.");
      return;
    }
    change.indicators().put(code, ChangeRulebook.adjusted(indicator, on, groupCode));
    change.say(code + (on ? " is adjusted for prevalence" : " is not adjusted for prevalence"));
  }

  /**
   * Lets another register give the factor: that of a group, or one that is not a group's and pays.
   */
  private void register(String code, @Nullable Entry entry) {
    Indicator indicator = change.indicators().get(code);
    if (entry == null || indicator == null) {
      return;
    }
    String register = entry.own().text();
    SortedSet<String> known = new TreeSet<>();
    change.base().groups().stream()
        .filter(group -> group.registerIndicator() != null)
        .forEach(group -> known.add(group.code()));
    change.base().registers().stream().filter(Register::pays).forEach(own -> known.add(own.code()));
    if (!known.contains(register)) {
      change
          .problems()
          .add(
              entry.own(),
              "there is no register '" + register + "' in " + change.base().year() + ".",
              NearestName.advice(
                  register, known, "Write one of " + String.join(", ", known) + "."));
    } else if (!indicator.prevalenceAdjusted()) {
      change
          .problems()
          .add(
              entry.own(),
              code + " is not adjusted for prevalence, so no register gives its factor.",
              "Leave it out, or write prevalence_adjustment: on as well.");
    } else if (!register.equals(indicator.prevalenceGroup())) {
      change.say(
          "%s by the register %s → %s".formatted(code, indicator.prevalenceGroup(), register));
      change.indicators().put(code, indicator.adjustedBy(register));
    }
  }

  private void retire(String code, Entry entry) {
    Entry answer = entry.parts().get(RETIRED);
    Entry to = entry.parts().get(POINTS_TO);
    Boolean yes = answer == null ? null : change.cells().yesNo(answer.own());
    if (!Boolean.TRUE.equals(yes)) {
      if (to != null) {
        change
            .problems()
            .add(
                to.own(),
                "points are moved from an indicator that is not retired.",
                "Write retired: yes, or change the points of both.");
      }
      return;
    }
    List<String> others = new ArrayList<>(entry.parts().keySet());
    others.removeAll(List.of(RETIRED, POINTS_TO));
    if (!others.isEmpty()) {
      change
          .problems()
          .add(
              entry.own(),
              code + " is retired and changed: " + String.join(", ", others) + ".",
              "Leave one of the two out.");
    }
    Indicator gone = change.indicators().remove(code);
    if (gone == null) {
      return;
    }
    if (to == null) {
      change.say("%s retired (%s points)".formatted(code, plain(gone.availablePoints())));
      return;
    }
    if (known(to.own()) != null) {
      String receiver = to.own().text();
      moved.merge(receiver, gone.availablePoints(), BigDecimal::add);
      change.say(
          "%s retired, its %s points to %s"
              .formatted(code, plain(gone.availablePoints()), receiver));
      if (retired.contains(receiver)) {
        change
            .problems()
            .add(
                to.own(),
                receiver + " is retired as well and can receive no points.",
                "Name another indicator.");
      }
    }
  }

  private void receive(String code, BigDecimal points) {
    Indicator receiver = change.indicators().get(code);
    if (receiver != null) {
      change
          .indicators()
          .put(
              code,
              with(
                  receiver,
                  receiver.availablePoints().add(points),
                  receiver.thresholds(),
                  receiver.thresholdStatus()));
    }
  }

  private static Indicator with(
      Indicator indicator, BigDecimal points, @Nullable Thresholds thresholds, Status status) {
    return new Indicator(
            indicator.code(),
            indicator.groupCode(),
            indicator.kind(),
            points,
            thresholds,
            status,
            indicator.prevalenceAdjusted(),
            indicator.prevalenceGroup(),
            indicator.additionalListType(),
            indicator.manual(),
            indicator.description(),
            indicator.citation())
        .with(indicator.improvement())
        .relievedBy(indicator.relief());
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
