package org.openqof.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openqof.rulebook.StatisticsRules;
import org.openqof.statistics.PracticeFigures.Series;
import org.openqof.tables.Block;
import org.openqof.tables.Deciles;
import org.openqof.tables.Funnels;
import org.openqof.tables.PracticeComparators;
import org.openqof.tables.PracticeOutliers;

/**
 * Lays every rate of every practice alongside those of the others: deciles, funnels, outliers, and
 * the practices of similar size. Small practices are flagged, and enter neither deciles nor what
 * funnels are built on.
 */
public final class ComparePractices {
  private static final long SCALE = 10_000_000_000L;

  private final PracticeFigures figures;
  private final StatisticsRules rules;
  private final int[] compared;
  private final @Nullable String[] tenths;
  private final List<Population> populations = new ArrayList<>();
  private final int[] low;
  private final int[] high;
  private final Block deciles = new Block(Deciles.TABLE);
  private final Block funnels = new Block(Funnels.TABLE);
  private final Block outliers = new Block(PracticeOutliers.TABLE);

  /** Practices that deciles are taken over; indexes into the figures. */
  private static final class Population {
    final String word;
    final String code;
    final int[] members;

    Population(String word, String code, int[] members) {
      this.word = word;
      this.code = code;
      this.members = members;
    }
  }

  /** What one series gave, before it is written in order. */
  private static final class Found {
    final Series series;
    final List<double[]> deciles = new ArrayList<>();
    final int[] counted;
    @Nullable Funnel funnel;
    int[] outside = new int[0];

    Found(Series series, int populations) {
      this.series = series;
      this.counted = new int[populations];
    }
  }

  /**
   * A comparison of these practices.
   *
   * @param word what they are together, in table {@code deciles}
   * @param code which
   */
  private ComparePractices(
      String word, String code, PracticeFigures figures, StatisticsRules rules) {
    this.figures = figures;
    this.rules = rules;
    int practices = figures.practices();
    this.low = new int[practices];
    this.high = new int[practices];
    this.tenths = new String[practices];
    this.compared = allPractices().filter(practice -> !isSmall(practice)).toArray();
    populations.add(new Population(word, code, compared));
  }

  /** Compares the practices of a year: in England, in each ICB, and with those of similar size. */
  public static ComparePractices of(PracticeFigures figures, StatisticsRules rules) {
    ComparePractices nation = new ComparePractices("england", "ENG", figures, rules);
    nation.findPopulations();
    return nation.compared();
  }

  /** Compares the practices of one group of a grouping with each other and with nobody else. */
  static ComparePractices ofGroup(String group, PracticeFigures figures, StatisticsRules rules) {
    return new ComparePractices(Grouping.LEVEL, group, figures, rules).compared();
  }

  private ComparePractices compared() {
    // Each series by itself, on as many processors as there are; written in their fixed order.
    figures.series().parallelStream().map(this::compare).toList().forEach(this::write);
    return this;
  }

  private IntStream allPractices() {
    return IntStream.range(0, figures.practices());
  }

  private boolean isSmall(int practice) {
    return figures.listSize(practice) < rules.smallPracticePatients();
  }

  private void findPopulations() {
    Map<String, List<Integer>> byIcb = new TreeMap<>();
    Map<String, List<Integer>> byTenth = new TreeMap<>();
    Integer[] bySize = Arrays.stream(compared).boxed().toArray(Integer[]::new);
    Arrays.sort(
        bySize, Comparator.<Integer>comparingInt(figures::listSize).thenComparing(figures::code));
    for (int rank = 0; rank < bySize.length; rank++) {
      int practice = bySize[rank];
      String tenth = String.format(Locale.ROOT, "%02d", rank * 10 / bySize.length + 1);
      tenths[practice] = tenth;
      byTenth.computeIfAbsent(tenth, key -> new ArrayList<>()).add(practice);
    }
    for (int practice : compared) {
      byIcb.computeIfAbsent(figures.icb(practice), key -> new ArrayList<>()).add(practice);
    }
    byIcb.forEach((code, members) -> add("icb", code, members));
    byTenth.forEach((code, members) -> add("list_size_tenth", code, members));
  }

  private void add(String word, String code, List<Integer> members) {
    populations.add(
        new Population(word, code, members.stream().mapToInt(Integer::intValue).toArray()));
  }

  private Found compare(Series series) {
    Found found = new Found(series, populations.size());
    for (int i = 0; i < populations.size(); i++) {
      double[] rates = rates(series, populations.get(i).members);
      found.counted[i] = rates.length;
      found.deciles.add(rates.length < rules.leastPractices() ? new double[0] : Decile.of(rates));
    }
    if (found.counted[0] >= rules.leastPractices()) {
      addFunnel(found);
    }
    return found;
  }

  private static double[] rates(Series series, int[] members) {
    double[] rates = new double[members.length];
    int count = 0;
    for (int practice : members) {
      int base = series.base(practice);
      if (base > 0) {
        rates[count++] = (double) series.events(practice) / base;
      }
    }
    rates = Arrays.copyOf(rates, count);
    Arrays.sort(rates);
    return rates;
  }

