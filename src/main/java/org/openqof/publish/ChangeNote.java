package org.openqof.publish;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Rulebook;

/**
 * What changed in a group since the year before.
 *
 * @param type kind of change, as in {@code change-messages.csv}
 * @param message the change in words
 */
public record ChangeNote(String type, String message) {

  /**
   * Notes by group. A note that {@code change-notes.csv} gives for the year goes before the one
   * that follows from comparing the two rulebooks.
   *
   * @param before rulebook of the year before; null when that year is not at hand
   */
  public static SortedMap<String, ChangeNote> notes(Rulebook now, @Nullable Rulebook before) {
    Map<String, String> messages = new HashMap<>();
    for (NamedCsvRecord row : Resource.rows("change-messages.csv")) {
      messages.put(row.getField("note_type"), row.getField("message"));
    }
    SortedMap<String, String> types = new TreeMap<>();
    if (before != null) {
      for (Group group : now.groups()) {
        String type = compared(group, now, before);
        if (type != null) {
          types.put(group.code(), type);
        }
      }
    }
    for (NamedCsvRecord row : Resource.rows("change-notes.csv")) {
      if (row.getField("financial_year").equals(now.year().toString())
          && now.group(row.getField("group_code")).isPresent()) {
        types.put(row.getField("group_code"), row.getField("note_type"));
      }
    }
    SortedMap<String, ChangeNote> notes = new TreeMap<>();
    types.forEach(
        (group, type) -> notes.put(group, new ChangeNote(type, messages.getOrDefault(type, ""))));
    return notes;
  }

  private static @Nullable String compared(Group group, Rulebook now, Rulebook before) {
    if (group.domainCode().equals("QI")) {
      return "QI_NOTE";
    }
    Group then = before.group(group.code()).orElse(null);
    if (then == null) {
      return "NEW_GROUP";
    }
    if (then.newlyDiagnosed() != group.newlyDiagnosed()
        || !then.listType().equals(group.listType())) {
      return "REG_CHANGE";
    }
    Map<String, BigDecimal> points = points(group, now);
    Map<String, BigDecimal> pointsThen = points(group, before);
    boolean samePoints =
        points.entrySet().stream()
            .filter(entry -> pointsThen.containsKey(entry.getKey()))
            .allMatch(
                entry ->
                    entry
                            .getValue()
                            .compareTo(pointsThen.getOrDefault(entry.getKey(), entry.getValue()))
                        == 0);
    if (points.keySet().equals(pointsThen.keySet())) {
      return samePoints ? null : "POINTS_NOTE";
    }
    return samePoints ? "CHANGE_NOTE" : "IND_POINTS_NOTE";
  }

  private static Map<String, BigDecimal> points(Group group, Rulebook rulebook) {
    return rulebook.indicators().stream()
        .filter(indicator -> indicator.groupCode().equals(group.code()))
        .collect(Collectors.toMap(Indicator::code, Indicator::availablePoints));
  }

  /** Indicators of a group in order of their codes. */
  public static List<Indicator> indicatorsOf(Rulebook rulebook, String group) {
    return rulebook.indicatorsInCodeOrder().stream()
        .filter(indicator -> indicator.groupCode().equals(group))
        .toList();
  }
}
