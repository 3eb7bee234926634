package org.openqof.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.extract.Reach;
import org.openqof.extract.ReferenceCounts;
import org.openqof.extract.ReferenceReader;
import org.openqof.extract.form.Limits;
import org.openqof.extract.layout.Layouts;
import org.openqof.extract.layout.Recognised;
import org.openqof.extract.layout.Role;
import org.openqof.intake.FileLedger.Content;
import org.openqof.intake.FileLedger.Known;
import org.openqof.intake.FileReading.Intake;
import org.openqof.intake.FileReading.Taken;
import org.openqof.settings.JobErrors;
import org.openqof.settings.Progress;
import org.openqof.store.Bronze;
import org.openqof.store.place.Storage;
import org.openqof.store.place.Storage.Entry;

/**
 * Takes every new or changed file of the extracts into bronze, once; what has not changed since it
 * was last read is known from the ledger and not opened.
 *
 * <p>One pass over each file: it is cut into parts of whole records, its content digest is formed,
 * and the parts are compressed on other threads. A file that cannot be taken in leaves nothing
 * behind; all such files are reported together. A file that changes while it is read is read once
 * more, and then refused.
 */
public final class ReceiveExtracts {
  private static final int READS_OF_A_CHANGING_FILE = 2;

  private final Intake intake;
  private final FileLedger ledger;
  private final Progress progress;

  private final Map<String, ReceivedFile> byKey = new HashMap<>();
  private final List<ReceivedFile> files = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private final RejectedFiles rejected;
  private final Set<FinancialYear> yearsPassedOver = new TreeSet<>();
  private final List<Remembered> remembered = new ArrayList<>();
  private int leftOut;
  private boolean leftOutTrusted = true;
  private long bytesDone;

  // Only the reading of references, one file after the other, touches these until it has ended.
  private final Map<String, ReferenceCounts> referenceCounts = new HashMap<>();
  private final ReferenceReader references = new ReferenceReader();
  private final List<FailedReference> failedReferences = new ArrayList<>();
  private CompletableFuture<Void> reading = CompletableFuture.completedFuture(null);

  /** References of a run that puts nothing into bronze. */
  private final Map<String, byte[]> atHand = new HashMap<>();

  private final Map<String, Reach> reaches = new ConcurrentHashMap<>();

  /** A reference file whose rows cannot be read, and why. */
  private record FailedReference(ReceivedFile file, String words) {}

  /** What was read of one file in this run; its reach is known when all references are read. */
  private record Remembered(
      Entry entry, long readFromMillis, List<ReceivedFile> contents, List<String> skipped) {}

  /**
   * A receiver.
   *
   * @param ledger what is remembered of these extracts
   * @param keeps whether files are put into bronze and remembered; otherwise they are only read, to
   *     see what a run would find
   */
  public ReceiveExtracts(
      Storage storage,
      Layouts layouts,
      Limits limits,
      Bronze bronze,
      FileLedger ledger,
      boolean keeps,
      ExecutorService pool,
      Progress progress) {
    this.intake = new Intake(storage, layouts, limits, bronze, keeps, pool);
    this.rejected = new RejectedFiles(layouts);
    this.ledger = ledger;
    this.progress = progress;
  }

  /**
   * What was received.
   *
   * @param files files in order of name; a content that came twice for one year is there once
   * @param reaches what the rows of each reference file speak of, by its key
   * @param references the reference files
   * @param yearsPassedOver years that have values and were not asked for
   * @param notices files that were skipped, and why
   * @param news files that are not as they were when these extracts were last read
   * @param trusted whether every file can be told from a later content without reading it
   * @param rejected files that cannot be taken in and that stop their year; each names one
   */
  public record Received(
      List<ReceivedFile> files,
      Map<String, Reach> reaches,
      ReadReferences references,
      Set<FinancialYear> yearsPassedOver,
      List<String> notices,
      List<FileNews> news,
      boolean trusted,
      RejectedFiles rejected) {

    /** What a file's rows speak of. */
    public Reach reach(ReceivedFile file) {
      return reaches.getOrDefault(file.key(), Reach.NONE);
    }

    /** Files of a role that name a year. */
    public List<ReceivedFile> of(Role role, FinancialYear year) {
      return files.stream()
          .filter(file -> file.recognised().role() == role)
          .filter(file -> year.equals(file.recognised().year()))
          .toList();
    }
  }

