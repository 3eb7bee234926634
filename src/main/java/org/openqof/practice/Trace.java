package org.openqof.practice;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqof.input.PracticeReference.Source;

/**
 * Told by the pricing how an amount came about, step by step, when somebody asks. The same call
 * prices with and without it, so that an explanation can never say something else than the payment.
 */
public interface Trace {

  /** Hears nothing; pricing with it costs nothing. */
  Trace NONE =
      new Trace() {
        @Override
        public boolean listens() {
          return false;
        }

        @Override
        public void step(Step step) {}
      };

  /** Whether steps are wanted; steps are only made when they are. */
  boolean listens();

  /** One step, in the order of the calculation. */
  void step(Step step);

  /**
   * One step of a calculation.
   *
   * @param subject indicator it belongs to, or {@link #PRACTICE} for a step of the practice
   * @param name what was worked out, such as {@code contractor population index}
   * @param formula the formula with its values, such as {@code 12,345 ÷ 9,639}
   * @param result the result as it goes on, exact or with the decimals shown
   * @param citation paragraph of the rules or key of a citation; null for a value that was read
   * @param sources extract lines that were used
   */
  record Step(
      String subject,
      String name,
      String formula,
      String result,
      @Nullable String citation,
      List<Source> sources) {
    /** Subject of steps that hold for the whole practice. */
    public static final String PRACTICE = "";

    public Step {
      sources = List.copyOf(sources);
    }
  }
}
