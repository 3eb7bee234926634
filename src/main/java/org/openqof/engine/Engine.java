package org.openqof.engine;

import java.io.Serializable;
import java.util.List;
import org.openqof.practice.PracticeYear;
import org.openqof.practice.ValueFragment;

/**
 * Moves the data; knows no formula and no layout. Both implementations give the same answers in the
 * same order, whatever the number of threads, tasks or parts.
 */
public interface Engine extends AutoCloseable {

  /** Its name in jobs, reports and manifests: {@code local} or {@code spark}. */
  String name();

  /**
   * Reads the parts, brings each practice's fragments together and assembles its practice-year.
   *
   * @param parts parts of any files, in any order
   * @param reading reads one part
   * @param assembly makes one practice-year; also called with no fragments for every practice in
   *     {@code expected} that no part holds
   * @param expected practices that must be there even without values, sorted
   */
  Assembled assemble(
      List<ExtractPart> parts, Reading reading, Assembly assembly, List<String> expected);

  /**
   * Runs a step over blocks of practice-years sorted by practice code; the answers come in block
   * order.
   *
   * @param held what {@link #assemble} gave
   * @param practicesPerBlock size of a block, at least 1; a block holds whole practices
   * @param step what to do with one block; may run more than once for a block
   */
  <R extends Serializable> List<R> blocks(Assembled held, int practicesPerBlock, Step<R> step);

  @Override
  void close();

  /** Reads one part. */
  interface Reading extends Serializable {
    /** The part's values and refusals. */
    ReadPart read(ExtractPart part);
  }

  /** Makes one practice-year from its fragments. */
  interface Assembly extends Serializable {
    /** The practice-year; fragments come in no particular order and may be none. */
    PracticeYear assemble(String practiceCode, List<ValueFragment> fragments);
  }

  /** What is done with a block of practice-years. */
  interface Step<R extends Serializable> extends Serializable {
    /** The answer for one block; must not depend on other blocks. */
    R apply(List<PracticeYear> practices);
  }

  /** Practice-years held by the engine, and what was read to make them. */
  interface Assembled extends AutoCloseable {
    /** What each part held, without its fragments, in the order the parts were given. */
    List<ReadPart> parts();

    /** Number of practice-years. */
    int practices();

    @Override
    void close();
  }
}
