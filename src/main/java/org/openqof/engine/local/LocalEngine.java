package org.openqof.engine.local;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.openqof.engine.Engine;
import org.openqof.engine.ExtractPart;
import org.openqof.engine.ReadPart;
import org.openqof.input.ValueFragment;
import org.openqof.practice.PracticeYear;

/** Runs everything in this process, on a fixed number of threads. */
public final class LocalEngine implements Engine {
  private final ExecutorService pool;

  /** An engine with this many threads, at least 1. */
  public LocalEngine(int threads) {
    // Daemon threads: a step that throws must never keep the process alive.
    pool =
        Executors.newFixedThreadPool(
            Math.max(1, threads),
            task -> {
              Thread thread = new Thread(task, "practice-years");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * An engine with a thread for each processor, and one that works while another waits for the
   * disk.
   */
  public LocalEngine() {
    this(Runtime.getRuntime().availableProcessors() + 1);
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public <R extends Serializable> Assembled<R> assemble(
      List<ExtractPart> parts,
      Reading reading,
      List<String> expected,
      int practicesPerBlock,
      Assembly<R> assembly) {
    TreeMap<String, List<ValueFragment>> byPractice = new TreeMap<>();
    expected.forEach(practice -> byPractice.put(practice, new ArrayList<>(2)));
    List<ReadPart> read = new ArrayList<>(parts.size());
    List<Future<ReadPart>> reads = new ArrayList<>(parts.size());
    for (ExtractPart part : parts) {
      reads.add(pool.submit(() -> reading.read(part)));
    }
    for (int i = 0; i < reads.size(); i++) {
      ReadPart done = await(reads.get(i));
      reads.set(i, null);
      for (ValueFragment fragment : done.fragments()) {
        byPractice
            .computeIfAbsent(fragment.practiceCode(), practice -> new ArrayList<>(2))
            .add(fragment);
      }
      read.add(done.withoutFragments());
    }
    List<Callable<Made<R>>> tasks = new ArrayList<>();
    List<Fragments> block = new ArrayList<>();
    while (!byPractice.isEmpty()) {
      // Taken out of the map, so that fragments are freed as practices are made.
      Map.Entry<String, List<ValueFragment>> practice = byPractice.pollFirstEntry();
      block.add(new Fragments(practice.getKey(), practice.getValue()));
      if (block.size() == practicesPerBlock || byPractice.isEmpty()) {
        List<Fragments> whole = block;
        tasks.add(
            () -> {
              Made<R> made = assembly.assemble(whole);
              whole.clear();
              return made;
            });
        block = new ArrayList<>();
      }
    }
    List<PracticeYear> practices = new ArrayList<>();
    List<R> answers = new ArrayList<>();
    for (Made<R> made : inOrder(tasks)) {
      practices.addAll(made.practices());
      answers.add(made.answer());
    }
    return new InMemory<>(read, practices, answers);
  }

  @Override
  public <R extends Serializable> List<R> blocks(
      Assembled<?> assembled, int practicesPerBlock, Step<R> step) {
    List<PracticeYear> practices = ((InMemory<?>) assembled).practiceYears;
    List<Callable<R>> tasks = new ArrayList<>();
    for (int from = 0; from < practices.size(); from += practicesPerBlock) {
      List<PracticeYear> block =
          practices.subList(from, Math.min(practices.size(), from + practicesPerBlock));
      tasks.add(() -> step.apply(Collections.unmodifiableList(block)));
    }
    return inOrder(tasks);
  }

  private <T> List<T> inOrder(List<Callable<T>> tasks) {
    List<Future<T>> futures = new ArrayList<>(tasks.size());
    tasks.forEach(task -> futures.add(pool.submit(task)));
    List<T> answers = new ArrayList<>(tasks.size());
    futures.forEach(future -> answers.add(await(future)));
    return answers;
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a step", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }

  private static final class InMemory<R> implements Assembled<R> {
    private final List<ReadPart> parts;
    private final List<R> answers;
    private List<PracticeYear> practiceYears;

    InMemory(List<ReadPart> parts, List<PracticeYear> practiceYears, List<R> answers) {
      this.parts = parts;
      this.answers = answers;
      this.practiceYears = practiceYears;
    }

    @Override
    public List<ReadPart> parts() {
      return parts;
    }

    @Override
    public List<R> answers() {
      return answers;
    }

    @Override
    public int practices() {
      return practiceYears.size();
    }

    @Override
    public void close() {
      practiceYears = List.of();
    }
  }
}
