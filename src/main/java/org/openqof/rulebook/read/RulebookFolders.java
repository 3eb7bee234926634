package org.openqof.rulebook.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;

/**
 * Where rulebook files come from: those of the program, and over them an operator's folder or the
 * texts of a rulebook that a lake kept.
 */
public final class RulebookFolders {
  static final String CITATIONS = "citations.yaml";

  /** Files that every year needs. */
  static final List<String> NEEDED_FILES =
      List.of(PaymentReader.FILE, IndicatorReader.FILE, GroupReader.FILE, ProtectionReader.FILE);

  /** Files of a year; the last three are there where its rules need them. */
  public static final List<String> YEAR_FILES =
      Stream.concat(
              NEEDED_FILES.stream(),
              Stream.of(RegisterReader.FILE, ImprovementReader.FILE, ThresholdReliefReader.FILE))
          .toList();

  /** Files of all years, in the folder above those of the years. */
  public static final List<String> SHARED_FILES =
      List.of(
          CITATIONS,
          LineageReader.FILE,
          LineageReader.NOTES_FILE,
          StatisticsReader.FILE,
          GateReader.FILE);

  private static final String SHIPPED = "/rulebook/";
  private static final String INDEX = "years.txt";

  // The program's files do not change while it runs.
  private static final Map<String, String> SHIPPED_TEXTS = new ConcurrentHashMap<>();

  private final @Nullable Path overlay;
  private final Map<String, String> kept;
  private final SortedSet<FinancialYear> shippedYears;
  private final SortedSet<FinancialYear> overlayYears;

  private RulebookFolders(
      @Nullable Path overlay, Map<String, String> kept, SortedSet<FinancialYear> overlayYears) {
    this.overlay = overlay;
    this.kept = Map.copyOf(kept);
    this.overlayYears = overlayYears;
    this.shippedYears = new TreeSet<>();
    shippedText(INDEX).lines().forEach(line -> shippedYears.add(FinancialYear.of(line)));
  }

  static RulebookFolders shipped() {
    return new RulebookFolders(null, Map.of(), new TreeSet<>());
  }

  /** The program's files with the texts of one year in their place, by path below the folder. */
  static RulebookFolders kept(FinancialYear year, Map<String, String> texts) {
    return new RulebookFolders(null, texts, new TreeSet<>(List.of(year)));
  }

  /** The program's files with those of a folder in their place, file by file. */
  static RulebookFolders over(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw RulebookErrors.noSuchFolder(folder.toString());
    }
    SortedSet<FinancialYear> years = new TreeSet<>();
    List<String> strangers = new ArrayList<>();
    for (Path entry : entries(folder)) {
      String name = String.valueOf(entry.getFileName());
      if (Files.isDirectory(entry)) {
        Optional<FinancialYear> year = year(name);
        if (year.isPresent()) {
          years.add(year.get());
          findStrangers(entry, YEAR_FILES, strangers);
        } else {
          strangers.add(name + ": no folder of a financial year, which is named as in 2023-24.");
        }
      }
    }
    findStrangers(folder, SHARED_FILES, strangers);
    if (!strangers.isEmpty()) {
      throw RulebookErrors.strangers(folder.toString(), strangers);
    }
    return new RulebookFolders(folder, Map.of(), years);
  }

  /** The operator's folder as messages name it; empty when there is none. */
  String overlay() {
    return overlay == null ? "" : overlay.toString();
  }

  SortedSet<FinancialYear> years() {
    SortedSet<FinancialYear> years = new TreeSet<>(shippedYears);
    years.addAll(overlayYears);
    return years;
  }

  /** A year's file: the operator's if there is one, otherwise the program's if there is one. */
  Optional<SourceFile> file(FinancialYear year, String name) {
    Optional<SourceFile> own = own(year + "/" + name);
    // A rulebook that a lake kept is whole: what it lacks, its year did not have.
    if (own.isPresent() || !shippedYears.contains(year) || isKept(year)) {
      return own;
    }
    String path = year + "/" + name;
    if (!NEEDED_FILES.contains(name) && RulebookFolders.class.getResource(SHIPPED + path) == null) {
      return Optional.empty();
    }
    return Optional.of(SourceFile.of(path, shippedText(path)));
  }

  /** Whether a year's rulebook is the program's own, with the program's citations and rules. */
  boolean isShipped(FinancialYear year) {
    return shippedYears.contains(year)
        && !overlayYears.contains(year)
        && !isKept(year)
        && own(CITATIONS).isEmpty()
        && isShipped(StatisticsReader.FILE);
  }

  /** Whether this file of all years is the program's own, or says the same. */
  boolean isShipped(String name) {
    return own(name).map(file -> file.text().equals(shippedText(name))).orElse(true);
  }

  private boolean isKept(FinancialYear year) {
    return kept.keySet().stream().anyMatch(path -> path.startsWith(year + "/"));
  }

  /** A file of all years: the operator's if there is one, otherwise the program's. */
  SourceFile file(String name) {
    return own(name).orElseGet(() -> SourceFile.of(name, shippedText(name)));
  }

  /** The program's citations, then the operator's if there are any. */
  List<SourceFile> citations() {
    List<SourceFile> files = new ArrayList<>();
    files.add(SourceFile.of(CITATIONS, shippedText(CITATIONS)));
    own(CITATIONS).ifPresent(files::add);
    return files;
  }

  private Optional<SourceFile> own(String relative) {
    String text = kept.get(relative);
    if (text != null) {
      return Optional.of(SourceFile.of("kept in the lake: " + relative, text));
    }
    if (overlay == null) {
      return Optional.empty();
    }
    Path file = overlay.resolve(relative);
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  private static SourceFile read(Path file) {
    String label = file.toString();
    try {
      return SourceFile.of(label, PlainFile.text(file));
    } catch (CharacterCodingException notUtf8) {
      throw RulebookErrors.unreadable(label, "It is not written in UTF-8.", notUtf8);
    } catch (IOException failed) {
      throw RulebookErrors.unreadable(label, String.valueOf(failed.getMessage()), failed);
    }
  }

  /** Names data files that would be passed over in silence, as their name is none of ours. */
  private static void findStrangers(Path folder, List<String> known, List<String> strangers) {
    for (Path entry : entries(folder)) {
      String name = String.valueOf(entry.getFileName());
      boolean data = name.endsWith(".csv") || name.endsWith(".yaml") || name.endsWith(".yml");
      if (data && !Files.isDirectory(entry) && !known.contains(name)) {
        strangers.add(
            folder.getFileName()
                + "/"
                + name
                + ": no file of a rulebook. "
                + NearestName.advice(name, known, "Remove it."));
      }
    }
  }

  private static List<Path> entries(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException failed) {
      throw RulebookErrors.unreadable(
          folder.toString(), String.valueOf(failed.getMessage()), failed);
    }
  }

  private static Optional<FinancialYear> year(String name) {
    try {
      FinancialYear year = FinancialYear.of(name);
      return year.toString().equals(name) ? Optional.of(year) : Optional.empty();
    } catch (QofException notAYear) {
      return Optional.empty();
    }
  }

  private static String shippedText(String path) {
    return SHIPPED_TEXTS.computeIfAbsent(path, RulebookFolders::readShipped);
  }

  private static String readShipped(String path) {
    try (InputStream stream = RulebookFolders.class.getResourceAsStream(SHIPPED + path)) {
      if (stream == null) {
        throw new IllegalStateException("the program lacks its rulebook file " + path);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
