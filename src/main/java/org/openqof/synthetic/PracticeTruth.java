package org.openqof.synthetic;

import java.util.Arrays;
import org.openqof.domain.FinancialYear;
import org.openqof.synthetic.Country.Place;

/**
 * What is true of one practice in one year, before anything is written: every extract of that year
 * and the files of the truth are written from it.
 */
final class PracticeTruth {
  /** A number that does not exist: the indicator has none, or it cannot be said. */
  static final int NONE = -1;

  private final int practice;
  private final FinancialYear year;
  private final String name;
  private final Place place;
  private final PatientList list;
  private int listSize;
  private int takenOver;
  private int crp;
  private final int crpYearBefore;
  private final int[] registers;
  private final int[] numerators;
  private final int[] denominators;
  private final int[] adjusted;
  private final int[][] reasons;
  private final int[] answers;
  private final int[] points;

  PracticeTruth(
      YearPlan plan,
      int practice,
      String name,
      Place place,
      PatientList list,
      int listSize,
      int crp,
      int crpYearBefore) {
    int indicators = plan.indicators().size();
    this.practice = practice;
    this.year = plan.year();
    this.name = name;
    this.place = place;
    this.list = list;
    this.listSize = listSize;
    this.crp = crp;
    this.crpYearBefore = crpYearBefore;
    this.registers = new int[plan.registers().size()];
    this.numerators = none(indicators);
    this.denominators = none(indicators);
    this.adjusted = none(indicators);
    this.reasons = new int[indicators][];
    this.answers = none(indicators);
    this.points = none(indicators);
    for (int i = 0; i < indicators; i++) {
      reasons[i] = new int[plan.indicators().get(i).reasons().size()];
    }
  }

  private static int[] none(int length) {
    int[] values = new int[length];
    Arrays.fill(values, NONE);
    return values;
  }

  int practice() {
    return practice;
  }

  String code() {
    return Country.practiceCode(practice);
  }

  FinancialYear year() {
    return year;
  }

  String name() {
    return name;
  }

  Place place() {
    return place;
  }

  /** Registered patients on 1 April after the year. */
  PatientList list() {
    return list;
  }

  int listSize() {
    return listSize;
  }

  /** Contractor registered population on 1 January inside the year. */
  int crp() {
    return crp;
  }

  /** Contractor registered population a year before that; {@link #NONE} for a new practice. */
  int crpYearBefore() {
    return crpYearBefore;
  }

  /** Patients on a register. */
  int register(int register) {
    return registers[register];
  }

  void setRegister(int register, int patients) {
    registers[register] = patients;
  }

  /** Numerator of the indicator in this place of the plan, or {@link #NONE}. */
  int numerator(int indicator) {
    return numerators[indicator];
  }

  /** Denominator, net of adjustments and exclusions, or {@link #NONE}. */
  int denominator(int indicator) {
    return denominators[indicator];
  }

  /** Personalised care adjustments of all reasons, or {@link #NONE}. */
  int adjusted(int indicator) {
    return adjusted[indicator];
  }

  /** Patients under one reason. */
  int reason(int indicator, int reason) {
    return reasons[indicator][reason];
  }

  /** 1 for yes, 0 for no, {@link #NONE} for an indicator without a question. */
  int answer(int indicator) {
    return answers[indicator];
  }

  /** Points earned in hundredths; {@link #NONE} where they cannot be said. */
  int points(int indicator) {
    return points[indicator];
  }

  void setCounts(int indicator, int numerator, int denominator, int allAdjusted) {
    numerators[indicator] = numerator;
    denominators[indicator] = denominator;
    adjusted[indicator] = allAdjusted;
  }

  void setReason(int indicator, int reason, int patients) {
    reasons[indicator][reason] = patients;
  }

  void setAnswer(int indicator, int answer) {
    answers[indicator] = answer;
  }

  void setPoints(int indicator, int hundredths) {
    points[indicator] = hundredths;
  }

  /**
   * Adds a share of the patients of a practice that went into this one: to its list, registers and
   * counts, and to its population where they belonged to it on the day that counts.
   */
  void takeOver(PracticeTruth closed, Contract.Share share) {
    int patients = list.add(closed.list, share);
    takenOver += patients;
    listSize += patients;
    crp += share.date().isAfter(year.startOfFinalQuarter()) ? 0 : share.of(closed.crp);
    for (int register = 0; register < registers.length; register++) {
      registers[register] += share.of(closed.registers[register]);
    }
    for (int i = 0; i < numerators.length; i++) {
      if (numerators[i] != NONE && closed.numerators[i] != NONE) {
        numerators[i] += share.of(closed.numerators[i]);
        denominators[i] += share.of(closed.denominators[i]);
        for (int reason = 0; reason < reasons[i].length; reason++) {
          reasons[i][reason] += share.of(closed.reasons[i][reason]);
        }
      }
    }
  }

  /** Of its list, patients taken over from other practices in the year. */
  int takenOver() {
    return takenOver;
  }

  void setAdjusted(int indicator, int patients) {
    adjusted[indicator] = patients;
  }

  /** Patients that an indicator's register field holds. */
  int registerField(PlannedIndicator indicator) {
    int number = indicator.fieldRegister();
    int patients = number < 0 ? list.of(indicator.base()) : registers[number];
    return (int) (patients * indicator.registerShare());
  }
}
