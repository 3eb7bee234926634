package org.openqof.synthetic;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.synthetic.ContractEvent.Collection;
import org.openqof.synthetic.Country.Place;
import org.openqof.synthetic.Registry.Departure;

/** One year of the payment service's extract, written a practice at a time. */
final class PaymentExtract implements Closeable {
  private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int OLDEST = ListType.OLDEST;

  private final FinancialYear year;
  private final YearPlan plan;
  private final String service;
  private final FaultLog faults;
  private final boolean mixesLineEnds;
  private final Registry registry;
  private final Misreport misreport;
  private final long seed;
  private final @Nullable Lines suppliers;
  private final ValuesFile values;
  private final @Nullable ValuesFile interim;
  private final Lines points;
  private final Lines practices;
  private final Lines lists;
  private final Lines populations;
  private final Lines organisations;
  private final GeographyFile geography;

  PaymentExtract(
      ExtractFolder folder,
      YearPlan plan,
      GeneratorSettings settings,
      FaultLog faults,
      boolean faulty,
      Registry registry,
      Misreport misreport)
      throws IOException {
    this.year = plan.year();
    this.plan = plan;
    this.service = "QOF" + year.shortForm();
    this.faults = faults;
    this.mixesLineEnds = faulty;
    this.registry = registry;
    this.misreport = misreport;
    this.seed = settings.seed();
    String in = year + "/payment/";
    String suffix = "_" + year.shortForm() + ".csv";
    values =
        new ValuesFile(
            folder.openBig(in + "INDICATOR_VALUES" + suffix),
            plan,
            settings.seed(),
            faults,
            misreport);
    interim =
        settings.interim()
            ? new ValuesFile(
                folder.openBig(in + "INDICATOR_VALUES_INTERIM" + suffix),
                plan,
                settings.seed(),
                faults,
                misreport)
            : null;
    points = folder.openBig(in + "INDICATOR_ACHIEVED_POINTS" + suffix);
    points.row("QUALITY_SERVICE", "ORG_CODE", "ACH_DATE", "IND_CODE", "POINTS", "APPROVED");
    practices = folder.open(in + "FINAL_PRACTICE_LIST" + suffix);
    if (faulty) {
      faults.add(practices, FileFault.BYTE_ORDER_MARK);
      practices.mark(BYTE_ORDER_MARK);
    }
    practices.row(
        "QUALITY_SERVICE", "SP_ORG_CODE", "SP_ORG_NAME", "CO_ORG_CODE", "PART_ST_DT", "PART_ED_DT");
    lists = folder.openBig(in + "GP_PATIENT_LIST" + suffix);
    patientListHeader();
    populations = folder.open(in + "CONTRACTOR_REGISTERED_POPULATION" + suffix);
    if (faulty) {
      faults.add(populations, FileFault.LINE_FEEDS_ONLY);
      populations.endLinesWithLineFeedOnly(true);
    }
    populations.row("PRACTICE_CODE", "REFERENCE_DATE", "REGISTERED_POPULATION");
    suppliers = settings.suppliers() ? folder.open(in + "PRACTICE_SUPPLIERS" + suffix) : null;
    if (suppliers != null) {
      suppliers.row("PRACTICE_CODE", "SUPPLIER");
    }
    if (misreport.incident() == Incident.OF_2014) {
      faults.add(populations.file(), Incident.OF_2014, "");
    }
    organisations = folder.open(in + "epraccur.csv");
    geography =
        new GeographyFile(folder.open(in + "MAPPING_NHS_GEOGRAPHIES" + suffix), year, faults);
    try (Lines reasons = folder.open(in + "PCA_REFERENCE.csv")) {
      reasons(reasons);
    }
  }

  private void patientListHeader() throws IOException {
    lists.field("ORG_CODE").field("EXTRACT_DATE");
    for (int age = 0; age <= OLDEST; age++) {
      lists.field("MALE_" + age);
    }
    for (int age = 0; age <= OLDEST; age++) {
      lists.field("FEMALE_" + age);
    }
    lists.end();
  }

