package org.openqof.job;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.IndicatorKind;
import org.openqof.engine.Engine;
import org.openqof.engine.Engine.Assembled;
import org.openqof.engine.ExtractPart;
import org.openqof.engine.ReadPart;
import org.openqof.extract.Limits;
import org.openqof.extract.Recognised;
import org.openqof.extract.ReferenceCounts;
import org.openqof.extract.ReferenceData;
import org.openqof.extract.ReferenceData.PopulationCorrection;
import org.openqof.extract.Role;
import org.openqof.extract.YearIndicators;
import org.openqof.job.AssemblingYear.Frozen;
import org.openqof.practice.DecisionRows;
import org.openqof.practice.PracticeReference;
import org.openqof.practice.ReferenceRows;
import org.openqof.rulebook.PaymentRules;
import org.openqof.rulebook.Rulebook;
import org.openqof.store.DataFile;
import org.openqof.store.Lake;
import org.openqof.store.VersionState;
import org.openqof.tables.AdjustmentReasons;
import org.openqof.tables.Adjustments;
import org.openqof.tables.AgreedPlans;
import org.openqof.tables.Block;
import org.openqof.tables.Files;
import org.openqof.tables.IndicatorValues;
import org.openqof.tables.ManualEntries;
import org.openqof.tables.PatientLists;
import org.openqof.tables.PopulationCorrections;
import org.openqof.tables.Populations;
import org.openqof.tables.Practices;
import org.openqof.tables.PublishedAreaFigures;
import org.openqof.tables.PublishedRegisters;
import org.openqof.tables.RefusedRows;
import org.openqof.tables.Successions;
import org.openqof.tables.Table;

/** The frozen inputs of one year: written from extracts, or read back from the lake. */
final class SilverYear implements AutoCloseable {
  /**
   * Practices a step handles at once: large enough for good row groups and few files, small enough
   * for several tasks on every core.
   */
  static final int PRACTICES_PER_BLOCK = 800;

  private final Assembled<Frozen> held;
  private final YearFacts facts;
  private final Map<String, Integer> populationsBefore;
  private final Block areaFigures;
  private final Supplier<Map<String, String>> digests;
  private final @Nullable Committing committing;
  private final Map<String, Long> refusedByReason;
  private final Optional<String> leftOut;
  private final long rowsRead;
  private final long rowsAccepted;
  private final long rowsRefused;
  private final long valuesRead;
  private final long valuesFrozen;

  private SilverYear(
      Assembled<Frozen> held,
      YearFacts facts,
      Map<String, Integer> populationsBefore,
      Block areaFigures,
      Supplier<Map<String, String>> digests,
      @Nullable Committing committing,
      Map<String, Long> refusedByReason,
      Optional<String> leftOut,
      Rows rows) {
    this.held = held;
    this.facts = facts;
    this.populationsBefore = populationsBefore;
    this.areaFigures = areaFigures;
    this.digests = digests;
    this.committing = committing;
    this.refusedByReason = refusedByReason;
    this.leftOut = leftOut;
    this.rowsRead = rows.read();
    this.rowsAccepted = rows.accepted();
    this.rowsRefused = rows.refused();
    this.valuesRead = rows.values();
    this.valuesFrozen = rows.frozen();
  }

  private record Rows(long read, long accepted, long refused, long values, long frozen) {}

