package org.openqof.synthetic;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.IndicatorKind;
import org.openqof.domain.Thresholds;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Register;
import org.openqof.rulebook.Rulebook;

/**
 * What a year's extract is made of: its registers and its indicator codes with all their fields, as
 * the rulebook names them, in the order of their codes.
 *
 * <p>Rulebooks name registers but not reasons; the reasons here have invented names, in the number
 * that makes about 550 rows a practice. Shares belong to a code and are the same in every year.
 *
 * @param year the financial year
 * @param rulebook its rulebook
 * @param registers registers, in the order of the rulebook's groups, then those that are not
 *     group's
 * @param indicators indicator codes, in their order in the extract
 */
record YearPlan(
    FinancialYear year,
    Rulebook rulebook,
    List<PlannedRegister> registers,
    List<PlannedIndicator> indicators) {
  private static final String MANAGEMENT_INFORMATION_GROUP = "COPD";
  private static final String QUOTED_GROUP = "CAN";

  /** Prevalence, percent of the group's list, as England published it for 2022-23; and spread. */
  private static final Map<String, double[]> NATIONAL = national();

  private static Map<String, double[]> national() {
    Map<String, double[]> known = new HashMap<>();
    known.put("AF", new double[] {2.13, 0.45, 1});
    known.put("AST", new double[] {6.52, 0.22, 0});
    known.put("CAN", new double[] {3.49, 0.35, 1});
    known.put("CHD", new double[] {2.99, 0.35, 1});
    known.put("CHOL", new double[] {5.60, 0.35, 1});
    known.put("CKD", new double[] {4.19, 0.50, 1});
    known.put("COPD", new double[] {1.85, 0.50, 0.6});
    known.put("DEM", new double[] {0.74, 0.50, 1});
    known.put("DEP", new double[] {13.2, 0.33, 0});
    known.put("DM", new double[] {7.45, 0.30, 0.4});
    known.put("EP", new double[] {0.80, 0.33, 0});
    known.put("HF", new double[] {0.99, 0.45, 1});
    known.put("HYP", new double[] {14.42, 0.25, 0.8});
    known.put("LD", new double[] {0.56, 0.50, 0});
    known.put("MH", new double[] {1.00, 0.35, 0});
    known.put("NDH", new double[] {7.10, 0.55, 0.5});
    known.put("OB", new double[] {11.4, 0.35, 0});
    known.put("OST", new double[] {0.97, 0.80, 0.5});
    known.put("PAD", new double[] {0.57, 0.50, 0.8});
    known.put("PC", new double[] {0.47, 0.75, 0.4});
    known.put("RA", new double[] {0.76, 0.38, 0.5});
    known.put("SMOK", new double[] {26.0, 0.20, 0.4});
    known.put("STIA", new double[] {1.85, 0.38, 1});
    return known;
  }

  YearPlan {
    registers = List.copyOf(registers);
    indicators = List.copyOf(indicators);
  }

  /**
   * The plan of a rulebook's year.
   *
   * @param reference whether a year is enough that holds all indicators with their points, though
   *     not their thresholds: a base year of protection
   */
  static YearPlan of(Rulebook rulebook, boolean reference) {
    if (!rulebook.complete() && !(reference && holdsAllPoints(rulebook))) {
      throw SyntheticErrors.yearWithoutIndicators(rulebook.year().toString());
    }
    List<PlannedRegister> registers = new ArrayList<>();
    Map<String, Integer> numbers = new HashMap<>();
    for (Group group : rulebook.groups()) {
      if (group.registerField() != null && group.registerIndicator() != null) {
        numbers.put(group.code(), registers.size());
        registers.add(register(group));
      }
    }
    Map<String, Integer> served = new HashMap<>();
    for (Register own : rulebook.registers()) {
      Integer within = numbers.get(own.groupCode());
      if (within != null) {
        own.indicators().forEach(code -> served.put(code, registers.size()));
        registers.add(ofItsOwn(own, within, registers.get(within)));
      }
    }
    Map<String, PlannedIndicator> planned = new LinkedHashMap<>();
    Map<String, Group> groups = rulebook.groupsByCode();
    for (Indicator indicator : rulebook.indicators()) {
      Group group = groups.get(indicator.groupCode());
      if (group != null) {
        planned.put(indicator.code(), planned(indicator, group, registers, numbers, served));
      }
    }
    for (int number = 0; number < registers.size(); number++) {
      Group group = registers.get(number).group();
      String code = registers.get(number).isOfGroup() ? group.registerIndicator() : null;
      if (code != null && !planned.containsKey(code)) {
        planned.put(code, registerOnly(code, registers.get(number), number, true));
      }
      if (code != null && group.code().equals(MANAGEMENT_INFORMATION_GROUP)) {
        for (int k = 1; k <= 3; k++) {
          String information = code + "MI" + k;
          planned.put(information, registerOnly(information, registers.get(number), number, false));
        }
      }
    }
    List<PlannedIndicator> indicators = new ArrayList<>(planned.values());
    indicators.sort(Comparator.comparing(PlannedIndicator::code));
    return new YearPlan(rulebook.year(), rulebook, registers, indicators);
  }

  private static boolean holdsAllPoints(Rulebook rulebook) {
    BigDecimal held =
        rulebook.indicators().stream()
            .map(Indicator::availablePoints)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return held.compareTo(rulebook.payment().totalPoints()) == 0;
  }

  private static PlannedRegister register(Group group) {
    double[] known = NATIONAL.getOrDefault(group.code(), new double[] {1.5, 0.4, 0.5});
    double percent = group.newlyDiagnosed() ? 1.4 : known[0];
    double growth = (Dice.of(0, Dice.word(group.code())).unit() - 0.3) * 0.03;
    return new PlannedRegister(
        group.code(),
        Objects.requireNonNull(group.registerField()),
        group,
        -1,
        ListType.of(group.listType()),
        percent / 100,
        known[1],
        growth,
        known[2]);
  }

  /** A register within that of a group: of heart failure, 57 in 100 in the practices of 2023-24. */
  private static PlannedRegister ofItsOwn(Register own, int within, PlannedRegister ofGroup) {
    return new PlannedRegister(
        own.code(), own.field(), ofGroup.group(), within, ofGroup.band(), 0.57, 0.25, 0, 0);
  }

  private static PlannedIndicator planned(
      Indicator indicator,
      Group group,
      List<PlannedRegister> registers,
      Map<String, Integer> numbers,
      Map<String, Integer> served) {
    String code = indicator.code();
    String ofGroup =
        indicator.prevalenceGroup() == null ? group.code() : indicator.prevalenceGroup();
    boolean ownList = group.code().equals("VI") || group.code().equals("CS");
    int register = ownList ? -1 : served.getOrDefault(code, numbers.getOrDefault(ofGroup, -1));
    boolean carries = code.equals(group.registerIndicator()) && numbers.containsKey(group.code());
    String additional = indicator.additionalListType();
    ListType base = ListType.of(additional == null ? group.listType() : additional);
    String field = register < 0 ? null : registers.get(register).field();
    int fieldRegister = register;
    if (group.code().equals("VI")) {
      field = "Vaccination and Immunisation " + code.charAt(code.length() - 1) + " Register";
    } else if (code.equals("SMOK004")) {
      field = null;
    } else if (code.equals("BP002")) {
      fieldRegister = numbers.getOrDefault("HYP", -1);
      field = fieldRegister < 0 ? null : registers.get(fieldRegister).field();
    }
    boolean ofList = field == null && indicator.kind() == IndicatorKind.REGISTER;
    if (ofList) {
      field = group.name() + " Register";
    }
    Dice dice = Dice.of(0, Dice.word(code), Dice.word("shares"));
    double share = ownList ? 0.97 : 0.55 + 0.44 * dice.unit();
    if (register >= 0 && "80OV".equals(additional)) {
      share = 0.3;
    } else if (register >= 0 && "06_19".equals(additional)) {
      share = 0.17;
    } else if (register < 0 && code.equals("SMOK004")) {
      share = 0.14;
    }
    PlannedIndicator shape =
        new PlannedIndicator(
            code,
            indicator,
            register,
            fieldRegister,
            ofList ? 0.1 : 1,
            field,
            carries,
            false,
            base,
            share,
            0.01 + 0.07 * dice.unit(),
            0.01 + 0.11 * dice.unit(),
            reached(indicator, dice),
            List.of());
    return shape.isShare() ? withReasons(shape, group, reasons(code, group, dice)) : shape;
  }

  private static PlannedIndicator withReasons(
      PlannedIndicator shape, Group group, List<Reason> reasons) {
    return new PlannedIndicator(
        shape.code(),
        shape.indicator(),
        shape.register(),
        shape.fieldRegister(),
        shape.registerShare(),
        shape.registerField(),
        shape.carriesRegister(),
        shape.managementInformation(),
        shape.base(),
        shape.share(),
        group.code().equals("VI") ? 0.02 : shape.excluded(),
        shape.adjusted(),
        shape.reached(),
        reasons);
  }

  private static PlannedIndicator registerOnly(
      String code, PlannedRegister register, int number, boolean carries) {
    return new PlannedIndicator(
        code,
        null,
        number,
        number,
        carries ? 1 : 0.4,
        register.field(),
        carries,
        !carries,
        register.band(),
        0,
        0,
        0,
        0,
        List.of());
  }

  private static double reached(Indicator indicator, Dice dice) {
    Thresholds thresholds = indicator.thresholds();
    if (thresholds == null) {
      return 0.7;
    }
    double lower = thresholds.lowerPercent().doubleValue() / 100;
    double upper = thresholds.upperPercent().doubleValue() / 100;
    return lower + (upper - lower) * (0.7 + 0.35 * dice.unit());
  }

  private static List<Reason> reasons(String code, Group group, Dice dice) {
    String stem = group.code();
    List<Reason> reasons = new ArrayList<>();
    reasons.add(adjustment(stem + "ZINV", "did not answer two invitations", true));
    reasons.add(adjustment(stem + "ZDEC", "chose not to receive this care", true));
    if (!group.code().equals("VI")) {
      reasons.add(adjustment(stem + "ZUNS", "is not suited to this care, for now", true));
      reasons.add(adjustment(code + "ZMAX", "takes as much treatment as is borne", false));
      if (dice.happens(0.95)) {
        reasons.add(adjustment(code + "ZADV", "had a reaction, or a contraindication", false));
      }
      reasons.add(exclusion("ZREGLATE", "registered in the last three months", true));
      reasons.add(exclusion(stem + "ZDIAG", "was diagnosed in the last three months", true));
      if (dice.happens(0.95)) {
        reasons.add(exclusion(code + "ZAGE", "is outside the ages of this indicator", false));
      }
    }
    if (stem.equals(QUOTED_GROUP)) {
      String name = "Care offered, declined or \"not now\", recorded";
      reasons.add(adjustment(name, "was offered the care, and put it off", true));
    }
    return List.copyOf(reasons);
  }

  private static Reason adjustment(String name, String what, boolean general) {
    return new Reason(name, "Invented: the patient " + what + ".", true, general);
  }

  private static Reason exclusion(String name, String what, boolean general) {
    return new Reason(name, "Invented: the patient " + what + ".", false, general);
  }

  /** All reasons by name, in the order in which indicators use them. */
  Map<String, Reason> reasonsByName() {
    Map<String, Reason> byName = new LinkedHashMap<>();
    for (PlannedIndicator indicator : indicators) {
      indicator.reasons().forEach(reason -> byName.putIfAbsent(reason.name(), reason));
    }
    return byName;
  }

  /** Rows that a practice sends when nothing is submitted twice. */
  int rowsPerPractice() {
    int rows = 0;
    for (PlannedIndicator indicator : indicators) {
      rows += indicator.registerField() == null ? 0 : 1;
      rows += indicator.isShare() ? 2 + indicator.reasons().size() : 0;
      rows += indicator.isAnswer() ? 1 : 0;
    }
    return rows;
  }
}
