package org.openqof.recalculation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openqof.engine.ReadPart;
import org.openqof.extract.ReferenceCounts;
import org.openqof.extract.form.Text;
import org.openqof.extract.layout.Role;
import org.openqof.intake.ReceivedFile;
import org.openqof.recalculation.SilverYear.Inputs;
import org.openqof.tables.Block;
import org.openqof.tables.Files;
import org.openqof.tables.RefusedRows;

/** The files of a year with their rows counted, and all rows refused. */
final class FileRows {
  private final Block files = new Block(Files.TABLE);
  private final Block refused = new Block(RefusedRows.TABLE);
  private final Map<String, String> otherDates = new TreeMap<>();
  private long read;
  private long accepted;

  /**
   * Counts the rows.
   *
   * @param inputs the files
   * @param parts what each part of the value files held, in the order of the files and their parts
   */
  FileRows(Inputs inputs, List<ReadPart> parts) {
    Map<String, long[]> counts = new HashMap<>();
    int next = 0;
    for (ReceivedFile file : inputs.values()) {
      long[] ofFile = counts.computeIfAbsent(file.digest(), digest -> new long[2]);
      for (int i = 0; i < file.parts().size(); i++) {
        ReadPart part = parts.get(next++);
        ofFile[0] += part.rowsRead();
        ofFile[1] += part.rowsAccepted();
        refused.addAll(part.refused());
        if (!part.otherDate().isEmpty()) {
          otherDates.putIfAbsent(file.name(), part.otherDate());
        }
      }
      add(file, ofFile[0], ofFile[1]);
    }
    for (ReceivedFile file : inputs.references()) {
      ReferenceCounts ofFile = inputs.counts().get(file.key());
      if (ofFile != null) {
        Block late = inputs.reference().refusedEntries().get(file.digest());
        refused.addAll(ofFile.refused());
        if (late != null) {
          refused.addAll(late);
        }
        add(file, ofFile.rowsRead(), ofFile.rowsAccepted() - (late == null ? 0 : late.rows()));
      }
    }
  }

  private void add(ReceivedFile file, long rowsRead, long rowsAccepted) {
    read += rowsRead;
    accepted += rowsAccepted;
    files
        .next()
        .text(Files.FILE_DIGEST, file.digest())
        .text(Files.FILE_NAME, file.name())
        .text(Files.LAYOUT, file.recognised().layout())
        .text(Files.ROLE, file.recognised().role().name().toLowerCase(Locale.ROOT))
        .count(Files.ROWS_READ, Math.toIntExact(rowsRead))
        .count(Files.ROWS_ACCEPTED, Math.toIntExact(rowsAccepted))
        .count(Files.ROWS_REFUSED, Math.toIntExact(rowsRead - rowsAccepted))
        .total(Files.CONTENT_BYTES, file.contentBytes())
        .total(Files.STORED_BYTES, file.storedBytes())
        .text(Files.PARTS, file.partsText());
  }

  /** Rows of {@code files}. */
  Block files() {
    return files;
  }

  /** Rows of {@code refused_rows}. */
  Block refused() {
    return refused;
  }

  /** Data rows read. */
  long read() {
    return read;
  }

  /** Data rows accepted. */
  long accepted() {
    return accepted;
  }

  /** Refused rows by reason code; a row with several reasons counts under each. */
  Map<String, Long> refusedByReason() {
    return byReason(refused);
  }

  /**
   * What people filled in and the year had to leave out, in words; empty when all of it stands.
   *
   * @param files rows of {@code files}
   */
  static Optional<String> leftOut(Block files) {
    Map<String, Long> byRole = new TreeMap<>();
    for (int row = 0; row < files.rows(); row++) {
      String role = files.textAt(Files.ROLE, row);
      int refused = files.countAt(Files.ROWS_REFUSED, row);
      if (refused > 0 && Role.valueOf(role.toUpperCase(Locale.ROOT)).isFilledInByPeople()) {
        byRole.merge(role, (long) refused, Long::sum);
      }
    }
    return byRole.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "left out of what people filled in: "
                + byRole.entrySet().stream()
                    .map(entry -> "%,d rows of %s".formatted(entry.getValue(), entry.getKey()))
                    .collect(Collectors.joining(", "))
                + "; table refused_rows says why and what to do");
  }

  /** Files of values whose dates are not written as extracts write them, in words. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    otherDates.forEach(
        (name, example) ->
            notes.add(
                "dates of %s are written in another form than extracts have, such as '%s'"
                    .formatted(name, Text.shown(example))));
    return notes;
  }

  /** Refused rows by reason code. */
  static Map<String, Long> byReason(Block refused) {
    Map<String, Long> counts = new TreeMap<>();
    for (int row = 0; row < refused.rows(); row++) {
      for (String code : refused.textAt(RefusedRows.REASONS, row).split(" ", -1)) {
        counts.merge(code, 1L, Long::sum);
      }
    }
    return counts;
  }
}