  /**
   * Receives the files.
   *
   * @param found what lies there
   * @param asked years asked for; null for all
   * @throws QofException naming every file that cannot be taken in, when one of them names no year
   */
  public Received receive(FoundFiles found, @Nullable List<FinancialYear> asked) {
    List<Entry> entries = found.entries();
    notices.addAll(found.notices(intake.layouts()));
    found.problems(intake.layouts()).forEach(rejected::add);
    long total = Math.max(1, entries.stream().mapToLong(Entry::bytes).sum());
    progress.began("", "taking extracts into the lake");
    boolean nothingKnown = ledger.known().isEmpty();
    List<Known> stillKnown = new ArrayList<>();
    long bytesRead = 0;
    for (Entry entry : entries) {
      Known known = ledger.known().get(entry.path());
      if (known != null && known.isStill(entry) && isInBronze(known)) {
        stillKnown.add(known);
        takeAsKnown(known, asked);
      } else {
        bytesRead += entry.bytes();
        read(entry, asked, nothingKnown);
      }
      bytesDone += entry.bytes();
      progress.reached((double) bytesDone / total);
    }
    reading.join();
    Set<ReceivedFile> failed = new HashSet<>();
    for (FailedReference each : failedReferences) {
      ReceivedFile file = each.file();
      failed.add(file);
      rejected.add(file.name(), file.recognised().year(), each.words());
    }
    remembered.removeIf(each -> each.contents().stream().anyMatch(failed::contains));
    failed.addAll(refuseTwoContentsOfOneName());
    if (!rejected.namesYears()) {
      throw rejected.problem();
    }
    files.removeAll(failed);
    List<Known> now = new ArrayList<>(stillKnown);
    for (Remembered each : remembered) {
      now.add(
          FileLedger.remember(
              each.entry(),
              each.readFromMillis(),
              each.contents().stream()
                  .map(file -> new Content(file, reaches.getOrDefault(file.key(), Reach.NONE)))
                  .toList(),
              each.skipped()));
    }
    now.sort(Comparator.comparing(Known::path));
    List<FileNews> news = FileNews.between(ledger.known().values(), withRejected(entries, now));
    if (intake.keeps()) {
      ledger.keep(now);
    }
    progress.ended(
        stillKnown.isEmpty()
            ? "%,d files, %,d bytes".formatted(files.size(), total)
            : "%,d files, %,d of %,d bytes read".formatted(files.size(), bytesRead, total));
    return new Received(
        List.copyOf(files),
        Map.copyOf(reaches),
        nothingKnown && failed.isEmpty()
            ? ReadReferences.read(
                intake.bronze(), new ReadReferences.Some(references, referenceCounts))
            : ReadReferences.inBronze(intake.bronze(), atHand),
        Set.copyOf(yearsPassedOver),
        List.copyOf(notices),
        news,
        leftOutTrusted
            && now.size() + leftOut == entries.size()
            && now.stream().allMatch(Known::trusted),
        rejected);
  }

  /** What is there now, and of a file that is rejected what it was: it is not gone. */
  private List<Known> withRejected(List<Entry> entries, List<Known> now) {
    Set<String> known = new HashSet<>();
    now.forEach(each -> known.add(each.path()));
    List<Known> all = new ArrayList<>(now);
    for (Entry entry : entries) {
      Known before = ledger.known().get(entry.path());
      if (before != null && known.add(entry.path())) {
        all.add(before);
      }
    }
    return all;
  }

  private boolean isInBronze(Known known) {
    return known.contents().stream()
        .allMatch(content -> intake.bronze().holds(content.file().digest()));
  }

  private void takeAsKnown(Known known, @Nullable List<FinancialYear> asked) {
    notices.addAll(known.skipped());
    for (Content content : known.contents()) {
      if (isPassedOver(content.file().recognised(), asked)) {
        continue;
      }
      if (add(content.file(), notices)) {
        reaches.put(content.file().key(), content.reach());
      }
    }
  }

  private boolean isPassedOver(Recognised recognised, @Nullable List<FinancialYear> asked) {
    FinancialYear year = recognised.year();
    if (asked == null || recognised.role() != Role.VALUES || year == null || asked.contains(year)) {
      return false;
    }
    yearsPassedOver.add(year);
    return true;
  }

