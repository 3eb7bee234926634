package org.openqof.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openqof.store.Json;
import org.openqof.store.Lake;
import org.openqof.store.place.LakeErrors;
import org.openqof.store.place.Storage;

/**
 * The records of all runs of a lake, under {@code runs/}: one small file each, put in one step and
 * never changed. Their names sort by the start of the run; one run at a time works in a lake, so
 * that is the order of their ends too.
 */
public final class RunRecords {
  private static final String FOLDER = "runs";
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Lake lake;
  private final String folder;

  public RunRecords(Lake lake) {
    this.lake = lake;
    this.folder = Storage.below(lake.root(), FOLDER);
  }

  /** Keeps a record; says where. */
  public String put(RunRecord kept) {
    String name = NAME.format(Instant.parse(kept.startedAt())) + "-" + kept.runId() + ".json";
    String path = Storage.below(folder, name);
    lake.storage().put(path, Json.bytes(kept));
    return path;
  }

  /** The last record, if there is any. */
  public Optional<RunRecord> last() {
    List<RunRecord> last = last(1);
    return last.isEmpty() ? Optional.empty() : Optional.of(last.get(0));
  }

  /**
   * The last records, the youngest first.
   *
   * @throws org.openqof.errors.QofException when one cannot be understood, naming it
   */
  List<RunRecord> last(int most) {
    List<String> paths = new ArrayList<>();
    for (Storage.Entry entry : lake.storage().list(folder)) {
      if (!entry.folder() && entry.name().endsWith(".json")) {
        paths.add(entry.path());
      }
    }
    List<RunRecord> records = new ArrayList<>();
    for (int i = paths.size() - 1; i >= 0 && records.size() < most; i--) {
      records.add(read(paths.get(i)));
    }
    return records;
  }

  private RunRecord read(String path) {
    try {
      return Json.read(lake.storage().readText(path), RunRecord.class);
    } catch (JsonProcessingException problem) {
      throw LakeErrors.unreadableRecord(path, String.valueOf(problem.getOriginalMessage()));
    }
  }
}
