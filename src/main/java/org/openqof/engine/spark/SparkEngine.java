package org.openqof.engine.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.openqof.engine.Engine;
import org.openqof.engine.Equation;
import org.openqof.engine.ExtractPart;
import org.openqof.engine.ReadPart;
import org.openqof.errors.QofException;
import org.openqof.input.ValueFragment;
import org.openqof.practice.PracticeYear;
import org.openqof.sql.AskedEquations;
import org.openqof.tables.Table;
import scala.Tuple2;

/**
 * Runs on a Spark session, on any master.
 *
 * <p>Practices are sent to partitions by a partitioner that holds the sorted practice codes, so
 * that every partition is a run of neighbouring practices and the answers come in the same order as
 * in process.
 */
public final class SparkEngine implements Engine {
  /**
   * Spark setting: the fewest practices of a task. Every task writes files of its own, so that on a
   * large cluster a year would otherwise fall into thousands of small ones.
   */
  public static final String PRACTICES_PER_TASK = "spark.openqof.practicesPerTask";

  /**
   * Spark setting: whether equations are asked in SQL before a year is published; they are unless
   * it is {@code false}.
   */
  public static final String EQUATIONS = "spark.openqof.equations";

  private static final int USUAL_PRACTICES_PER_TASK = 100;

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
  public <R extends Serializable> Assembled<R> assemble(
      List<ExtractPart> parts,
      Reading reading,
      List<String> expected,
      int practicesPerBlock,
      Assembly<R> assembly) {
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

    NeighbouringPractices neighbours = new NeighbouringPractices(codes, partitions(codes.length));
    JavaRDD<Sized<Made<R>>> assembled =
        read.flatMapToPair(part -> parcels(part.value(), neighbours))
            .partitionBy(neighbours)
            .mapPartitionsWithIndex(
                (partition, parcels) ->
                    assemble(
                        neighbours.practicesOf(partition), parcels, practicesPerBlock, assembly),
                true)
            .persist(StorageLevel.MEMORY_AND_DISK());
    List<R> answers = unwrapped(assembled.map(made -> made.value().answer())::collect);
    read.unpersist(false);
    return new Persisted<>(
        summaries.stream().map(PartSummary::read).toList(), answers, assembled, codes.length);
  }

  private int partitions(int practices) {
    int fewest =
        Math.max(1, context.getConf().getInt(PRACTICES_PER_TASK, USUAL_PRACTICES_PER_TASK));
    return Math.max(1, Math.min(practices / fewest, context.defaultParallelism() * 4));
  }

  /** A part's fragments, those for one partition together: few things travel, and whole. */
  private static Iterator<Tuple2<Integer, Parcel>> parcels(
      ReadPart part, NeighbouringPractices neighbours) {
    TreeMap<Integer, Parcel> parcels = new TreeMap<>();
    for (ValueFragment fragment : part.fragments()) {
      parcels
          .computeIfAbsent(
              neighbours.partitionOf(fragment.practiceCode()),
              partition -> new Parcel(new ArrayList<>()))
          .fragments()
          .add(fragment);
    }
    return parcels.entrySet().stream()
        .map(parcel -> new Tuple2<>(parcel.getKey(), parcel.getValue()))
        .iterator();
  }

  private static <R extends Serializable> Iterator<Sized<Made<R>>> assemble(
      List<String> practices,
      Iterator<Tuple2<Integer, Parcel>> parcels,
      int practicesPerBlock,
      Assembly<R> assembly) {
    Map<String, List<ValueFragment>> byPractice = new HashMap<>();
    while (parcels.hasNext()) {
      for (ValueFragment fragment : parcels.next()._2().fragments()) {
        byPractice
            .computeIfAbsent(fragment.practiceCode(), practice -> new ArrayList<>(2))
            .add(fragment);
      }
    }
    List<Sized<Made<R>>> made = new ArrayList<>();
    for (int from = 0; from < practices.size(); from += practicesPerBlock) {
      List<Fragments> block = new ArrayList<>();
      for (String practice :
          practices.subList(from, Math.min(practices.size(), from + practicesPerBlock))) {
        List<ValueFragment> fragments = byPractice.remove(practice);
        block.add(new Fragments(practice, fragments == null ? List.of() : fragments));
      }
      made.add(Sized.of(assembly.assemble(block)));
    }
    return made.iterator();
  }

  @Override
  public <R extends Serializable> List<R> blocks(
      Assembled<?> assembled, int practicesPerBlock, Step<R> step) {
    JavaRDD<ArrayList<R>> answered =
        ((Persisted<?>) assembled)
            .practiceYears()
            .mapPartitions(
                blocks -> {
                  List<PracticeYear> practices = new ArrayList<>();
                  blocks.forEachRemaining(practices::addAll);
                  ArrayList<R> partition = new ArrayList<>();
                  for (int from = 0; from < practices.size(); from += practicesPerBlock) {
                    partition.add(
                        step.apply(
                            practices.subList(
                                from, Math.min(practices.size(), from + practicesPerBlock))));
                  }
                  return List.of(partition).iterator();
                });
    List<R> inOrder = new ArrayList<>();
    unwrapped(answered::collect).forEach(inOrder::addAll);
    return inOrder;
  }

  @Override
  public boolean asksEquations() {
    return Boolean.parseBoolean(sessions.session().conf().get(EQUATIONS, "true"));
  }

  @Override
  public List<Equation.Difference> ask(List<Equation> equations, Map<Table, List<String>> files) {
    return unwrapped(() -> new AskedEquations(sessions.session()).ask(equations, files));
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

  /** A part's fragments for one partition. */
  private record Parcel(ArrayList<ValueFragment> fragments) implements Serializable {}

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
      return (Integer) key;
    }

    /** The partition of a practice. */
    int partitionOf(String practice) {
      return partitionOf(Arrays.binarySearch(codes, practice));
    }

    private int partitionOf(int at) {
      return (int) ((long) at * partitions / codes.length);
    }

    /** The practices of a partition, in order; all of them, those without values too. */
    List<String> practicesOf(int partition) {
      List<String> own = new ArrayList<>();
      for (int at = 0; at < codes.length; at++) {
        if (partitionOf(at) == partition) {
          own.add(codes[at]);
        }
      }
      return own;
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

  private static final class Persisted<R extends Serializable> implements Assembled<R> {
    private final List<ReadPart> parts;
    private final List<R> answers;
    private final JavaRDD<Sized<Made<R>>> made;
    private final int practices;

    Persisted(List<ReadPart> parts, List<R> answers, JavaRDD<Sized<Made<R>>> made, int practices) {
      this.parts = parts;
      this.answers = answers;
      this.made = made;
      this.practices = practices;
    }

    JavaRDD<List<PracticeYear>> practiceYears() {
      return made.map(block -> block.value().practices());
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
      return practices;
    }

    @Override
    public void close() {
      made.unpersist(false);
    }
  }
}
