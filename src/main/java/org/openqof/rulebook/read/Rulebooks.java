package org.openqof.rulebook.read;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.EarlierCodes;
import org.openqof.rulebook.FileWord;
import org.openqof.rulebook.GateRules;
import org.openqof.rulebook.Improvement;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Lineage;
import org.openqof.rulebook.PaymentRules;
import org.openqof.rulebook.Protection;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.StatisticsRules;
import org.openqof.rulebook.ThresholdRelief;
import org.openqof.rulebook.UnconfirmedValue;
import org.openqof.rulebook.YearNote;

/**
 * The rulebooks at hand: those of the program, and an operator's folder laid over them. A year is
 * read when it is asked for, and only then.
 *
 * <p>One file because an overlay is checked together with what it lies over.
 */
public final class Rulebooks {
  // The program's own rulebooks are read once: they do not change while it runs, and the lineage
  // needs them all.
  private static final Map<FinancialYear, Rulebook> SHIPPED = new ConcurrentHashMap<>();
  private static volatile @Nullable Lineage shippedLineage;
  private static volatile @Nullable String shippedDigest;

  private final RulebookFolders folders;
  // Read once for all years; reading twice at the same time gives the same texts.
  private volatile @Nullable Map<String, String> citations;
  // Asked for by every group of a publication, and needs all years: read once likewise.
  private volatile @Nullable Lineage lineage;

  private Rulebooks(RulebookFolders folders) {
    this.folders = folders;
  }

  /** The rulebooks of the program, 2004-05 to 2025-26. */
  public static Rulebooks shipped() {
    return new Rulebooks(RulebookFolders.shipped());
  }

  /**
   * The rulebooks of the program with a folder of the operator's laid over them.
   *
   * <p>A file {@code <folder>/<year>/payment.yaml}, {@code indicators.csv}, {@code groups.csv},
   * {@code protection.csv}, {@code registers.csv}, {@code improvement.csv} or {@code
   * threshold_relief.csv} takes the place of the program's file of that year. A year that the
   * program does not hold needs all but the last three. {@code <folder>/citations.yaml} adds to the
   * citations; {@code <folder>/lineage.csv}, {@code year-notes.csv}, {@code statistics.yaml} and
   * {@code gate.yaml} take the place of the program's.
   *
   * @throws org.openqof.errors.QofException when the folder does not exist, or holds a data file or
   *     folder that is not part of a rulebook and would be passed over
   */
  public static Rulebooks withOverlay(Path folder) {
    return new Rulebooks(RulebookFolders.over(folder));
  }

  /**
   * The rulebooks of the program with one year's in place of theirs, as {@link #texts} gave it.
   *
   * @param texts text by path below the folder of rulebooks, with their citations
   */
  public static Rulebooks withTexts(FinancialYear year, Map<String, String> texts) {
    return new Rulebooks(RulebookFolders.kept(year, texts));
  }

  /**
   * Everything that the digest of a year's rulebook is taken over, by path below the folder of
   * rulebooks: the year's files and the rules of its statistics, to be kept and given to {@link
   * #withTexts} later.
   *
   * @throws org.openqof.errors.QofException when a file is missing
   */
  public Map<String, String> texts(FinancialYear year) {
    Problems problems = new Problems();
    Map<String, String> texts = new TreeMap<>();
    files(year, problems).forEach((name, file) -> texts.put(year + "/" + name, file.text()));
    texts.put(StatisticsReader.FILE, folders.file(StatisticsReader.FILE).text());
    return texts;
  }

  /** The years that can be loaded, earliest first. */
  public List<FinancialYear> years() {
    return List.copyOf(folders.years());
  }

  /**
   * One year's regulation, read and checked.
   *
   * @throws org.openqof.errors.QofException when there is no such year, or when anything in its
   *     files is wrong: all problems are told together
   */
  public Rulebook load(FinancialYear year) {
    SortedSet<FinancialYear> known = folders.years();
    if (!known.contains(year)) {
      throw RulebookErrors.unknownYear(
          year.toString(), known.first().toString(), known.last().toString());
    }
    if (!folders.isShipped(year)) {
      return read(year);
    }
    Rulebook shipped = SHIPPED.get(year);
    if (shipped == null) {
      shipped = read(year);
      SHIPPED.put(year, shipped);
    }
    return shipped;
  }