  private void reasons(Lines lines) throws IOException {
    lines.row("SHORT_NAME", "NAME", "DESCRIPTION", "TYPE", "GENERAL_SPECIFIC");
    for (Reason reason : plan.reasonsByName().values()) {
      String general = reason.general() ? "General" : "Specific";
      lines.row(
          reason.name(),
          reason.name(),
          reason.description(),
          reason.adjustment() ? "PCA" : "Exclusion",
          reason.adjustment() ? general : "n/a");
    }
  }

  /** Everything that the extract says of a practice that takes part. */
  void write(PracticeTruth truth, PracticeFault fault, Contract contract) throws IOException {
    boolean automatic = contract.event().collection() == Collection.AUTOMATIC;
    if (suppliers != null) {
      suppliers.row(truth.code(), Misreport.supplier(seed, truth.practice()));
    }
    Incident incident = misreport.incident();
    if (incident != null && misreport.touches(truth.practice())) {
      faults.add(values.file(), incident, truth.code());
    }
    if (automatic) {
      values.write(truth, fault, contract);
    }
    if (interim != null && automatic) {
      interim(interim, truth, contract, LocalDate.of(year.startYear(), 9, 30), 0.45);
      interim(interim, truth, contract, LocalDate.of(year.startYear(), 12, 31), 0.75);
    }
    if (contract.event().collection() != Collection.NOTHING) {
      points(truth, contract);
    }
    participation(truth, fault, contract);
    if (fault == PracticeFault.NO_LIST_SIZE) {
      faults.add(lists.file(), 0, truth.code(), fault);
      faults.add(populations.file(), 0, truth.code(), fault);
    } else {
      patients(truth, contract);
    }
    geography.write(truth, fault);
    if (fault == PracticeFault.MANUAL_POINTS_ONLY) {
      faults.add(points.file(), 0, truth.code(), fault);
    }
    organisation(truth, fault, contract);
  }

  private static void interim(
      ValuesFile file, PracticeTruth truth, Contract contract, LocalDate date, double done)
      throws IOException {
    if (contract.inForceOn(date)) {
      file.writeInterim(truth, date, done);
    }
  }

  /** The reference record of a practice that no longer takes part. */
  void writeGone(int practice, String name, Place place, Departure departure) throws IOException {
    organisation(practice, name, place, opened(practice), departure.closed(), departure.status());
  }

  private void points(PracticeTruth truth, Contract contract) throws IOException {
    String date = DATE.format(contract.to());
    for (int i = 0; i < plan.indicators().size(); i++) {
      if (truth.points(i) != PracticeTruth.NONE) {
        points.field(service).field(truth.code()).field(date);
        points.field(plan.indicators().get(i).code()).hundredths(truth.points(i));
        points.field("Approved").end();
      }
    }
  }

  private void participation(PracticeTruth truth, PracticeFault fault, Contract contract)
      throws IOException {
    String name = truth.name();
    if (fault == PracticeFault.QUOTED_NAME) {
      faults.add(practices, truth, fault);
      name = name + ", \"The Annexe\"";
    }
    participationLine(truth, name, contract);
    if (fault == PracticeFault.REPEATED_PRACTICE) {
      faults.add(practices, truth, fault);
      participationLine(truth, name, contract);
    }
  }

  private void participationLine(PracticeTruth truth, String name, Contract contract)
      throws IOException {
    practices.row(
        service,
        truth.code(),
        name,
        truth.place().subIcbCode(),
        DATE.format(contract.from()),
        DATE.format(contract.to()));
  }

  private void patients(PracticeTruth truth, Contract contract) throws IOException {
    if (!contract.event().closes()) {
      list(truth);
    }
    populations(truth, contract);
  }

  private void list(PracticeTruth truth) throws IOException {
    PatientList list = truth.list();
    if (mixesLineEnds && lists.line() == 12) {
      faults.add(lists, FileFault.MIXED_LINE_ENDS);
    }
    lists.endLinesWithLineFeedOnly(mixesLineEnds && lists.line() >= 12 && lists.line() % 3 == 0);
    lists.field(truth.code()).field(DATE.format(plan.rulebook().payment().statisticsListDate()));
    for (int age = 0; age <= OLDEST; age++) {
      lists.field(list.men(age));
    }
    for (int age = 0; age <= OLDEST; age++) {
      lists.field(list.women(age));
    }
    lists.end();
  }

