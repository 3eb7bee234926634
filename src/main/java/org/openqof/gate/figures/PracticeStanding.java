package org.openqof.gate.figures;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one practice of the year stands to the national figures.
 *
 * @param practiceCode ODS code
 * @param expected whether it takes part on 31 March, so that the figures should hold it
 * @param listDate date of its contractor registered population; null when it has none
 * @param wantedDate the date the regulation names for its contract
 * @param listIsOfItsDate whether the population is of that date, or of one that may stand for it
 * @param listFile digest of the file of that population; null when it has none
 * @param lastInterim date of the latest interim collection it sent; null when it sent none
 * @param listed whether and for which year the list of participating practices has it
 * @param sentFinal whether it sent values for 31 March
 * @param listByAge patients of its list by age, all ages; null when it has none
 * @param shown what published statistics have of it
 */
public record PracticeStanding(
    String practiceCode,
    boolean expected,
    @Nullable LocalDate listDate,
    LocalDate wantedDate,
    boolean listIsOfItsDate,
    @Nullable String listFile,
    @Nullable LocalDate lastInterim,
    Listed listed,
    boolean sentFinal,
    @Nullable Integer listByAge,
    Shown shown)
    implements Serializable {

  /** A practice of which the statistics know nothing. */
  public PracticeStanding(
      String practiceCode,
      boolean expected,
      @Nullable LocalDate listDate,
      LocalDate wantedDate,
      boolean listIsOfItsDate,
      @Nullable String listFile,
      @Nullable LocalDate lastInterim,
      Listed listed,
      boolean sentFinal,
      @Nullable Integer listByAge) {
    this(
        practiceCode,
        expected,
        listDate,
        wantedDate,
        listIsOfItsDate,
        listFile,
        lastInterim,
        listed,
        sentFinal,
        listByAge,
        Shown.NOTHING);
  }

  /**
   * What statistics have of a practice.
   *
   * @param withRegisters whether published registers name it
   * @param region code of its region; null where the map of areas does not have it
   * @param lists registered patients by list type
   */
  public record Shown(boolean withRegisters, @Nullable String region, Map<String, Integer> lists)
      implements Serializable {
    static final Shown NOTHING = new Shown(false, null, Map.of());

    public Shown {
      lists = Map.copyOf(lists);
    }
  }

  /** How the list of participating practices has a practice. */
  public enum Listed {
    /** It is not on the list, or there is no list. */
    NOT,
    /** Its dates touch the year. */
    FOR_THE_YEAR,
    /** Its dates lie in other years. */
    FOR_ANOTHER_YEAR
  }
}