  private Rulebook read(FinancialYear year) {
    Problems problems = new Problems();
    Map<String, SourceFile> files = files(year, problems);
    CellReader cells = new CellReader(problems, citations().keySet());
    PaymentReader.Payment payment =
        new PaymentReader(year, problems, cells).read(file(files, PaymentReader.FILE));
    boolean complete = Boolean.TRUE.equals(payment.complete());
    GroupReader.Groups groups =
        new GroupReader(problems, cells).read(file(files, GroupReader.FILE));
    IndicatorReader.Indicators indicators =
        new IndicatorReader(problems, cells, groups, complete)
            .read(file(files, IndicatorReader.FILE));
    ProtectionReader.Protections protections =
        new ProtectionReader(year, problems, cells, indicators)
            .read(file(files, ProtectionReader.FILE));
    SourceFile ofRegisters = files.get(RegisterReader.FILE);
    RegisterReader.Registers registers =
        ofRegisters == null
            ? RegisterReader.Registers.NONE
            : new RegisterReader(problems, cells, groups, indicators, complete).read(ofRegisters);
    SourceFile ofImprovement = files.get(ImprovementReader.FILE);
    Map<String, Improvement> improvements =
        ofImprovement == null
            ? Map.of()
            : new ImprovementReader(year, problems, cells, indicators.indicators())
                .read(ofImprovement);
    SourceFile ofRelief = files.get(ThresholdReliefReader.FILE);
    SortedMap<String, ThresholdRelief> reliefs =
        ofRelief == null
            ? new TreeMap<>()
            : new ThresholdReliefReader(problems, cells, indicators.indicators()).read(ofRelief);
    reconcilePoints(files, payment, indicators, complete, problems);
    PaymentRules rules = payment.rules();
    CrossCheck across = new CrossCheck(groups, indicators, complete, problems);
    across.breadth();
    across.registerFields(registers);
    across.targetPopulations(
        rules != null && rules.targetPopulationFactor(), file(files, GroupReader.FILE).label());

    if (problems.count() > 0 || rules == null) {
      throw RulebookErrors.problems(year.toString(), folders.overlay(), problems.all());
    }
    List<UnconfirmedValue> unconfirmed = new ArrayList<>(payment.unconfirmed());
    unconfirmed.addAll(indicators.unconfirmed());
    unconfirmed.addAll(groups.unconfirmed());
    unconfirmed.addAll(registers.unconfirmed());
    unconfirmed.addAll(protections.unconfirmed());
    new TreeMap<>(improvements)
        .forEach(
            (code, route) -> {
              if (route.status().needsMention()) {
                unconfirmed.add(
                    UnconfirmedValue.ofIndicator(
                        code, "improvement", route.status(), route.citation()));
              }
            });
    reliefs.forEach(
        (code, relief) -> {
          if (relief.status().needsMention()) {
            unconfirmed.add(
                UnconfirmedValue.ofIndicator(code, "relief", relief.status(), relief.citation()));
          }
        });
    return new Rulebook(
        year,
        complete,
        rules,
        registers.pay(indicators.indicators()).stream()
            .map(indicator -> indicator.with(improvements.get(indicator.code())))
            .map(indicator -> indicator.relievedBy(reliefs.get(indicator.code())))
            .toList(),
        groups.groups(),
        protections.protections(),
        registers.registers(),
        digest(files, folders.file(StatisticsReader.FILE)),
        unconfirmed);
  }

  /**
   * The text of every citation by its key, in the order of the keys.
   *
   * @throws org.openqof.errors.QofException when the operator's citations cannot be read
   */
  public Map<String, String> citations() {
    Map<String, String> texts = citations;
    if (texts == null) {
      Problems problems = new Problems();
      texts = Collections.unmodifiableMap(Citations.read(folders.citations(), problems));
      if (problems.count() > 0) {
        throw RulebookErrors.citationProblems(problems.all());
      }
      citations = texts;
    }
    return texts;
  }

  /**
   * Refuses a rulebook any of whose values is not confirmed, for jobs with {@code
   * require_confirmed: true}.
   *
   * @throws org.openqof.errors.QofException naming every such value with its status and source
   */
  public void requireConfirmed(Rulebook rulebook) {
    List<UnconfirmedValue> values = rulebook.unconfirmedValues();
    if (!values.isEmpty()) {
      Map<String, String> citations = citations();
      throw RulebookErrors.unconfirmedValues(
          rulebook.year().toString(),
          values.stream().map(value -> described(value, citations)).toList());
    }
  }

