package org.openqof.proof;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.engine.ExtractPart;
import org.openqof.errors.QofException;
import org.openqof.extract.IndicatorCodes;
import org.openqof.extract.ReferenceData;
import org.openqof.extract.ReferenceReader;
import org.openqof.extract.ValuesReader;
import org.openqof.extract.form.Containers;
import org.openqof.extract.form.Limits;
import org.openqof.extract.form.RecordChunks;
import org.openqof.extract.form.RecordChunks.Chunk;
import org.openqof.extract.layout.Layouts;
import org.openqof.extract.layout.PlainCsv;
import org.openqof.extract.layout.Recognised;
import org.openqof.extract.layout.Role;
import org.openqof.input.FieldKind;
import org.openqof.input.PracticeReference;
import org.openqof.input.ValueFragment;
import org.openqof.intake.FoundFiles;
import org.openqof.intake.ReceiveExtracts;
import org.openqof.practice.AssemblePractice;
import org.openqof.practice.AwardedLines;
import org.openqof.recalculation.AssemblingYear;
import org.openqof.recalculation.SilverYear;
import org.openqof.rulebook.PaymentRules;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.proof.AreaSum;
import org.openqof.rulebook.proof.AwardedValues;
import org.openqof.settings.JobErrors;
import org.openqof.store.place.Storage;
import org.openqof.tables.Block;
import org.openqof.tables.PublishedAreaFigures;

/**
 * Reads what the practices of one year sent and were awarded from their files, by the readers of a
 * run and without a lake: nothing is written.
 */
final class ReadAwards {
  private static final int PART_BYTES = 8 << 20;
  private static final int PARTS_IN_FLIGHT = 4;
  private static final int PRACTICES_PER_BLOCK = 200;

  private final Rulebook rulebook;
  private final Layouts layouts;
  private final Limits limits = Limits.defaults();
  private final Set<String> known;
  private final IndicatorCodes codes;
  private final ReferenceReader references = new ReferenceReader();
  private final TreeMap<String, List<ValueFragment>> fragments = new TreeMap<>();
  private final TreeMap<String, String> digests = new TreeMap<>();
  private final Set<String> contents = new HashSet<>();
  private final List<String> problems = new ArrayList<>();
  private final TreeMap<String, TreeSet<String>> strangers = new TreeMap<>();

  private ReadAwards(Rulebook rulebook, Layouts layouts) {
    this.rulebook = rulebook;
    this.layouts = layouts;
    this.known = AssemblingYear.knownIndicators(rulebook);
    this.codes = new IndicatorCodes(known);
  }

  /**
   * What was read.
   *
   * @param values what practices sent and were awarded
   * @param digests content digest of each file of values by its name
   * @param strangers practices that were awarded points for an indicator that the rulebook does not
   *     have, by its code
   */
  record Awards(
      AwardedValues values,
      SortedMap<String, String> digests,
      SortedMap<String, Integer> strangers) {}

  /**
   * Reads the files of a year.
   *
   * @throws QofException naming every file that cannot be read
   */
  static Awards of(URI place, Rulebook rulebook, Layouts layouts) {
    ReadAwards reading = new ReadAwards(rulebook, layouts);
    Storage storage = Storage.of(place);
    for (Storage.Entry entry : FoundFiles.of(storage, place, List.of()).entries()) {
      reading.read(storage, entry);
    }
    if (!reading.problems.isEmpty()) {
      throw JobErrors.rejectedFiles(reading.problems);
    }
    return reading.awards();
  }

