package org.openqof.matrix;

import java.util.Set;
import org.openqof.testing.Qof;

/**
 * What came of a run with a damaged input.
 *
 * @param end how it ended
 * @param words what it said, or how far it is from the truth
 */
record Outcome(End end, String words) {
  /** How a run ends. */
  enum End {
    /** Nothing is published: the run stopped with a message that says what to do. */
    STOPPED("s", "stopped: nothing is published, and the message says what to do"),
    /** Nothing is published: the year waits for a person. */
    HELD("h", "held: nothing is published, and the year waits for a person"),
    /** Published as from the good files. */
    AS_GOOD("=", "published as from the good file"),
    /** Published with nothing further than a thousandth from the truth, no practice lost. */
    NEAR("~", "published; pounds and statistics within 0.1 % of the truth, no practice lost"),
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
      Qof.Answer answer, boolean published, Figures truth, Figures now, Set<String> doubts) {
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
    String words = now.beside(truth);
    if (now.hasTheVery(truth)) {
      return new Outcome(End.AS_GOOD, doubts.isEmpty() ? "" : "says " + doubts);
    }
    if (now.isNear(truth)) {
      return new Outcome(End.NEAR, words + (doubts.isEmpty() ? "" : "; says " + doubts));
    }
    return new Outcome(doubts.isEmpty() ? End.WRONG : End.DOUBT, words + "; says " + doubts);
  }

  private static String heldBy(String out) {
    return out.lines().filter(line -> line.matches("\\s+1\\. .*")).findFirst().orElse("").strip();
  }
}
