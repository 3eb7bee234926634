package org.openqof.gate.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openqof.domain.Ratio;
import org.openqof.gate.figures.Judgement.Comparison;
import org.openqof.gate.figures.Judgement.Verdict;
import org.openqof.rulebook.GateRules;
import org.openqof.rulebook.GateRules.Limit;

/**
 * Judges what the statistics show of single practices, all together: sums over the nation stay what
 * they were when lists or areas of practices are mixed up. A list by age is set alongside the
 * practice's other lists, its region alongside that of the current version or of last year. See
 * {@code docs/method.md}, section 27.
 */
public final class JudgeStatistics {
  /** Practices whose lists of registered patients contradict each other. */
  public static final String CONTRADICTED = "lists_contradicted";

  /** Practices in another region than most of those that were in their sub-ICB location. */
  public static final String OTHER_REGION = "in_another_region";

  /** Practices whose lists by age are the very lists of last year. */
  public static final String OF_LAST_YEAR = "lists_of_last_year";

  private static final String ALL_AGES = "TOTAL";

  /** A practice with so many patients has some of every list type. */
  private static final int LEAST_LIST = 1000;

  private final GateFacts facts;
  private final OutcomeFacts outcome;
  private final GateRules rules;
  private final NationSize size;
  private final List<Judgement> judged = new ArrayList<>();

  private JudgeStatistics(GateFacts facts, OutcomeFacts outcome) {
    this.facts = facts;
    this.outcome = outcome;
    this.rules = facts.rules();
    this.size = NationSize.of(facts);
  }

  /** Judgements of lists and of regions; none where there is nothing to set alongside them. */
  public static List<Judgement> of(GateFacts facts, OutcomeFacts outcome) {
    JudgeStatistics judge = new JudgeStatistics(facts, outcome);
    judge.lists();
    judge.listsOfLastYear();
    judge.regions();
    return List.copyOf(judge.judged);
  }

  private void lists() {
    Map<String, Integer> populations = new HashMap<>();
    facts.contributions().forEach(each -> populations.put(each.practiceCode(), each.crp()));
    int with = 0;
    int contradicted = 0;
    for (PracticeStanding practice : facts.standings()) {
      Map<String, Integer> lists = practice.shown().lists();
      Integer population = populations.get(practice.practiceCode());
      if (population != null && population >= LEAST_LIST && !lists.isEmpty()) {
        with++;
        contradicted += isContradicted(population, lists) ? 1 : 0;
      }
    }
    if (with > 0) {
      judge(
          CONTRADICTED,
          Comparison.OWN_TOTAL,
          contradicted,
          with,
          most(Limit.CONTRADICTED_LISTS),
          "%,d of %,d practices have lists by age that contradict their other lists"
              .formatted(contradicted, with));
    }
  }

  /**
   * Lists that are last year's whatever date stands alongside them now. Lists of all ages are left
   * aside, as they come in a file of their own.
   */
  private void listsOfLastYear() {
    int both = 0;
    int same = 0;
    for (PracticeStanding practice : facts.standings()) {
      Map<String, Integer> before = outcome.listsBefore().get(practice.practiceCode());
      if (before == null || practice.shown().lists().isEmpty()) {
        continue;
      }
      int large = 0;
      int equal = 0;
      for (Map.Entry<String, Integer> list : practice.shown().lists().entrySet()) {
        int patients = before.getOrDefault(list.getKey(), 0);
        if (!list.getKey().equals(ALL_AGES) && patients >= LEAST_LIST) {
          large++;
          equal += list.getValue() == patients ? 1 : 0;
        }
      }
      both += large > 0 ? 1 : 0;
      same += large > 0 && large == equal ? 1 : 0;
    }
    if (same > 0) {
      judge(
          OF_LAST_YEAR,
          Comparison.SAME_LISTS,
          same,
          both,
          rules.most(Limit.SAME_LISTS),
          "%,d of %,d practices have exactly last year's lists by age".formatted(same, both));
    }
  }

  /** Whether a list of some ages is more than all, or nobody, or all are not the population. */
  private boolean isContradicted(int population, Map<String, Integer> lists) {
    int all = lists.getOrDefault(ALL_AGES, population);
    BigDecimal larger = BigDecimal.valueOf(Math.max(1, Math.max(all, population)));
    BigDecimal smaller = BigDecimal.valueOf(Math.max(1, Math.min(all, population)));
    return larger
                .divide(smaller, 4, RoundingMode.HALF_UP)
                .compareTo(rules.written(Limit.LIST_DOUBT))
            >= 0
        || lists.values().stream().anyMatch(patients -> patients == 0 || patients > all);
  }

  private void regions() {
    Map<String, String> before = outcome.subIcbsBefore();
    Map<String, Map<String, Integer>> moves = new TreeMap<>();
    int both = 0;
    for (PracticeStanding practice : facts.standings()) {
      String then = before.get(practice.practiceCode());
      String now = practice.shown().region();
      if (then != null && now != null) {
        both++;
        moves.computeIfAbsent(then, any -> new TreeMap<>()).merge(now, 1, Integer::sum);
      }
    }
    if (both == 0) {
      return;
    }
    // New regions take whole sub-ICB locations with them, or parts of few; a map whose rows are
    // mixed up parts practices that lay together. Those that parted from most are counted.
    int stayed = 0;
    for (Map<String, Integer> now : moves.values()) {
      stayed += now.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }
    judge(
        OTHER_REGION,
        outcome.lastRun() == null ? Comparison.LAST_YEAR : Comparison.LAST_RUN,
        both - stayed,
        both,
        most(Limit.OTHER_REGION),
        "%,d of %,d practices are in another region than most of those of their sub-ICB location"
            .formatted(both - stayed, both));
  }

  private BigDecimal most(Limit limit) {
    return rules.most(limit, "", Limit.MISSING_SAMPLING, size.expected());
  }

  private void judge(
      String figure, Comparison comparison, int part, int all, BigDecimal most, String subject) {
    BigDecimal share = Ratio.of(part, all).rounded(8);
    boolean holds = !outcome.inProgress() && !size.isSmall(rules);
    judged.add(
        new Judgement(
            figure,
            "",
            comparison,
            Ratio.of(part, 1),
            null,
            share,
            BigDecimal.ZERO.setScale(6),
            most,
            subject,
            share.compareTo(most) <= 0 ? Verdict.WITHIN : holds ? Verdict.OUTSIDE : Verdict.NOTED));
  }
}
