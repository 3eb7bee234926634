package org.openqof.recalculation;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openqof.domain.FinancialYear;
import org.openqof.store.Json;
import org.openqof.store.Lake;

/**
 * What a year's latest version was made from, in parts, so that a person can be told why it is made
 * again. Identities decide whether; this explains, and saves reading what is known.
 *
 * @param identity identity of the version
 * @param frozen identity of its frozen values
 * @param lookedAt digest of the files that these came from, those of other years among them
 * @param files content digest of each file by name
 * @param rulebook digest of the year's rulebook
 * @param code version of OpenQOF
 * @param others what it used of other years, by what it is called
 */
public record MadeFrom(
    String identity,
    String frozen,
    String lookedAt,
    SortedMap<String, String> files,
    String rulebook,
    String code,
    SortedMap<String, String> others) {
  /** What the codes of protected indicators in their base years are called. */
  static final String LINEAGE = "the lineage of protected indicators";

  private static final int DIGITS = 12;
  private static final String RULEBOOK_OF = "the rulebook of ";

  public MadeFrom {
    Objects.requireNonNull(identity);
    Objects.requireNonNull(rulebook);
    Objects.requireNonNull(code);
    files = new TreeMap<>(files);
    others = new TreeMap<>(others);
  }

  /** What the rulebook of another year is called. */
  public static String rulebookOf(FinancialYear year) {
    return RULEBOOK_OF + year;
  }

  /**
   * Versions of other years that it used, by what they are called: neither rulebook nor lineage.
   */
  public SortedMap<String, String> versionsOfOthers() {
    SortedMap<String, String> versions = new TreeMap<>(others);
    versions.keySet().removeIf(name -> name.equals(LINEAGE) || name.startsWith(RULEBOOK_OF));
    return versions;
  }

  private static String path(Lake lake, FinancialYear year) {
    return lake.statePath("made-from-" + year + ".json");
  }

  /** Keeps it in the lake. */
  public void keep(Lake lake, FinancialYear year) {
    lake.storage().put(path(lake, year), Json.bytes(this));
  }

  /** Keeps it where the lake does not say so yet: other files came to the same. */
  public void keepIfNew(Lake lake, FinancialYear year) {
    if (of(lake, year).filter(this::equals).isEmpty()) {
      keep(lake, year);
    }
  }

  /** What the lake says of a year; empty where it says nothing that can be read. */
  public static Optional<MadeFrom> of(Lake lake, FinancialYear year) {
    String path = path(lake, year);
    if (!lake.storage().exists(path)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.read(lake.storage().readText(path), MadeFrom.class));
    } catch (JsonProcessingException damaged) {
      return Optional.empty();
    }
  }

  /** In what this differs from what a version was made from before, in words. */
  public List<String> differencesFrom(MadeFrom before) {
    List<String> reasons = new ArrayList<>();
    if (!files.isEmpty()) {
      compare(before.files, files, reasons);
    }
    if (!rulebook.equals(before.rulebook)) {
      reasons.add("the rulebook changed");
    }
    if (!code.equals(before.code)) {
      reasons.add("OpenQOF changed: %s before, %s now".formatted(before.code, code));
    }
    others.forEach(
        (name, now) -> {
          if (!now.equals(before.others.get(name))) {
            reasons.add(before.others.containsKey(name) ? name + " changed" : name + " is new");
          }
        });
    before.others.forEach(
        (name, then) -> {
          if (!others.containsKey(name)) {
            reasons.add(name + " is gone");
          }
        });
    return reasons;
  }

  private static void compare(
      Map<String, String> before, Map<String, String> now, List<String> reasons) {
    now.forEach(
        (name, digest) -> {
          String former = before.get(name);
          if (former == null) {
            reasons.add("%s is new".formatted(name));
          } else if (!former.equals(digest)) {
            reasons.add(
                "%s changed: %s before, %s now".formatted(name, digits(former), digits(digest)));
          }
        });
    before.forEach(
        (name, digest) -> {
          if (!now.containsKey(name)) {
            reasons.add("%s is gone".formatted(name));
          }
        });
  }

  private static String digits(String digest) {
    return digest.substring(0, Math.min(DIGITS, digest.length()));
  }
}
