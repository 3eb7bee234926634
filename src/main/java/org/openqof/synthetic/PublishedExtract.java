package org.openqof.synthetic;

import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.MappedIndicator;
import org.openqof.synthetic.Country.Place;

/**
 * One year of the published open data, in the layout of its era, written a practice at a time.
 * Practices that are left out of the statistics, and those that are on no map, are not published.
 */
final class PublishedExtract implements Closeable {
  private static final byte[] POINT_ZERO = ".0".getBytes(StandardCharsets.US_ASCII);
  private static final DateTimeFormatter LIST_DATE =
      DateTimeFormatter.ofPattern("ddMMMuuuu", Locale.ENGLISH);

  private final ExtractFolder folder;
  private final FinancialYear year;
  private final YearPlan plan;
  private final FaultLog faults;
  private final boolean zip;
  private final String in;
  private final String archive;
  private final List<String> archived = new ArrayList<>();
  private final boolean decimals;
  private final Lines prevalence;
  private final Lines[] achievement;
  private final Lines organisations;
  private final GeographyFile geography;
  private final Lines january;
  private final Lines april;

  PublishedExtract(
      ExtractFolder folder,
      YearPlan plan,
      GeneratorSettings settings,
      Country country,
      FaultLog faults,
      boolean faulty)
      throws IOException {
    this.folder = folder;
    this.year = plan.year();
    this.plan = plan;
    this.faults = faults;
    this.zip = settings.zip();
    this.in = year + "/published";
    this.archive = "QOF_" + year.shortForm() + ".zip";
    this.decimals = year.startYear() >= 2022;
    String version = faulty && year.startYear() % 2 == 0 ? "_v2" : "";
    prevalence = open("PREVALENCE", version);
    if (!version.isEmpty()) {
      faults.add(prevalence, FileFault.VERSION_SUFFIX);
    }
    prevalence.row(
        "PRACTICE_CODE",
        year.startYear() <= 2018 ? "INDICATOR_GROUP_CODE" : "GROUP_CODE",
        "REGISTER",
        "PATIENT_LIST_TYPE",
        year.startYear() <= 2019 ? "PATIENT_LIST_SIZE" : "PRACTICE_LIST_SIZE");
    achievement = achievement(country);
    organisations = open("ORGANISATION_REFERENCE", "");
    organisations.row(
        "PRACTICE_CODE",
        year.startYear() <= 2022 ? "REVISED_MAXIMUM_POINTS" : "REVISED_MAX_POINTS");
    geography = new GeographyFile(open("MAPPING_NHS_GEOGRAPHIES", ""), year, faults);
    january = list(year.startOfFinalQuarter());
    april = list(year.end().plusDays(1));
    try (Lines indicators = open("MAPPING_INDICATORS", "")) {
      indicators(indicators);
    }
  }

  private Lines open(String name, String version) throws IOException {
    String file = name + "_" + year.shortForm() + version + ".csv";
    archived.add(file);
    return zip ? folder.openForArchive(in, archive, file) : folder.open(in + "/" + file);
  }

  private Lines[] achievement(Country country) throws IOException {
    if (year.startYear() < 2022) {
      Lines national = open("ACHIEVEMENT", "");
      national.row("PRACTICE_CODE", "INDICATOR_CODE", "MEASURE", "VALUE");
      return new Lines[] {national};
    }
    String[] regions = country.regionNames();
    Lines[] files = new Lines[regions.length];
    for (int region = 0; region < regions.length; region++) {
      files[region] = open("ACHIEVEMENT_" + Country.fileName(regions[region]), "");
      files[region].row(
          "REGION_ODS_CODE",
          "REGION_ONS_CODE",
          "REGION_NAME",
          "PRACTICE_CODE",
          "INDICATOR_CODE",
          "MEASURE",
          "VALUE");
    }
    return files;
  }

