package org.openqof.synthetic;

/** One practice's registered patients by sex and single year of age at one date. */
final class PatientList {
  private static final int AGES = ListType.OLDEST + 1;

  /** Ages and weights between which the national age curve is straight; no one is over 104. */
  private static final double[][] CURVE = {
    {0, 0.86}, {5, 0.98}, {12, 1.06}, {18, 1.04}, {23, 1.12}, {33, 1.32}, {42, 1.22}, {50, 1.18},
    {57, 1.22}, {64, 1.02}, {70, 0.86}, {76, 0.80}, {82, 0.48}, {88, 0.26}, {94, 0.07}, {100, 0.01},
    {105, 0}, {119, 0},
  };

  private static final double[] WEIGHTS = weights();

  private final int[] men = new int[AGES];
  private final int[] women = new int[AGES];

  /**
   * Spreads patients over ages and sexes; the counts add up to the patients exactly.
   *
   * @param patients registered patients
   * @param tilt above 0 for an older practice, below 0 for a younger one
   * @param shift where in the cumulated curve rounding begins, at least 0 and below 1, so that very
   *     small lists do not all have the same ages
   */
  PatientList(int patients, double tilt, double shift) {
    double[] reach = new double[2 * AGES];
    double sum = 0;
    for (int age = 0; age < AGES; age++) {
      double weight = WEIGHTS[age] * StrictMath.exp(tilt * (age - 42) / 25.0);
      double womenShare = age < 70 ? 0.495 : 0.5 + (age - 70) * 0.006;
      sum += weight * (1 - womenShare);
      reach[2 * age] = sum;
      sum += weight * womenShare;
      reach[2 * age + 1] = sum;
    }
    int placed = 0;
    for (int cell = 0; cell < reach.length; cell++) {
      int upTo =
          cell == reach.length - 1
              ? patients
              : Math.min(patients, (int) (patients * reach[cell] / sum + shift));
      if (cell % 2 == 0) {
        men[cell / 2] = upTo - placed;
      } else {
        women[cell / 2] = upTo - placed;
      }
      placed = upTo;
    }
    // What rounding leaves over would sit at age 119; the largest cell takes it.
    int leftOver = women[AGES - 1];
    women[AGES - 1] = 0;
    women[40] += leftOver;
  }

  private static double[] weights() {
    double[] weights = new double[AGES];
    int piece = 0;
    for (int age = 0; age < AGES; age++) {
      while (age > CURVE[piece + 1][0]) {
        piece++;
      }
      double[] from = CURVE[piece];
      double[] to = CURVE[piece + 1];
      weights[age] = from[1] + (to[1] - from[1]) * (age - from[0]) / (to[0] - from[0]);
    }
    return weights;
  }

  /** Adds a share of another practice's patients, and says how many. */
  int add(PatientList other, Contract.Share share) {
    int added = 0;
    for (int age = 0; age < AGES; age++) {
      int moreMen = share.of(other.men[age]);
      int moreWomen = share.of(other.women[age]);
      men[age] += moreMen;
      women[age] += moreWomen;
      added += moreMen + moreWomen;
    }
    return added;
  }

  /** Men of an age. */
  int men(int age) {
    return men[age];
  }

  /** Women of an age. */
  int women(int age) {
    return women[age];
  }

  /** Patients of a list type. */
  int of(ListType type) {
    int sum = 0;
    for (int age = type.fromAge(); age <= type.toAge(); age++) {
      sum += women[age] + (type.womenOnly() ? 0 : men[age]);
    }
    return sum;
  }
}
