package org.openqof.synthetic;

import java.io.Closeable;
import java.io.IOException;

/**
 * The list of all planted faults: file, line, practice, fault, and what is expected of a reader.
 */
final class FaultLog implements Closeable {
  private final Lines lines;
  private long written;

  FaultLog(Lines lines) throws IOException {
    this.lines = lines;
    lines.row("file", "line", "practice_code", "fault", "expected_treatment", "description");
  }

  /** A fault of a practice, at the line that is being written. */
  void add(Lines file, PracticeTruth truth, PracticeFault fault) throws IOException {
    add(file.file(), file.line(), truth.code(), fault);
  }

  /** A fault of a practice; line 0 where what is wrong is that there is no line. */
  void add(String file, int line, String practiceCode, PracticeFault fault) throws IOException {
    write(file, line, practiceCode, fault.name(), fault.treatment(), fault.description());
  }

  /** What an incident misreports, of a practice or, without a code, of all of a file. */
  void add(String file, Incident incident, String practiceCode) throws IOException {
    write(
        file,
        0,
        practiceCode,
        "INCIDENT_" + incident.name(),
        "held_by_the_gate",
        incident.description());
  }

  /** A peculiarity of a file, at the line that is being written. */
  void add(Lines file, FileFault fault) throws IOException {
    write(file.file(), file.line(), "", fault.name(), "read", fault.description());
  }

  /** A fault of what was entered or decided, at the line that is being written. */
  void add(Lines file, String practiceCode, DecisionFault fault) throws IOException {
    write(
        file.file(),
        file.line(),
        practiceCode,
        fault.name(),
        fault.treatment(),
        fault.description());
  }

  private void write(String file, int line, String practice, String fault, String to, String what)
      throws IOException {
    lines.field(file).field(line).field(practice).field(fault).field(to).field(what).end();
    written++;
  }

  /** Faults listed so far. */
  long written() {
    return written;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