  private Lines list(LocalDate date) throws IOException {
    String month = date.getYear() + (date.getMonthValue() < 10 ? "-0" : "-") + date.getMonthValue();
    Lines lines = folder.open(in + "/gp-reg-pat-prac-all_" + month + ".csv");
    boolean boards = date.isAfter(LocalDate.of(2022, 6, 30));
    lines.row(
        "PUBLICATION",
        "EXTRACT_DATE",
        "TYPE",
        boards ? "SUB_ICB_LOCATION_CODE" : "CCG_CODE",
        boards ? "ONS_SUB_ICB_LOCATION_CODE" : "ONS_CCG_CODE",
        "CODE",
        "POSTCODE",
        "SEX",
        "AGE",
        "NUMBER_OF_PATIENTS");
    return lines;
  }

  private void indicators(Lines lines) throws IOException {
    lines.row(
        "INDICATOR_CODE",
        "INDICATOR_POINT_VALUE",
        "GROUP_CODE",
        "GROUP_DESCRIPTION",
        "DOMAIN_CODE",
        "DOMAIN_DESCRIPTION",
        "PATIENT_LIST_TYPE");
    for (MappedIndicator indicator : MappedIndicator.of(plan.rulebook())) {
      lines.row(
          indicator.code(),
          indicator.points().stripTrailingZeros().toPlainString(),
          indicator.groupCode(),
          indicator.groupName(),
          indicator.domainCode(),
          indicator.domainName(),
          indicator.listType());
    }
  }

  /** Everything that is published of a practice. */
  void write(PracticeTruth truth, PracticeFault fault, Outcome outcome) throws IOException {
    if (outcome != Outcome.PUBLISHED || fault == PracticeFault.UNMAPPED) {
      return;
    }
    prevalence(truth, fault);
    achievement(truth, fault);
    maximum(truth, fault);
    geography.write(truth, PracticeFault.NONE);
    list(january, truth, year.startOfFinalQuarter(), truth.crp());
    list(april, truth, year.end().plusDays(1), truth.listSize());
  }

  private void prevalence(PracticeTruth truth, PracticeFault fault) throws IOException {
    int blank =
        fault == PracticeFault.BLANK_PUBLISHED_REGISTER
            ? PracticeTruths.tenfoldRegister(plan)
            : PracticeTruth.NONE;
    for (int number = 0; number < plan.registers().size(); number++) {
      PlannedRegister register = plan.registers().get(number);
      if (!register.isOfGroup() || !register.group().publishesPrevalence()) {
        continue;
      }
      if (number == blank) {
        faults.add(prevalence, truth, fault);
      }
      prevalence.field(truth.code()).field(register.group().code());
      if (number == blank) {
        prevalence.field("");
      } else {
        count(prevalence, truth.register(number));
      }
      prevalence.field(register.group().listType()).field(truth.list().of(register.band())).end();
    }
  }

  private void achievement(PracticeTruth truth, PracticeFault fault) throws IOException {
    Place place = truth.place();
    Lines lines = achievement[achievement.length == 1 ? 0 : place.region()];
    int faulty = PracticeTruths.faultyIndicator(plan);
    for (int i = 0; i < plan.indicators().size(); i++) {
      PlannedIndicator planned = plan.indicators().get(i);
      // A register that serves payment alone (smoking, cholesterol) is not published.
      Group group = planned.carriesRegister() ? groupOf(planned) : null;
      if (group != null && group.publishesPrevalence()) {
        measure(lines, truth, planned, group.newlyDiagnosed() ? "NEWLY_DIAGNOSED" : "REGISTER");
        count(lines, truth.register(planned.register()));
        lines.end();
      }
      if (group != null && hasNewDiagnosesToo(group)) {
        measure(lines, truth, planned, "NEWLY_DIAGNOSED");
        count(lines, truth.denominator(i) + truth.adjusted(i));
        lines.end();
      }
      if (planned.isShare()) {
        measure(lines, truth, planned, "NUMERATOR");
        count(lines, truth.numerator(i));
        lines.end();
        measure(lines, truth, planned, "DENOMINATOR");
        count(lines, truth.denominator(i));
        lines.end();
        if (fault == PracticeFault.MISSING_ADJUSTMENTS && i == faulty) {
          faults.add(lines.file(), 0, truth.code(), fault);
        } else {
          measure(lines, truth, planned, "PCAS");
          count(lines, truth.adjusted(i));
          lines.end();
        }
      }
      if (fault == PracticeFault.MISSING_ACHIEVED_POINTS && i == faulty) {
        faults.add(lines.file(), 0, truth.code(), fault);
      } else if (truth.points(i) != PracticeTruth.NONE) {
        measure(lines, truth, planned, "ACHIEVED_POINTS");
        points(lines, truth.points(i));
        lines.end();
      }
    }
  }

