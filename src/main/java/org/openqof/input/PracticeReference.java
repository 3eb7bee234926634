package org.openqof.input;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.ContractDuration;
import org.openqof.domain.FinancialYear;

/**
 * What is known of one practice in one year besides its indicator values.
 *
 * @param practiceCode ODS code
 * @param name name, as the year's map or the practice list gives it; the code when neither does
 * @param participation its line in the list of participating practices; null when that list was
 *     given and does not hold it
 * @param organisation its record in the practice reference; null when that was not given or does
 *     not hold it
 * @param geography its areas
 * @param population its contractor registered population; null when none was given
 * @param lists registered patients by list type at the date of the public statistics
 * @param publishedRegisters registers as published by group, where the year has only those
 * @param reportedMaximumPoints points it could earn as published; null when not given
 * @param decisions what people entered or decided about it, alongside the extract
 */
public record PracticeReference(
    String practiceCode,
    String name,
    @Nullable Participation participation,
    @Nullable Organisation organisation,
    Geography geography,
    @Nullable Population population,
    List<ListSize> lists,
    List<PublishedRegister> publishedRegisters,
    @Nullable Integer reportedMaximumPoints,
    LocalDecisions decisions)
    implements Serializable {

  /** A practice about which nobody entered or decided anything. */
  public PracticeReference(
      String practiceCode,
      String name,
      @Nullable Participation participation,
      @Nullable Organisation organisation,
      Geography geography,
      @Nullable Population population,
      List<ListSize> lists,
      List<PublishedRegister> publishedRegisters,
      @Nullable Integer reportedMaximumPoints) {
    this(
        practiceCode,
        name,
        participation,
        organisation,
        geography,
        population,
        lists,
        publishedRegisters,
        reportedMaximumPoints,
        LocalDecisions.NONE);
  }

  public PracticeReference {
    lists = List.copyOf(lists);
    publishedRegisters = List.copyOf(publishedRegisters);
  }

  /** The same practice with another contractor registered population. */
  public PracticeReference withPopulation(Population other) {
    return new PracticeReference(
        practiceCode,
        name,
        participation,
        organisation,
        geography,
        other,
        lists,
        publishedRegisters,
        reportedMaximumPoints,
        decisions);
  }

  /**
   * The part of a year in which the practice takes part; the whole year where no list of
   * participating practices was given, and where its dates do not touch the year (such a practice
   * is refused by check P1).
   */
  public ContractDuration contract(FinancialYear year) {
    return participation != null
            && ContractDuration.touches(year, participation.from(), participation.to())
        ? ContractDuration.of(year, participation.from(), participation.to())
        : ContractDuration.whole(year);
  }

  /** Patients of one list type; empty when no such list was given. */
  public OptionalInt listSize(String listType) {
    return lists.stream()
        .filter(list -> list.listType().equals(listType))
        .mapToInt(ListSize::patients)
        .findFirst();
  }

  /**
   * Where a value was read.
   *
   * @param fileDigest content digest of the file
   * @param line line in it, from 1
   */
  public record Source(String fileDigest, int line) implements Serializable {}

  /**
   * Participation in the year's framework.
   *
   * @param from first day
   * @param to last day
   * @param source where it was read
   */
  public record Participation(LocalDate from, LocalDate to, Source source)
      implements Serializable {}

  /**
   * The practice's record in the Organisation Data Service.
   *
   * @param status status code: A active, C closed, D dormant, P proposed
   * @param openDate opening date, if given
   * @param closeDate closing date, if given
   * @param prescribingSetting 4 for a GP practice; null if not given
   * @param postcode its postcode; null if not given
   * @param source where it was read
   */
  public record Organisation(
      String status,
      @Nullable LocalDate openDate,
      @Nullable LocalDate closeDate,
      @Nullable String prescribingSetting,
      @Nullable String postcode,
      Source source)
      implements Serializable {}

  /**
   * Contractor registered population.
   *
   * @param patients registered patients, all ages
   * @param date the date they were counted
   * @param basis what kind of count it is
   * @param source where it was read
   */
  public record Population(int patients, LocalDate date, Basis basis, Source source)
      implements Serializable {

    /** What stands for the contractor registered population. */
    public enum Basis {
      /** The payment service's own count by practice and date. */
      PAYMENT_EXTRACT,
      /** A count that the commissioner corrected. */
      COMMISSIONER_CORRECTION,
      /** Published registered patients at the same date. */
      REGISTERED_PATIENTS,
      /** The list published with the prevalence (1 April after the year): an approximation. */
      PUBLISHED_PREVALENCE;

      /** The word of tables, {@code payment_extract}. */
      public String word() {
        return name().toLowerCase(Locale.ROOT);
      }
    }
  }

  /**
   * Registered patients of one list type.
   *
   * @param listType {@code TOTAL}, {@code 06OV}, …
   * @param date the date they were counted; null when the file does not say
   * @param patients registered patients of that type
   * @param source where it was read
   */
  public record ListSize(String listType, @Nullable LocalDate date, int patients, Source source)
      implements Serializable {}

  /**
   * A register as published in a prevalence file.
   *
   * @param groupCode the group
   * @param patients patients on the register; null when published blank
   * @param listType the list type of the row
   * @param listSize registered patients of that type
   * @param source where it was read
   */
  public record PublishedRegister(
      String groupCode, @Nullable Integer patients, String listType, int listSize, Source source)
      implements Serializable {}
}
