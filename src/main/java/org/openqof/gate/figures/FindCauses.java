package org.openqof.gate.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.Ratio;
import org.openqof.gate.figures.GateFacts.OtherAverage;
import org.openqof.gate.figures.GatePart.Kind;
import org.openqof.gate.figures.Judgement.Comparison;
import org.openqof.nation.AverageListSize;
import org.openqof.nation.NationalYear;
import org.openqof.practice.NationalValues;
import org.openqof.practice.NationalValues.Prevalence;

/**
 * Ranks what may have put figures outside their tolerance, the most probable first.
 *
 * <p>A part of the nation explains a figure by the share of the heaviest part's influence that it
 * has itself, in the same direction; lists of a wrong date explain the average they form; of
 * practices that are missing, or without a register, a part explains what it has beyond its share.
 * A cause explains the mean over all figures that are held. Of causes that explain nearly as much
 * as the best (three quarters of it), the one with the fewest practices comes first: leaving out
 * the supplier of a practice removes the practice too, and is not therefore the cause. What
 * explains less than a tenth of what the best does is chance, and is not named.
 *
 * <p>One file because causes are weighed against each other, in one order.
 */
public final class FindCauses {
  private static final int PRACTICES_A_FIGURE = 5;
  private static final BigDecimal NEARLY = new BigDecimal("0.75");
  private static final BigDecimal HARDLY = new BigDecimal("0.1");
  private static final int MOST = 10;
  private static final int FEW_SUPPLIERS = 3;

  private final GateFacts facts;
  private final Leverage leverage;
  private final Map<String, WithoutRegister> withoutRegister;
  private final Map<String, List<Judgement>> held = new LinkedHashMap<>();

  private FindCauses(GateFacts facts, Leverage leverage, Collection<Judgement> judged) {
    this.facts = facts;
    this.leverage = leverage;
    this.withoutRegister = WithoutRegister.of(facts);
    for (Judgement judgement : judged) {
      if (judgement.isOutside() && isOfAFigure(judgement)) {
        held.computeIfAbsent(judgement.name(), any -> new ArrayList<>()).add(judgement);
      }
    }
  }

  /**
   * Whether it is of a national figure, and not of the year as a whole or of a file, which is its
   * own cause.
   */
  private static boolean isOfAFigure(Judgement judgement) {
    return judgement.isTakenApart()
        || judgement.figure().equals(NationalYear.AVERAGE_LIST_SIZE)
        || judgement.figure().equals(JudgeFigures.PRACTICES);
  }

  /** The causes, at most ten; none when nothing is outside. */
  public static List<GateCause> of(
      GateFacts facts, Leverage leverage, Collection<Judgement> judged) {
    FindCauses finding = new FindCauses(facts, leverage, judged);
    return finding.held.isEmpty() ? List.of() : finding.ranked();
  }

  private List<GateCause> ranked() {
    List<GateCause> causes = new ArrayList<>();
    wrongDate(causes);
    noLists(causes);
    otherYear(causes);
    Map<String, BigDecimal> heaviest = wholeChanges();
    Map<GatePart, Map<String, Ratio>> influences = new TreeMap<>();
    for (GatePart part : candidates()) {
      Map<String, Ratio> ofPart = new TreeMap<>();
      for (String name : held.keySet()) {
        if (isTakenApart(name)) {
          influence(part, name)
              .ifPresent(
                  factor -> {
                    ofPart.put(name, factor);
                    if (!isHeldForAPart(name)) {
                      heaviest.merge(name, JudgeFigures.change(factor), FindCauses::farther);
                    }
                  });
        }
      }
      influences.put(part, ofPart);
    }
    influences.forEach((part, ofPart) -> causes.add(cause(part, ofPart, heaviest)));
    causes.removeIf(cause -> cause.explained().signum() == 0);
    wholeNation(causes);
    BigDecimal best =
        causes.stream().map(GateCause::explained).max(Comparator.naturalOrder()).orElse(NEARLY);
    Comparator<GateCause> order =
        Comparator.comparing(
                (GateCause cause) -> cause.explained().compareTo(best.multiply(NEARLY)) < 0)
            .thenComparing(
                cause ->
                    cause.explained().compareTo(best.multiply(NEARLY)) < 0
                        ? BigDecimal.ONE.subtract(cause.explained())
                        : BigDecimal.valueOf(cause.practices()))
            .thenComparing(GateCause::words);
    BigDecimal least = best.multiply(HARDLY);
    return causes.stream()
        .filter(cause -> cause.explained().compareTo(least) >= 0)
        .sorted(order)
        .limit(MOST)
        .toList();
  }

