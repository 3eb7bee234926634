package org.openqof.recalculation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.IndicatorKind;
import org.openqof.engine.Engine;
import org.openqof.engine.Engine.Assembled;
import org.openqof.engine.ExtractPart;
import org.openqof.engine.ReadPart;
import org.openqof.extract.IndicatorCodes;
import org.openqof.extract.ReferenceCounts;
import org.openqof.extract.ReferenceData;
import org.openqof.extract.YearIndicators;
import org.openqof.extract.form.Limits;
import org.openqof.extract.layout.Recognised;
import org.openqof.extract.layout.Role;
import org.openqof.input.PracticeReference;
import org.openqof.intake.ReadReferences;
import org.openqof.intake.ReceivedFile;
import org.openqof.intake.YearInputs;
import org.openqof.recalculation.AssemblingYear.Frozen;
import org.openqof.rulebook.PaymentRules;
import org.openqof.rulebook.Rulebook;
import org.openqof.settings.Digests;
import org.openqof.settings.Progress;
import org.openqof.settings.YearVersion;
import org.openqof.store.Lake;
import org.openqof.store.VersionState;
import org.openqof.store.parquet.DataFile;
import org.openqof.tables.AdjustmentReasons;
import org.openqof.tables.Block;
import org.openqof.tables.ContentDigest;
import org.openqof.tables.Files;
import org.openqof.tables.IndicatorValues;
import org.openqof.tables.Populations;
import org.openqof.tables.PracticeSuppliers;
import org.openqof.tables.PublishedAreaFigures;
import org.openqof.tables.ReceivedIndicators;
import org.openqof.tables.ReceivedOutcomes;
import org.openqof.tables.RefusedRows;

/**
 * The frozen inputs of one year: written from extracts, or read back from the lake.
 *
 * <p>One file because the silver tables of a year are written in one order, from the same inputs.
 */
public final class SilverYear implements AutoCloseable {
  /**
   * Practices a step handles at once: large enough for good row groups and few files, small enough
   * for several tasks on every core.
   */
  public static final int PRACTICES_PER_BLOCK = 800;

  private final Assembled<Frozen> assembled;
  private final YearFacts facts;
  private final Map<String, Integer> populationsBefore;
  private final Block areaFigures;
  private final ReceivedReferences received;
  private final FileNames fileNames;
  private final Map<String, String> suppliers;
  private final Supplier<Map<String, String>> digests;
  private final @Nullable Committing committing;
  private final Map<String, Long> refusedByReason;
  private final Remarks remarks;
  private final Rows rows;

  private SilverYear(
      Assembled<Frozen> assembled,
      YearFacts facts,
      Map<String, Integer> populationsBefore,
      Block areaFigures,
      ReceivedReferences received,
      FileNames fileNames,
      Map<String, String> suppliers,
      Supplier<Map<String, String>> digests,
      @Nullable Committing committing,
      Map<String, Long> refusedByReason,
      Remarks remarks,
      Rows rows) {
    this.assembled = assembled;
    this.facts = facts;
    this.populationsBefore = populationsBefore;
    this.areaFigures = areaFigures;
    this.received = received;
    this.fileNames = fileNames;
    this.suppliers = suppliers;
    this.digests = digests;
    this.committing = committing;
    this.refusedByReason = refusedByReason;
    this.remarks = remarks;
    this.rows = rows;
  }

  /**
   * The year's files.
   *
   * @param byDigest names by content digest
   * @param valueRows rows of indicator values accepted
   * @param inputs roles of the files of which any row was accepted
   * @param sent roles of all files
   */
  public record FileNames(
      Map<String, String> byDigest, long valueRows, Set<String> inputs, Set<String> sent) {
    static FileNames of(Block files) {
      Map<String, String> names = new TreeMap<>();
      long values = 0;
      Set<String> inputs = new TreeSet<>();
      Set<String> sent = new TreeSet<>();
      for (int row = 0; row < files.rows(); row++) {
        names.put(files.textAt(Files.FILE_DIGEST, row), files.textAt(Files.FILE_NAME, row));
        String role = files.textAt(Files.ROLE, row);
        sent.add(role);
        int accepted = files.countAt(Files.ROWS_ACCEPTED, row);
        if (accepted > 0) {
          inputs.add(role);
        }
        values += Role.VALUES.name().equalsIgnoreCase(role) ? accepted : 0;
      }
      return new FileNames(names, values, inputs, sent);
    }
  }

  /**
   * What there is to say of the files.
   *
   * @param leftOut what people filled in and the year had to leave out; empty for nothing
   * @param rows every file with a refused row, or with none where rows must be
   * @param notes what was read that is not written as extracts write it
   */
  private record Remarks(Optional<String> leftOut, List<RowsOfFile> rows, List<String> notes) {
    static Remarks of(Block files, Block refused, List<String> notes) {
      return new Remarks(FileRows.leftOut(files), RowsOfFile.of(files, refused), notes);
    }
  }

  /** How many rows there are of each fate, and how many values. */
  private record Rows(long read, long accepted, long refused, long values, long frozen) {}