  /**
   * What one year is made from.
   *
   * @param values files of indicator values
   * @param references reference files that may speak for the year
   * @param reference reference data, read
   * @param counts rows of each reference file, by digest
   */
  record Inputs(
      List<ReceivedFile> values,
      List<ReceivedFile> references,
      ReferenceData reference,
      Map<String, ReferenceCounts> counts) {

    static Inputs of(ReceiveExtracts.Received received, Rulebook rulebook) {
      List<ReceivedFile> values = new ArrayList<>();
      List<ReceivedFile> references = new ArrayList<>();
      for (ReceivedFile file : received.files()) {
        FinancialYear spoken = file.recognised().year();
        // States of payments are recorded beside a version: they never make one.
        if (file.recognised().role() == Role.STATE_CHANGES
            || (spoken != null && !spoken.equals(rulebook.year()))) {
          continue;
        }
        (file.recognised().role() == Role.VALUES ? values : references).add(file);
      }
      PaymentRules rules = rulebook.payment();
      return new Inputs(
          values,
          references,
          received
              .references()
              .build(
                  rulebook.year(),
                  rules.crpDate(),
                  rules.averageListDate(),
                  rules.statisticsListDate(),
                  indicators(rulebook)),
          received.referenceCounts());
    }

    /** What a reader of entries must know of the year's indicators. */
    private static YearIndicators indicators(Rulebook rulebook) {
      Set<String> known = AssemblingYear.knownIndicators(rulebook);
      Set<String> automatic = new TreeSet<>(known);
      rulebook.indicators().stream()
          .filter(indicator -> indicator.kind() == IndicatorKind.YES_NO)
          .forEach(indicator -> automatic.remove(indicator.code()));
      return new YearIndicators(rulebook.complete() ? known : null, automatic);
    }

    /**
     * Identity of a version made from these: digest of inputs, rulebook, code, and of the versions
     * of other years whose results it uses.
     */
    String identity(Rulebook rulebook, String codeVersion, String otherYears) {
      TreeSet<String> parts = new TreeSet<>();
      values.forEach(file -> parts.add(asRead(file)));
      references.forEach(file -> parts.add(asRead(file)));
      return sha256(
          String.join("\n", parts)
              + "\n"
              + rulebook.digest()
              + "\n"
              + codeVersion
              + "\n"
              + otherYears);
    }

    /**
     * A file and how its columns are understood: another layout reads other values from the same
     * bytes.
     */
    private static String asRead(ReceivedFile file) {
      Recognised recognised = file.recognised();
      return file.digest()
          + " "
          + recognised.layout()
          + " "
          + recognised.fixedMeasure()
          + " "
          + new TreeMap<>(recognised.columns());
    }

    /** Identity of a version recalculated from another's frozen values. */
    static String recalculated(
        String ingested, Rulebook rulebook, String codeVersion, String otherYears) {
      return sha256(
          "silver " + ingested + "\n" + rulebook.digest() + "\n" + codeVersion + "\n" + otherYears);
    }

    YearFacts facts() {
      Set<Role> roles = EnumSet.noneOf(Role.class);
      values.forEach(file -> roles.add(file.recognised().role()));
      references.forEach(file -> roles.add(file.recognised().role()));
      return new YearFacts(roles);
    }
  }

  /**
   * Reads the values, writes silver and quarantine, and begins to commit them; {@link #digests}
   * waits until that is done.
   */
  static SilverYear freeze(
      RunContext context, Engine engine, Rulebook rulebook, Inputs inputs, YearVersion place) {
    FinancialYear year = rulebook.year();
    context.progress().began(year.toString(), "reading, assembling and freezing values");
    SortedMap<String, PracticeReference> practices = inputs.reference().practices();
    List<ExtractPart> parts = new ArrayList<>();
    Map<String, Recognised> recognised = new HashMap<>();
    for (ReceivedFile file : inputs.values()) {
      parts.addAll(file.parts());
      recognised.put(file.digest(), file.recognised());
    }
    Map<String, Boolean> reasons = inputs.reference().adjustmentReasons();
    Assembled<Frozen> held =
        engine.assemble(
            parts,
            new ReadingFromBronze(context.lake().bronze(), recognised, Limits.defaults()),
            List.copyOf(practices.keySet()),
            PRACTICES_PER_BLOCK,
            AssemblingYear.of(rulebook, reasons, new HashMap<>(practices), place));
    StagedParts staged = new StagedParts();
    long frozen = 0;
    for (Frozen block : held.answers()) {
      staged.addAll(block.parts());
      frozen += block.values();
    }
    long values = 0;
    for (ReadPart part : held.parts()) {
      values += part.values();
    }
    for (PracticeReference practice : practices.values()) {
      values += practice.decisions().manualEntries().size();
    }
    FileRows fileRows = new FileRows(inputs, held.parts());
    DecisionRows decisions = new DecisionRows();
    practices.values().forEach(decisions::add);
    List<Block> blocks = new ArrayList<>(referenceRows(practices));
    blocks.addAll(decisions.blocks());
    blocks.addAll(
        List.of(
            populations(inputs.reference(), rulebook),
            reasonRows(reasons),
            corrections(inputs.reference()),
            inputs.reference().publishedAreaFigures(),
            fileRows.refused(),
            fileRows.files()));
    staged.stageSorted(place, blocks);
    Committing committing = Committing.begin(place, staged);
    context.progress().ended("%,d practices, %,d values".formatted(held.practices(), frozen));
    return new SilverYear(
        held,
        inputs.facts(),
        inputs.reference().populationAtAverageDate(),
        inputs.reference().publishedAreaFigures(),
        committing::digests,
        committing,
        fileRows.refusedByReason(),
        FileRows.leftOut(fileRows.files()),
        new Rows(fileRows.read(), fileRows.accepted(), fileRows.refused().rows(), values, frozen));
  }

