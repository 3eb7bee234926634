package org.openqof.practice.rows;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.input.Geography;
import org.openqof.input.Geography.Area;
import org.openqof.input.LocalDecisions;
import org.openqof.input.PracticeReference;
import org.openqof.input.PracticeReference.ListSize;
import org.openqof.input.PracticeReference.Organisation;
import org.openqof.input.PracticeReference.Participation;
import org.openqof.input.PracticeReference.Population;
import org.openqof.input.PracticeReference.PublishedRegister;
import org.openqof.input.PracticeReference.Source;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.PatientLists;
import org.openqof.tables.Practices;
import org.openqof.tables.PublishedRegisters;

/** Reference data of practices as rows of the lake, and back. */
public final class ReferenceRows {
  private final Block practices = new Block(Practices.TABLE);
  private final Block lists = new Block(PatientLists.TABLE);
  private final Block registers = new Block(PublishedRegisters.TABLE);

  /** Rows of {@code practices}, in the order added. */
  public Block practices() {
    return practices;
  }

  /** Rows of {@code patient_lists}, in the order added. */
  public Block lists() {
    return lists;
  }

  /** Rows of {@code published_registers}, in the order added. */
  public Block registers() {
    return registers;
  }

  /** Adds one practice. */
  public void add(PracticeReference practice) {
    Geography geography = practice.geography();
    practices
        .next()
        .text(Practices.PRACTICE_CODE, practice.practiceCode())
        .text(Practices.PRACTICE_NAME, practice.name())
        .text(Practices.PCN_CODE, geography.pcn().odsCode())
        .text(Practices.PCN_NAME, geography.pcn().name())
        .text(Practices.SUB_ICB_CODE, geography.subIcb().odsCode())
        .text(Practices.SUB_ICB_ONS_CODE, geography.subIcb().onsCode())
        .text(Practices.SUB_ICB_NAME, geography.subIcb().name())
        .text(Practices.ICB_CODE, geography.icb().odsCode())
        .text(Practices.ICB_ONS_CODE, geography.icb().onsCode())
        .text(Practices.ICB_NAME, geography.icb().name())
        .text(Practices.REGION_CODE, geography.region().odsCode())
        .text(Practices.REGION_ONS_CODE, geography.region().onsCode())
        .text(Practices.REGION_NAME, geography.region().name())
        .count(Practices.REPORTED_MAXIMUM_POINTS, practice.reportedMaximumPoints());
    Participation participation = practice.participation();
    if (participation != null) {
      practices
          .date(Practices.PARTICIPATES_FROM, participation.from())
          .date(Practices.PARTICIPATES_TO, participation.to());
      source(Practices.PARTICIPATION_FILE, Practices.PARTICIPATION_LINE, participation.source());
    }
    Organisation organisation = practice.organisation();
    if (organisation != null) {
      practices
          .text(Practices.ORGANISATION_STATUS, organisation.status())
          .date(Practices.OPEN_DATE, organisation.openDate())
          .date(Practices.CLOSE_DATE, organisation.closeDate())
          .text(Practices.PRESCRIBING_SETTING, organisation.prescribingSetting())
          .text(Practices.POSTCODE, organisation.postcode());
      source(Practices.ORGANISATION_FILE, Practices.ORGANISATION_LINE, organisation.source());
    }
    Population population = practice.population();
    if (population != null) {
      practices
          .count(Practices.CRP, population.patients())
          .date(Practices.CRP_DATE, population.date())
          .text(Practices.CRP_BASIS, population.basis().word());
      source(Practices.CRP_FILE, Practices.CRP_LINE, population.source());
    }
    for (ListSize list : practice.lists()) {
      lists
          .next()
          .text(PatientLists.PRACTICE_CODE, practice.practiceCode())
          .text(PatientLists.PATIENT_LIST_TYPE, list.listType())
          .date(PatientLists.LIST_DATE, list.date())
          .count(PatientLists.LIST_SIZE, list.patients())
          .text(PatientLists.FILE_DIGEST, list.source().fileDigest())
          .count(PatientLists.LINE_NUMBER, list.source().line());
    }
    for (PublishedRegister register : practice.publishedRegisters()) {
      registers
          .next()
          .text(PublishedRegisters.PRACTICE_CODE, practice.practiceCode())
          .text(PublishedRegisters.GROUP_CODE, register.groupCode())
          .count(PublishedRegisters.REGISTER_SIZE, register.patients())
          .text(PublishedRegisters.PATIENT_LIST_TYPE, register.listType())
          .count(PublishedRegisters.LIST_SIZE, register.listSize())
          .text(PublishedRegisters.FILE_DIGEST, register.source().fileDigest())
          .count(PublishedRegisters.LINE_NUMBER, register.source().line());
    }
  }

  private void source(Field file, Field line, Source source) {
    practices.text(file, source.fileDigest()).count(line, source.line());
  }

