package org.openqof.domain;

/**
 * The contractor population index: the contractor registered population divided by the national
 * average list size.
 *
 * <p>Source: CQRS QOF payments page; HSCIC Technical Annex 2011/12, 1.5. The population is the full
 * list, all ages, at the start of the final quarter of the year; since 2013-14 the average is that
 * of the start of the final quarter <em>before</em> the year begins, so the two dates are a year
 * apart by design.
 */
public final class ContractorPopulationIndex {
  private ContractorPopulationIndex() {}

  /**
   * The index, exact.
   *
   * @param crp contractor registered population, patients
   * @param averageListSize national average list size, patients; above 0
   */
  public static Ratio of(long crp, Ratio averageListSize) {
    return Ratio.of(crp, 1).dividedBy(averageListSize);
  }
}
