package org.openqof.rulebook.read;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.rulebook.GateRules;
import org.openqof.rulebook.GateRules.Limit;
import org.openqof.rulebook.GateRules.Limits;
import org.openqof.rulebook.Status;

/** Reads {@code gate.yaml}. */
final class GateReader {
  static final String FILE = "gate.yaml";

  private static final String LEAST = "least_practices";

  private final Problems problems;
  private final CellReader cells;

  GateReader(Problems problems, CellReader cells) {
    this.problems = problems;
    this.cells = cells;
  }

  /** The tolerances; null when one cannot be read. */
  @Nullable GateRules read(SourceFile source) {
    YamlFile file = YamlFile.read(source, problems);
    Integer least = cells.positiveWhole(cited(file.entry(LEAST)).part("value"));
    Map<String, Limits> limits = new TreeMap<>();
    for (Limit limit : Limit.values()) {
      read(limit, limit.key(), file.entry(limit.key()), limits);
    }
    file.entries()
        .forEach(
            (key, entry) -> {
              Limit limit = general(key);
              if (limit != null) {
                read(limit, key, entry, limits);
              } else if (!known().contains(key)) {
                problems.add(
                    entry.own(),
                    "the key is unknown.",
                    NearestName.advice(key, known(), "Remove it."));
              }
            });
    return least == null || problems.count() > 0 ? null : new GateRules(least, limits);
  }

  /** The limit of which a key is that of one register: its name with a group's code behind it. */
  private static @Nullable Limit general(String key) {
    for (Limit limit : Limit.values()) {
      if (key.startsWith(limit.key() + "_")
          && key.substring(limit.key().length() + 1).matches("[A-Z][A-Z0-9]*")) {
        return limit;
      }
    }
    return null;
  }

  private static List<String> known() {
    List<String> known = new ArrayList<>(List.of(LEAST));
    for (Limit limit : Limit.values()) {
      known.add(limit.key());
    }
    return known;
  }

  private void read(Limit limit, String key, YamlFile.Entry entry, Map<String, Limits> limits) {
    cited(entry);
    BigDecimal down = limit.isTwoSided() ? cells.decimal(entry.part("down")) : BigDecimal.ZERO;
    BigDecimal up = cells.decimal(entry.part(limit.isTwoSided() ? "up" : "value"));
    if (down != null && up != null) {
      limits.put(key, new Limits(down, up));
    }
  }

  private YamlFile.Entry cited(YamlFile.Entry entry) {
    cells.constant(entry.part("status"), Status.class, "status");
    cells.citation(entry.part("citation"));
    return entry;
  }
}
