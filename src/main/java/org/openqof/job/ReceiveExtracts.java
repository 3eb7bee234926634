package org.openqof.job;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.engine.ExtractPart;
import org.openqof.errors.JobErrors;
import org.openqof.errors.QofException;
import org.openqof.extract.Containers;
import org.openqof.extract.Layouts;
import org.openqof.extract.Limits;
import org.openqof.extract.Recognised;
import org.openqof.extract.RecordChunks;
import org.openqof.extract.RecordChunks.Chunk;
import org.openqof.extract.ReferenceCounts;
import org.openqof.extract.ReferenceReader;
import org.openqof.extract.Role;
import org.openqof.store.Bronze;
import org.openqof.store.Storage;
import org.openqof.store.Storage.Entry;

/**
 * Takes every file of the extracts into bronze, once, and reads the reference files.
 *
 * <p>One pass over each file: it is cut into parts of whole records, its content digest is formed,
 * and the parts are compressed on other threads. A file that cannot be taken in leaves nothing
 * behind; all such files are reported together.
 */
final class ReceiveExtracts {
  /** Large enough to compress well, small enough for many tasks a file. */
  private static final int PART_BYTES = 8 << 20;

  private static final int PARTS_IN_FLIGHT = 4;

  private final Storage storage;
  private final Layouts layouts;
  private final Limits limits;
  private final Bronze bronze;
  private final ExecutorService pool;
  private final Progress progress;

  private final Map<String, ReceivedFile> byDigest = new HashMap<>();
  private final List<ReceivedFile> files = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Set<FinancialYear> yearsPassedOver = new TreeSet<>();
  private long bytesDone;

  // Only the reading of references, one file after the other, touches these until it has ended.
  private final Map<String, ReferenceCounts> referenceCounts = new HashMap<>();
  private final ReferenceReader references = new ReferenceReader();
  private final List<String> referenceProblems = new ArrayList<>();
  private CompletableFuture<Void> reading = CompletableFuture.completedFuture(null);

  ReceiveExtracts(
      Storage storage,
      Layouts layouts,
      Limits limits,
      Bronze bronze,
      ExecutorService pool,
      Progress progress) {
    this.storage = storage;
    this.layouts = layouts;
    this.limits = limits;
    this.bronze = bronze;
    this.pool = pool;
    this.progress = progress;
  }

  /**
   * What was received.
   *
   * @param files files in order of name; a content that came twice is there once
   * @param references reference files, read
   * @param referenceCounts rows of each reference file, by digest
   * @param yearsPassedOver years that have values and were not asked for
   * @param notices files that were skipped, and why
   */
  record Received(
      List<ReceivedFile> files,
      ReferenceReader references,
      Map<String, ReferenceCounts> referenceCounts,
      Set<FinancialYear> yearsPassedOver,
      List<String> notices) {}

  /** Files under a place, sorted by path. */
  static List<Entry> list(Storage storage, URI place) {
    List<Entry> found = new ArrayList<>();
    Deque<String> folders = new ArrayDeque<>();
    String root = Storage.absolute(place);
    if (!storage.exists(root)) {
      throw JobErrors.noExtracts(place.toString());
    }
    folders.add(root);
    while (!folders.isEmpty()) {
      String folder = folders.removeFirst();
      for (Entry entry : storage.list(folder)) {
        if (entry.name().startsWith(".")
            || entry.name().startsWith("_")
            || entry.name().equals("README.md")) {
          continue;
        }
        if (!entry.folder()) {
          found.add(entry);
        } else if (!entry.name().equals("truth")) {
          // The generator keeps what its extracts were made from beside them; that is no extract.
          folders.add(entry.path());
        }
      }
    }
    if (found.isEmpty()) {
      throw JobErrors.noExtracts(place.toString());
    }
    found.sort(Comparator.comparing(Entry::path));
    return found;
  }