  private static List<Block> referenceRows(SortedMap<String, PracticeReference> practices) {
    ReferenceRows rows = new ReferenceRows();
    practices.values().forEach(rows::add);
    return List.of(rows.practices(), rows.lists(), rows.registers());
  }

  private static Block populations(ReferenceData reference, Rulebook rulebook) {
    Block rows = new Block(Populations.TABLE);
    LocalDate before = rulebook.payment().averageListDate();
    if (before != null) {
      reference
          .populationAtAverageDate()
          .forEach(
              (practice, patients) ->
                  rows.next()
                      .date(Populations.REFERENCE_DATE, before)
                      .text(Populations.PRACTICE_CODE, practice)
                      .count(Populations.REGISTERED_POPULATION, patients)
                      .text(Populations.BASIS, "average_list_date"));
    }
    return rows;
  }

  private static Block corrections(ReferenceData reference) {
    Block rows = new Block(PopulationCorrections.TABLE);
    for (PopulationCorrection correction : reference.populationCorrections()) {
      rows.next()
          .text(PopulationCorrections.PRACTICE_CODE, correction.practiceCode())
          .date(PopulationCorrections.REFERENCE_DATE, correction.date())
          .count(PopulationCorrections.CRP, correction.patients())
          .count(PopulationCorrections.EXTRACT_CRP, correction.extractPatients())
          .text(PopulationCorrections.REASON, correction.reason())
          .text(PopulationCorrections.APPROVER, correction.approver())
          .date(PopulationCorrections.APPROVED_ON, correction.approvedOn())
          .text(PopulationCorrections.FILE_DIGEST, correction.source().fileDigest())
          .count(PopulationCorrections.LINE_NUMBER, correction.source().line());
    }
    return rows;
  }

  private static Block reasonRows(@Nullable Map<String, Boolean> reasons) {
    Block rows = new Block(AdjustmentReasons.TABLE);
    if (reasons != null) {
      reasons.forEach(
          (name, adjustment) ->
              rows.next()
                  .text(AdjustmentReasons.FIELD_NAME, name)
                  .flag(AdjustmentReasons.ADJUSTMENT, adjustment));
    }
    return rows;
  }

