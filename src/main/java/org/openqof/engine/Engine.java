package org.openqof.engine;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openqof.input.ValueFragment;
import org.openqof.practice.PracticeYear;
import org.openqof.tables.Table;

/**
 * Moves the data; knows no formula and no layout. Both implementations give the same answers in the
 * same order, whatever the number of threads, tasks or parts.
 */
public interface Engine extends AutoCloseable {

  /** Its name in jobs, reports and manifests: {@code local} or {@code spark}. */
  String name();

  /**
   * Reads the parts, brings each practice's fragments together and makes its practice-year, block
   * by block.
   *
   * @param parts parts of any files, in any order
   * @param reading reads one part
   * @param expected practices that must be there even without values, sorted
   * @param practicesPerBlock size of a block, at least 1; a block holds whole practices
   * @param assembly makes the practice-years of one block; also given every practice in {@code
   *     expected} that no part holds, with no fragments; may run more than once for a block
   */
  <R extends Serializable> Assembled<R> assemble(
      List<ExtractPart> parts,
      Reading reading,
      List<String> expected,
      int practicesPerBlock,
      Assembly<R> assembly);

  /**
   * Runs a step over blocks of practice-years sorted by practice code; the answers come in block
   * order.
   *
   * @param assembled what {@link #assemble} gave
   * @param practicesPerBlock size of a block, at least 1; a block holds whole practices
   * @param step what to do with one block; may run more than once for a block
   */
  <R extends Serializable> List<R> blocks(
      Assembled<?> assembled, int practicesPerBlock, Step<R> step);

  /**
   * Asks equations of the rows that a version has, read back from its files by means of the
   * engine's own and not by those that wrote them.
   *
   * @param equations what must hold
   * @param files absolute paths of the files of every table; none where it has no rows
   * @return what does not hold
   * @throws UnsupportedOperationException from an engine that asks none
   */
  default List<Equation.Difference> ask(List<Equation> equations, Map<Table, List<String>> files) {
    throw new UnsupportedOperationException(name());
  }

  /** Whether it asks equations. */
  default boolean asksEquations() {
    return false;
  }

  @Override
  void close();

  /** Reads one part. */
  interface Reading extends Serializable {
    /** The part's values and refusals. */
    ReadPart read(ExtractPart part);
  }

  /** Makes practice-years from fragments. */
  interface Assembly<R extends Serializable> extends Serializable {
    /** The practice-years of a block, in the order given; must not depend on other blocks. */
    Made<R> assemble(List<Fragments> block);
  }

  /**
   * What one practice has in all parts.
   *
   * @param practiceCode ODS code of the practice
   * @param fragments its fragments in no particular order; may be none
   */
  record Fragments(String practiceCode, List<ValueFragment> fragments) {}

  /**
   * A block of practice-years.
   *
   * @param practices the practice-years, which the engine holds
   * @param answer what else came of making them
   */
  record Made<R extends Serializable>(ArrayList<PracticeYear> practices, R answer)
      implements Serializable {}

  /** What is done with a block of practice-years. */
  interface Step<R extends Serializable> extends Serializable {
    /** The answer for one block; must not depend on other blocks. */
    R apply(List<PracticeYear> practices);
  }

  /** Practice-years held by the engine, and what was read to make them. */
  interface Assembled<R> extends AutoCloseable {
    /** What each part held, without its fragments, in the order the parts were given. */
    List<ReadPart> parts();

    /** What else came of making the practice-years, in the order of the blocks. */
    List<R> answers();

    /** Number of practice-years. */
    int practices();

    @Override
    void close();
  }
}
