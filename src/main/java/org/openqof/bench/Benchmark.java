package org.openqof.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of whole processes on one nation.
 *
 * @param practices practices of the nation
 * @param years financial years of the nation, laid from one complete year
 * @param engines names of the programs
 * @param runs how often each is run, in turn
 * @param data folder in which nations are kept, and programs write
 */
public record Benchmark(int practices, int years, List<String> engines, int runs, Path data) {
  /** Fewest practices that the generator spreads over the country's areas. */
  private static final int FEWEST_PRACTICES = 10;

  /**
   * A benchmark.
   *
   * @throws org.openqof.errors.QofException when a number is too small or a name is unknown
   */
  public Benchmark {
    engines = List.copyOf(engines);
    requireAtLeast("--practices", practices, FEWEST_PRACTICES);
    requireAtLeast("--years", years, 1);
    requireAtLeast("--runs", runs, 1);
    requireAtLeast("--engines", engines.size(), 1);
    for (String engine : engines) {
      if (!Contenders.NAMES.contains(engine)) {
        throw BenchErrors.unknownContender(engine, Contenders.NAMES);
      }
    }
  }

  private static void requireAtLeast(String option, int given, int least) {
    if (given < least) {
      throw BenchErrors.tooSmall(option, least);
    }
  }

  /**
   * Makes the nation where it is not there, and runs the programs.
   *
   * @param launched the project's folder where the launcher started this process; null where it was
   *     started from a class path
   * @param told is told of each step, for people who wait
   * @throws org.openqof.errors.QofException when a program fails, or programs come to other pounds
   */
  public BenchReport run(@Nullable Path launched, Consumer<String> told) {
    BenchNation nation = new BenchNation(data, practices, years);
    Path room = data.resolve("room");
    Contenders all = new Contenders(launched, nation, room);
    told.accept("the nation: " + nation.extracts());
    if (nation.make(all.home(), all.qof())) {
      told.accept("made; it is kept for the next time");
    }
    List<Contender> contenders = new ArrayList<>();
    for (String name : engines) {
      Contender contender = all.named(name);
      all.prepare(contender, nation.folder());
      contenders.add(contender);
    }
    Map<Contender, List<Contest.Result>> results =
        new Contest(all.home(), nation, told).run(contenders, runs, room);
    return new BenchReport(nation, results);
  }
}
