package org.openqof.job;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openqof.engine.Engine.Step;
import org.openqof.practice.BesideTerms.Donor;
import org.openqof.practice.BesideTerms.EarlierPopulations;
import org.openqof.practice.Contribution;
import org.openqof.practice.IndicatorCounts;
import org.openqof.practice.InterimCollections;
import org.openqof.practice.InterimCollections.Collection;
import org.openqof.practice.LocalDecisions.Succession;
import org.openqof.practice.PracticeReference.Population;
import org.openqof.practice.PracticeYear;

/**
 * What a block of practices brings to the others before any is priced, in one pass: contributions
 * to the national figures, the same for each interim collection, and the counts of practices whose
 * patients went to another.
 *
 * @param contribute contributions to the national figures
 * @param hasParticipationList whether a list of participating practices was given
 * @param earlierPopulations populations that stand in for those of the year
 */
record GatherYear(
    Contribute contribute, boolean hasParticipationList, EarlierPopulations earlierPopulations)
    implements Step<GatherYear.Gathered> {
  private static final long serialVersionUID = 1L;

  /** What a block, or a whole year, gave. */
  static final class Gathered implements Serializable {
    private static final long serialVersionUID = 1L;
    final ArrayList<Contribution> contributions = new ArrayList<>();
    final TreeMap<LocalDate, ArrayList<Contribution>> interim = new TreeMap<>();
    final TreeMap<String, Donor> donors = new TreeMap<>();

    /** Adds another block's. */
    void add(Gathered other) {
      contributions.addAll(other.contributions);
      other.interim.forEach(
          (date, more) -> interim.computeIfAbsent(date, any -> new ArrayList<>()).addAll(more));
      donors.putAll(other.donors);
    }
  }

  @Override
  public Gathered apply(List<PracticeYear> practices) {
    Gathered gathered = new Gathered();
    gathered.contributions.addAll(contribute.apply(practices));
    for (PracticeYear practice : practices) {
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
