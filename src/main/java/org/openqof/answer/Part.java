package org.openqof.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of an answer. Parts are given in the order in which they are read. */
public sealed interface Part
    permits Part.Line, Part.Fact, Part.Group, Part.Notices, Part.Chart, Part.Each, Rows {

  /** A sentence for people, which says what the facts and tables hold already. */
  record Line(String text) implements Part {}

  /**
   * One value.
   *
   * @param name for programs, snake_case; null for what only people read
   * @param label for people; null for what only programs read
   * @param kind what it is
   * @param value the value; null where there is none
   */
  record Fact(@Nullable String name, @Nullable String label, Kind kind, @Nullable Object value)
      implements Part {}

  /**
   * Several values of one thing.
   *
   * @param name of the thing, for programs
   * @param facts its values
   */
  record Group(String name, List<Fact> facts) implements Part {
    public Group {
      facts = List.copyOf(facts);
    }
  }

  /**
   * Sentences about what needs attention, or what was done.
   *
   * @param name for programs, snake_case
   * @param label for people, before each; empty for lines that stand as they are
   * @param sentences none where there is nothing to say
   */
  record Notices(String name, String label, List<String> sentences) implements Part {
    public Notices {
      sentences = List.copyOf(sentences);
    }
  }

  /** A chart, for pages only: its figures are in the tables. */
  record Chart(String name, String svg) implements Part {}

  /**
   * Several answers of one form, one after another: each is a section of a page, an object of an
   * array in JSON, and a block of lines.
   *
   * @param name for programs, snake_case
   * @param answers none where there is nothing to say
   * @param folded whether a page shows their headlines alone until a reader opens one
   */
  record Each(String name, List<Answer> answers, boolean folded) implements Part {
    public Each {
      answers = List.copyOf(answers);
    }
  }
}
