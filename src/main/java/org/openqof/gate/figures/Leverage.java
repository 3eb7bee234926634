package org.openqof.gate.figures;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.Ratio;
import org.openqof.gate.figures.GatePart.Kind;
import org.openqof.practice.Contribution;
import org.openqof.rulebook.Comparability;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Rulebook;

/**
 * The weight of each part of the nation on each national prevalence and on each share of a target
 * population, by leaving it out.
 *
 * <p>With R and L the registers and contractor registered populations of all practices that
 * delivered a register (patients and populations of those with a list of the target population), r
 * and l those of a part, and ₀ for the year before, the influence of a part is
 *
 * <pre>  (R ÷ L) ÷ ((R − r) ÷ (L − l))  ÷  (R₀ ÷ L₀) ÷ ((R₀ − r₀) ÷ (L₀ − l₀))  − 1</pre>
 *
 * <p>that is, what it adds to the change of the figure since last year. A part that always differed
 * from the nation has none; one that falls short this year has exactly what is missing. The same
 * practices are left out of both years, so a practice that has gone weighs by what it brought last
 * year. Where the year before is not known or not comparable the second half is 1, and the
 * influence is that of the level. One pass over the contributions forms all sums. See {@code
 * docs/method.md}, section 27.
 */
public final class Leverage {
  /**
   * A part of more than three quarters of the patients is the nation: nothing to set it alongside.
   */
  private static final int QUARTERS_OF_A_PART = 3;

  /** Practices of a figure that are set aside before suppliers and files are weighed. */
  private static final int ODD_PRACTICES = 3;

  private final Map<String, Comparability> comparability;
  private final Set<String> targets;
  private final boolean hasBefore;
  private final NavigableMap<String, Integer> groups = new TreeMap<>();
  private final Sums nation;
  private final NavigableMap<GatePart, Sums> parts = new TreeMap<>();
  private final Map<String, List<GatePart>> belongs = new HashMap<>();
  private final Map<GatePart, Set<String>> members = new HashMap<>();
  private final Map<String, List<GatePart>> oddPractices = new HashMap<>();

  /** Registers and populations of a part, this year and the year before, by place of the figure. */
  private static final class Sums {
    final long[] register;
    final long[] crp;
    final long[] registerBefore;
    final long[] crpBefore;

    Sums(int groups) {
      register = new long[groups];
      crp = new long[groups];
      registerBefore = new long[groups];
      crpBefore = new long[groups];
    }

    void minus(Sums other) {
      for (int g = 0; g < register.length; g++) {
        register[g] -= other.register[g];
        crp[g] -= other.crp[g];
        registerBefore[g] -= other.registerBefore[g];
        crpBefore[g] -= other.crpBefore[g];
      }
    }

    void plus(Sums other) {
      for (int g = 0; g < register.length; g++) {
        register[g] += other.register[g];
        crp[g] += other.crp[g];
        registerBefore[g] += other.registerBefore[g];
        crpBefore[g] += other.crpBefore[g];
      }
    }
  }

  /** The weights of all practices, suppliers and files of a year. */
  public Leverage(GateFacts facts) {
    this.comparability = facts.comparability();
    this.targets = targets(facts);
    this.hasBefore = !facts.before().contributions().isEmpty();
    TreeSet<String> codes = new TreeSet<>();
    facts.national().prevalence().forEach(figure -> codes.add(figure.groupCode()));
    codes.addAll(paying(facts));
    codes.addAll(targets);
    codes.forEach(code -> groups.put(code, groups.size()));
    this.nation = new Sums(groups.size());
    facts.suppliers().forEach((practice, name) -> belong(practice, Kind.SUPPLIER, name));
    facts
        .files()
        .forEach((name, members) -> members.forEach(code -> belong(code, Kind.FILE, name)));
    for (PracticeStanding practice : facts.standings()) {
      String file = practice.listFile() == null ? null : facts.listFiles().get(practice.listFile());
      if (file != null) {
        belong(practice.practiceCode(), Kind.FILE, file);
      }
    }
    missing(facts).forEach(code -> belong(code, Kind.MISSING, ""));
    facts.contributions().forEach(practice -> add(practice, false));
    facts.before().contributions().forEach(practice -> add(practice, true));
  }

  /**
   * Practices that take part on 31 March and are not in the figures, or bring no register at all,
   * sorted.
   */
  static SortedSet<String> missing(GateFacts facts) {
    Set<String> counted = new HashSet<>();
    for (Contribution practice : facts.contributions()) {
      if (!practice.registers().isEmpty()) {
        counted.add(practice.practiceCode());
      }
    }
    TreeSet<String> missing = new TreeSet<>();
    for (PracticeStanding practice : facts.standings()) {
      if (practice.expected() && !counted.contains(practice.practiceCode())) {
        missing.add(practice.practiceCode());
      }
    }
    return missing;
  }