  /**
   * The influence of a part by the measure that judged it: suppliers and files among ordinary
   * practices, others as they are.
   */
  private Optional<Ratio> influence(GatePart part, String name) {
    return part.kind() == Kind.SUPPLIER || part.kind() == Kind.FILE
        ? leverage.influenceAmongOrdinary(part, name)
        : leverage.influence(part, name);
  }

  /** Whether a figure is held for what one part moves it, which then says the direction. */
  private boolean isHeldForAPart(String name) {
    return held.getOrDefault(name, List.of()).stream()
        .anyMatch(judgement -> judgement.comparison().isOfAPart());
  }

  /** By figure that left a range as a whole or for one part: how far it moved, and which way. */
  private Map<String, BigDecimal> wholeChanges() {
    Map<String, BigDecimal> changes = new HashMap<>();
    held.forEach(
        (name, judgements) ->
            judgements.forEach(
                judgement -> {
                  boolean says =
                      judgement.comparison().isOfTheWhole() || judgement.comparison().isOfAPart();
                  if (says && judgement.change() != null) {
                    changes.merge(name, judgement.change(), FindCauses::farther);
                  }
                }));
    return changes;
  }

  private static BigDecimal farther(BigDecimal one, BigDecimal other) {
    return one.abs().compareTo(other.abs()) >= 0 ? one : other;
  }

  /** What no cause found so far explains: the figures moved as a whole. */
  private void wholeNation(List<GateCause> causes) {
    BigDecimal best =
        causes.stream()
            .map(GateCause::explained)
            .max(Comparator.naturalOrder())
            .orElse(BigDecimal.ZERO);
    Map<String, Ratio> factors = new TreeMap<>();
    Ratio average = null;
    List<String> evidence = new ArrayList<>();
    for (List<Judgement> judgements : held.values()) {
      for (Judgement judgement : judgements) {
        Ratio with = judgement.comparedWith();
        if (judgement.comparison().isOfTheWhole() && with != null && judgement.change() != null) {
          evidence.add(
              "%s moved by %s against %s"
                  .formatted(
                      judgement.name(),
                      percent(judgement.change()),
                      judgement.comparison().words()));
          if (isTakenApart(judgement.name()) && judgement.value().numerator().signum() > 0) {
            factors.put(judgement.name(), judgement.value().dividedBy(with));
          } else if (judgement.figure().equals(NationalYear.AVERAGE_LIST_SIZE)) {
            average = with;
          }
        } else if (judgement.comparison() == Comparison.WITHOUT_REGISTER) {
          evidence.add("%s was not sent by %s".formatted(judgement.name(), judgement.subject()));
        }
      }
    }
    BigDecimal left = BigDecimal.ONE.subtract(best);
    if (!evidence.isEmpty() && left.signum() > 0) {
      causes.add(
          new GateCause(
              "the nation as a whole, no one part of it",
              null,
              facts.contributions().size(),
              left.setScale(4, RoundingMode.HALF_UP),
              evidence,
              "see whether registers were redefined: the lineage should then say so; else"
                  + " whether the whole extract is of another day",
              without(factors, average)));
    }
  }

  /** Whether it is a prevalence or a share of a target population, which parts have a weight on. */
  private static boolean isTakenApart(String name) {
    return !name.equals(NationalYear.AVERAGE_LIST_SIZE)
        && !name.equals(JudgeFigures.PRACTICES)
        && !name.startsWith(JudgeRules.POINTS_AWARDED);
  }

  private Set<GatePart> candidates() {
    Set<GatePart> candidates = new TreeSet<>();
    for (GatePart part : leverage.parts()) {
      if (part.kind() != Kind.PRACTICE) {
        candidates.add(part);
      }
    }
    if (held.containsKey(JudgeFigures.PRACTICES)) {
      candidates.add(GatePart.MISSING);
    }
    for (String name : held.keySet()) {
      if (isTakenApart(name)) {
        candidates.addAll(leverage.heaviest(Kind.PRACTICE, name, PRACTICES_A_FIGURE));
      }
    }
    Set<String> missing = Leverage.missing(facts);
    if (missing.size() == 1) {
      // It is told once, as what is missing.
      missing.forEach(code -> candidates.remove(new GatePart(Kind.PRACTICE, code)));
    }
    return candidates;
  }

