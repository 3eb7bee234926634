package org.openqof.gate.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.openqof.gate.figures.Judgement.Comparison;

/**
 * What may have made a year as a whole another than the nation was: inputs that are of another
 * year, empty or gone. Named before the parts of the nation, as nothing can be said of these while
 * the nation is not whole.
 */
public final class OutcomeCauses {
  private static final int NAMED = 5;

  private final GateFacts facts;
  private final List<Judgement> outside;
  private final boolean isListed;
  private final List<GateCause> causes = new ArrayList<>();

  private OutcomeCauses(GateFacts facts, Collection<Judgement> judged, boolean isListed) {
    this.facts = facts;
    this.isListed = isListed;
    this.outside = judged.stream().filter(Judgement::isOutside).toList();
  }

  /**
   * The causes of a year that is not what the nation was.
   *
   * @param ofFigures causes found for its national figures, the most probable first
   * @param isListed whether a list of participating practices was sent
   * @return all of them, in the order in which they are told
   */
  public static List<GateCause> of(
      GateFacts facts, Collection<Judgement> judged, List<GateCause> ofFigures, boolean isListed) {
    OutcomeCauses found = new OutcomeCauses(facts, judged, isListed);
    found.participation();
    if (!found.causes.isEmpty()) {
      // Who takes part decides everything else.
      return List.copyOf(found.causes);
    }
    found.inputs();
    found.values();
    found.withoutList();
    found.corrections();
    found.causes.addAll(found.withPractices(ofFigures));
    found.statistics();
    if (found.causes.isEmpty()) {
      found.whole();
    }
    return List.copyOf(found.causes);
  }

  private void participation() {
    String year = facts.national().rulebook().year().toString();
    long sent = facts.standings().stream().filter(PracticeStanding::sentFinal).count();
    long listed =
        facts.standings().stream()
            .filter(practice -> practice.listed() == PracticeStanding.Listed.FOR_THE_YEAR)
            .count();
    if (is(judgement -> judgement.comparison() == Comparison.OWN_YEAR)) {
      add(
          "a participation list of another year",
          judgement -> true,
          "ask for the list of participating practices of %s: the dates of this one are of another year"
              .formatted(year));
    } else if (isListed
        && is(judgement -> judgement.comparison() == Comparison.SENT)
        && 2 * listed < sent) {
      add(
          "a participation list from which (nearly) nothing was accepted",
          judgement -> true,
          "%,d practices sent values and %,d are on the list of participating practices of %s: look into table refused_rows, and ask for the list again"
              .formatted(sent, listed, year));
    }
  }

  private void inputs() {
    if (is(judgement -> judgement.figure().equals(JudgeOutcome.INPUTS))) {
      add(
          "inputs that were there before",
          judgement -> judgement.figure().equals(JudgeOutcome.INPUTS),
          "put the files back, or ask for them again; a file under another name or form may have"
              + " been passed over");
    }
  }

  /** Values of practices that take part, all or those of some. */
  private void values() {
    Predicate<Judgement> some = judgement -> judgement.figure().equals(JudgeOutcome.WITH_VALUES);
    Predicate<Judgement> all =
        judgement ->
            judgement.figure().equals(JudgeOutcome.ROWS)
                && judgement.value().numerator().signum() == 0;
    if (is(some) || is(all)) {
      add(
          "practices whose values are missing",
          some.or(all).or(judgement -> judgement.figure().equals(JudgeOutcome.POUNDS)),
          "ask for the indicator values (INDICATOR_VALUES, or the published ACHIEVEMENT) of all"
              + " practices again: a file or a part of one is missing. Practices without values:"
              + " table practice_completeness");
    }
  }

  /** Practices that sent values and are not counted, where no list says who takes part. */
  private void withoutList() {
    Predicate<Judgement> sent = judgement -> judgement.comparison() == Comparison.SENT;
    if (!isListed && is(sent)) {
      add(
          "no list of participating practices",
          sent,
          "put FINAL_PRACTICE_LIST of %s into the extracts; without it nobody can say who takes part, and these practices lack a list of patients or fail a check (table practice_checks)"
              .formatted(facts.national().rulebook().year()));
    }
  }

