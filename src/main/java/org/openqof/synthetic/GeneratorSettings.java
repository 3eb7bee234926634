package org.openqof.synthetic;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;

/**
 * What extracts to generate.
 *
 * @param practices practices open in the first year, 1 to {@value #MOST_PRACTICES}
 * @param years financial years, at least one; written in ascending order without repetition
 * @param seed seed of every draw; the same settings and rulebooks give the same bytes
 * @param layout families of layout to write
 * @param faults faults to plant
 * @param interim whether the collections of 30 September and 31 December are written as well
 * @param zip whether the published files of a year are packed into one archive
 * @param gzip whether the big files of the payment service and of the truth are compressed
 * @param contracts whether contracts begin and end inside years, values are entered by hand, and
 *     corrections, agreed plans and states are written alongside the payment service's extract
 * @param suppliers whether the suppliers of practice systems are written; always with an incident
 * @param incident what goes wrong in the last year; null for nothing
 */
public record GeneratorSettings(
    int practices,
    List<FinancialYear> years,
    long seed,
    Layout layout,
    Faults faults,
    boolean interim,
    boolean zip,
    boolean gzip,
    boolean contracts,
    boolean suppliers,
    @Nullable Incident incident) {
  /** The most practices that the invented codes have room for. */
  public static final int MOST_PRACTICES = 60_000;

  /** The families of layout. */
  public enum Layout {
    /** The payment service's extract. */
    PAYMENT,
    /** The published open data. */
    PUBLISHED,
    /** Both, from the same truth. */
    BOTH;

    boolean hasPayment() {
      return this != PUBLISHED;
    }

    boolean hasPublished() {
      return this != PAYMENT;
    }
  }

  /** How faulty the extracts are. */
  public enum Faults {
    /** Every row as it should be; resubmissions and management information still occur. */
    NONE,
    /** Every kind of fault that has been seen in real extracts, each listed alongside the truth. */
    TYPICAL
  }

  /** Extracts without suppliers, in which nothing goes wrong as a whole. */
  public GeneratorSettings(
      int practices,
      List<FinancialYear> years,
      long seed,
      Layout layout,
      Faults faults,
      boolean interim,
      boolean zip,
      boolean gzip,
      boolean contracts) {
    this(practices, years, seed, layout, faults, interim, zip, gzip, contracts, false, null);
  }

  public GeneratorSettings {
    if (practices < 1 || practices > MOST_PRACTICES) {
      throw SyntheticErrors.practicesOutOfRange(practices, MOST_PRACTICES);
    }
    if (years.isEmpty()) {
      throw SyntheticErrors.noYears();
    }
    years = years.stream().distinct().sorted().toList();
    suppliers |= incident != null;
  }

  /** Fault-free extracts of the payment service's layout, uncompressed. */
  public static GeneratorSettings plain(int practices, List<FinancialYear> years, long seed) {
    return new GeneratorSettings(
        practices, years, seed, Layout.PAYMENT, Faults.NONE, false, false, false, false);
  }

  /** The same with another family of layout. */
  public GeneratorSettings withLayout(Layout other) {
    return new GeneratorSettings(
        practices, years, seed, other, faults, interim, zip, gzip, contracts, suppliers, incident);
  }

  /** The same with or without faults. */
  public GeneratorSettings withFaults(Faults other) {
    return new GeneratorSettings(
        practices, years, seed, layout, other, interim, zip, gzip, contracts, suppliers, incident);
  }

  /** The same with interim collections. */
  public GeneratorSettings withInterim() {
    return new GeneratorSettings(
        practices, years, seed, layout, faults, true, zip, gzip, contracts, suppliers, incident);
  }

  /** The same with the published files packed into an archive. */
  public GeneratorSettings withZip() {
    return new GeneratorSettings(
        practices, years, seed, layout, faults, interim, true, gzip, contracts, suppliers,
        incident);
  }

  /** The same with the big files compressed. */
  public GeneratorSettings withGzip() {
    return new GeneratorSettings(
        practices, years, seed, layout, faults, interim, zip, true, contracts, suppliers, incident);
  }

  /** The same with contracts that do not span the year, and what people entered and decided. */
  public GeneratorSettings withContracts() {
    return new GeneratorSettings(
        practices, years, seed, layout, faults, interim, zip, gzip, true, suppliers, incident);
  }

  /** The same with the suppliers of practice systems. */
  public GeneratorSettings withSuppliers() {
    return new GeneratorSettings(
        practices, years, seed, layout, faults, interim, zip, gzip, contracts, true, incident);
  }

  /** The same with something gone wrong in the last year. */
  public GeneratorSettings withIncident(Incident other) {
    return new GeneratorSettings(
        practices, years, seed, layout, faults, interim, zip, gzip, contracts, true, other);
  }
}