  /**
   * The parameters of the public statistics, which are the same for all years.
   *
   * @throws org.openqof.errors.QofException when a value is wrong: all problems are told together
   */
  public StatisticsRules statistics() {
    Problems problems = new Problems();
    StatisticsRules rules =
        new StatisticsReader(problems, new CellReader(problems, citations().keySet()))
            .read(folders.file(StatisticsReader.FILE));
    if (problems.count() > 0 || rules == null) {
      throw RulebookErrors.sharedProblems("rules of statistics", folders.overlay(), problems.all());
    }
    return rules;
  }

  /**
   * The tolerances of the national gate, which are the same for all years. They are not part of a
   * rulebook's digest: another tolerance makes no other figure.
   *
   * @throws org.openqof.errors.QofException when a value is wrong: all problems are told together
   */
  public GateRules gate() {
    Problems problems = new Problems();
    GateRules rules =
        new GateReader(problems, new CellReader(problems, citations().keySet()))
            .read(folders.file(GateReader.FILE));
    if (problems.count() > 0 || rules == null) {
      throw RulebookErrors.sharedProblems(
          "tolerances of the national gate", folders.overlay(), problems.all());
    }
    return rules;
  }

  /**
   * How indicators descend from year to year, read and checked against the rulebooks.
   *
   * @throws org.openqof.errors.QofException when a code does not exist in its year, an indicator of
   *     a whole framework is neither continued nor retired nor new, or a rulebook is wrong: all
   *     problems are told together
   */
  public Lineage lineage() {
    Lineage held = lineage;
    if (held == null) {
      boolean shipped = isShipped(List.of(LineageReader.FILE, LineageReader.NOTES_FILE));
      held = shipped ? shippedLineage : null;
      held = held == null ? readLineage() : held;
      lineage = held;
      if (shipped) {
        shippedLineage = held;
      }
    }
    return held;
  }

  /** Whether all years and these files of all years are the program's own. */
  private boolean isShipped(List<String> shared) {
    return folders.years().stream().allMatch(folders::isShipped)
        && shared.stream().allMatch(folders::isShipped);
  }

  private Lineage readLineage() {
    Problems problems = new Problems();
    LineageReader reader =
        new LineageReader(problems, new CellReader(problems, citations().keySet()));
    List<LineageReader.Placed> links = reader.links(folders.file(LineageReader.FILE));
    List<YearNote> notes = reader.notes(folders.file(LineageReader.NOTES_FILE));
    LineageCheck check = new LineageCheck(years().stream().map(this::load).toList(), problems);
    if (problems.count() == 0) {
      check.check(links);
      check.checkBaseIndicators();
    }
    if (problems.count() > 0) {
      throw RulebookErrors.sharedProblems(
          "lineage of indicators", folders.overlay(), problems.all());
    }
    return new Lineage(
        links.stream().map(LineageReader.Placed::link).toList(), notes, check.codes());
  }

  /**
   * What the indicators whose points rest on earlier years were called in those years.
   *
   * @throws org.openqof.errors.QofException when the lineage or a rulebook is wrong
   */
  public EarlierCodes earlierCodes(Rulebook rulebook) {
    return new EarlierCodes(baseCodes(rulebook), baselineCodes(rulebook));
  }

  /**
   * What each protected indicator was in its base year: the base indicators that the rulebook names
   * to be pooled; otherwise its one code, followed back through the lineage where both years'
   * frameworks are held whole, or else the same code. Absent where the lineage finds no
   * predecessor, or several; such an indicator has no points of a base year.
   *
   * @param rulebook a year's rulebook; one without protected indicators gives an empty map, and
   *     nothing else is read
   * @throws org.openqof.errors.QofException when the lineage or a rulebook is wrong
   */
  public SortedMap<String, List<String>> baseCodes(Rulebook rulebook) {
    SortedMap<String, List<String>> codes = new TreeMap<>();
    Lineage known = null;
    for (Protection protection : rulebook.protections()) {
      FinancialYear base = protection.baseYear();
      if (base == null) {
        continue;
      }
      known = known == null ? lineage() : known;
      String code = protection.indicatorCode();
      if (!protection.baseIndicators().isEmpty()) {
        codes.put(code, protection.baseIndicators());
      } else if (known.years().contains(base) && known.years().contains(rulebook.year())) {
        known
            .codeIn(base, code, rulebook.year())
            .ifPresent(found -> codes.put(code, List.of(found)));
      } else {
        codes.put(code, List.of(code));
      }
    }
    return codes;
  }

