package org.openqof.engine;

/**
 * An equation that must hold of the rows of a version, as a query.
 *
 * @param name name of the file it is kept in, without {@code .sql}
 * @param sentence what must hold
 * @param query Spark SQL over tables by name, each of which has the rows of this version alone; it
 *     gives {@code subject}, {@code expected} and {@code found}, a row for each subject
 */
public record Equation(String name, String sentence, String query) {

  /**
   * Two sides that are not equal.
   *
   * @param equation the equation
   * @param subject what it does not hold of
   * @param expected one side, as text; empty where there is none
   * @param found the other
   */
  public record Difference(Equation equation, String subject, String expected, String found) {}
}
