package org.openqof.synthetic;

import java.util.Arrays;
import java.util.Locale;
import org.openqof.domain.FinancialYear;

/**
 * The invented country: regions, integrated care boards, sub-ICB locations and primary care
 * networks, with codes of forms that no real area has. Practices with neighbouring numbers are
 * neighbours. Nothing is kept per practice; every answer is computed.
 *
 * <p>As in England, areas differ in size, about one practice in a hundred belongs to no network, a
 * few networks straddle two sub-ICB locations, one sub-ICB code has a small letter, the ONS code of
 * one region changes while its code stays, and about one practice in a hundred changes network from
 * one year to the next.
 */
final class Country {
  /** Code of practices without a network, as published. */
  static final String NO_PCN = "U";

  private static final String[] REGIONS = {
    "Northmarch",
    "Eastfold and Fens",
    "Midvale",
    "Westholm",
    "Southmere",
    "Coast and Weald",
    "Greater Caldmouth",
  };
  private static final String[] FIRST = {
    "Wren", "Alder", "Hollow", "Brindle", "Thistle", "Marl", "Quill", "Ember", "Fennel", "Lark",
    "Rook", "Sorrel", "Tansy", "Bracken", "Cinder", "Dapple", "Elder", "Flint", "Gorse", "Heather",
    "Juniper", "Kestrel", "Linnet",
  };
  private static final String[] SECOND = {
    "field", "mere", "combe", "wick", "stead", "thorpe", "hythe", "beck", "holt", "garth", "shaw",
    "dale", "ness", "cote", "bourne", "leigh", "minster", "gate", "mouth",
  };
  private static final String[] KINDS = {
    "Surgery", "Medical Centre", "Health Centre", "Group Practice", "Family Practice",
  };
  private static final FinancialYear ONS_CHANGE = new FinancialYear(2022);

  private final long seed;
  private final int practices;
  private final FinancialYear first;
  private final int regions;
  private final int icbs;
  private final int subIcbs;

  /** Share of practices that lie in sub-ICB locations up to and including this one. */
  private final double[] reach;

  /** Networks in sub-ICB locations before this one. */
  private final int[] pcnsBefore;

  /**
   * A country.
   *
   * @param practices practices open in the first year; fewer practices make fewer areas
   * @param first the first year, from which networks drift
   */
  Country(long seed, int practices, FinancialYear first) {
    this.seed = seed;
    this.practices = practices;
    this.first = first;
    this.regions = Math.min(REGIONS.length, Math.max(1, practices / 8));
    this.icbs = Math.min(42, Math.max(regions, practices / 60));
    this.subIcbs = Math.min(106, Math.max(Math.min(practices, 2 * icbs), practices / 30));
    this.reach = new double[subIcbs];
    this.pcnsBefore = new int[subIcbs + 1];
    Dice dice = Dice.of(seed, Dice.word("areas"));
    double sum = 0;
    for (int s = 0; s < subIcbs; s++) {
      sum += 0.5 + StrictMath.exp(0.5 * dice.normal());
      reach[s] = sum;
    }
    double before = 0;
    for (int s = 0; s < subIcbs; s++) {
      reach[s] /= sum;
      int expected = (int) StrictMath.floor(practices * (reach[s] - before) / 5.1 + 0.5);
      pcnsBefore[s + 1] = pcnsBefore[s] + Math.max(1, expected);
      before = reach[s];
    }
  }

  /** Number of regions. */
  int regions() {
    return regions;
  }

  /** A practice's code: the letter Z, with which no real practice begins, and five digits. */
  static String practiceCode(int practice) {
    return "Z" + (10_000 + practice);
  }

