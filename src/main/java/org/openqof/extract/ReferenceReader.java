package org.openqof.extract;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.extract.ReferenceData.ValidationOutcome;
import org.openqof.extract.ReferenceStore.Indicator;
import org.openqof.extract.ReferenceStore.Mapped;
import org.openqof.extract.ReferenceStore.OfYear;
import org.openqof.extract.ReferenceStore.Organisation;
import org.openqof.extract.ReferenceStore.Participating;
import org.openqof.extract.ReferenceStore.Register;
import org.openqof.extract.form.Codes;
import org.openqof.extract.form.ExtractErrors;
import org.openqof.extract.form.Limits;
import org.openqof.extract.form.RowRule;
import org.openqof.extract.layout.Column;
import org.openqof.extract.layout.Recognised;
import org.openqof.extract.layout.Role;
import org.openqof.extract.layout.YearInName;
import org.openqof.input.Geography;
import org.openqof.input.Geography.Area;
import org.openqof.tables.Block;
import org.openqof.tables.PublishedAreaFigures;
import org.openqof.tables.RefusedRows;

/**
 * Reads all files that are not values of indicators, and answers what is known of a year.
 *
 * <p>Where two rows give one key two values, the first one given stays and the other row is refused
 * naming both; equal rows are accepted. Give files in a fixed order, so that the answer does not
 * depend on anything else. Of practice references, which carry no date, the last one given counts.
 * Of what people fill in, rows that contradict each other are all refused, by {@link #build}. Not
 * safe for use by several threads.
 */
public final class ReferenceReader {
  private final Limits limits;
  private final ReferenceStore store = new ReferenceStore();

  /** A reader with the default limits. */
  public ReferenceReader() {
    this(Limits.defaults());
  }

  /** A reader with the given limits. */
  public ReferenceReader(Limits limits) {
    this.limits = limits;
  }

  /**
   * Reads one file.
   *
   * @param file what it was recognised as
   * @param fileName its name as received
   * @param fileDigest its content digest
   * @param content its bytes
   * @throws org.openqof.errors.QofException when the file must be refused whole
   */
  public ReferenceCounts add(Recognised file, String fileName, String fileDigest, byte[] content) {
    if (file.role() == Role.VALUES) {
      throw new IllegalArgumentException(fileName + " holds values and no reference");
    }
    if (file.role() == Role.REFERENCE_ONLY) {
      return new ReferenceCounts(0, 0, 0, new Block(RefusedRows.TABLE, 1), Reach.NONE, List.of());
    }
    CsvRows rows = new CsvRows(file, fileName, fileDigest, limits, content);
    store.touched();
    rows.read(handler(file, fileName));
    return new ReferenceCounts(
        rows.rowsRead(),
        rows.rowsAccepted(),
        rows.refusedRows().rows(),
        rows.refusedRows(),
        store.touched(),
        rows.notes());
  }

  private CsvRows.Handler handler(Recognised file, String fileName) {
    return switch (file.role()) {
      case PRACTICE_LIST -> {
        OfYear year = store.of(yearOf(file, fileName));
        year.hasParticipationList = true;
        yield row -> participating(row, year, yearOf(file, fileName));
      }
      case ORGANISATIONS -> {
        store.organisations = new TreeMap<>();
        store.hasOrganisations = true;
        yield this::organisation;
      }
      case GEOGRAPHY -> areas(file);
      case MAXIMUM_POINTS -> {
        OfYear year = store.of(yearOf(file, fileName));
        yield row ->
            maximumPoints(row, row.practice(), row.optionalCount(Column.MAXIMUM_POINTS), year);
      }
      case SUPPLIERS -> {
        OfYear of = store.of(yearOf(file, fileName));
        yield row -> Sourced.put(of.suppliers, row.practice(), row.required(Column.SUPPLIER), row);
      }
      case POPULATION -> this::population;
      case PATIENT_LISTS -> new PatientListRows(store, file);
      case PREVALENCE -> {
        OfYear year = store.of(yearOf(file, fileName));
        yield row -> prevalence(row, year);
      }
      case INDICATOR_MAP -> {
        OfYear year = store.of(yearOf(file, fileName));
        yield row -> indicator(row, year);
      }
      case REASONS -> {
        OfYear year = store.of(file.year());
        year.hasReasons = true;
        yield row -> reason(row, year);
      }
      case VALIDATION_OUTCOMES -> {
        OfYear year = store.of(yearOf(file, fileName));
        yield row -> outcome(row, year);
      }
      case AREA_FIGURES -> this::areaFigures;
      case MANUAL_ENTRY, ADJUSTMENTS, CRP_CORRECTIONS, SUCCESSIONS, AGREED_PLANS, STATE_CHANGES ->
          store.entries.handler(file.role());
      case VALUES, REFERENCE_ONLY -> throw new IllegalStateException("read above");
    };
  }

