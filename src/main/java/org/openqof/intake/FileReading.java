package org.openqof.intake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.openqof.engine.ExtractPart;
import org.openqof.errors.QofException;
import org.openqof.extract.form.Containers;
import org.openqof.extract.form.ExtractErrors;
import org.openqof.extract.form.FileKind;
import org.openqof.extract.form.Limits;
import org.openqof.extract.form.RecordChunks;
import org.openqof.extract.form.RecordChunks.Chunk;
import org.openqof.extract.layout.Layouts;
import org.openqof.extract.layout.PlainCsv;
import org.openqof.extract.layout.Recognised;
import org.openqof.extract.layout.Role;
import org.openqof.store.Bronze;
import org.openqof.store.place.Storage;
import org.openqof.store.place.Storage.Entry;

/** One reading of one received file, which counts only when the file stayed the same. */
final class FileReading {
  /** Large enough to compress well, small enough for many tasks a file. */
  private static final int PART_BYTES = 8 << 20;

  private static final int PARTS_IN_FLIGHT = 4;

  private static final Set<String> CSV_ENDINGS =
      Set.of("csv", "gz", "dat", "tsv", "", "xlsx", "xlsm");

  /**
   * Where files come from, how they are understood and where they go.
   *
   * @param storage the storage of the extracts
   * @param layouts the layouts that are known
   * @param limits limits of what is read
   * @param bronze where their contents are kept
   * @param keeps whether they are put there; otherwise they are only read
   * @param pool threads that compress
   */
  record Intake(
      Storage storage,
      Layouts layouts,
      Limits limits,
      Bronze bronze,
      boolean keeps,
      ExecutorService pool) {}

  /**
   * A content that was taken in.
   *
   * @param file the file in bronze
   * @param whole all of a reference; null for values
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
  record Taken(ReceivedFile file, byte @Nullable [] whole) {}

  private final Intake intake;
  private final Predicate<Recognised> passesOver;
  private final List<Taken> taken = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Set<String> written = new HashSet<>();

  /** Workbooks of several sheets, and those of them that an extract was found in. */
  private final Set<String> workbooks = new LinkedHashSet<>();

  private final Set<String> withExtracts = new HashSet<>();
  private boolean passedOver;

  /**
   * A reading.
   *
   * @param passesOver says of what a content was recognised as whether it is left where it is
   */
  FileReading(Intake intake, Predicate<Recognised> passesOver) {
    this.intake = intake;
    this.passesOver = passesOver;
  }