  /** Reads a version's silver tables back. */
  static SilverYear thaw(
      RunContext context, Engine engine, Rulebook rulebook, VersionState frozen) {
    int version = frozen.version();
    FinancialYear year = rulebook.year();
    Lake lake = context.lake();
    context.progress().began(year.toString(), "reading frozen values");
    SortedMap<String, PracticeReference> practices =
        practices(table -> lake.read(table, year, version));
    Map<String, Boolean> reasons = reasons(lake.read(AdjustmentReasons.TABLE, year, version));
    List<ExtractPart> parts = new ArrayList<>();
    for (DataFile file : lake.files(IndicatorValues.TABLE, year, version)) {
      parts.add(new ExtractPart(file.path(), "silver", 0, 0, 0, 1));
    }
    Assembled<Frozen> held =
        engine.assemble(
            parts,
            new ReadingFromSilver(lake),
            List.copyOf(practices.keySet()),
            PRACTICES_PER_BLOCK,
            AssemblingYear.of(rulebook, reasons, new HashMap<>(practices), null));
    Block files = lake.read(Files.TABLE, year, version);
    Set<Role> roles = EnumSet.noneOf(Role.class);
    long read = 0;
    long accepted = 0;
    for (int row = 0; row < files.rows(); row++) {
      roles.add(Role.valueOf(files.textAt(Files.ROLE, row).toUpperCase(Locale.ROOT)));
      read += files.countAt(Files.ROWS_READ, row);
      accepted += files.countAt(Files.ROWS_ACCEPTED, row);
    }
    Map<String, Integer> before = new TreeMap<>();
    Block populations = lake.read(Populations.TABLE, year, version);
    for (int row = 0; row < populations.rows(); row++) {
      before.put(
          populations.textAt(Populations.PRACTICE_CODE, row),
          populations.countAt(Populations.REGISTERED_POPULATION, row));
    }
    Block refused = lake.read(RefusedRows.TABLE, year, version);
    long values = 0;
    for (ReadPart part : held.parts()) {
      values += part.values();
    }
    context.progress().ended("%,d practices".formatted(held.practices()));
    return new SilverYear(
        held,
        new YearFacts(roles),
        before,
        lake.read(PublishedAreaFigures.TABLE, year, version),
        frozen::digests,
        null,
        FileRows.byReason(refused),
        FileRows.leftOut(files),
        new Rows(read, accepted, refused.rows(), values, values));
  }

  /**
   * Practices with what people entered and decided about them.
   *
   * @param rows gives the rows of a table, of all practices or of some
   */
  static SortedMap<String, PracticeReference> practices(Function<Table, Block> rows) {
    return ReferenceRows.read(
        rows.apply(Practices.TABLE),
        rows.apply(PatientLists.TABLE),
        rows.apply(PublishedRegisters.TABLE),
        DecisionRows.read(
            rows.apply(ManualEntries.TABLE),
            rows.apply(Adjustments.TABLE),
            rows.apply(Successions.TABLE),
            rows.apply(AgreedPlans.TABLE)));
  }

  /** The dictionary of adjustments and exclusions; null where the extracts hold none. */
  static @Nullable Map<String, Boolean> reasons(Block rows) {
    if (rows.rows() == 0) {
      return null;
    }
    Map<String, Boolean> reasons = new HashMap<>();
    for (int row = 0; row < rows.rows(); row++) {
      reasons.put(
          rows.textAt(AdjustmentReasons.FIELD_NAME, row),
          rows.flagAt(AdjustmentReasons.ADJUSTMENT, row));
    }
    return reasons;
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The practice-years. */
  Assembled<?> held() {
    return held;
  }

  /** What kinds of input the year has. */
  YearFacts facts() {
    return facts;
  }

  /** Populations at the date of the average list, by practice. */
  Map<String, Integer> populationsBefore() {
    return populationsBefore;
  }

  /** Area figures published by others. */
  Block areaFigures() {
    return areaFigures;
  }

  /** Content digests of the silver tables, all of which are committed once this answers. */
  Map<String, String> digests() {
    return digests.get();
  }

  /** Refused rows by reason code. */
  Map<String, Long> refusedByReason() {
    return refusedByReason;
  }

  /** What people filled in and the year had to leave out, in words; empty for nothing. */
  Optional<String> leftOut() {
    return leftOut;
  }

  /** Data rows read from all files of the year. */
  long rowsRead() {
    return rowsRead;
  }

  /** Data rows accepted. */
  long rowsAccepted() {
    return rowsAccepted;
  }

  /** Data rows refused. */
  long rowsRefused() {
    return rowsRefused;
  }

  /** Values in accepted rows. */
  long valuesRead() {
    return valuesRead;
  }

  /** Values in silver. */
  long valuesFrozen() {
    return valuesFrozen;
  }

  @Override
  public void close() {
    if (committing != null) {
      committing.close();
    }
    held.close();
  }
}