  private GateCause cause(
      GatePart part, Map<String, Ratio> influences, Map<String, BigDecimal> heaviest) {
    BigDecimal explained = BigDecimal.ZERO;
    List<String> evidence = new ArrayList<>();
    Set<String> practices = leverage.practicesOf(part);
    Set<String> missing = Leverage.missing(facts);
    for (String name : held.keySet()) {
      BigDecimal ofFigure = ofThoseWithout(name, practices, evidence);
      Ratio factor = influences.get(name);
      BigDecimal most = heaviest.get(name);
      if (factor != null && most != null && most.signum() != 0) {
        BigDecimal moved = JudgeFigures.change(factor);
        evidence.add("moves %s by %s".formatted(name, percent(moved)));
        if (mayExplain(part, moved, name)) {
          // What moves a figure the other way explains nothing.
          ofFigure = ofFigure.max(moved.divide(most, 8, RoundingMode.HALF_UP));
        }
      }
      if (is(name, Comparison.MISSING) && part.kind() != Kind.PRACTICE) {
        ofFigure = ofFigure.max(ofTheMissing(part, missing));
      }
      explained = explained.add(ofFigure);
    }
    if (held.containsKey(JudgeFigures.PRACTICES)) {
      explained = explained.add(ofTheMissing(part, missing));
    }
    if (part.kind() != Kind.PRACTICE) {
      evidence.addAll(aboutMissing(part, missing));
    }
    if (part.kind() == Kind.SUPPLIER) {
      evidence.addAll(mirror(part, influences));
    }
    return new GateCause(
        part.words(),
        part,
        practices.size(),
        explained.divide(BigDecimal.valueOf(held.size()), 4, RoundingMode.HALF_UP),
        evidence,
        part.remedy(),
        without(allInfluences(part), null));
  }

  /**
   * With two or three suppliers, what one moves the others move the other way: which of them it is,
   * their own change since last year says, and only that.
   */
  private List<String> mirror(GatePart part, Map<String, Ratio> influences) {
    List<GatePart> suppliers =
        leverage.parts().stream().filter(other -> other.kind() == Kind.SUPPLIER).toList();
    Optional<String> most =
        influences.keySet().stream()
            .filter(name -> mayExplain(part, moved(influences, name), name))
            .max(Comparator.comparing(name -> moved(influences, name).abs()));
    if (suppliers.size() > FEW_SUPPLIERS || most.isEmpty()) {
      return List.of();
    }
    String name = most.get();
    List<String> own = new ArrayList<>();
    for (GatePart supplier : suppliers) {
      leverage
          .ownChange(supplier, name)
          .ifPresent(change -> own.add(supplier.name() + " " + percent(change)));
    }
    return own.isEmpty()
        ? List.of()
        : List.of(
            "one of %d suppliers against the rest: what %s moves, the others together move the other way. Own change of %s since last year: %s"
                .formatted(suppliers.size(), part.name(), name, String.join(", ", own)));
  }

  private static BigDecimal moved(Map<String, Ratio> influences, String name) {
    Ratio factor = influences.get(name);
    return factor == null ? BigDecimal.ZERO : JudgeFigures.change(factor);
  }

  /**
   * Whether a part may explain why a figure is held by what it moves it. A figure that moved as a
   * whole any part may explain; one that is held for what some part moves it, only parts of that
   * kind that move it beyond the limit too: what chance does to the others is not a cause.
   */
  private boolean mayExplain(GatePart part, BigDecimal moved, String name) {
    for (Judgement judgement : held.getOrDefault(name, List.of())) {
      boolean beyond = judgement.high() != null && moved.abs().compareTo(judgement.high()) > 0;
      boolean may =
          switch (judgement.comparison()) {
            case PRACTICE -> part.kind() == Kind.PRACTICE && beyond;
            case SUPPLIER, FILE ->
                (part.kind() == Kind.SUPPLIER || part.kind() == Kind.FILE) && beyond;
            case MISSING -> isOfTheMissing(part);
            case WITHOUT_REGISTER -> false;
            default -> true;
          };
      if (may) {
        return true;
      }
    }
    return false;
  }

  /** Whether a part is the missing practices, or one of them. */
  private boolean isOfTheMissing(GatePart part) {
    return part.kind() == Kind.MISSING
        || (part.kind() == Kind.PRACTICE && Leverage.missing(facts).contains(part.name()));
  }

  private boolean is(String name, Comparison comparison) {
    return held.getOrDefault(name, List.of()).stream()
        .anyMatch(judgement -> judgement.comparison() == comparison);
  }

