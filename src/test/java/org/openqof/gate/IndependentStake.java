package org.openqof.gate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.tables.GateJudgements;
import org.openqof.tables.NationalFigures;
import org.openqof.tables.PatientLists;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.PracticeFactors;
import org.openqof.tables.PracticePayments;
import org.openqof.tables.Practices;
import org.openqof.testing.LakeRows;

/**
 * What a cause moves, worked out from the rows that a version holds and by no code of the gate or
 * of pricing: points, lists and registers of each payment line, and national figures summed here.
 *
 * @param moved pounds that move, without regard to sign
 * @param net with their sign: as found less without the cause
 * @param practices practices that move
 * @param mostPractice the practice that moves most
 * @param most what it moves
 */
record IndependentStake(
    BigDecimal moved, BigDecimal net, int practices, String mostPractice, BigDecimal most) {
  private static final MathContext EXACT = new MathContext(60);

  private static final String WOMEN = "25_64_F";

  /** Register, or patients of a target population, and list of one practice. */
  private record Brought(BigDecimal register, BigDecimal list) {}

  /** Without the lists of a wrong date: the mean of the lists that the year before froze. */
  static IndependentStake ofFrozenLists(Path lake, String before, String year) {
    LakeRows rows = new LakeRows(lake);
    BigDecimal patients = BigDecimal.ZERO;
    int practices = 0;
    for (Map<String, String> practice : rows.of(Practices.TABLE, before, 1)) {
      if (practice.containsKey("crp")) {
        patients = patients.add(new BigDecimal(text(practice, "crp")));
        practices++;
      }
    }
    return of(
        rows, year, Map.of(), patients.divide(BigDecimal.valueOf(practices), EXACT), patients);
  }

  /** Without what some practices add to the change of each figure since the year before. */
  static IndependentStake withoutPractices(
      Path lake, String before, String year, Collection<String> practices) {
    LakeRows rows = new LakeRows(lake);
    Set<String> out = new HashSet<>(practices);
    Map<String, Map<String, Brought>> now = brought(rows, year);
    Map<String, Map<String, Brought>> then = brought(rows, before);
    Set<String> notCompared = new HashSet<>();
    for (Map<String, String> judged : rows.of(GateJudgements.TABLE, year, 1)) {
      if ("not_compared".equals(judged.get("verdict"))) {
        notCompared.add(text(judged, "group_code"));
      }
    }
    Map<String, BigDecimal> national = new HashMap<>();
    now.forEach(
        (group, ofGroup) -> {
          BigDecimal rest = prevalence(ofGroup, out);
          Map<String, Brought> last = then.get(group);
          national.put(
              group,
              last == null || notCompared.contains(group)
                  ? rest
                  : prevalence(last, Set.of())
                      .multiply(rest, EXACT)
                      .divide(prevalence(last, out), EXACT));
        });
    return of(rows, year, national, null, BigDecimal.ONE);
  }

  private static BigDecimal prevalence(Map<String, Brought> group, Set<String> without) {
    BigDecimal registers = BigDecimal.ZERO;
    BigDecimal lists = BigDecimal.ZERO;
    for (Map.Entry<String, Brought> practice : group.entrySet()) {
      if (!without.contains(practice.getKey())) {
        registers = registers.add(practice.getValue().register());
        lists = lists.add(practice.getValue().list());
      }
    }
    return registers.divide(lists, EXACT);
  }

  private static Map<String, Map<String, Brought>> brought(LakeRows rows, String year) {
    Map<String, Map<String, Brought>> brought = new TreeMap<>();
    for (Map<String, String> row : rows.of(PracticeFactors.TABLE, year, 1)) {
      brought
          .computeIfAbsent(text(row, "group_code"), any -> new TreeMap<>())
          .put(
              text(row, "practice_code"),
              new Brought(
                  new BigDecimal(text(row, "register_size")), new BigDecimal(text(row, "crp"))));
    }
    // Women of 25 to 64, by whom cervical screening is paid where the year pays that factor.
    Map<String, Brought> women = new TreeMap<>();
    for (Map<String, String> row : rows.of(PatientLists.TABLE, year, rows.silverVersion(year))) {
      String practice = text(row, "practice_code");
      Brought any =
          brought.values().stream()
              .map(ofGroup -> ofGroup.get(practice))
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
      if (text(row, "patient_list_type").equals(WOMEN) && any != null) {
        women.put(practice, new Brought(new BigDecimal(text(row, "list_size")), any.list()));
      }
    }
    if (!women.isEmpty()) {
      brought.put(WOMEN, women);
    }
    return brought;
  }

  private static IndependentStake of(
      LakeRows rows,
      String year,
      Map<String, BigDecimal> national,
      @Nullable BigDecimal average,
      BigDecimal guard) {
    if (guard.signum() <= 0) {
      throw new AssertionError("no lists of the year before");
    }
    Map<String, Map<String, Brought>> brought = brought(rows, year);
    Map<String, BigDecimal> asFound = new HashMap<>();
    brought.forEach((group, practices) -> asFound.put(group, prevalence(practices, Set.of())));
    Map<String, BigDecimal> differences = new TreeMap<>();
    Map<String, BigDecimal> found = new TreeMap<>();
    for (Map<String, String> line : rows.of(PaymentLines.TABLE, year, 1)) {
      if (!line.containsKey("achievement_payment_gbp")) {
        continue;
      }
      String practice = text(line, "practice_code");
      BigDecimal paid = new BigDecimal(text(line, "achievement_payment_gbp"));
      BigDecimal crp = new BigDecimal(text(line, "crp"));
      BigDecimal paidAverage = average(rows, year);
      BigDecimal points =
          new BigDecimal(text(line, "earned_points"))
              .multiply(new BigDecimal(text(line, "point_value_gbp")))
              .multiply(crp);
      String group = line.get("prevalence_group");
      BigDecimal ours = points.divide(paidAverage, EXACT);
      BigDecimal without = points.divide(average == null ? paidAverage : average, EXACT);
      if (group != null && line.containsKey("register_size")) {
        BigDecimal raw = new BigDecimal(text(line, "register_size")).divide(crp, EXACT);
        BigDecimal nation = Objects.requireNonNull(asFound.get(group));
        ours = ours.multiply(raw, EXACT).divide(nation, EXACT);
        without = without.multiply(raw, EXACT).divide(national.getOrDefault(group, nation), EXACT);
      }
      if (line.containsKey("target_population_factor")) {
        Brought own = brought.getOrDefault(WOMEN, Map.of()).get(practice);
        BigDecimal raw = Objects.requireNonNull(own).register().divide(crp, EXACT);
        BigDecimal nation = Objects.requireNonNull(asFound.get(WOMEN));
        ours = ours.multiply(raw, EXACT).divide(nation, EXACT);
        without = without.multiply(raw, EXACT).divide(national.getOrDefault(WOMEN, nation), EXACT);
      }
      BigDecimal pence = ours.setScale(2, RoundingMode.HALF_UP);
      if (pence.compareTo(paid) != 0) {
        throw new AssertionError("not the payment of " + line + ": " + pence);
      }
      differences.merge(
          practice, pence.subtract(without.setScale(2, RoundingMode.HALF_UP)), BigDecimal::add);
      found.merge(practice, pence, BigDecimal::add);
    }
    for (Map<String, String> payment : rows.of(PracticePayments.TABLE, year, 1)) {
      BigDecimal total = new BigDecimal(text(payment, "achievement_payment_gbp"));
      if (total.compareTo(found.getOrDefault(text(payment, "practice_code"), BigDecimal.ZERO))
          != 0) {
        throw new AssertionError("lines do not give the payment of " + payment);
      }
    }
    return sum(differences);
  }

  private static final Map<LakeRows, BigDecimal> AVERAGES = new HashMap<>();

  /** The average that paid, from its two whole numbers where it was computed. */
  private static BigDecimal average(LakeRows rows, String year) {
    return AVERAGES.computeIfAbsent(
        rows,
        any -> {
          for (Map<String, String> figure : rows.of(NationalFigures.TABLE, year, 1)) {
            if (text(figure, "figure").equals("average_list_size")
                && text(figure, "applies_to_year").equals(year)) {
              return text(figure, "pays").equals("computed")
                  ? new BigDecimal(text(figure, "numerator"))
                      .divide(new BigDecimal(text(figure, "denominator")), EXACT)
                  : new BigDecimal(text(figure, "published_value"));
            }
          }
          throw new AssertionError("no average list size");
        });
  }

  private static IndependentStake sum(Map<String, BigDecimal> differences) {
    BigDecimal moved = BigDecimal.ZERO;
    BigDecimal net = BigDecimal.ZERO;
    String mostPractice = "";
    BigDecimal most = BigDecimal.ZERO;
    List<String> movedPractices = new ArrayList<>();
    for (Map.Entry<String, BigDecimal> practice : differences.entrySet()) {
      BigDecimal difference = practice.getValue();
      moved = moved.add(difference.abs());
      net = net.add(difference);
      if (difference.signum() != 0) {
        movedPractices.add(practice.getKey());
      }
      if (difference.abs().compareTo(most.abs()) > 0) {
        most = difference;
        mostPractice = practice.getKey();
      }
    }
    return new IndependentStake(moved, net, movedPractices.size(), mostPractice, most);
  }

  private static String text(Map<String, String> row, String column) {
    String value = row.get(column);
    if (value == null) {
      throw new AssertionError("no " + column + " in " + row);
    }
    return value;
  }
}