  /** Corrections that people decided, all together. */
  private void corrections() {
    Predicate<Judgement> which = judgement -> judgement.figure().equals(JudgeOutcome.CORRECTIONS);
    if (is(which)) {
      add(
          "corrections that people decided, all together",
          which,
          "look through the files of corrections (ADJUSTMENTS): pounds in place of points, a digit too many, one file twice? Table applied_adjustments of an earlier version has those of then");
    }
  }

  /** The causes of figures and that of single practices' inputs, those that explain most first. */
  private List<GateCause> withPractices(List<GateCause> ofFigures) {
    List<GateCause> all = new ArrayList<>(ofFigures);
    int before = causes.size();
    ofPractices();
    if (causes.size() > before) {
      GateCause inputs = causes.remove(before);
      int place = 0;
      while (place < all.size() && all.get(place).explained().compareTo(inputs.explained()) > 0) {
        place++;
      }
      all.add(place, inputs);
    }
    return all;
  }

  /** Inputs of single practices that all else contradicts. */
  private void ofPractices() {
    Predicate<Judgement> which = judgement -> judgement.comparison() == Comparison.ALL_ELSE;
    if (is(which)) {
      String names =
          outside.stream()
              .filter(which)
              .map(Judgement::name)
              .limit(NAMED)
              .collect(Collectors.joining(", "));
      add(
          "inputs of single practices that all else contradicts",
          which,
          "ask the practice or its commissioner: a digit too many? (%s) Correct a list with CRP_CORRECTIONS, a register with MANUAL_ENTRY"
              .formatted(names));
    }
  }

  private void statistics() {
    Predicate<Judgement> regions =
        judgement -> judgement.figure().equals(JudgeStatistics.OTHER_REGION);
    if (is(regions)) {
      add(
          "a map of areas that has practices elsewhere than before",
          regions,
          "ask whether practices were moved, or regions parted; otherwise ask for the map of areas"
              + " of the year again: its rows may be mixed up");
    }
    if (is(judgement -> judgement.figure().equals(JudgeOutcome.ON_THE_MAP))) {
      add(
          "a map of areas with much of it missing",
          judgement -> judgement.figure().equals(JudgeOutcome.ON_THE_MAP),
          "ask for the map of areas of the year: practices on no map are in no area of the"
              + " statistics");
    }
    Predicate<Judgement> lists =
        judgement ->
            judgement.figure().equals(JudgeOutcome.WITH_LIST)
                || judgement.figure().equals(JudgeOutcome.IN_STATISTICS)
                || judgement.figure().equals(JudgeStatistics.CONTRADICTED)
                || judgement.figure().equals(JudgeStatistics.OF_LAST_YEAR)
                || judgement.figure().equals(JudgeOutcome.STATISTICS_PATIENTS);
    if (is(lists)) {
      add(
          "lists of registered patients that are missing, empty or of another date",
          lists,
          "ask for the lists of registered patients by age (GP_PATIENT_LIST) of the year: without"
              + " them practices are not in the statistics");
    }
  }

  private void whole() {
    if (!outside.isEmpty()) {
      add(
          "the year as a whole",
          judgement -> true,
          "see what came in since: ./qof plan, and table files of both versions");
    }
  }

  private boolean is(Predicate<Judgement> which) {
    return outside.stream().anyMatch(which);
  }

  private void add(String words, Predicate<Judgement> which, String remedy) {
    List<Judgement> explained = outside.stream().filter(which).toList();
    List<String> evidence = new ArrayList<>();
    for (Judgement judgement : explained) {
      BigDecimal change = judgement.change();
      if (judgement.comparison().isOfTheWhole() && change != null) {
        evidence.add(
            "%s %s against %s%s"
                .formatted(
                    judgement.name(),
                    FindCauses.percent(change),
                    judgement.comparison().words(),
                    judgement.subject().isEmpty() ? "" : ": " + judgement.subject()));
      } else {
        evidence.add("%s: %s".formatted(judgement.name(), judgement.subject()));
      }
    }
    causes.add(
        new GateCause(
            words,
            null,
            NationSize.of(facts).expected(),
            BigDecimal.valueOf(explained.size())
                .divide(BigDecimal.valueOf(outside.size()), 4, RoundingMode.HALF_UP),
            evidence,
            remedy,
            null));
  }
}