  /** The map of a year, or the one that is published each month and says its day. */
  private CsvRows.Handler areas(Recognised file) {
    if (file.position(Column.DATE) >= 0) {
      return this::mapOfADay;
    }
    OfYear year = store.of(file.year());
    year.hasGeography = true;
    return row -> geography(row, year);
  }

  private static FinancialYear yearOf(Recognised file, String fileName) {
    FinancialYear year = file.year();
    if (year == null) {
      throw ExtractErrors.yearUnknown(fileName, file.layout());
    }
    return year;
  }

  private static void participating(CsvRows row, OfYear year, FinancialYear of) {
    String practice = row.practice();
    LocalDate from = row.date(Column.START_DATE);
    LocalDate to = row.date(Column.END_DATE);
    // A practice listed without dates takes part for the whole year.
    Sourced.put(
        year.participating,
        practice,
        new Participating(
            from == null ? of.start() : from,
            to == null ? of.end() : to,
            row.text(Column.PRACTICE_NAME)),
        row);
  }

  private void organisation(CsvRows row) {
    String code = row.requiredCode(Column.PRACTICE);
    if (!code.isEmpty() && !Codes.isOrganisation(code)) {
      row.refuse(RowRule.PRACTICE_CODE, Column.PRACTICE, "an organisation code");
    }
    String status = row.required(Column.STATUS);
    if (!status.isEmpty() && !status.matches("[ABCDPabcdp]")) {
      row.refuse(RowRule.UNKNOWN_WORD, Column.STATUS, "A, B, C, D or P");
    }
    String setting = row.text(Column.PRESCRIBING_SETTING);
    String postcode = row.text(Column.POSTCODE);
    Sourced.put(
        store.organisations,
        code,
        new Organisation(
            row.text(Column.PRACTICE_NAME),
            status.toUpperCase(Locale.ROOT),
            row.date(Column.OPEN_DATE),
            row.date(Column.CLOSE_DATE),
            setting.isEmpty() ? null : setting,
            postcode.isEmpty() ? null : postcode.toUpperCase(Locale.ROOT)),
        row);
  }

  /** A row of the map that is published each month with the lists: areas and supplier on a day. */
  private void mapOfADay(CsvRows row) {
    LocalDate date = row.requiredDate(Column.DATE);
    if (date == null) {
      return;
    }
    OfYear map = store.mapOf(date);
    map.hasGeography = true;
    geography(row, map);
    String supplier = row.text(Column.SUPPLIER);
    if (!supplier.isEmpty()) {
      Sourced.put(map.suppliers, row.practice(), supplier, row);
    }
  }

  private static void geography(CsvRows row, OfYear year) {
    String practice = row.practice();
    String name = row.text(Column.PRACTICE_NAME);
    // Read before anything is kept: a row is accepted as a whole or not at all.
    Integer points = row.optionalCount(Column.MAXIMUM_POINTS);
    Geography geography =
        new Geography(
            network(row),
            area(row, Column.SUB_ICB_CODE, Column.SUB_ICB_ONS_CODE, Column.SUB_ICB_NAME),
            area(row, Column.ICB_CODE, Column.ICB_ONS_CODE, Column.ICB_NAME),
            area(row, Column.REGION_CODE, Column.REGION_ONS_CODE, Column.REGION_NAME));
    Sourced.put(year.mapped, practice, new Mapped(name, geography), row);
    maximumPoints(row, practice, points, year);
  }