  /** From 2024-25 depression is published with its register and the new diagnoses of the year. */
  private boolean hasNewDiagnosesToo(Group group) {
    return group.code().equals("DEP") && !group.newlyDiagnosed() && year.startYear() >= 2024;
  }

  private Group groupOf(PlannedIndicator carrier) {
    return plan.registers().get(carrier.register()).group();
  }

  private void measure(Lines lines, PracticeTruth truth, PlannedIndicator indicator, String measure)
      throws IOException {
    if (achievement.length > 1 || year.startYear() >= 2022) {
      Place place = truth.place();
      lines
          .field(place.regionCode())
          .field(place.regionOnsCode())
          .field(Country.fileName(place.regionName()));
    }
    lines.field(truth.code()).field(indicator.code()).field(measure);
  }

  private void count(Lines lines, int patients) throws IOException {
    lines.field(patients);
    if (decimals) {
      lines.raw(POINT_ZERO);
    }
  }

  /** Points as published: {@code 5} to 2021-22, then {@code 5.0}; never a nought at their end. */
  private void points(Lines lines, int hundredths) throws IOException {
    String points = BigDecimal.valueOf(hundredths, 2).stripTrailingZeros().toPlainString();
    lines.field(decimals && points.indexOf('.') < 0 ? points + ".0" : points);
  }

  private void maximum(PracticeTruth truth, PracticeFault fault) throws IOException {
    if (fault == PracticeFault.BLANK_MAXIMUM_POINTS) {
      faults.add(organisations, truth, fault);
    }
    organisations.field(truth.code());
    if (fault == PracticeFault.BLANK_MAXIMUM_POINTS) {
      organisations.field("").end();
      return;
    }
    BigDecimal maximum = plan.rulebook().payment().totalPoints();
    for (int number = 0; number < plan.registers().size(); number++) {
      PlannedRegister register = plan.registers().get(number);
      Group group = register.group();
      if (register.isOfGroup()
          && truth.register(number) == 0
          && group.zeroRegisterReducesMaximum()) {
        for (Indicator indicator : plan.rulebook().indicators()) {
          if (indicator.groupCode().equals(group.code())) {
            maximum = maximum.subtract(indicator.availablePoints());
          }
        }
      }
    }
    organisations.field(maximum.stripTrailingZeros().toPlainString()).end();
  }

  private static void list(Lines lines, PracticeTruth truth, LocalDate date, int patients)
      throws IOException {
    Place place = truth.place();
    lines
        .field("GP_PRAC_PAT_LIST")
        .field(LIST_DATE.format(date).toUpperCase(Locale.ROOT))
        .field("GP")
        .field(place.subIcbCode())
        .field(place.subIcbOnsCode())
        .field(truth.code())
        .field(Country.postcode(truth.practice()))
        .field("ALL")
        .field("ALL")
        .field(patients)
        .end();
  }

  @Override
  public void close() throws IOException {
    try (prevalence;
        organisations;
        geography;
        january;
        april) {
      for (Lines lines : achievement) {
        lines.close();
      }
    }
    if (zip) {
      folder.pack(in, archive, archived);
    }
  }
}
