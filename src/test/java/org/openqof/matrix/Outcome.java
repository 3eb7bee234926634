package org.openqof.matrix;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;
import java.util.TreeSet;
import org.openqof.testing.Qof;

/**
 * What came of a run with a damaged input.
 *
 * @param end how it ended
 * @param words what it said, or how far it is from the truth
 */
record Outcome(End end, String words) {
  /** England's pounds may differ so far from the truth without a word. */
  private static final BigDecimal MOST = new BigDecimal("0.001");

  /** How a run ends. */
  enum End {
    /** Nothing is published: the run stopped with a message that says what to do. */
    STOPPED("s", "stopped: nothing is published, and the message says what to do"),
    /** Nothing is published: the year waits for a person. */
    HELD("h", "held: nothing is published, and the year waits for a person"),
    /** Published as from the good files. */
    AS_GOOD("=", "published as from the good file"),
    /** Published within a thousandth of the truth, no practice lost. */
    NEAR("~", "published; pounds of England within 0.1 % of the truth, no practice lost"),
    /** Published with a doubt that is named in the year's own block. */
    DOUBT("d", "published with a doubt that the year's own block names; listed below"),
    /** Published wrong without a word, or the program failed. */
    WRONG("X", "published wrong without a word, or the program failed");

    private final String sign;
    private final String words;

    End(String sign, String words) {
      this.sign = sign;
      this.words = words;
    }

    String words() {
      return words;
    }

    String sign() {
      return sign;
    }
  }

  static Outcome of(
      Qof.Answer answer,
      boolean published,
      Ground.Shown truth,
      Ground.Shown now,
      Set<String> doubts) {
    String last = answer.err().lines().findFirst().orElse("");
    if (answer.exitCode() == 1 && answer.err().contains("What to do:")) {
      return new Outcome(End.STOPPED, answer.err().strip().replaceAll("\\s*\n\\s*", " | "));
    }
    if (answer.exitCode() == 3) {
      return answer.out().contains("HELD") || answer.out().contains("GATE CLOSED")
          ? new Outcome(End.HELD, heldBy(answer.out()))
          : new Outcome(End.WRONG, "exit 3 without a word: " + last);
    }
    if (answer.exitCode() != 0) {
      return new Outcome(End.WRONG, "exit " + answer.exitCode() + ": " + answer.err().strip());
    }
    if (!published) {
      return new Outcome(End.WRONG, "exit 0 and nothing published");
    }
    BigDecimal apart = now.pounds().subtract(truth.pounds());
    Set<String> lost = new TreeSet<>(truth.practices());
    lost.removeAll(now.practices());
    String words =
        "£%,.2f (%s %%), %d practices lost"
            .formatted(
                apart,
                apart.movePointRight(2).divide(truth.pounds(), 3, RoundingMode.HALF_UP),
                lost.size());
    if (apart.signum() == 0 && lost.isEmpty()) {
      return new Outcome(End.AS_GOOD, doubts.isEmpty() ? "" : "says " + doubts);
    }
    if (lost.isEmpty() && apart.abs().compareTo(truth.pounds().multiply(MOST)) <= 0) {
      return new Outcome(End.NEAR, words + (doubts.isEmpty() ? "" : "; says " + doubts));
    }
    return new Outcome(doubts.isEmpty() ? End.WRONG : End.DOUBT, words + "; says " + doubts);
  }

  private static String heldBy(String out) {
    return out.lines().filter(line -> line.matches("\\s+1\\. .*")).findFirst().orElse("").strip();
  }
}