  /** Where a practice belongs in a year. */
  Place place(int practice, FinancialYear year) {
    double position = position(practice);
    int sub = subIcb(position);
    int icb = Math.min(icbs - 1, (int) ((long) sub * icbs / subIcbs));
    int region = Math.min(regions - 1, (int) ((long) icb * regions / icbs));
    int pcn = pcn(practice, position, sub, year);
    String regionOns = region == 0 && year.compareTo(ONS_CHANGE) >= 0 ? "E4090008" : "E4090000";
    String icbName = "NHS " + town(icb * 7 + 3) + " Integrated Care Board";
    String subCode = "S" + three(sub + 1) + (sub == 2 ? "a" : "");
    return new Place(
        region,
        "X0" + (region + 1),
        regionOns + (region + 1),
        REGIONS[region],
        "I" + three(icb + 1),
        "E549" + five(icb + 1),
        icbName,
        subCode,
        "E389" + five(sub + 1),
        "NHS " + town(icb * 7 + 3) + " ICB - " + subCode,
        pcn < 0 ? NO_PCN : "UZ" + (1000 + pcn),
        pcn < 0 ? "Unallocated" : town(pcn * 5 + 11) + " PCN " + (pcn + 1));
  }

  /** A practice's name in a year; about one in twenty-five changes it from one year to the next. */
  String practiceName(int practice, FinancialYear year) {
    Dice dice = Dice.of(seed, practice, Dice.word("name"));
    int town = dice.below(FIRST.length * SECOND.length);
    int kind = dice.below(KINDS.length);
    for (int changed = first.startYear() + 1; changed <= year.startYear(); changed++) {
      if (Dice.of(seed, practice, Dice.word("name"), changed).happens(0.04)) {
        kind++;
      }
    }
    return town(town) + " " + KINDS[kind % KINDS.length] + " " + practice;
  }

  /** A place name of the invented country. */
  static String town(int number) {
    int first = Math.floorMod(number, FIRST.length);
    int second = Math.floorMod(number / FIRST.length + number, SECOND.length);
    return FIRST[first] + SECOND[second];
  }

  /** A postcode in the area ZZ, which is not in use. */
  static String postcode(int practice) {
    return "ZZ"
        + (1 + practice % 98)
        + " "
        + (practice / 98 % 10)
        + (char) ('A' + practice / 980 % 26)
        + "Z";
  }

  /** A region's name as it stands in the names of files. */
  static String fileName(String region) {
    return region.toUpperCase(Locale.ROOT).replace(' ', '_');
  }

  /** Names of the regions that exist, in order. */
  String[] regionNames() {
    return Arrays.copyOf(REGIONS, regions);
  }

  private double position(int practice) {
    return practice <= practices
        ? (practice - 0.5) / practices
        : Dice.of(seed, practice, Dice.word("position")).unit();
  }

  private int subIcb(double position) {
    int sub = 0;
    while (sub < subIcbs - 1 && position >= reach[sub]) {
      sub++;
    }
    return sub;
  }

  private int pcn(int practice, double position, int sub, FinancialYear year) {
    Dice dice = Dice.of(seed, practice, Dice.word("network"));
    if (dice.happens(0.01)) {
      return -1;
    }
    double from = sub == 0 ? 0 : reach[sub - 1];
    double width = reach[sub] - from;
    int pcns = pcnsBefore[sub + 1] - pcnsBefore[sub];
    int pcn = Math.min(pcns - 1, (int) ((position - from) / width * pcns));
    boolean isFirst = (position - from) * practices < 1;
    if (isFirst && straddles(sub)) {
      return pcnsBefore[sub] - 1;
    }
    for (int changed = first.startYear() + 1; changed <= year.startYear(); changed++) {
      Dice move = Dice.of(seed, practice, Dice.word("network"), changed);
      if (move.happens(0.01)) {
        pcn = move.below(pcns);
      }
    }
    return pcnsBefore[sub] + pcn;
  }

  /** Whether the last network of the sub-ICB location before reaches into this one. */
  private boolean straddles(int sub) {
    return sub > 0 && sub % 12 == 1;
  }

  private static String three(int number) {
    return Integer.toString(1000 + number).substring(1);
  }

  private static String five(int number) {
    return Integer.toString(100_000 + number).substring(1);
  }

  /**
   * A practice's areas in one year.
   *
   * @param region number of the region, from 0
   */
  record Place(
      int region,
      String regionCode,
      String regionOnsCode,
      String regionName,
      String icbCode,
      String icbOnsCode,
      String icbName,
      String subIcbCode,
      String subIcbOnsCode,
      String subIcbName,
      String pcnCode,
      String pcnName) {}
}
