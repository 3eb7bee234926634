package org.openqof.extract.layout;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.openqof.extract.form.ContentHash;
import org.openqof.extract.form.ExtractErrors;
import org.openqof.extract.form.Text;
import org.openqof.extract.form.WideText;
import org.openqof.extract.form.WithCommas;

/**
 * A text file as comma-separated text whose header comes first: UTF-16, other separators and lines
 * above the header are taken away where its header is then one of a known layout. A file that is
 * written as extracts are is handed on as it is.
 *
 * @param content the text, to be read once
 * @param isEmpty whether it holds nothing but blanks
 * @param looksLikeAnExtract whether one of its first lines has the columns of a known layout, or
 *     most of them
 * @param notes what was taken away, in words; empty for a file as extracts are written
 */
public record PlainCsv(
    InputStream content, boolean isEmpty, boolean looksLikeAnExtract, List<String> notes) {
  private static final int HEAD = 1 << 16;

  /** Titles, a date and a blank line stand above a header, not whole pages. */
  private static final int MOST_LINES_ABOVE = 25;

  private static final char[] SEPARATORS = {',', ';', '\t', '|'};

  /**
   * Looks at the first lines of a file.
   *
   * @param name its name, for messages
   * @param content its bytes; not closed here
   * @param layouts the layouts that are known
   */
  public static PlainCsv of(String name, InputStream content, Layouts layouts) {
    try {
      return of(content, layouts);
    } catch (IOException e) {
      throw ExtractErrors.unreadable(name, e);
    }
  }

  private static PlainCsv of(InputStream received, Layouts layouts) throws IOException {
    List<String> notes = new ArrayList<>();
    byte[] head = received.readNBytes(HEAD);
    InputStream content = again(head, received);
    Charset wide = WideText.in(head);
    if (wide != null) {
      notes.add("UTF-16 text");
      InputStream narrow = new WideText(content, wide);
      head = narrow.readNBytes(HEAD);
      content = again(head, narrow);
    }
    List<String> lines = firstLines(head);
    for (int above = 0; above < lines.size(); above++) {
      for (char separator : SEPARATORS) {
        if (layouts.knowsHeader(fields(lines.get(above), separator))) {
          if (above > 0) {
            notes.add(
                (above == 1 ? "a line" : above + " lines")
                    + " above its header passed over ('"
                    + Text.shown(lines.get(0))
                    + "')");
          }
          if (separator != ',') {
            notes.add(named(separator) + " between its columns");
          }
          return new PlainCsv(
              above == 0 && separator == ',' ? content : new WithCommas(content, separator, above),
              false,
              true,
              notes);
        }
      }
    }
    boolean near = lines.stream().anyMatch(line -> layouts.resembles(fields(line, ',')));
    return new PlainCsv(content, lines.stream().allMatch(String::isBlank), near, notes);
  }

  private static InputStream again(byte[] head, InputStream rest) {
    return head.length < HEAD
        ? new ByteArrayInputStream(head)
        : new SequenceInputStream(new ByteArrayInputStream(head), rest);
  }

  private static String named(char separator) {
    return separator == ';' ? "semicolons" : separator == '\t' ? "tabs" : "upright strokes";
  }

  private static List<String> firstLines(byte[] head) {
    List<String> lines = new ArrayList<>();
    int from = ContentHash.startsWithMark(head, head.length) ? 3 : 0;
    for (int p = from; p <= head.length && lines.size() <= MOST_LINES_ABOVE; p++) {
      boolean ends = p == head.length || head[p] == '\n' || head[p] == '\r';
      if (ends && (p < head.length || p > from)) {
        lines.add(Text.of(head, from, p));
        if (p + 1 < head.length && head[p] == '\r' && head[p + 1] == '\n') {
          p++;
        }
        from = p + 1;
      }
    }
    return lines;
  }

  /** The fields of one line; a quote opens a field only where the field begins. */
  private static List<String> fields(String line, char separator) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && (quoted || field.isEmpty())) {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