  /** Groups whose registers the year pays by, whether or not anybody sent them. */
  public static SortedSet<String> paying(GateFacts facts) {
    TreeSet<String> groups = new TreeSet<>();
    for (Indicator indicator : facts.national().rulebook().indicators()) {
      String group = indicator.prevalenceGroup();
      if (indicator.prevalenceAdjusted()
          && group != null
          && indicator.availablePoints().signum() > 0) {
        groups.add(group);
      }
    }
    return groups;
  }

  /** List types whose target populations the year pays by, whether or not anybody sent them. */
  static SortedSet<String> targets(GateFacts facts) {
    TreeSet<String> listTypes = new TreeSet<>(facts.national().targetShares().keySet());
    Rulebook rulebook = facts.national().rulebook();
    rulebook
        .indicators()
        .forEach(indicator -> rulebook.targetPopulation(indicator).ifPresent(listTypes::add));
    return listTypes;
  }

  /**
   * Whether patients were on a register, or in a target population, last year, and nobody is, or
   * nobody sent it, this year.
   */
  boolean hasVanished(String group) {
    Integer place = groups.get(group);
    return place != null && nation.register[place] == 0 && nation.registerBefore[place] > 0;
  }

  private void belong(String practice, Kind kind, String name) {
    GatePart part = new GatePart(kind, name);
    if (members.computeIfAbsent(part, any -> new TreeSet<>()).add(practice)) {
      belongs.computeIfAbsent(practice, any -> new ArrayList<>()).add(part);
    }
  }

  private void add(Contribution practice, boolean before) {
    String code = practice.practiceCode();
    GatePart own = new GatePart(Kind.PRACTICE, code);
    List<Sums> sums = new ArrayList<>();
    sums.add(nation);
    sums.add(parts.computeIfAbsent(own, any -> new Sums(groups.size())));
    for (GatePart part : belongs.getOrDefault(code, List.of())) {
      sums.add(parts.computeIfAbsent(part, any -> new Sums(groups.size())));
    }
    BiConsumer<String, Integer> adding =
        (figure, patients) -> {
          Integer place = groups.get(figure);
          if (place != null) {
            for (Sums sum : sums) {
              (before ? sum.registerBefore : sum.register)[place] += patients;
              (before ? sum.crpBefore : sum.crp)[place] += practice.crp();
            }
          }
        };
    practice.registers().forEach(adding);
    practice.targets().forEach(adding);
  }

  /** All parts that brought anything in either year, sorted. */
  public Collection<GatePart> parts() {
    return parts.keySet();
  }

  /** Practices of a part, whether or not they brought anything. */
  public Set<String> practicesOf(GatePart part) {
    return part.kind() == Kind.PRACTICE
        ? Set.of(part.name())
        : members.getOrDefault(part, Set.of());
  }

  /** Whether the figure of a group can be set alongside that of the year before. */
  boolean comparesWithLastYear(String group) {
    Integer place = groups.get(group);
    return hasBefore
        && place != null
        && (targets.contains(group)
            || comparability.getOrDefault(group, Comparability.NOT_COMPARABLE)
                != Comparability.NOT_COMPARABLE)
        && nation.registerBefore[place] > 0;
  }

  /** The figure of the year before over its practices; only where it compares. */
  Ratio lastYear(String group) {
    int place = placeOf(group);
    return Ratio.of(nation.registerBefore[place], nation.crpBefore[place]);
  }

  private int placeOf(String group) {
    Integer place = groups.get(group);
    if (place == null) {
      throw new IllegalArgumentException("no figure of " + group);
    }
    return place;
  }

  /**
   * The influence of a part on a figure as a factor: 1 for none; the figure without the part is the
   * figure divided by it. Empty where the part is all or nearly all of the nation.
   */
  public Optional<Ratio> influence(GatePart part, String group) {
    Sums sums = parts.get(part);
    return sums == null ? Optional.empty() : influence(nation, sums, group);
  }

  private Optional<Ratio> influence(Sums all, Sums part, String group) {
    int place = placeOf(group);
    Ratio level =
        without(all.register[place], all.crp[place], part.register[place], part.crp[place]);
    if (level == null) {
      return Optional.empty();
    }
    if (!comparesWithLastYear(group)) {
      return Optional.of(level);
    }
    Ratio before =
        without(
            all.registerBefore[place],
            all.crpBefore[place],
            part.registerBefore[place],
            part.crpBefore[place]);
    return before == null ? Optional.empty() : Optional.of(level.dividedBy(before));
  }