  /** Reads the file; what it cannot take in becomes a problem. */
  void read(Entry entry) {
    try (InputStream in = intake.storage().open(entry.path(), 0)) {
      new Containers(intake.limits())
          .walk(
              entry.name(),
              in,
              new Containers.Visitor() {
                @Override
                public void file(String name, InputStream content) {
                  receive(name, name, content);
                }

                @Override
                public void sheet(String workbook, String name, InputStream content) {
                  workbooks.add(workbook);
                  receive(workbook, name, content);
                }

                @Override
                public void skipped(String name, String reason) {
                  passOver(name, reason);
                }
              });
      workbooks.forEach(this::refuseWithoutExtract);
    } catch (QofException e) {
      problems.add(ReceiveExtracts.inWords(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it held for this run, in order. */
  List<Taken> taken() {
    return taken;
  }

  /** What it held that is not an extract, in words. */
  List<String> skipped() {
    return skipped;
  }

  /** Why contents of it cannot be taken in, in words. */
  List<String> problems() {
    return problems;
  }

  /** Whether anything of it was passed over. */
  boolean passedOver() {
    return passedOver;
  }

  /** Takes back what this reading put into bronze. */
  void forget() {
    written.forEach(intake.bronze()::forget);
  }

  /** Passes over what is not an extract; what bears the name of one is a problem. */
  private void passOver(String name, String reason) {
    Optional<String> layout = intake.layouts().namedLike(name);
    if (layout.isPresent() && !reason.equals(FileKind.OF_THE_SYSTEM)) {
      problems.add(
          ReceiveExtracts.inWords(ExtractErrors.namedLikeAnExtract(name, layout.get(), reason)));
    } else {
      skipped.add("skipped " + name + ": " + reason);
    }
  }

  /** A workbook that bears the name of an extract has one in some sheet. */
  private void refuseWithoutExtract(String workbook) {
    Optional<String> layout = intake.layouts().namedLike(workbook);
    if (layout.isPresent() && !withExtracts.contains(workbook)) {
      problems.add(
          ReceiveExtracts.inWords(
              ExtractErrors.namedLikeAnExtract(
                  workbook, layout.get(), "a workbook without a sheet of its columns")));
    }
  }

  /**
   * Takes in one text.
   *
   * @param file the file it lies in: the workbook for one of its sheets
   * @param name its name
   */
  private void receive(String file, String name, InputStream received) {
    PlainCsv csv = PlainCsv.of(name, received, intake.layouts());
    boolean sheet = !file.equals(name);
    boolean named = intake.layouts().namedLike(name).isPresent();
    if (csv.isEmpty()) {
      passOver(name, "empty");
      return;
    }
    if (!csv.looksLikeAnExtract() && !named && (sheet || !isCalledCsv(name))) {
      passOver(name, sheet ? "a sheet without the columns of an extract" : kind(name));
      return;
    }
    RecordChunks chunks =
        new RecordChunks(
            name, csv.content(), PART_BYTES, intake.limits(), ForkJoinPool.commonPool());
    try {
      Chunk first = chunks.next();
      if (first == null) {
        passOver(name, "empty");
        return;
      }
      Recognised recognised = intake.layouts().recognise(name, first.content(), first.length());
      withExtracts.add(file);
      if (passesOver.test(recognised)) {
        passedOver = true;
        return;
      }
      if (!csv.notes().isEmpty()) {
        skipped.add("read " + name + ": " + String.join(", ", csv.notes()));
      }
      boolean values = recognised.role() == Role.VALUES;
      ByteArrayOutputStream whole = values ? null : new ByteArrayOutputStream(first.length());
      ReceivedFile kept =
          intake.keeps()
              ? keep(name, chunks, first, recognised, whole)
              : look(name, chunks, first, recognised, whole);
      taken.add(new Taken(kept, whole == null ? null : whole.toByteArray()));
    } catch (QofException e) {
      withExtracts.add(file);
      problems.add(ReceiveExtracts.inWords(e));
    }
  }

  /** Whether a name says that the file is one of columns, or says nothing. */
  private static boolean isCalledCsv(String name) {
    return CSV_ENDINGS.contains(FileKind.ending(name));
  }

  private static String kind(String name) {
    return "a .%s file without the columns of an extract".formatted(FileKind.ending(name));
  }

  private ReceivedFile look(
      String name,
      RecordChunks chunks,
      Chunk first,
      Recognised recognised,
      @Nullable ByteArrayOutputStream whole) {
    for (Chunk chunk = first; chunk != null; chunk = chunks.next()) {
      if (whole != null) {
        whole.write(chunk.content(), 0, chunk.length());
      }
    }
    return new ReceivedFile(
        name, chunks.contentDigest(), recognised, List.of(), chunks.contentBytes(), 0);
  }

  private ReceivedFile keep(
      String name,
      RecordChunks chunks,
      Chunk first,
      Recognised recognised,
      @Nullable ByteArrayOutputStream whole) {
    List<Integer> firstLines = new ArrayList<>();
    Deque<Compressing> inFlight = new ArrayDeque<>();
    try (Bronze.Writer writer = intake.bronze().open()) {
      for (Chunk chunk = first; chunk != null; chunk = chunks.next()) {
        if (whole != null) {
          whole.write(chunk.content(), 0, chunk.length());
        }
        Chunk current = chunk;
        inFlight.add(
            new Compressing(
                chunk.firstLine(),
                chunk.length(),
                intake.pool().submit(() -> Bronze.compress(current.content(), current.length()))));
        while (inFlight.size() > PARTS_IN_FLIGHT) {
          append(writer, inFlight.removeFirst(), firstLines);
        }
      }
      while (!inFlight.isEmpty()) {
        append(writer, inFlight.removeFirst(), firstLines);
      }
      String digest = chunks.contentDigest();
      Bronze.Kept kept = writer.commit(digest);
      if (kept.written()) {
        written.add(digest);
      } else {
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
      return new ReceivedFile(
          name, digest, recognised, List.copyOf(parts), chunks.contentBytes(), kept.storedBytes());
    }
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
      byte[] content = intake.bronze().read(digest, frame);
      RecordChunks counted =
          new RecordChunks(name, new ByteArrayInputStream(content), PART_BYTES, intake.limits());
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
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(
          "a part of the file could not be compressed: " + e.getCause(), e.getCause());
    }
  }

  private record Compressing(int firstLine, int contentBytes, Future<byte[]> result) {}
}