  /** What a part explains of the practices without a register that is held for them. */
  private BigDecimal ofThoseWithout(String name, Set<String> practices, List<String> evidence) {
    WithoutRegister register = withoutRegister.get(name);
    boolean isHeld =
        held.getOrDefault(name, List.of()).stream()
            .anyMatch(judgement -> judgement.comparison() == Comparison.WITHOUT_REGISTER);
    if (register == null || !isHeld) {
      return BigDecimal.ZERO;
    }
    long ofPart = register.without().stream().filter(practices::contains).count();
    if (ofPart > 0) {
      evidence.add(
          register.isNew()
              ? "%,d of them did not send %s, which is new".formatted(ofPart, name)
              : "%,d of them sent %s last year and not this year".formatted(ofPart, name));
    }
    return beyondItsShare(practices, register.without(), register.practices());
  }

  /** The share of the missing practices that a part explains. */
  private BigDecimal ofTheMissing(GatePart part, Set<String> missing) {
    if (missing.isEmpty() || part.kind() == Kind.MISSING) {
      return missing.isEmpty() ? BigDecimal.ZERO : BigDecimal.ONE;
    }
    Set<String> practices = leverage.practicesOf(part);
    if (part.kind() != Kind.PRACTICE && missing.stream().filter(practices::contains).count() < 2) {
      // One practice says nothing about its supplier.
      return BigDecimal.ZERO;
    }
    Set<String> expected = new TreeSet<>();
    for (PracticeStanding practice : facts.standings()) {
      if (practice.expected()) {
        expected.add(practice.practiceCode());
      }
    }
    return beyondItsShare(practices, missing, expected);
  }

  /**
   * The share of some practices, not none, that a part explains: what it has of them beyond what it
   * has of all practices, so that a part of everywhere explains nothing.
   */
  private static BigDecimal beyondItsShare(Set<String> part, Set<String> some, Set<String> all) {
    long ofAll = all.stream().filter(part::contains).count();
    long ofSome = some.stream().filter(part::contains).count();
    if (ofAll == all.size()) {
      return BigDecimal.ZERO;
    }
    // (m - s) / (1 - s), with m the part's share of the some and s its share of all.
    return BigDecimal.valueOf(ofSome * all.size() - ofAll * some.size())
        .divide(BigDecimal.valueOf(some.size() * (all.size() - ofAll)), 8, RoundingMode.HALF_UP)
        .max(BigDecimal.ZERO);
  }

  /** Of a part that is wrong every figure is, held or not: what it moves is taken out of all. */
  private Map<String, Ratio> allInfluences(GatePart part) {
    Map<String, Ratio> all = new TreeMap<>();
    Set<String> names = new TreeSet<>(facts.national().targetShares().keySet());
    facts.national().prevalence().forEach(figure -> names.add(figure.groupCode()));
    for (String name : names) {
      leverage.influence(part, name).ifPresent(factor -> all.put(name, factor));
    }
    return all;
  }

  /** Which of a part's practices are missing, of which suppliers, and what they sent last. */
  private List<String> aboutMissing(GatePart part, Set<String> missing) {
    Set<String> of = new TreeSet<>(missing);
    of.retainAll(leverage.practicesOf(part));
    if (of.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "practices that take part and are not in the figures: %,d (%s)"
            .formatted(of.size(), named(of)));
    if (part.kind() == Kind.MISSING && !facts.suppliers().isEmpty()) {
      Map<String, Integer> bySupplier = new TreeMap<>();
      of.forEach(
          code ->
              bySupplier.merge(
                  facts.suppliers().getOrDefault(code, "unknown"), 1, (a, b) -> a + b));
      bySupplier.forEach(
          (supplier, count) -> lines.add("%,d of them of supplier %s".formatted(count, supplier)));
    }
    Map<LocalDate, Integer> interim = new TreeMap<>();
    for (PracticeStanding practice : facts.standings()) {
      if (of.contains(practice.practiceCode()) && practice.lastInterim() != null) {
        interim.merge(practice.lastInterim(), 1, (a, b) -> a + b);
      }
    }
    interim.forEach(
        (date, count) ->
            lines.add(
                "%,d of them sent last for %s and not for the final day".formatted(count, date)));
    return lines;
  }

  private static String named(Set<String> practices) {
    String first = practices.stream().limit(PRACTICES_A_FIGURE).collect(Collectors.joining(", "));
    return practices.size() > PRACTICES_A_FIGURE ? first + ", …" : first;
  }