  private void addFunnel(Found found) {
    Series series = found.series;
    int[] all = new int[figures.practices()];
    double[] angles = new double[all.length];
    int[] events = new int[found.counted[0]];
    int[] bases = new int[events.length];
    double[] theirs = new double[events.length];
    int with = 0;
    int count = 0;
    for (int practice = 0; practice < figures.practices(); practice++) {
      int base = series.base(practice);
      if (base > 0) {
        double angle = Funnel.angle(series.events(practice), base);
        all[with] = practice;
        angles[with++] = angle;
        if (!isSmall(practice)) {
          events[count] = series.events(practice);
          bases[count] = base;
          theirs[count++] = angle;
        }
      }
    }
    Funnel funnel = Funnel.of(events, bases, theirs, rules);
    double middle = funnel.middle();
    double limit = rules.outlier().z();
    int[] outside = new int[with];
    int strangers = 0;
    for (int i = 0; i < with; i++) {
      double score = Funnel.scoreByChance(angles[i], middle, series.base(all[i]));
      if (Math.abs(score) > limit) {
        outside[strangers++] = all[i];
      }
    }
    found.funnel = funnel;
    found.outside = Arrays.copyOf(outside, strangers);
  }

  private void write(Found found) {
    Series series = found.series;
    for (int i = 0; i < populations.size(); i++) {
      double[] values = found.deciles.get(i);
      for (int k = 0; k < values.length; k++) {
        deciles
            .next()
            .text(Deciles.POPULATION, populations.get(i).word)
            .text(Deciles.POPULATION_CODE, populations.get(i).code)
            .text(Deciles.MEASURE, series.measure().word())
            .text(Deciles.SUBJECT_CODE, series.subject())
            .count(Deciles.DECILE, k + 1)
            .count(Deciles.PRACTICES, found.counted[i])
            .unscaled(Deciles.RATE, unscaled(values[k]));
      }
    }
    if (found.funnel != null) {
      write(series, found.funnel, found.outside);
    }
  }

  private void write(Series series, Funnel funnel, int[] outside) {
    double limit = rules.outlier().z();
    int[] sides = new int[4];
    for (int practice : outside) {
      int events = series.events(practice);
      int base = series.base(practice);
      double byChance = funnel.scoreByChance(events, base);
      double score = funnel.score(events, base);
      boolean isHigh = byChance > 0;
      boolean isSmall = isSmall(practice);
      if (!isSmall) {
        sides[isHigh ? 1 : 0]++;
      }
      if (Math.abs(score) > limit) {
        if (!isSmall) {
          sides[isHigh ? 3 : 2]++;
        }
        (isHigh ? high : low)[practice]++;
        outliers
            .next()
            .text(PracticeOutliers.PRACTICE_CODE, figures.code(practice))
            .text(PracticeOutliers.MEASURE, series.measure().word())
            .text(PracticeOutliers.SUBJECT_CODE, series.subject())
            .text(PracticeOutliers.SIDE, isHigh ? "high" : "low")
            .count(PracticeOutliers.EVENTS, events)
            .count(PracticeOutliers.BASE, base)
            .unscaled(PracticeOutliers.RATE, unscaled((double) events / base))
            .unscaled(PracticeOutliers.TARGET, unscaled(funnel.target()))
            .unscaled(PracticeOutliers.SCORE_BY_CHANCE, Math.round(byChance * 10_000))
            .unscaled(PracticeOutliers.SCORE, Math.round(score * 10_000));
      }
    }
    funnels
        .next()
        .text(Funnels.MEASURE, series.measure().word())
        .text(Funnels.SUBJECT_CODE, series.subject())
        .count(Funnels.PRACTICES, funnel.practices())
        .unscaled(Funnels.TARGET, unscaled(funnel.target()))
        .unscaled(Funnels.PHI, Math.round(funnel.phi() * 1_000_000))
        .unscaled(Funnels.TAU_SQUARED, unscaled(funnel.tauSquared()))
        .decimal(Funnels.CONFIDENCE, rules.outlier().percent().movePointLeft(2))
        .count(Funnels.BELOW_BY_CHANCE, sides[0])
        .count(Funnels.ABOVE_BY_CHANCE, sides[1])
        .count(Funnels.BELOW, sides[2])
        .count(Funnels.ABOVE, sides[3])
        .text(Funnels.METHOD, Funnel.METHOD);
  }

  /** A rate to ten decimals. */
  static long unscaled(double rate) {
    return Math.round(rate * SCALE);
  }

  /** Rates of a practice below their funnel, by its place in the figures. */
  int low(int practice) {
    return low[practice];
  }

  /** Rates of a practice above their funnel. */
  int high(int practice) {
    return high[practice];
  }

  /** Rows of {@code deciles}, sorted. */
  Block deciles() {
    return deciles.sorted();
  }

  /** Rows of {@code funnels}, sorted; none where too few practices are compared. */
  Block funnels() {
    return funnels.sorted();
  }

  /** Rows of {@code practice_outliers}, sorted. */
  Block outliers() {
    return outliers.sorted();
  }

  private Block comparators() {
    Block rows = new Block(PracticeComparators.TABLE, Math.max(1, figures.practices()));
    for (int practice = 0; practice < figures.practices(); practice++) {
      rows.next()
          .text(PracticeComparators.PRACTICE_CODE, figures.code(practice))
          .count(PracticeComparators.LIST_SIZE, figures.listSize(practice))
          .text(PracticeComparators.LIST_SIZE_TENTH, tenths[practice])
          .flag(PracticeComparators.SMALL_PRACTICE, isSmall(practice))
          .count(PracticeComparators.LOW_OUTLIERS, low[practice])
          .count(PracticeComparators.HIGH_OUTLIERS, high[practice]);
    }
    return rows.sorted();
  }

  /**
   * Rows of {@code deciles}, {@code funnels}, {@code practice_outliers} and comparators, sorted.
   */
  public List<Block> rows() {
    return List.of(deciles(), funnels(), outliers(), comparators());
  }
}
