package org.openqof.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where answers and messages appear, as the launcher found it: a terminal of some width, or a file
 * or pipe, where lines stay as they are and nothing is coloured.
 *
 * @param width signs in a line of standard output; 0 where it is no terminal
 * @param progressWidth signs in a line of standard error; 0 where it is no terminal
 * @param coloured whether colours are wanted where nothing else is asked for
 */
public record Screen(int width, int progressWidth, boolean coloured) {
  /** When to use colours. */
  public enum Colour {
    AUTO,
    ALWAYS,
    NEVER
  }

  /** A file or a pipe. */
  public static final Screen NONE = new Screen(0, 0, false);

  private static final int USUAL_WIDTH = 80;
  private static final int NARROWEST = 40;
  private static final int LABELLED = 16;

  /** A label and two blanks or more: what follows is where the next lines of it begin. */
  private static final Pattern LABEL = Pattern.compile(" {2}\\S.{0,13}? {2,}(?=\\S)");

  /** What nobody may overlook. */
  private static final Pattern ALARM =
      Pattern.compile(
          "GATE CLOSED|STOPPED(?= {2})|CONTRADICTED|CHECK FAILED|NOT MADE|\\b\\d+ HELD \\([^)]*\\)");

  private static final Pattern HEAD = Pattern.compile("^(?:20\\d\\d-\\d\\d(?=  )|done(?=:))");

  private static final String RED = "\u001b[1;37;41m";
  private static final String BOLD = "\u001b[1m";
  private static final String PLAIN = "\u001b[0m";

  /**
   * What the launcher says of this process.
   *
   * @param terminals which of {@code out} and {@code err} are terminals; null where nobody looked
   * @param columns signs in a line; null where they are not known
   * @param noColour the variable {@code NO_COLOR}: colours are off where it is set and not empty
   */
  public static Screen of(
      @Nullable String terminals, @Nullable String columns, @Nullable String noColour) {
    List<String> found = terminals == null ? List.of() : List.of(terminals.split(" ", -1));
    boolean out = found.contains("out");
    return new Screen(
        out ? columns(columns) : 0,
        found.contains("err") ? columns(columns) : 0,
        out && (noColour == null || noColour.isEmpty()));
  }

  /** The screen of this process. */
  public static Screen ofThisProcess() {
    return of(
        System.getProperty("qof.terminal"),
        System.getProperty("qof.columns"),
        System.getenv("NO_COLOR"));
  }

  private static int columns(@Nullable String columns) {
    return columns == null || !columns.matches("[1-9]\\d{0,3}")
        ? USUAL_WIDTH
        : Math.max(NARROWEST, Integer.parseInt(columns));
  }

  /** The same with colours as asked for. */
  public Screen with(Colour colour) {
    return new Screen(
        width, progressWidth, colour == Colour.ALWAYS || (colour == Colour.AUTO && coloured));
  }

  /** Whether answers appear on a terminal. */
  public boolean isTerminal() {
    return width > 0;
  }

  /**
   * A line in as many as the width asks for, broken between words, each further one indented as
   * what it goes on with. A command stays whole, so that it can be copied.
   */
  public List<String> lines(String line) {
    if (width == 0 || line.length() <= width) {
      return List.of(line);
    }
    int command = line.indexOf("./qof ");
    String prose = command < 0 ? line : line.substring(0, command);
    String indent = " ".repeat(Math.min(indent(line), width / 2));
    List<String> lines = new ArrayList<>();
    StringBuilder now = new StringBuilder();
    String gap = "";
    for (String word : prose.split("(?<=\\S)(?= )", -1)) {
      String next = word.stripLeading();
      gap = word.substring(0, word.length() - next.length());
      if (now.length() > 0 && now.length() + word.length() > width && !next.isEmpty()) {
        lines.add(now.toString());
        now = new StringBuilder(indent).append(next);
      } else {
        now.append(gap).append(next);
      }
    }
    if (command >= 0) {
      String rest = line.substring(command);
      if (now.length() + rest.length() > width && !now.toString().isBlank()) {
        lines.add(now.toString().stripTrailing());
        now = new StringBuilder(indent);
      }
      now.append(rest);
    }
    lines.add(now.toString());
    return lines;
  }

  private static int indent(String line) {
    var label = LABEL.matcher(line);
    if (label.lookingAt() && label.end() <= LABELLED + 2) {
      return label.end();
    }
    return line.length() - line.stripLeading().length() + 2;
  }

  /** A line with its colours: alarms in white on red, the first words of a year in bold. */
  public String painted(String line) {
    if (!coloured) {
      return line;
    }
    String alarmed = ALARM.matcher(line).replaceAll(RED + "$0" + PLAIN);
    return HEAD.matcher(alarmed).replaceFirst(BOLD + "$0" + PLAIN);
  }
}
