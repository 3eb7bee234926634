package org.openqof.store;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The content of a lock file, in lines that a person can read and that are read without a library:
 * it is looked at on every run, also on one that has nothing to do.
 *
 * @param token tells this lock from every other
 * @param runId run that holds it
 * @param host machine the run works on
 * @param kernel start of that machine and space of process numbers, by which two machines or
 *     containers of one name are told apart; empty where the system does not say
 * @param processId its process there
 * @param processStarted when that process began, milliseconds since 1970 UTC, or 0 when unknown
 * @param since when the lock was taken, UTC, ISO 8601
 */
record LockOwner(
    String token,
    String runId,
    String host,
    String kernel,
    long processId,
    long processStarted,
    String since) {
  private static final Path KERNEL_NAME = Path.of("/proc/sys/kernel/hostname");
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path PROCESS_NUMBERS = Path.of("/proc/self/ns/pid");

  /** What this process can say of an owner. */
  enum Seen {
    /** Its process runs. */
    ALIVE,
    /** Its process has ended. */
    DEAD,
    /** It works on another machine, or in another container. */
    OUT_OF_SIGHT
  }

  static LockOwner ofThisProcess(String runId, Instant since) {
    ProcessHandle me = ProcessHandle.current();
    return new LockOwner(
        UUID.randomUUID().toString(),
        runId,
        thisHost(),
        thisKernel(),
        me.pid(),
        started(me),
        since.toString());
  }

  byte[] bytes() {
    return """
        token: %s
        run: %s
        host: %s
        kernel: %s
        process: %d
        process started: %d
        since: %s
        """
        .formatted(token, runId, host, kernel, processId, processStarted, since)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The owner that a lock file names; of one that is damaged, nobody on no machine. */
  static LockOwner parse(String text) {
    Map<String, String> lines = new TreeMap<>();
    for (String line : text.split("\n", -1)) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        lines.put(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    return new LockOwner(
        lines.getOrDefault("token", "damaged"),
        lines.getOrDefault("run", "unknown"),
        lines.getOrDefault("host", "an unknown machine"),
        lines.getOrDefault("kernel", "unknown"),
        number(lines.getOrDefault("process", "0")),
        number(lines.getOrDefault("process started", "0")),
        lines.getOrDefault("since", "an unknown time"));
  }

  private static long number(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }

  Seen seenFromHere() {
    return seenFrom(thisHost(), thisKernel());
  }

  /** What a process on a machine can say of the owner. */
  Seen seenFrom(String thisHost, String thisKernel) {
    if (!host.equals(thisHost) || !kernel.equals(thisKernel)) {
      return Seen.OUT_OF_SIGHT;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(processId);
    if (process.isEmpty() || !process.get().isAlive()) {
      return Seen.DEAD;
    }
    // Process numbers are used again: another start means another process.
    long started = started(process.get());
    return processStarted != 0 && started != 0 && started != processStarted
        ? Seen.DEAD
        : Seen.ALIVE;
  }

  String described() {
    return "run %s, process %d on %s, since %s".formatted(runId, processId, host, since);
  }

  /** Name of this machine; asked of the kernel first, for a name service may take seconds. */
  static String thisHost() {
    try {
      if (Files.isReadable(KERNEL_NAME)) {
        return Files.readString(KERNEL_NAME).trim();
      }
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException unnamed) {
      return "localhost";
    }
  }

  static String thisKernel() {
    try {
      return Files.isReadable(BOOT)
          ? Files.readString(BOOT).trim() + " " + Files.readSymbolicLink(PROCESS_NUMBERS)
          : "";
    } catch (IOException | UnsupportedOperationException notSaid) {
      return "";
    }
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