  /** A figure with a part over the figure without it; null for a part that is the nation. */
  private static @Nullable Ratio without(long register, long crp, long ofPart, long crpOfPart) {
    return isTheNation(register, crp, ofPart, crpOfPart)
        ? null
        : Ratio.of(register, crp).dividedBy(Ratio.of(register - ofPart, crp - crpOfPart));
  }

  private static boolean isTheNation(long register, long crp, long ofPart, long crpOfPart) {
    return register <= ofPart || 4 * crpOfPart > QUARTERS_OF_A_PART * crp;
  }

  /**
   * The influence of a supplier or a file in a nation without the few practices that move the
   * figure most: what is wrong with one practice is not wrong with its supplier, nor with the
   * others, whose weight it shifts.
   */
  Optional<Ratio> influenceAmongOrdinary(GatePart part, String group) {
    Sums whole = parts.get(part);
    if (whole == null) {
      return Optional.empty();
    }
    Sums ordinary = new Sums(groups.size());
    ordinary.plus(nation);
    for (GatePart odd : odd(group)) {
      Sums sums = parts.get(odd);
      if (sums != null) {
        ordinary.minus(sums);
      }
    }
    Sums rest = ordinaryOf(part, whole, group);
    return influence(ordinary, rest, group);
  }

  /** The sums of a part without the few practices that move the figure most. */
  private Sums ordinaryOf(GatePart part, Sums whole, String group) {
    Set<String> practices = practicesOf(part);
    Sums rest = new Sums(groups.size());
    rest.plus(whole);
    for (GatePart odd : odd(group)) {
      Sums sums = parts.get(odd);
      if (sums != null && practices.contains(odd.name())) {
        rest.minus(sums);
      }
    }
    return rest;
  }

  private List<GatePart> odd(String group) {
    return oddPractices.computeIfAbsent(group, this::oddPractices);
  }

  /**
   * How far a supplier's own figure moved since last year, among the same ordinary practices, to 8
   * decimals; empty where it cannot be compared.
   */
  Optional<BigDecimal> ownChange(GatePart part, String group) {
    Sums whole = parts.get(part);
    int place = placeOf(group);
    if (whole == null) {
      return Optional.empty();
    }
    Sums sums = ordinaryOf(part, whole, group);
    if (!comparesWithLastYear(group) || sums.crp[place] == 0 || sums.registerBefore[place] == 0) {
      return Optional.empty();
    }
    return Optional.of(
        JudgeFigures.change(
            Ratio.of(sums.register[place], sums.crp[place]),
            Ratio.of(sums.registerBefore[place], sums.crpBefore[place])));
  }

  private List<GatePart> oddPractices(String group) {
    return heaviest(Kind.PRACTICE, group, ODD_PRACTICES);
  }

  /** How far a part moves a figure, to rank by: near enough, and the same on every machine. */
  private double distance(Sums part, String group) {
    int place = placeOf(group);
    double level =
        quotient(nation.register[place], nation.crp[place], part.register[place], part.crp[place]);
    double before =
        comparesWithLastYear(group)
            ? quotient(
                nation.registerBefore[place],
                nation.crpBefore[place],
                part.registerBefore[place],
                part.crpBefore[place])
            : 1;
    return Math.abs(level / before - 1);
  }

  private static double quotient(long register, long crp, long ofPart, long crpOfPart) {
    return isTheNation(register, crp, ofPart, crpOfPart)
        ? 1
        : (double) register / crp / ((double) (register - ofPart) / (crp - crpOfPart));
  }

  /** The parts of a kind that move a figure most, the heaviest first. */
  public List<GatePart> heaviest(Kind kind, String group, int most) {
    record Ranked(GatePart part, double moved) {}
    Comparator<Ranked> lightestFirst =
        Comparator.comparingDouble(Ranked::moved)
            .thenComparing(Ranked::part, Comparator.reverseOrder());
    PriorityQueue<Ranked> kept = new PriorityQueue<>(lightestFirst);
    parts.forEach(
        (part, sums) -> {
          if (part.kind() == kind) {
            kept.add(new Ranked(part, distance(sums, group)));
            if (kept.size() > most) {
              kept.remove();
            }
          }
        });
    List<Ranked> ranked = new ArrayList<>(kept);
    ranked.sort(lightestFirst.reversed());
    return ranked.stream().map(Ranked::part).toList();
  }
}
