package org.openqof.recalculation;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.ContractDuration;
import org.openqof.domain.PopulationDate;
import org.openqof.engine.Engine.Step;
import org.openqof.gate.figures.PracticeStanding;
import org.openqof.gate.figures.PracticeStanding.Listed;
import org.openqof.input.Geography;
import org.openqof.input.LocalDecisions.Succession;
import org.openqof.input.PracticeReference.Participation;
import org.openqof.input.PracticeReference.Population;
import org.openqof.practice.AwardedLines;
import org.openqof.practice.Contribution;
import org.openqof.practice.IndicatorCounts;
import org.openqof.practice.InterimCollections;
import org.openqof.practice.InterimCollections.Collection;
import org.openqof.practice.PracticeYear;
import org.openqof.practice.SupplementaryTerms.Donor;
import org.openqof.practice.SupplementaryTerms.EarlierPopulations;
import org.openqof.rulebook.proof.AwardedValues;

/**
 * What a block of practices brings to the others before any is priced, in one pass: contributions
 * to the national figures and how each practice stands to them, the same for each interim
 * collection, the counts of practices whose patients went to another, and the points awarded, by
 * which the year's rules are proved.
 *
 * @param contribute contributions to the national figures
 * @param hasParticipationList whether a list of participating practices was given
 * @param earlierPopulations populations that stand in for those of the year
 */
public record GatherYear(
    Contribute contribute, boolean hasParticipationList, EarlierPopulations earlierPopulations)
    implements Step<GatherYear.Gathered> {
  private static final long serialVersionUID = 1L;

  /** What a block, or a whole year, gave. */
  public static final class Gathered implements Serializable {
    private static final long serialVersionUID = 1L;
    public final ArrayList<Contribution> contributions = new ArrayList<>();
    public final ArrayList<PracticeStanding> standings = new ArrayList<>();
    final TreeMap<LocalDate, ArrayList<Contribution>> interim = new TreeMap<>();
    final TreeMap<String, Donor> donors = new TreeMap<>();
    public final AwardedValues awarded = new AwardedValues();

    /** Adds another block's. */
    public void add(Gathered other) {
      contributions.addAll(other.contributions);
      standings.addAll(other.standings);
      other.interim.forEach(
          (date, more) -> interim.computeIfAbsent(date, any -> new ArrayList<>()).addAll(more));
      donors.putAll(other.donors);
      awarded.addAll(other.awarded);
    }
  }

  @Override
  public Gathered apply(List<PracticeYear> practices) {
    Gathered gathered = new Gathered();
    gathered.contributions.addAll(contribute.apply(practices));
    for (PracticeYear practice : practices) {
      gathered.standings.add(standing(practice));
      AwardedLines.add(practice, contribute.rulebook(), gathered.awarded);
      if (!hasParticipationList || practice.reference().participation() != null) {
        addInterim(practice, gathered);
      }
      if (gavePatients(practice)) {
        Map<String, IndicatorCounts> counts = new HashMap<>();
        practice.counts().forEach(sent -> counts.put(sent.indicatorCode(), sent));
        gathered.donors.put(
            practice.practiceCode(), new Donor(practice.reference().population(), counts));
      }
    }
    return gathered;
  }

  /** How a practice stands to the national figures, whether or not it is in them. */
  private PracticeStanding standing(PracticeYear practice) {
    Participation participation = practice.reference().participation();
    Population population = practice.reference().population();
    PopulationDate wanted =
        participation == null
            ? new PopulationDate(contribute.rulebook().payment().crpDate(), false)
            : PopulationDate.of(
                practice.year(),
                contribute.rulebook().payment().crpDate(),
                participation.from(),
                participation.to());
    LocalDate date = population == null ? null : population.date();
    boolean expected =
        hasParticipationList
            ? participation != null
                && !participation.from().isAfter(practice.year().end())
                && !participation.to().isBefore(practice.year().end())
            : !practice.counts().isEmpty();
    return new PracticeStanding(
        practice.practiceCode(),
        expected,
        date,
        wanted.date(),
        date == null
            || date.equals(wanted.date())
            || (wanted.orFirstLater() && date.isAfter(wanted.date())),
        population == null ? null : population.source().fileDigest(),
        expected && !bringsRegisters(practice) ? lastInterim(practice) : null,
        listed(practice),
        !practice.counts().isEmpty()
            && practice.contract().achievementDate().equals(practice.year().end()),
        listByAge(practice),
        shown(practice));
  }

  private static @Nullable Integer listByAge(PracticeYear practice) {
    OptionalInt all = practice.reference().listSize("TOTAL");
    return all.isPresent() ? all.getAsInt() : null;
  }

  private static PracticeStanding.Shown shown(PracticeYear practice) {
    Map<String, Integer> lists = new HashMap<>();
    practice.reference().lists().forEach(list -> lists.put(list.listType(), list.patients()));
    practice
        .reference()
        .publishedRegisters()
        .forEach(register -> lists.putIfAbsent(register.listType(), register.listSize()));
    String region = practice.reference().geography().region().odsCode();
    return new PracticeStanding.Shown(
        !practice.reference().publishedRegisters().isEmpty(),
        region.equals(Geography.UNMAPPED.odsCode()) ? null : region,
        lists);
  }

  private Listed listed(PracticeYear practice) {
    Participation participation = practice.reference().participation();
    if (!hasParticipationList || participation == null) {
      return Listed.NOT;
    }
    return ContractDuration.touches(practice.year(), participation.from(), participation.to())
        ? Listed.FOR_THE_YEAR
        : Listed.FOR_ANOTHER_YEAR;
  }

  /** Awarded points alone come without any register. */
  private static boolean bringsRegisters(PracticeYear practice) {
    return !practice.reference().publishedRegisters().isEmpty()
        || practice.counts().stream().anyMatch(sent -> sent.register() != null);
  }

  private static @Nullable LocalDate lastInterim(PracticeYear practice) {
    LocalDate last = null;
    for (Collection sent : InterimCollections.of(practice, practice.contract().achievementDate())) {
      last = last == null || sent.date().isAfter(last) ? sent.date() : last;
    }
    return last;
  }

  private void addInterim(PracticeYear practice, Gathered gathered) {
    LocalDate last = practice.contract().achievementDate();
    for (Collection collection : InterimCollections.of(practice, last)) {
      PracticeYear sent = earlierPopulations.priceable(collection.practice());
      Population population = sent == null ? null : sent.reference().population();
      if (sent != null && population != null) {
        gathered
            .interim
            .computeIfAbsent(collection.date(), any -> new ArrayList<>())
            .add(contribute.of(sent, population));
      }
    }
  }

  private static boolean gavePatients(PracticeYear practice) {
    for (Succession succession : practice.reference().decisions().successions()) {
      if (succession.fromPractice().equals(practice.practiceCode())) {
        return true;
      }
    }
    return false;
  }
}