  /**
   * What one year is made from.
   *
   * @param values files of indicator values
   * @param references reference files that may speak for the year
   * @param reference reference data, read
   * @param counts rows of each reference file, by its key
   */
  public record Inputs(
      List<ReceivedFile> values,
      List<ReceivedFile> references,
      ReferenceData reference,
      Map<String, ReferenceCounts> counts) {

    /** Reads the reference files of a year. */
    public static Inputs read(YearInputs files, ReadReferences references, Rulebook rulebook) {
      ReadReferences.Some read = references.of(files.looked());
      PaymentRules rules = rulebook.payment();
      return new Inputs(
          files.values(),
          files.listed(),
          read.reader()
              .build(
                  rulebook.year(),
                  rules.crpDate(),
                  rules.averageListDate(),
                  rules.statisticsListDate(),
                  indicators(rulebook)),
          read.counts());
    }

    /** What a reader of entries must know of the year's indicators. */
    public static YearIndicators indicators(Rulebook rulebook) {
      Set<String> known = AssemblingYear.knownIndicators(rulebook);
      Set<String> automatic = new TreeSet<>(known);
      rulebook.indicators().stream()
          .filter(indicator -> indicator.kind() == IndicatorKind.YES_NO)
          .forEach(indicator -> automatic.remove(indicator.code()));
      return new YearIndicators(
          rulebook.complete() ? known : null,
          automatic,
          !rulebook.complete() || rulebook.grantsRelief(),
          new IndicatorCodes(known));
    }

    /**
     * Digest of what the reference files say of the year, and of what became of the rows of those
     * counted with it.
     *
     * @param digests content digest of each table of them that has rows, by name
     */
    public String content(Map<String, String> digests) {
      TreeMap<String, String> said = new TreeMap<>(digests);
      said.keySet().retainAll(ReferenceTables.NAMES);
      StringBuilder text = new StringBuilder(said.toString());
      for (ReceivedFile file : references) {
        ReferenceCounts rows = counts.get(file.key());
        text.append('\n').append(file.key());
        if (rows != null) {
          text.append(' ').append(rows.rowsRead()).append(' ').append(digest(rows.refused()));
        }
        Block late = reference.refusedEntries().get(file.digest());
        text.append(' ').append(late == null ? "" : digest(late));
      }
      return Digests.sha256(text.toString());
    }

    /** The same, of rows that are not in the lake. */
    public String content(Rulebook rulebook) {
      Map<String, String> digests = new TreeMap<>();
      for (Block block : ReferenceTables.blocks(reference, rulebook)) {
        if (block.rows() > 0) {
          digests.put(
              block.table().name(),
              ContentDigest.combine(block.table(), List.of(ContentDigest.of(block))).hex());
        }
      }
      return content(digests);
    }

    private static String digest(Block refused) {
      return refused.rows() == 0 ? "" : ContentDigest.of(refused.sorted()).hex();
    }

    /** What was read that is not written as extracts write it, and what nobody said, in words. */
    List<String> notes(Rulebook rulebook) {
      List<String> notes = new ArrayList<>();
      for (ReceivedFile file : references) {
        ReferenceCounts ofFile = counts.get(file.key());
        if (ofFile != null) {
          notes.addAll(ofFile.notes());
        }
      }
      notes.addAll(reference.doubts());
      if (rulebook.payment().protectionNeedsPlan()) {
        notes.addAll(AgreedPlanNotes.of(reference.practices().values()));
      }
      return notes;
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
  public static SilverYear freeze(
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
    Assembled<Frozen> assembled =
        engine.assemble(
            parts,
            new ReadingFromBronze(
                context.lake().bronze(),
                recognised,
                Limits.defaults(),
                new IndicatorCodes(AssemblingYear.knownIndicators(rulebook))),
            List.copyOf(practices.keySet()),
            PRACTICES_PER_BLOCK,
            AssemblingYear.of(rulebook, reasons, new HashMap<>(practices), place));
    StagedParts staged = new StagedParts();
    long frozen = 0;
    for (Frozen block : assembled.answers()) {
      staged.addAll(block.parts());
      frozen += block.values();
    }
    long values = 0;
    for (ReadPart part : assembled.parts()) {
      values += part.values();
    }
    for (PracticeReference practice : practices.values()) {
      values += practice.decisions().manualEntries().size();
    }
    FileRows fileRows = new FileRows(inputs, assembled.parts());
    List<String> notes = new ArrayList<>(inputs.notes(rulebook));
    notes.addAll(fileRows.notes());
    List<Block> blocks = new ArrayList<>(ReferenceTables.blocks(inputs.reference(), rulebook));
    blocks.add(fileRows.refused());
    blocks.add(fileRows.files());
    staged.stageSorted(place, blocks);
    Committing committing = Committing.begin(place, staged);
    context.progress().ended("%,d practices, %,d values".formatted(assembled.practices(), frozen));
    return new SilverYear(
        assembled,
        inputs.facts(),
        inputs.reference().populationAtAverageDate(),
        inputs.reference().publishedAreaFigures(),
        ReferenceTables.received(inputs.reference()),
        FileNames.of(fileRows.files()),
        ReferenceTables.suppliers(inputs.reference().suppliers()),
        committing::digests,
        committing,
        fileRows.refusedByReason(),
        Remarks.of(fileRows.files(), fileRows.refused(), notes),
        new Rows(fileRows.read(), fileRows.accepted(), fileRows.refused().rows(), values, frozen));
  }

  /**
   * Reads a version's silver tables back.
   *
   * @param rulebook says which codes are not management information
   * @param frozen the version that was taken in
   */
  public static SilverYear thaw(
      Lake lake, Progress progress, Engine engine, Rulebook rulebook, VersionState frozen) {
    int version = frozen.version();
    FinancialYear year = rulebook.year();
    progress.began(year.toString(), "reading frozen values");
    SortedMap<String, PracticeReference> practices =
        ReferenceTables.practices(table -> lake.read(table, year, version));
    Map<String, Boolean> reasons =
        ReferenceTables.reasons(lake.read(AdjustmentReasons.TABLE, year, version));
    List<ExtractPart> parts = new ArrayList<>();
    for (DataFile file : lake.files(IndicatorValues.TABLE, year, version)) {
      parts.add(new ExtractPart(file.path(), "silver", 0, 0, 0, 1));
    }
    Assembled<Frozen> assembled =
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
    Block refused = lake.read(RefusedRows.TABLE, year, version);
    long values = 0;
    for (ReadPart part : assembled.parts()) {
      values += part.values();
    }
    progress.ended("%,d practices".formatted(assembled.practices()));
    return new SilverYear(
        assembled,
        new YearFacts(roles),
        ReferenceTables.populations(lake.read(Populations.TABLE, year, version)),
        lake.read(PublishedAreaFigures.TABLE, year, version),
        new ReceivedReferences(
            lake.read(ReceivedIndicators.TABLE, year, version),
            lake.read(ReceivedOutcomes.TABLE, year, version)),
        FileNames.of(files),
        ReferenceTables.suppliers(lake.read(PracticeSuppliers.TABLE, year, version)),
        frozen::digests,
        null,
        FileRows.byReason(refused),
        Remarks.of(files, refused, List.of()),
        new Rows(read, accepted, refused.rows(), values, values));
  }

  /** The practice-years. */
  public Assembled<?> assembled() {
    return assembled;
  }

  /** What kinds of input the year has. */
  public YearFacts facts() {
    return facts;
  }

  /** Populations at the date of the average list, by practice. */
  public Map<String, Integer> populationsBefore() {
    return populationsBefore;
  }

  /** Names of the year's files by content digest. */
  public Map<String, String> fileNames() {
    return fileNames.byDigest();
  }

  /** The year's files. */
  public FileNames files() {
    return fileNames;
  }

  /** Suppliers of the systems of practices, by practice; empty when none were given. */
  public Map<String, String> suppliers() {
    return suppliers;
  }

  /** Practices by the name of each file that their values came in. */
  public Map<String, Set<String>> practicesByFile() {
    Map<String, Set<String>> practices = new TreeMap<>();
    for (Frozen block : assembled.answers()) {
      block
          .practicesByFile()
          .forEach(
              (digest, codes) ->
                  practices
                      .computeIfAbsent(
                          fileNames.byDigest().getOrDefault(digest, digest),
                          name -> new TreeSet<>())
                      .addAll(codes));
    }
    return practices;
  }

  /** How many practices sent each code that the year's rulebook does not have. */
  public Map<String, Integer> setAside() {
    Map<String, Integer> setAside = new TreeMap<>();
    assembled
        .answers()
        .forEach(
            block ->
                block
                    .setAside()
                    .forEach((code, practices) -> setAside.merge(code, practices, Integer::sum)));
    return setAside;
  }

  /** Area figures published by others. */
  Block areaFigures() {
    return areaFigures;
  }

  /** What was received that is laid alongside the rulebook and the run. */
  public ReceivedReferences received() {
    return received;
  }

  /** Content digests of the silver tables, all of which are committed once this answers. */
  public Map<String, String> digests() {
    return digests.get();
  }

  /** Refused rows by reason code. */
  public Map<String, Long> refusedByReason() {
    return refusedByReason;
  }

  /** What people filled in and the year had to leave out, in words; empty for nothing. */
  public Optional<String> leftOut() {
    return remarks.leftOut();
  }

  /** Every file with a refused row, or with none where rows must be. */
  public List<RowsOfFile> rowsOfFiles() {
    return remarks.rows();
  }

  /** What was read that is not written as extracts write it, in words. */
  public List<String> notes() {
    return remarks.notes();
  }

  /** Data rows read from all files of the year. */
  public long rowsRead() {
    return rows.read();
  }

  /** Data rows accepted. */
  public long rowsAccepted() {
    return rows.accepted();
  }

  /** Data rows refused. */
  long rowsRefused() {
    return rows.refused();
  }

  /** Values in accepted rows. */
  long valuesRead() {
    return rows.values();
  }

  /** Values in silver. */
  long valuesFrozen() {
    return rows.frozen();
  }

  @Override
  public void close() {
    if (committing != null) {
      committing.close();
    }
    assembled.close();
  }
}
