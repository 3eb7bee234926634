package org.openqof.statistics;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openqof.input.Geography;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Rulebook;

/**
 * The counts of every practice that deciles and funnels are made from, packed: about a kilobyte a
 * practice. Blocks are added in order, so the practices stay in order.
 */
public final class PracticeFigures implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int ABSENT = -1;
  private static final int OF_INDICATOR = 3;
  private static final int OF_GROUP = 2;

  private final List<String> indicators = new ArrayList<>();
  private final List<String> groups = new ArrayList<>();
  private final List<String> codes = new ArrayList<>();
  private final List<String> icbs = new ArrayList<>();
  private final List<int[]> counts = new ArrayList<>();

  /** No practices yet. */
  public PracticeFigures(Rulebook rulebook) {
    for (Indicator indicator : rulebook.indicatorsInCodeOrder()) {
      indicators.add(indicator.code());
    }
    for (Group group : rulebook.groups()) {
      if (group.publishesPrevalence() && !group.newlyDiagnosed()) {
        groups.add(group.code());
      }
    }
    groups.sort(null);
  }

  /** Codes of the practices added. */
  public Set<String> codes() {
    return Set.copyOf(codes);
  }

  /** Adds a practice. */
  public void add(String practiceCode, Geography geography, PracticeStatistics practice) {
    add(practiceCode, geography, practice.sums());
  }

  /** Adds a practice by its sums. */
  void add(String practiceCode, Geography geography, PracticeSums ofPractice) {
    int[] row = new int[1 + OF_INDICATOR * indicators.size() + OF_GROUP * groups.size()];
    int next = 0;
    row[next++] = packed(ofPractice.points().list);
    for (String indicator : indicators) {
      Sums sums = ofPractice.indicators().get(indicator);
      row[next++] = sums == null ? ABSENT : packed(sums.numerator);
      row[next++] = sums == null ? ABSENT : packed(sums.denominator);
      row[next++] = sums == null ? ABSENT : packed(sums.pcas);
    }
    for (String group : groups) {
      Sums sums = ofPractice.groups().get(group);
      row[next++] = sums == null ? ABSENT : packed(sums.register);
      row[next++] = sums == null ? ABSENT : packed(sums.list);
    }
    codes.add(practiceCode);
    icbs.add(geography.icb().odsCode());
    counts.add(row);
  }

  private static int packed(@Nullable Long count) {
    return count == null ? ABSENT : Math.toIntExact(count);
  }

  /** Adds the practices of the next block. */
  public void add(PracticeFigures next) {
    codes.addAll(next.codes);
    icbs.addAll(next.icbs);
    counts.addAll(next.counts);
  }

  int practices() {
    return codes.size();
  }

  String code(int practice) {
    return codes.get(practice);
  }

  String icb(int practice) {
    return icbs.get(practice);
  }

  /** Registered patients, all ages; 0 when not known. */
  int listSize(int practice) {
    return Math.max(0, counts.get(practice)[0]);
  }

  /** Every rate that practices can be compared by: measure by measure, in order of their words. */
  List<Series> series() {
    List<Series> all = new ArrayList<>();
    for (Measure measure :
        List.of(Measure.ACHIEVEMENT, Measure.INTERVENTION_RATE, Measure.PCA_RATE)) {
      for (int i = 0; i < indicators.size(); i++) {
        all.add(new Series(measure, indicators.get(i), 1 + OF_INDICATOR * i));
      }
    }
    int first = 1 + OF_INDICATOR * indicators.size();
    for (int i = 0; i < groups.size(); i++) {
      all.add(new Series(Measure.RAW_PREVALENCE, groups.get(i), first + OF_GROUP * i));
    }
    return all;
  }

  /** One rate of all practices. */
  final class Series {
    private final Measure measure;
    private final String subject;
    private final int position;

    private Series(Measure measure, String subject, int position) {
      this.measure = measure;
      this.subject = subject;
      this.position = position;
    }

    Measure measure() {
      return measure;
    }

    String subject() {
      return subject;
    }

    /** Patients above the line; only where the base is above zero. */
    int events(int practice) {
      int[] row = counts.get(practice);
      return row[measure == Measure.PCA_RATE ? position + 2 : position];
    }

    /** Patients below the line; zero when the rate does not exist for the practice. */
    int base(int practice) {
      int[] row = counts.get(practice);
      int first = row[position];
      int second = row[position + 1];
      if (second < 0 || (first < 0 && measure != Measure.PCA_RATE)) {
        return 0;
      }
      if (measure == Measure.ACHIEVEMENT || measure == Measure.RAW_PREVALENCE) {
        return second;
      }
      return row[position + 2] < 0 ? 0 : second + row[position + 2];
    }
  }
}