  /** Practices without a network carry the code U, published as Unallocated. */
  private static Area network(CsvRows row) {
    String code = row.code(Column.PCN_CODE);
    String name = row.text(Column.PCN_NAME);
    boolean none =
        code.isEmpty() || code.equalsIgnoreCase("U") || code.equalsIgnoreCase("Unallocated");
    return none ? Geography.NO_PCN : new Area(code, null, name.isEmpty() ? code : name);
  }

  private static Area area(CsvRows row, Column ods, Column ons, Column name) {
    String onsCode = row.code(ons);
    String odsCode = row.code(ods).isEmpty() ? onsCode : row.code(ods);
    if (odsCode.isEmpty()) {
      return Geography.UNMAPPED;
    }
    String words = row.text(name);
    return new Area(odsCode, onsCode.isEmpty() ? null : onsCode, words.isEmpty() ? odsCode : words);
  }

  private static void maximumPoints(
      CsvRows row, String practice, @Nullable Integer points, OfYear year) {
    if (points != null) {
      Sourced.put(year.maximumPoints, practice, points, row);
    }
  }

  private void population(CsvRows row) {
    boolean published = row.file().position(Column.ORGANISATION_TYPE) >= 0;
    if (published && !ofPracticeAllAges(row)) {
      return;
    }
    String practice = row.practice();
    LocalDate date = row.date(Column.DATE);
    if (date == null) {
      row.required(Column.DATE);
    }
    int patients = row.count(Column.PATIENTS);
    if (date != null && row.sound()) {
      ReferenceStore.OnDate on = store.on(date);
      Sourced.put(published ? on.published : on.payment, practice, patients, row);
    }
  }

  /** Rows of other organisations, of one sex or one age are not asked for here. */
  private static boolean ofPracticeAllAges(CsvRows row) {
    return row.text(Column.ORGANISATION_TYPE).equalsIgnoreCase("GP")
        && row.text(Column.SEX).equalsIgnoreCase("ALL")
        && row.text(Column.AGE).equalsIgnoreCase("ALL");
  }

  private static void prevalence(CsvRows row, OfYear year) {
    String practice = row.practice();
    String group = row.requiredCode(Column.GROUP);
    Integer register = row.optionalCount(Column.REGISTER);
    String listType = row.requiredCode(Column.LIST_TYPE);
    int listSize = row.count(Column.LIST_SIZE);
    if (row.sound()) {
      Sourced.put(
          year.registers.computeIfAbsent(practice, any -> new TreeMap<>()),
          group,
          new Register(register, listType, listSize),
          row);
    }
  }

  private static void indicator(CsvRows row, OfYear year) {
    String code = row.requiredCode(Column.INDICATOR);
    Long points = row.hundredths(Column.POINTS);
    String group = row.requiredCode(Column.GROUP);
    Sourced.put(
        year.indicators, code, new Indicator(points, group, row.code(Column.LIST_TYPE)), row);
  }

  private static void reason(CsvRows row, OfYear year) {
    String name = row.required(Column.SHORT_NAME);
    String type = row.required(Column.TYPE).toUpperCase(Locale.ROOT);
    boolean adjustment = type.equals("PCA") || type.equals("EXCEPTION");
    if (!type.isEmpty() && !adjustment && !type.equals("EXCLUSION")) {
      row.refuse(RowRule.UNKNOWN_WORD, Column.TYPE, "PCA or Exclusion");
    }
    Sourced.put(year.reasons, name, adjustment, row);
  }

