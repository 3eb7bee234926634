package org.openqof.matrix;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a year's own block says that is not a figure: doubts, notes and what the gate noted.
 *
 * @param lines line by line
 */
record Doubts(Set<String> lines) {
  static final Doubts NONE = new Doubts(Set.of());

  /** An amount that stands by itself; the digits of a code or a date are none. */
  private static final Pattern AMOUNT =
      Pattern.compile("(?<![\\w.-])[+−-]?\\d[\\d,]*(\\.\\d+)?(?![\\w-])");

  private static final Pattern PRACTICE = Pattern.compile("\\b[A-Z]\\d{5}\\b");

  /** A figure of the gate, before what it is set alongside. */
  private static final Pattern FIGURE =
      Pattern.compile("^[A-Za-z_]+[A-Z0-9_]* [+−-]?[\\d.,]+ (%|percentage points)? ?against .*");

  /** Amounts that move by less have hardly moved. */
  private static final BigDecimal HARDLY = new BigDecimal("0.05");

  /** The doubts in what a run printed. */
  static Doubts of(String year, String out) {
    Set<String> said = new TreeSet<>();
    boolean own = false;
    for (String line : out.lines().toList()) {
      if (!line.startsWith(" ")) {
        own = line.startsWith(year + "  ");
      }
      if (own) {
        int noted = line.indexOf("only noted: ");
        if (noted >= 0) {
          said.addAll(List.of(line.substring(noted + 12).split("; (?=[a-z_]+[A-Z0-9_]* )")));
        } else if (line.matches("  (note|read|left out|not used|complete) .*")) {
          said.add(line.strip().replaceAll(" +", " "));
        }
      }
    }
    return new Doubts(said);
  }

  /**
   * Those that name the damaged input or a file of it, a practice, or a figure of the gate.
   *
   * @param files names of its files, before and after the damage
   */
  Doubts about(InputFile input, Set<String> files) {
    return new Doubts(
        lines.stream()
            .filter(
                line ->
                    input.isNamedIn(line)
                        || files.stream().anyMatch(line::contains)
                        || PRACTICE.matcher(line).find()
                        || FIGURE.matcher(line).matches())
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  /**
   * Those that the good run does not have, neither in the very words nor with amounts that have
   * hardly moved.
   */
  Set<String> newBeside(Doubts good) {
    Set<String> fresh = new TreeSet<>(lines);
    fresh.removeIf(line -> good.lines.stream().anyMatch(known -> isAlike(line, known)));
    return fresh;
  }

  private static boolean isAlike(String line, String known) {
    if (!AMOUNT.matcher(line).replaceAll("#").equals(AMOUNT.matcher(known).replaceAll("#"))) {
      return false;
    }
    List<BigDecimal> now = amounts(line);
    List<BigDecimal> then = amounts(known);
    for (int i = 0; i < now.size(); i++) {
      BigDecimal moved = now.get(i).subtract(then.get(i)).abs();
      if (moved.compareTo(then.get(i).abs().multiply(HARDLY)) > 0) {
        return false;
      }
    }
    return true;
  }

  private static List<BigDecimal> amounts(String line) {
    List<BigDecimal> amounts = new ArrayList<>();
    Matcher amount = AMOUNT.matcher(line);
    while (amount.find()) {
      amounts.add(new BigDecimal(amount.group().replace(",", "").replace('−', '-')));
    }
    return amounts;
  }
}
