package org.openqof.extract;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The codes of one year's indicators in all the ways they are written. Files of different years and
 * places write one indicator as {@code CHD 1}, {@code CHD1}, {@code CHD01} or {@code CHD001}, in
 * capitals or not, and cut long words to six letters: {@code EPILEP05} is {@code EPILEPSY 5}. What
 * is read bears the code of the year's rulebook.
 *
 * <p>A code that the year does not have stays as it is written; so does one that could be two of
 * its indicators.
 */
public final class IndicatorCodes implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Letters and blanks, a number, and what follows it. */
  private static final Pattern FORM = Pattern.compile("([A-Z ]+?) *0*([0-9]+)(.*)");

  /** Letters of a word that count: the first publications cut words there. */
  private static final int LETTERS = 6;

  /** Words of one meaning whose first letters differ. */
  private static final Map<String, String> WORDS = Map.of("OB", "OBESIT", "SMOKIN", "SMOKE");

  /** Of a year about which nothing is known: every code is what is written. */
  public static final IndicatorCodes AS_WRITTEN = new IndicatorCodes(Set.of());

  private final HashSet<String> known;
  private final HashMap<String, String> byForm = new HashMap<>();

  /**
   * The codes of a year.
   *
   * @param known codes as the year's rulebook writes them
   */
  public IndicatorCodes(Collection<String> known) {
    this.known = new HashSet<>(known);
    Set<String> twice = new HashSet<>();
    for (String code : this.known) {
      String form = form(code);
      if (byForm.putIfAbsent(form, code) != null) {
        twice.add(form);
      }
    }
    byForm.keySet().removeAll(twice);
  }

  /** The year's code for what is written; the same text where the year has none. */
  public String of(String written) {
    return known.contains(written) ? written : byForm.getOrDefault(form(written), written);
  }

  /** Whether the year has it, in whatever way it is written. */
  boolean has(String written) {
    return known.contains(written) || byForm.containsKey(form(written));
  }

  private static String form(String code) {
    String capitals = code.strip().toUpperCase(Locale.ROOT);
    Matcher parts = FORM.matcher(capitals);
    if (!parts.matches()) {
      return capitals;
    }
    String word = parts.group(1).replace(" ", "");
    String cut = word.length() > LETTERS ? word.substring(0, LETTERS) : word;
    return WORDS.getOrDefault(cut, cut) + parts.group(2) + parts.group(3);
  }
}
