package org.openqof.extract.layout;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.extract.form.LenientText;

/**
 * One layout with the names its columns have had in all eras.
 *
 * @param id identifier
 * @param role what its files are for
 * @param title what the file is, in words
 * @param namePrefixes how its file names begin, upper case; breaks ties and alone decides for a
 *     layout without columns
 * @param required names of each column that must be there, upper case, oldest first
 * @param optional names of each column that may be there
 * @param ignored names of columns that are known and not read
 * @param fixedMeasure what every value is when no column says it
 * @param headerless shape of a file without header; otherwise null
 */
public record Layout(
    String id,
    Role role,
    String title,
    List<String> namePrefixes,
    Map<Column, List<String>> required,
    Map<Column, List<String>> optional,
    Set<String> ignored,
    @Nullable String fixedMeasure,
    @Nullable Shape headerless) {

  /** A series column's name ends with this where a file's name has the age. */
  static final String AGE = "{AGE}";

  /**
   * A file without header.
   *
   * @param width columns
   * @param positions column numbers from 1, by meaning
   * @param practice column number of an organisation code
   * @param date column number of a date as yyyymmdd
   */
  record Shape(int width, Map<Column, Integer> positions, int practice, int date) {}

  /** How a header fits this layout. */
  record Fit(
      Layout layout,
      Map<Column, Integer> positions,
      List<String> unknown,
      List<Column> missing,
      @Nullable String twiceFirst,
      @Nullable String twiceSecond) {
    boolean exact() {
      return unknown.isEmpty() && missing.isEmpty() && twiceFirst == null;
    }
  }

  boolean nameFits(String baseName) {
    return namePrefixLength(baseName) > 0;
  }

  /**
   * How long the file-name prefix is that fits; the longest one wins a tie.
   *
   * @param baseName see {@link FileNames#base}
   */
  int namePrefixLength(String baseName) {
    return namePrefixes.stream()
        .filter(prefix -> baseName.startsWith(FileNames.base(prefix)))
        .mapToInt(String::length)
        .max()
        .orElse(0);
  }

  /** Whether a name begins with one of this layout's, or has one of several words inside it. */
  boolean isInName(String baseName) {
    return namePrefixes.stream()
        .map(FileNames::base)
        .anyMatch(
            prefix ->
                baseName.startsWith(prefix)
                    || (prefix.indexOf('_') > 0 && baseName.contains("_" + prefix)));
  }

  Fit fit(List<String> header) {
    Map<Column, Integer> positions = new EnumMap<>(Column.class);
    List<String> unknown = new ArrayList<>();
    String twiceFirst = null;
    String twiceSecond = null;
    Map<String, Column> known = byName();
    for (int i = 0; i < header.size(); i++) {
      String name = LenientText.code(header.get(i));
      Column column = known.get(name);
      if (column == null && !ignored.contains(name)) {
        // Practice Code and practice-code are written for PRACTICE_CODE.
        String joined = FileNames.joined(name);
        column = known.get(joined);
        name = column != null || ignored.contains(joined) ? joined : name;
      }
      if (column == null) {
        column = series(name);
        if (column != null) {
          positions.putIfAbsent(column, i);
        } else if (!ignored.contains(name) && !name.isEmpty()) {
          unknown.add(LenientText.stripped(header.get(i)));
        }
        continue;
      }
      Integer before = positions.putIfAbsent(column, i);
      if (before != null && twiceFirst == null) {
        twiceFirst = header.get(before).trim();
        twiceSecond = header.get(i).trim();
      }
    }
    List<Column> missing = new ArrayList<>();
    for (Column column : required.keySet()) {
      if (!positions.containsKey(column)) {
        missing.add(column);
      }
    }
    return new Fit(this, positions, unknown, missing, twiceFirst, twiceSecond);
  }

  private Map<String, Column> byName() {
    Map<String, Column> known = new TreeMap<>();
    required.forEach((column, names) -> names.forEach(name -> known.put(name, column)));
    optional.forEach((column, names) -> names.forEach(name -> known.put(name, column)));
    return known;
  }

  private @Nullable Column series(String name) {
    for (Map.Entry<Column, List<String>> entry : required.entrySet()) {
      for (String pattern : entry.getValue()) {
        if (pattern.endsWith(AGE)
            && ageIn(name, pattern.substring(0, pattern.length() - AGE.length())) >= 0) {
          return entry.getKey();
        }
      }
    }
    return null;
  }

  /** The age at the end of a series column's name, or -1. */
  public static int ageIn(String name, String prefix) {
    if (!name.startsWith(prefix)) {
      return -1;
    }
    String digits = name.substring(prefix.length());
    return digits.matches("\\d{1,3}") ? Integer.parseInt(digits) : -1;
  }

  /** All names that a column may have, in words for a message. */
  List<String> expectedNames() {
    Set<String> names = new TreeSet<>();
    required.values().forEach(names::addAll);
    optional.values().forEach(names::addAll);
    names.addAll(ignored);
    return List.copyOf(names);
  }
}