  private void read(Storage storage, Storage.Entry entry) {
    try (InputStream in = storage.open(entry.path(), 0)) {
      new Containers(limits)
          .walk(
              entry.name(),
              in,
              new Containers.Visitor() {
                @Override
                public void file(String name, InputStream content) {
                  PlainCsv csv = PlainCsv.of(name, content, layouts);
                  boolean extract = csv.looksLikeAnExtract() || layouts.namedLike(name).isPresent();
                  if (csv.isEmpty() || !extract) {
                    return;
                  }
                  try {
                    receive(name, new RecordChunks(name, csv.content(), PART_BYTES, limits));
                  } catch (QofException e) {
                    problems.add(ReceiveExtracts.inWords(e));
                  }
                }

                @Override
                public void skipped(String name, String reason) {
                  // What is not an extract says nothing of the rules.
                }
              });
    } catch (QofException e) {
      problems.add(ReceiveExtracts.inWords(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void receive(String name, RecordChunks chunks) {
    Chunk first = chunks.next();
    if (first == null) {
      return;
    }
    Recognised file = layouts.recognise(name, first.content(), first.length());
    FinancialYear year = file.year();
    boolean values = file.role() == Role.VALUES;
    if (values && year != null && !year.equals(rulebook.year())) {
      return;
    }
    if (values) {
      values(name, file, first, chunks);
    } else {
      ByteArrayOutputStream whole = new ByteArrayOutputStream(first.length());
      for (Chunk chunk = first; chunk != null; chunk = chunks.next()) {
        whole.write(chunk.content(), 0, chunk.length());
      }
      String digest = chunks.contentDigest();
      if (contents.add(digest + year)) {
        references.add(file, name, digest, whole.toByteArray());
      }
    }
  }

  private void values(String name, Recognised file, Chunk first, RecordChunks chunks) {
    ValuesReader reader = new ValuesReader(file, limits, codes);
    List<ValueFragment> read = new ArrayList<>();
    Deque<CompletableFuture<List<ValueFragment>>> inFlight = new ArrayDeque<>();
    for (Chunk chunk = first; chunk != null; chunk = chunks.next()) {
      Chunk current = chunk;
      inFlight.add(
          CompletableFuture.supplyAsync(
              () ->
                  reader
                      .read(
                          current.content(),
                          current.length(),
                          new ExtractPart(
                              name,
                              file.layout(),
                              0,
                              current.length(),
                              current.length(),
                              current.firstLine()))
                      .fragments()));
      while (inFlight.size() > PARTS_IN_FLIGHT) {
        read.addAll(joined(inFlight.removeFirst()));
      }
    }
    while (!inFlight.isEmpty()) {
      read.addAll(joined(inFlight.removeFirst()));
    }
    String digest = chunks.contentDigest();
    if (!contents.add(digest + rulebook.year())) {
      return;
    }
    digests.put(name, digest);
    for (ValueFragment fragment : read) {
      fragments
          .computeIfAbsent(fragment.practiceCode(), practice -> new ArrayList<>(2))
          .add(fragment);
    }
  }

  private static <T> T joined(CompletableFuture<T> reading) {
    try {
      return reading.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private Awards awards() {
    PaymentRules rules = rulebook.payment();
    ReferenceData reference =
        references.build(
            rulebook.year(),
            rules.crpDate(),
            rules.averageListDate(),
            rules.statisticsListDate(),
            SilverYear.Inputs.indicators(rulebook));
    fragments.forEach(this::findStrangers);
    List<String> codes = List.copyOf(fragments.keySet());
    List<List<String>> blocks = new ArrayList<>();
    for (int from = 0; from < codes.size(); from += PRACTICES_PER_BLOCK) {
      blocks.add(codes.subList(from, Math.min(codes.size(), from + PRACTICES_PER_BLOCK)));
    }
    Map<String, Boolean> reasons = reference.adjustmentReasons();
    Map<String, PracticeReference> practices = new HashMap<>(reference.practices());
    AwardedValues values = new AwardedValues();
    blocks.parallelStream()
        .map(
            block ->
                assembled(block, new AssemblePractice(rulebook.year(), known, reasons), practices))
        .toList()
        .forEach(values::addAll);
    addSums(reference.publishedAreaFigures(), values);
    TreeMap<String, Integer> counted = new TreeMap<>();
    strangers.forEach((code, those) -> counted.put(code, those.size()));
    return new Awards(values, digests, counted);
  }

  /** Points of areas, as published. */
  private static void addSums(Block figures, AwardedValues values) {
    for (int row = 0; row < figures.rows(); row++) {
      if (figures.has(PublishedAreaFigures.EARNED_POINTS, row)) {
        values.add(
            new AreaSum(
                figures.textAt(PublishedAreaFigures.AREA_CODE, row),
                figures.textAt(PublishedAreaFigures.GROUP_CODE, row),
                figures.countAt(PublishedAreaFigures.PRACTICES, row),
                figures.unscaledAt(PublishedAreaFigures.EARNED_POINTS, row)));
      }
    }
  }

  private AwardedValues assembled(
      List<String> block, AssemblePractice assembly, Map<String, PracticeReference> practices) {
    AwardedValues values = new AwardedValues();
    for (String practice : block) {
      PracticeReference named = practices.get(practice);
      AwardedLines.add(
          assembly
              .from(
                  named == null ? AssemblingYear.unknown(practice) : named,
                  fragments.getOrDefault(practice, List.of()))
              .frozen(),
          rulebook,
          values);
    }
    return values;
  }

  private void findStrangers(String practice, List<ValueFragment> values) {
    for (ValueFragment fragment : values) {
      for (int i = 0; i < fragment.size(); i++) {
        @Nullable String code =
            fragment.kind(i) == FieldKind.ACHIEVED_POINTS ? fragment.indicator(i) : null;
        if (code != null && !known.contains(code)) {
          strangers.computeIfAbsent(code, any -> new TreeSet<>()).add(practice);
        }
      }
    }
  }
}