  /**
   * Practices by code from their rows in the lake.
   *
   * @param practices rows of {@code practices}
   * @param lists rows of {@code patient_lists}
   * @param registers rows of {@code published_registers}
   * @param decisions what people entered or decided, by practice
   */
  public static SortedMap<String, PracticeReference> read(
      Block practices, Block lists, Block registers, Map<String, LocalDecisions> decisions) {
    Map<String, List<ListSize>> listsOf = new HashMap<>();
    for (int row = 0; row < lists.rows(); row++) {
      listsOf
          .computeIfAbsent(
              lists.textAt(PatientLists.PRACTICE_CODE, row), practice -> new ArrayList<>())
          .add(
              new ListSize(
                  lists.textAt(PatientLists.PATIENT_LIST_TYPE, row),
                  lists.dateOrNull(PatientLists.LIST_DATE, row),
                  lists.countAt(PatientLists.LIST_SIZE, row),
                  new Source(
                      lists.textAt(PatientLists.FILE_DIGEST, row),
                      lists.countAt(PatientLists.LINE_NUMBER, row))));
    }
    Map<String, List<PublishedRegister>> registersOf = new HashMap<>();
    for (int row = 0; row < registers.rows(); row++) {
      registersOf
          .computeIfAbsent(
              registers.textAt(PublishedRegisters.PRACTICE_CODE, row),
              practice -> new ArrayList<>())
          .add(
              new PublishedRegister(
                  registers.textAt(PublishedRegisters.GROUP_CODE, row),
                  registers.countOrNull(PublishedRegisters.REGISTER_SIZE, row),
                  registers.textAt(PublishedRegisters.PATIENT_LIST_TYPE, row),
                  registers.countAt(PublishedRegisters.LIST_SIZE, row),
                  new Source(
                      registers.textAt(PublishedRegisters.FILE_DIGEST, row),
                      registers.countAt(PublishedRegisters.LINE_NUMBER, row))));
    }
    SortedMap<String, PracticeReference> read = new TreeMap<>();
    for (int row = 0; row < practices.rows(); row++) {
      String code = practices.textAt(Practices.PRACTICE_CODE, row);
      read.put(
          code,
          new PracticeReference(
              code,
              practices.textAt(Practices.PRACTICE_NAME, row),
              participation(practices, row),
              organisation(practices, row),
              geography(practices, row),
              population(practices, row),
              listsOf.getOrDefault(code, List.of()),
              registersOf.getOrDefault(code, List.of()),
              practices.countOrNull(Practices.REPORTED_MAXIMUM_POINTS, row),
              decisions.getOrDefault(code, LocalDecisions.NONE)));
    }
    return read;
  }

  private static @Nullable Participation participation(Block rows, int row) {
    return rows.has(Practices.PARTICIPATES_FROM, row)
        ? new Participation(
            LocalDate.ofEpochDay(rows.countAt(Practices.PARTICIPATES_FROM, row)),
            LocalDate.ofEpochDay(rows.countAt(Practices.PARTICIPATES_TO, row)),
            new Source(
                rows.textAt(Practices.PARTICIPATION_FILE, row),
                rows.countAt(Practices.PARTICIPATION_LINE, row)))
        : null;
  }

  private static @Nullable Organisation organisation(Block rows, int row) {
    return rows.has(Practices.ORGANISATION_STATUS, row)
        ? new Organisation(
            rows.textAt(Practices.ORGANISATION_STATUS, row),
            rows.dateOrNull(Practices.OPEN_DATE, row),
            rows.dateOrNull(Practices.CLOSE_DATE, row),
            rows.textOrNull(Practices.PRESCRIBING_SETTING, row),
            rows.textOrNull(Practices.POSTCODE, row),
            new Source(
                rows.textAt(Practices.ORGANISATION_FILE, row),
                rows.countAt(Practices.ORGANISATION_LINE, row)))
        : null;
  }

  private static @Nullable Population population(Block rows, int row) {
    return rows.has(Practices.CRP, row)
        ? new Population(
            rows.countAt(Practices.CRP, row),
            LocalDate.ofEpochDay(rows.countAt(Practices.CRP_DATE, row)),
            Population.Basis.valueOf(
                rows.textAt(Practices.CRP_BASIS, row).toUpperCase(Locale.ROOT)),
            new Source(rows.textAt(Practices.CRP_FILE, row), rows.countAt(Practices.CRP_LINE, row)))
        : null;
  }

  /** The areas of the practice of a row of {@code practices}. */
  public static Geography geography(Block rows, int row) {
    return new Geography(
        new Area(rows.textAt(Practices.PCN_CODE, row), null, rows.textAt(Practices.PCN_NAME, row)),
        new Area(
            rows.textAt(Practices.SUB_ICB_CODE, row),
            rows.textOrNull(Practices.SUB_ICB_ONS_CODE, row),
            rows.textAt(Practices.SUB_ICB_NAME, row)),
        new Area(
            rows.textAt(Practices.ICB_CODE, row),
            rows.textOrNull(Practices.ICB_ONS_CODE, row),
            rows.textAt(Practices.ICB_NAME, row)),
        new Area(
            rows.textAt(Practices.REGION_CODE, row),
            rows.textOrNull(Practices.REGION_ONS_CODE, row),
            rows.textAt(Practices.REGION_NAME, row)));
  }
}
