package org.openqof.answer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Part.Chart;
import org.openqof.answer.Part.Each;
import org.openqof.answer.Part.Fact;
import org.openqof.answer.Part.Group;
import org.openqof.answer.Part.Line;
import org.openqof.answer.Part.Notices;

/**
 * What a command answers, before it has a form: no form can say something else than another.
 *
 * @param event what it is, one word for programs
 * @param headline the one sentence that says most
 * @param parts the rest, in the order of reading
 */
public record Answer(String event, String headline, List<Part> parts) {
  public Answer {
    parts = List.copyOf(parts);
  }

  /** The answer as lines of text, for an answer that is a part of something larger. */
  public List<String> lines() {
    return Form.TEXT.of(this).lines().toList();
  }

  /** An answer in sentences, the first of which says most. */
  public static Answer ofLines(String event, List<String> lines) {
    return of(event, lines.isEmpty() ? "nothing" : lines.get(0))
        .notices("lines", "", lines.subList(Math.min(1, lines.size()), lines.size()))
        .answer();
  }

  /** Begins an answer. */
  public static Builder of(String event, String headline) {
    return new Builder(event, headline);
  }

  /** Puts an answer together, part by part. */
  public static final class Builder {
    private final String event;
    private final String headline;
    private final List<Part> parts = new ArrayList<>();

    private Builder(String event, String headline) {
      this.event = event;
      this.headline = headline;
    }

    /** Adds a part. */
    public Builder part(Part part) {
      parts.add(part);
      return this;
    }

    /** Adds parts, in their order. */
    public Builder parts(List<? extends Part> several) {
      parts.addAll(several);
      return this;
    }

    /** Adds a table. */
    public Builder rows(Rows.Of<?> table) {
      return part(table.rows());
    }

    /** Adds a sentence for people; an empty one parts what stands before it from what follows. */
    public Builder line(String sentence) {
      return part(new Line(sentence));
    }

    /** Adds sentences for people. */
    public Builder lines(Collection<String> sentences) {
      sentences.forEach(this::line);
      return this;
    }

    /** Adds a value for people and programs. */
    public Builder fact(String name, String label, Kind kind, @Nullable Object value) {
      return part(new Fact(name, label, kind, value));
    }

    /** Adds a value for programs alone. */
    public Builder programs(String name, @Nullable Object value) {
      return part(new Fact(name, null, Kind.TEXT, value));
    }

    /** Adds a value for people alone. */
    public Builder people(String label, String words) {
      return part(new Fact(null, label, Kind.SENTENCE, words));
    }

    /** Adds several values of one thing, for programs alone. */
    public Builder group(String name, List<Fact> facts) {
      return part(new Group(name, facts));
    }

    /** Adds values of one thing by their names, for programs alone. */
    public Builder group(String name, Map<String, ? extends @Nullable Object> values) {
      List<Fact> facts = new ArrayList<>();
      values.forEach((each, value) -> facts.add(new Fact(each, null, Kind.TEXT, value)));
      return group(name, facts);
    }

    /** Adds sentences for people and programs. */
    public Builder notices(String name, String label, List<String> sentences) {
      return part(new Notices(name, label, sentences));
    }

    /** Adds answers of one form, one after another. */
    public Builder each(String name, List<Answer> answers) {
      return part(new Each(name, answers, false));
    }

    /** Adds answers of one form. A page shows their headlines; a reader opens any of them. */
    public Builder folded(String name, List<Answer> answers) {
      return part(new Each(name, answers, true));
    }

    /** Adds a chart. */
    public Builder chart(String name, String svg) {
      return part(new Chart(name, svg));
    }

    /** The answer. */
    public Answer answer() {
      return new Answer(event, headline, parts);
    }
  }
}