  /** Lists of a wrong date: the average is formed over the right ones, where they are known. */
  private void wrongDate(List<GateCause> causes) {
    List<Judgement> average = held.getOrDefault(NationalYear.AVERAGE_LIST_SIZE, List.of());
    List<String> evidence = new ArrayList<>();
    for (Judgement judgement : average) {
      if (judgement.comparison() == Comparison.SAME_LISTS) {
        evidence.add(
            "%s have on %s exactly the list that they have on %s or that last year paid by"
                .formatted(
                    judgement.subject(),
                    facts.national().rulebook().payment().averageListDate(),
                    facts.national().rulebook().payment().crpDate()));
      } else if (judgement.comparison() == Comparison.FROZEN_LISTS && judgement.change() != null) {
        evidence.add(
            "the lists of %s differ by %s from the same lists in %s"
                .formatted(
                    facts.national().rulebook().payment().averageListDate(),
                    percent(judgement.change()),
                    judgement.subject()));
      }
    }
    if (!evidence.isEmpty()) {
      causes.add(
          new GateCause(
              "lists of a wrong date",
              null,
              facts.listsBefore().size(),
              BigDecimal.ONE.divide(BigDecimal.valueOf(held.size()), 4, RoundingMode.HALF_UP),
              evidence,
              "ask the payment service which of the two lists is of the wrong date, and for the"
                  + " right one",
              without(Map.of(), rightAverage())));
    }
  }

  /** Practices that are missing because no list of their date was received. */
  private void noLists(List<GateCause> causes) {
    Set<String> missing = Leverage.missing(facts);
    Map<LocalDate, Integer> wanted = new TreeMap<>();
    int without = 0;
    for (PracticeStanding practice : facts.standings()) {
      if (missing.contains(practice.practiceCode()) && practice.listDate() == null) {
        wanted.merge(practice.wantedDate(), 1, (a, b) -> a + b);
        without++;
      }
    }
    if (without > 0 && held.containsKey(JudgeFigures.PRACTICES)) {
      List<String> evidence = new ArrayList<>();
      wanted.forEach(
          (date, count) -> evidence.add("%,d practices have no list of %s".formatted(count, date)));
      causes.add(
          new GateCause(
              "lists of a wrong date, or none",
              null,
              without,
              BigDecimal.valueOf(without)
                  .divide(
                      BigDecimal.valueOf((long) missing.size() * held.size()),
                      4,
                      RoundingMode.HALF_UP),
              evidence,
              "ask for the contractor registered populations of that date",
              without(Map.of(), null)));
    }
  }

  /** The average over the lists that last year's version froze; else the published value. */
  private Ratio rightAverage() {
    AverageListSize frozen = AverageListSize.over(facts.before().frozenLists().values());
    return frozen.isKnown() ? frozen.value() : published();
  }

  private Ratio published() {
    OtherAverage other = facts.otherAverage();
    return Ratio.of(
        other == null
            ? facts.national().rulebook().payment().averageListSize().value()
            : other.published(),
        1);
  }

  private void otherYear(List<GateCause> causes) {
    OtherAverage other = facts.otherAverage();
    boolean isHeld =
        held.getOrDefault(NationalYear.AVERAGE_LIST_SIZE, List.of()).stream()
            .anyMatch(judgement -> judgement.comparison() == Comparison.OTHER_YEAR);
    if (other != null && isHeld) {
      causes.add(
          new GateCause(
              "average list size of " + other.ofYear(),
              null,
              facts.contributions().size(),
              BigDecimal.ONE.divide(BigDecimal.valueOf(held.size()), 4, RoundingMode.HALF_UP),
              List.of(
                  "the rulebook has %s patients, the value of %s; that of %s is %s"
                      .formatted(
                          facts.national().payingAverage().rounded(0),
                          other.ofYear(),
                          facts.national().rulebook().year(),
                          other.published())),
              "correct average_list_size in your payment.yaml",
              without(Map.of(), published())));
    }
  }

  /** The figures as they would be without a cause. */
  private NationalValues without(Map<String, Ratio> influences, @Nullable Ratio average) {
    NationalValues found = facts.national().values();
    Map<String, Prevalence> prevalence = new HashMap<>(found.prevalence());
    Map<String, Ratio> targetShares = new HashMap<>(found.targetShares());
    influences.forEach(
        (name, factor) -> {
          prevalence.computeIfPresent(
              name,
              (code, value) -> new Prevalence(value.compared().dividedBy(factor), value.highest()));
          targetShares.computeIfPresent(name, (listType, value) -> value.dividedBy(factor));
        });
    return new NationalValues(
        average == null ? found.averageListSize() : average, prevalence, targetShares);
  }

  /** A change as people read it. */
  static String percent(BigDecimal change) {
    BigDecimal percent = change.movePointRight(2).setScale(2, RoundingMode.HALF_UP);
    return (percent.signum() > 0 ? "+" : percent.signum() < 0 ? "−" : "")
        + percent.abs().toPlainString()
        + " %";
  }
}