  /**
   * Receives the files.
   *
   * @param entries what {@link #list} gave
   * @param asked years asked for; null for all
   * @throws QofException naming every file that cannot be taken in
   */
  Received receive(List<Entry> entries, @Nullable List<FinancialYear> asked) {
    long total = Math.max(1, entries.stream().mapToLong(Entry::bytes).sum());
    progress.began("", "taking extracts into the lake");
    Containers containers = new Containers(limits);
    for (Entry entry : entries) {
      try (InputStream in = storage.open(entry.path(), 0)) {
        containers.walk(
            entry.name(),
            in,
            new Containers.Visitor() {
              @Override
              public void file(String name, InputStream content) {
                receive(name, content, asked);
              }

              @Override
              public void skipped(String name, String reason) {
                notices.add("skipped " + name + ": " + reason);
              }
            });
      } catch (QofException e) {
        problems.add(inWords(e));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      bytesDone += entry.bytes();
      progress.reached((double) bytesDone / total);
    }
    reading.join();
    problems.addAll(referenceProblems);
    if (!problems.isEmpty()) {
      throw JobErrors.rejectedFiles(problems);
    }
    progress.ended("%,d files, %,d bytes".formatted(files.size(), total));
    return new Received(
        List.copyOf(files),
        references,
        Map.copyOf(referenceCounts),
        Set.copyOf(yearsPassedOver),
        List.copyOf(notices));
  }

  private void receive(String name, InputStream content, @Nullable List<FinancialYear> asked) {
    RecordChunks chunks =
        new RecordChunks(name, content, PART_BYTES, limits, ForkJoinPool.commonPool());
    Chunk first = chunks.next();
    if (first == null) {
      notices.add("skipped " + name + ": empty");
      return;
    }
    Recognised recognised;
    try {
      recognised = layouts.recognise(name, first.content(), first.length());
      if (asked != null
          && recognised.role() == Role.VALUES
          && recognised.year() != null
          && !asked.contains(recognised.year())) {
        yearsPassedOver.add(recognised.year());
        return;
      }
      take(name, chunks, first, recognised);
    } catch (QofException e) {
      problems.add(inWords(e));
    }
  }

  private void take(String name, RecordChunks chunks, Chunk first, Recognised recognised) {
    boolean values = recognised.role() == Role.VALUES;
    ByteArrayOutputStream whole = values ? null : new ByteArrayOutputStream(first.length());
    List<Integer> firstLines = new ArrayList<>();
    Deque<Compressing> inFlight = new ArrayDeque<>();
    try (Bronze.Writer writer = bronze.open()) {
      for (Chunk chunk = first; chunk != null; chunk = chunks.next()) {
        if (whole != null) {
          whole.write(chunk.content(), 0, chunk.length());
        }
        Chunk current = chunk;
        inFlight.add(
            new Compressing(
                chunk.firstLine(),
                chunk.length(),
                pool.submit(() -> Bronze.compress(current.content(), current.length()))));
        while (inFlight.size() > PARTS_IN_FLIGHT) {
          append(writer, inFlight.removeFirst(), firstLines);
        }
      }
      while (!inFlight.isEmpty()) {
        append(writer, inFlight.removeFirst(), firstLines);
      }
      String digest = chunks.contentDigest();
      ReceivedFile already = byDigest.get(digest);
      if (already != null) {
        notices.add("skipped " + name + ": same content as " + already.name());
        return;
      }
      Bronze.Kept kept = writer.commit(digest);
      if (!kept.written()) {
        firstLines = firstLines(name, digest, kept.frames());
      }
      List<ExtractPart> parts = new ArrayList<>();
      for (int i = 0; i < kept.frames().size(); i++) {
        Bronze.Frame frame = kept.frames().get(i);
        parts.add(
            new ExtractPart(
                digest,
                recognised.layout(),
                frame.offset(),
                frame.storedBytes(),
                frame.contentBytes(),
                firstLines.get(i)));
      }
      ReceivedFile file =
          new ReceivedFile(
              name,
              digest,
              recognised,
              List.copyOf(parts),
              chunks.contentBytes(),
              kept.storedBytes());
      byDigest.put(digest, file);
      files.add(file);
      if (whole != null) {
        byte[] all = whole.toByteArray();
        reading = reading.thenRunAsync(() -> read(recognised, name, digest, all), pool);
      }
    }
  }

  /** Reads a reference file, one after the other, while the next files are taken in. */
  private void read(Recognised recognised, String name, String digest, byte[] content) {
    try {
      referenceCounts.put(digest, references.add(recognised, name, digest, content));
    } catch (QofException e) {
      referenceProblems.add(inWords(e));
    }
  }

  private static String inWords(QofException e) {
    return e.problem() + " " + String.join(" ", e.details()) + " " + e.remedy();
  }

  /**
   * First lines of the parts of a copy that was kept before: it may have been received with other
   * line ends, and so be cut elsewhere.
   */
  private List<Integer> firstLines(String name, String digest, List<Bronze.Frame> frames) {
    List<Integer> firstLines = new ArrayList<>();
    int line = 1;
    for (Bronze.Frame frame : frames) {
      firstLines.add(line);
      byte[] content = bronze.read(digest, frame);
      RecordChunks counted =
          new RecordChunks(name, new ByteArrayInputStream(content), PART_BYTES, limits);
      for (Chunk chunk = counted.next(); chunk != null; chunk = counted.next()) {
        line += chunk.lines();
      }
    }
    return firstLines;
  }

  private static void append(Bronze.Writer writer, Compressing part, List<Integer> firstLines) {
    try {
      writer.appendCompressed(part.result().get(), part.contentBytes());
      firstLines.add(part.firstLine());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while taking in a file", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a part could not be compressed", e.getCause());
    }
  }

  private record Compressing(int firstLine, int contentBytes, Future<byte[]> result) {}
}