  private static void outcome(CsvRows row, OfYear year) {
    ValidationOutcome outcome =
        new ValidationOutcome(
            row.practice(), row.required(Column.RULE), row.text(Column.DESCRIPTION), row.source());
    if (row.sound()) {
      year.outcomes.add(outcome);
    }
  }

  private void areaFigures(CsvRows row) {
    @Nullable FinancialYear year =
        YearInName.of(row.required(Column.YEAR).replace('/', '-')).orElse(null);
    if (year == null) {
      row.refuse(RowRule.BAD_DATE, Column.YEAR, "a financial year such as 2018-19");
      return;
    }
    String group = row.requiredCode(Column.GROUP);
    String area = row.requiredCode(Column.AREA);
    int practices = row.count(Column.PRACTICES);
    Integer list = row.optionalCount(Column.LIST_SIZE);
    Integer register = row.optionalCount(Column.REGISTER);
    Long points = row.hundredths(Column.POINTS);
    OfYear of = store.of(year);
    List<Object> figures = new ArrayList<>();
    figures.add(practices);
    figures.add(list == null ? "" : list);
    figures.add(register == null ? "" : register);
    figures.add(points == null ? "" : points);
    boolean known = of.areas.containsKey(area + " " + group);
    Sourced.put(of.areas, area + " " + group, figures.toString(), row);
    if (known || !row.sound()) {
      return;
    }
    of.areaFigures
        .next()
        .text(PublishedAreaFigures.LEVEL, "sub_icb")
        .text(PublishedAreaFigures.AREA_CODE, area)
        .text(PublishedAreaFigures.GROUP_CODE, group)
        .count(PublishedAreaFigures.PRACTICES, practices)
        .text(PublishedAreaFigures.FILE_DIGEST, row.source().fileDigest())
        .count(PublishedAreaFigures.LINE_NUMBER, row.source().line());
    if (list != null) {
      of.areaFigures.total(PublishedAreaFigures.LIST_SIZE, list);
    }
    if (register != null) {
      of.areaFigures.total(PublishedAreaFigures.REGISTER_SIZE, register);
    }
    if (points != null) {
      of.areaFigures.unscaled(PublishedAreaFigures.EARNED_POINTS, points);
    }
  }

  /**
   * What is known of a year, with no check of what people filled in against its indicators.
   *
   * @see #build(FinancialYear, LocalDate, LocalDate, LocalDate, YearIndicators)
   */
  public ReferenceData build(
      FinancialYear year,
      LocalDate crpDate,
      @Nullable LocalDate averageListDate,
      LocalDate statisticsListDate) {
    return build(year, crpDate, averageListDate, statisticsListDate, YearIndicators.UNKNOWN);
  }

  /**
   * What is known of a year.
   *
   * <p>The contractor registered population of a year has one basis for all practices: the payment
   * service's counts, if it has any at exactly {@code crpDate}; without any, published registered
   * patients; without any, the lists published with the prevalence. Its date is each practice's own
   * ({@link org.openqof.domain.PopulationDate}); a commissioner's correction for that date goes
   * first. Lists for the public statistics are the latest within the three months up to {@code
   * statisticsListDate}; a type that no such list gives is taken from the published prevalence.
   *
   * @param year the financial year
   * @param crpDate date of the contractor registered population of a whole year
   * @param averageListDate date of the national average list; null when the year does not need one
   * @param statisticsListDate date of the lists of the public statistics, 1 April after the year
   * @param indicators the year's indicators, to judge what people filled in
   */
  public ReferenceData build(
      FinancialYear year,
      LocalDate crpDate,
      @Nullable LocalDate averageListDate,
      LocalDate statisticsListDate,
      YearIndicators indicators) {
    return new ReferenceBuild(store, year, crpDate, statisticsListDate, indicators)
        .build(averageListDate);
  }

  /**
   * Changes of state asked for in a year, in order of file and line; rows that cannot be read are
   * refused rows of their file.
   */
  public List<StateChange> stateChanges(FinancialYear year) {
    return store.entries.stateChanges.stream()
        .filter(change -> change.year().equals(year))
        .toList();
  }
}
