package org.openqof.engine.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.openqof.engine.Engine;
import org.openqof.engine.ExtractPart;
import org.openqof.engine.ReadPart;
import org.openqof.errors.QofException;
import org.openqof.practice.PracticeYear;
import org.openqof.practice.ValueFragment;
import scala.Tuple2;

/**
 * Runs on a Spark session, on any master.
 *
 * <p>Practices are sent to partitions by a partitioner that holds the sorted practice codes, so
 * that every partition is a run of neighbouring practices and the answers come in the same order as
 * in process.
 */
public final class SparkEngine implements Engine {
  private final SparkSessions sessions;
  private final JavaSparkContext context;

  /**
   * An engine on a session, which is closed with it.
   *
   * @param sessions the session
   */
  public SparkEngine(SparkSessions sessions) {
    this.sessions = sessions;
    this.context = JavaSparkContext.fromSparkContext(sessions.session().sparkContext());
  }

  @Override
  public String name() {
    return "spark";
  }

  @Override
  public Assembled assemble(
      List<ExtractPart> parts, Reading reading, Assembly assembly, List<String> expected) {
    JavaRDD<Sized<ReadPart>> read =
        context
            .parallelize(parts, Math.max(1, parts.size()))
            .map(part -> Sized.of(reading.read(part)))
            .persist(StorageLevel.MEMORY_AND_DISK());
    List<PartSummary> summaries =
        unwrapped(() -> read.map(part -> PartSummary.of(part.value())).collect());
    TreeSet<String> practices = new TreeSet<>(expected);
    summaries.forEach(summary -> practices.addAll(summary.practices));
    String[] codes = practices.toArray(new String[0]);

    JavaPairRDD<String, Sized<ValueFragment>> fragments =
        read.flatMapToPair(
            part ->
                part.value().fragments().stream()
                    .map(fragment -> new Tuple2<>(fragment.practiceCode(), Sized.of(fragment)))
                    .iterator());
    JavaPairRDD<String, Sized<ValueFragment>> marked =
        fragments.union(
            context.parallelize(Arrays.asList(codes), 1).mapToPair(code -> marker(code)));
    int partitions = Math.max(1, Math.min(codes.length, context.defaultParallelism() * 4));
    JavaRDD<Sized<PracticeYear>> assembled =
        marked
            .groupByKey(new NeighbouringPractices(codes, partitions))
            .mapPartitions(grouped -> assemble(grouped, assembly))
            .persist(StorageLevel.MEMORY_AND_DISK());
    int count = Math.toIntExact(unwrapped(assembled::count));
    read.unpersist(false);
    return new Held(summaries.stream().map(PartSummary::read).toList(), assembled, count);
  }

  /** An empty fragment, so that a practice without values is put together too. */
  private static Tuple2<String, Sized<ValueFragment>> marker(String code) {
    return new Tuple2<>(code, Sized.of(new ValueFragment(code, "").trimmed()));
  }

  private static Iterator<Sized<PracticeYear>> assemble(
      Iterator<Tuple2<String, Iterable<Sized<ValueFragment>>>> grouped, Assembly assembly) {
    List<PracticeYear> practices = new ArrayList<>();
    while (grouped.hasNext()) {
      Tuple2<String, Iterable<Sized<ValueFragment>>> practice = grouped.next();
      List<ValueFragment> fragments = new ArrayList<>();
      practice
          ._2()
          .forEach(
              fragment -> {
                if (fragment.value().size() > 0) {
                  fragments.add(fragment.value());
                }
              });
      practices.add(assembly.assemble(practice._1(), fragments));
    }
    practices.sort((left, right) -> left.practiceCode().compareTo(right.practiceCode()));
    return practices.stream().map(Sized::of).iterator();
  }

  @Override
  public <R extends Serializable> List<R> blocks(
      Assembled held, int practicesPerBlock, Step<R> step) {
    JavaRDD<ArrayList<R>> answered =
        ((Held) held)
            .practiceYears.mapPartitions(
                practices -> {
                  ArrayList<R> partition = new ArrayList<>();
                  List<PracticeYear> block = new ArrayList<>();
                  while (practices.hasNext()) {
                    block.add(practices.next().value());
                    if (block.size() == practicesPerBlock || !practices.hasNext()) {
                      partition.add(step.apply(block));
                      block = new ArrayList<>();
                    }
                  }
                  return List.of(partition).iterator();
                });
    List<R> inOrder = new ArrayList<>();
    unwrapped(answered::collect).forEach(inOrder::addAll);
    return inOrder;
  }

  /** Runs a Spark action; a message meant for people is given as the task threw it. */
  private static <T> T unwrapped(Supplier<T> action) {
    try {
      return action.get();
    } catch (RuntimeException e) {
      throw meantForPeople(e);
    } catch (Exception e) {
      // Spark's Scala methods throw checked exceptions that Java does not see declared.
      throw meantForPeople(new IllegalStateException("a Spark job failed", e));
    }
  }

  private static RuntimeException meantForPeople(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof QofException message) {
        return message;
      }
    }
    return failure;
  }

  @Override
  public void close() {
    sessions.close();
  }

  /** What the driver needs to know of a part: everything but its values. */
  private record PartSummary(ReadPart read, ArrayList<String> practices) implements Serializable {
    static PartSummary of(ReadPart part) {
      ArrayList<String> practices = new ArrayList<>();
      part.fragments().forEach(fragment -> practices.add(fragment.practiceCode()));
      return new PartSummary(part.withoutFragments(), practices);
    }
  }

  /** Sends neighbouring practices of the sorted list to the same partition. */
  private static final class NeighbouringPractices extends Partitioner {
    private static final long serialVersionUID = 1L;
    private final String[] codes;
    private final int partitions;

    NeighbouringPractices(String[] codes, int partitions) {
      this.codes = codes;
      this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public int getPartition(Object key) {
      int at = Arrays.binarySearch(codes, key);
      return (int) ((long) at * partitions / codes.length);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof NeighbouringPractices that
          && that.partitions == partitions
          && Arrays.equals(that.codes, codes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(codes) + partitions;
    }
  }

  private static final class Held implements Assembled {
    private final List<ReadPart> parts;
    private final JavaRDD<Sized<PracticeYear>> practiceYears;
    private final int practices;

    Held(List<ReadPart> parts, JavaRDD<Sized<PracticeYear>> practiceYears, int practices) {
      this.parts = parts;
      this.practiceYears = practiceYears;
      this.practices = practices;
    }

    @Override
    public List<ReadPart> parts() {
      return parts;
    }

    @Override
    public int practices() {
      return practices;
    }

    @Override
    public void close() {
      practiceYears.unpersist(false);
    }
  }
}