  /**
   * What each indicator with an improvement route was in each year of its baseline: followed back
   * through the lineage where both years' frameworks are held whole, otherwise the same code. A
   * year without a predecessor is absent.
   *
   * @throws org.openqof.errors.QofException when the lineage or a rulebook is wrong
   */
  public SortedMap<String, SortedMap<FinancialYear, String>> baselineCodes(Rulebook rulebook) {
    SortedMap<String, SortedMap<FinancialYear, String>> codes = new TreeMap<>();
    for (Indicator indicator : rulebook.indicators()) {
      Improvement route = indicator.improvement();
      if (route == null) {
        continue;
      }
      Lineage known = lineage();
      SortedMap<FinancialYear, String> ofYears = new TreeMap<>();
      for (FinancialYear base : route.baselineYears()) {
        if (known.years().contains(base) && known.years().contains(rulebook.year())) {
          known
              .codeIn(base, indicator.code(), rulebook.year())
              .ifPresent(code -> ofYears.put(base, code));
        } else {
          ofYears.put(base, indicator.code());
        }
      }
      codes.put(indicator.code(), ofYears);
    }
    return codes;
  }

  /**
   * Digest of every file of every year, those of the operator in place of the program's: while it
   * stays the same, no rulebook changed.
   */
  public String digest() {
    if (!isShipped(RulebookFolders.SHARED_FILES)) {
      return digestOfAll();
    }
    String shipped = shippedDigest;
    if (shipped == null) {
      shipped = digestOfAll();
      shippedDigest = shipped;
    }
    return shipped;
  }

  private String digestOfAll() {
    Map<String, SourceFile> all = new TreeMap<>();
    for (String name : RulebookFolders.SHARED_FILES) {
      all.put(name, folders.file(name));
    }
    for (FinancialYear year : folders.years()) {
      for (String name : RulebookFolders.YEAR_FILES) {
        folders.file(year, name).ifPresent(file -> all.put(year + "/" + name, file));
      }
    }
    return digest(all, folders.file(StatisticsReader.FILE));
  }

  private static String described(UnconfirmedValue value, Map<String, String> citations) {
    String status = FileWord.of(value.status());
    String sources =
        Arrays.stream(value.citation().split(" "))
            .filter(citations::containsKey)
            .map(citations::get)
            .collect(Collectors.joining(" "));
    return value.key() + " is " + status + (sources.isEmpty() ? "." : ": " + sources);
  }

  private Map<String, SourceFile> files(FinancialYear year, Problems problems) {
    Map<String, SourceFile> files = new LinkedHashMap<>();
    for (String name : RulebookFolders.NEEDED_FILES) {
      folders
          .file(year, name)
          .ifPresentOrElse(
              file -> files.put(name, file),
              () ->
                  problems.add(
                      year + "/" + name,
                      "is missing.",
                      "Write it; the file of another year shows its form."));
    }
    for (String name : RulebookFolders.YEAR_FILES) {
      if (!files.containsKey(name)) {
        folders.file(year, name).ifPresent(file -> files.put(name, file));
      }
    }
    if (problems.count() > 0) {
      throw RulebookErrors.problems(year.toString(), folders.overlay(), problems.all());
    }
    return files;
  }

  private static SourceFile file(Map<String, SourceFile> files, String name) {
    SourceFile file = files.get(name);
    if (file == null) {
      throw new IllegalStateException("no " + name);
    }
    return file;
  }

  /** The points of the indicators must be those of the framework; a part of them at most. */
  private static void reconcilePoints(
      Map<String, SourceFile> files,
      PaymentReader.Payment payment,
      IndicatorReader.Indicators indicators,
      boolean complete,
      Problems problems) {
    BigDecimal held = indicators.points();
    BigDecimal total = payment.totalPoints();
    if (held == null || total == null || payment.complete() == null) {
      return;
    }
    int difference = held.compareTo(total);
    if (complete ? difference != 0 : difference > 0) {
      problems.add(
          file(files, IndicatorReader.FILE).label(),
          "its "
              + indicators.codes().size()
              + " indicators add up to "
              + held.toPlainString()
              + " points, the framework has "
              + total.toPlainString()
              + ".",
          "Correct available_points, or total_points in " + PaymentReader.FILE + ".");
    }
  }

  /**
   * SHA-256 over the year's files and the rules of its statistics, line ends normalised, so that a
   * copy with CRLF is the same.
   */
  private static String digest(Map<String, SourceFile> files, SourceFile statistics) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach(
          (name, file) -> {
            digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(file.text().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
          });
      digest.update(statistics.text().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