  private void populations(PracticeTruth truth, Contract contract) throws IOException {
    population(truth, contract.countedOn(), misreport.crp(truth));
    if (truth.crpYearBefore() != PracticeTruth.NONE) {
      population(truth, year.previous().startOfFinalQuarter(), misreport.crpYearBefore(truth));
    }
    if (contract.event() != ContractEvent.NONE) {
      otherPopulations(truth, contract);
    }
  }

  /** Counts of other quarters, which do not count for payment. */
  private void otherPopulations(PracticeTruth truth, Contract contract) throws IOException {
    for (int quarter = 0; quarter < 4; quarter++) {
      LocalDate date = year.start().plusMonths(3L * quarter);
      if (contract.inForceOn(date) && !date.equals(contract.countedOn())) {
        population(truth, date, truth.crp() + 10 + quarter);
      }
    }
    if (contract.event() == ContractEvent.OPENED_LATE) {
      population(truth, year.end().plusDays(1), truth.crp() + 15);
    }
  }

  private void population(PracticeTruth truth, LocalDate date, int patients) throws IOException {
    populations.field(truth.code()).field(DATE.format(date)).field(patients).end();
  }

  private void organisation(PracticeTruth truth, PracticeFault fault, Contract contract)
      throws IOException {
    String closed = "";
    String status = "A";
    if (fault == PracticeFault.CLOSED) {
      faults.add(organisations, truth, fault);
      closed = FaultPlan.closed(year);
      status = "C";
    } else if (fault == PracticeFault.NOT_ACTIVE) {
      faults.add(organisations, truth, fault);
      status = "D";
    } else if (contract.event().closes()) {
      closed = DATE.format(contract.to());
      status = "C";
    }
    String opened =
        contract.event().opens() ? DATE.format(contract.from()) : opened(truth.practice());
    organisation(truth.practice(), truth.name(), truth.place(), opened, closed, status);
  }

  private String opened(int practice) {
    return DATE.format(registry.openedOn(practice));
  }

  private void organisation(
      int practice, String name, Place place, String opened, String closed, String status)
      throws IOException {
    organisation(practice, Country.practiceCode(practice), name, place, opened, closed, status, 4);
    if (practice % 20 == 0) {
      String code = "ZY" + Integer.toString(10_000 + practice / 20).substring(1);
      organisation(practice, code, name + " Clinic", place, opened, "", "A", 9);
    }
  }

  private void organisation(
      int practice,
      String code,
      String name,
      Place place,
      String opened,
      String closed,
      String status,
      int setting)
      throws IOException {
    String[] fields = {
      code,
      name.toUpperCase(Locale.ROOT),
      place.regionCode(),
      place.icbCode(),
      practice + " HIGH STREET",
      "",
      "",
      "",
      "",
      Country.postcode(practice),
      opened,
      closed,
      status,
      "B",
      place.subIcbCode(),
      opened,
      closed,
      "",
      "",
      "",
      "",
      "0",
      "",
      place.subIcbCode(),
      "",
      Integer.toString(setting),
      "",
    };
    StringBuilder line = new StringBuilder(200);
    for (String field : fields) {
      line.append(line.isEmpty() ? "\"" : ",\"").append(field).append('"');
    }
    organisations.raw(line.toString().getBytes(StandardCharsets.UTF_8)).end();
  }

  /** Value rows written, of all collections. */
  long valueRows() {
    return values.rows() + (interim == null ? 0 : interim.rows());
  }

  @Override
  public void close() throws IOException {
    try (points;
        practices;
        lists;
        populations;
        organisations;
        geography) {
      try (values) {
        if (interim != null) {
          interim.close();
        }
        if (suppliers != null) {
          suppliers.close();
        }
      }
    }
  }
}