  /** Adds a file unless the same content came before for the same year. */
  private boolean add(ReceivedFile file, List<String> notes) {
    ReceivedFile already = byKey.putIfAbsent(file.key(), file);
    if (already != null) {
      notes.add(
          file.name().equals(already.name())
              ? "skipped a second " + file.name() + ": same content"
              : "skipped " + file.name() + ": same content as " + already.name());
      return false;
    }
    files.add(file);
    return true;
  }

  /** Reads a file that is new, changed, or cannot be told from a changed one. */
  private void read(Entry listed, @Nullable List<FinancialYear> asked, boolean nothingKnown) {
    Entry before = listed;
    for (int attempt = 1; attempt <= READS_OF_A_CHANGING_FILE; attempt++) {
      long from = System.currentTimeMillis();
      FileReading reading = new FileReading(intake, recognised -> isPassedOver(recognised, asked));
      reading.read(before);
      Optional<Entry> after = intake.storage().find(before.path());
      if (after.isPresent() && isSame(before, after.get())) {
        take(reading, before, from, nothingKnown);
        return;
      }
      // What was read may be half of one content and half of another.
      reading.forget();
      if (after.isEmpty()) {
        rejected.add(listed.name(), inWords(JobErrors.removedWhileRead(listed.name())));
        return;
      }
      before = after.get();
      notices.add(listed.name() + " changed while it was read, and was read again");
    }
    rejected.add(listed.name(), inWords(JobErrors.changedWhileRead(listed.name())));
  }

  private static boolean isSame(Entry before, Entry after) {
    return before.bytes() == after.bytes()
        && before.modifiedMillis() == after.modifiedMillis()
        && before.mark().equals(after.mark());
  }

  private void take(FileReading read, Entry entry, long from, boolean nothingKnown) {
    notices.addAll(read.skipped());
    read.problems().forEach(words -> rejected.add(entry.name(), words));
    for (Taken taken : read.taken()) {
      ReceivedFile file = taken.file();
      if (!add(file, notices)) {
        continue;
      }
      byte[] whole = taken.whole();
      if (whole != null) {
        if (!intake.keeps()) {
          atHand.put(file.key(), whole);
        }
        reading =
            reading.thenRunAsync(
                () -> {
                  if (nothingKnown) {
                    read(references, file, whole);
                  } else {
                    // Only to see what it speaks of: the years that need it read it in its place.
                    read(new ReferenceReader(), file, whole);
                  }
                },
                intake.pool());
      }
    }
    if (read.passedOver()) {
      // A job that asks for all years must read it then; this one need not look again.
      leftOut++;
      leftOutTrusted &= FileLedger.remember(entry, from, List.of(), List.of()).trusted();
    } else if (read.problems().isEmpty()) {
      remembered.add(
          new Remembered(
              entry, from, read.taken().stream().map(Taken::file).toList(), read.skipped()));
    }
  }

  /** Reads a reference file, one after the other, while the next files are taken in. */
  private void read(ReferenceReader reader, ReceivedFile file, byte[] content) {
    try {
      ReferenceCounts counts = reader.add(file.recognised(), file.name(), file.digest(), content);
      referenceCounts.put(file.key(), counts);
      reaches.put(file.key(), counts.reach());
    } catch (QofException e) {
      failedReferences.add(new FailedReference(file, inWords(e)));
    }
  }

  /**
   * Two contents under one name for one year: one of them is meant, and only a person can say which
   * (interpretation I53).
   *
   * @return both files of each such name
   */
  private Set<ReceivedFile> refuseTwoContentsOfOneName() {
    Set<ReceivedFile> refused = new HashSet<>();
    Map<String, ReceivedFile> byName = new LinkedHashMap<>();
    for (ReceivedFile file : files) {
      if (file.recognised().year() == null) {
        continue;
      }
      String name = file.ownName() + " " + file.recognised().role() + file.recognised().year();
      ReceivedFile other = byName.putIfAbsent(name, file);
      if (other != null) {
        refused.add(file);
        refused.add(other);
        rejected.add(
            file.name(),
            file.recognised().year(),
            inWords(
                JobErrors.twoContentsOfOneName(
                    other.name(), other.digest(), file.name(), file.digest())));
      }
    }
    return refused;
  }

  /** A problem, its details and what to do, each on a line. */
  public static String inWords(QofException e) {
    List<String> lines = new ArrayList<>(List.of(e.problem()));
    lines.addAll(e.details());
    lines.add(e.remedy());
    return String.join("\n    ", lines);
  }
}
