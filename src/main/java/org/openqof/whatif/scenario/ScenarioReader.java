package org.openqof.whatif.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Cell;
import org.openqof.rulebook.read.CellReader;
import org.openqof.rulebook.read.NearestName;
import org.openqof.rulebook.read.Problems;
import org.openqof.rulebook.read.YamlFile;
import org.openqof.rulebook.read.YamlFile.Entry;
import org.openqof.whatif.scenario.Scenario.Swept;

/** Reads what-if files: each gives a scenario, or with a sweep a family of them. */
public final class ScenarioReader {
  private static final List<String> KEYS = List.of("name", "description", "year", "changes");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,59}");

  private final Rulebook base;
  private final Evidence evidence;
  private final Problems problems = new Problems();
  private final CellReader cells = new CellReader(problems, Set.of());
  private final Map<String, Cell> names = new HashMap<>();
  private final List<Scenario> scenarios = new ArrayList<>();

  private ScenarioReader(Rulebook base, Evidence evidence) {
    this.base = base;
    this.evidence = evidence;
  }

  /**
   * A what-if file as it was read.
   *
   * @param label how messages name it
   * @param text its content
   */
  public record Source(String label, String text) {
    /** The name of a scenario that does not name itself: that of the file, without its ending. */
    String defaultName() {
      return label.substring(label.lastIndexOf('/') + 1).replaceFirst("\\.ya?ml$", "");
    }
  }

  /**
   * The scenarios of all files, in the order of the files, each on the base year's rulebook.
   *
   * @param base rulebook of the base year
   * @param evidence what they may ask of the results at hand
   * @throws org.openqof.errors.QofException naming every problem of every file
   */
  public static List<Scenario> read(List<Source> files, Rulebook base, Evidence evidence) {
    ScenarioReader reader = new ScenarioReader(base, evidence);
    files.forEach(reader::read);
    if (reader.problems.count() > 0) {
      // Values of one sweep can be wrong in the same way.
      throw ScenarioErrors.problems(List.copyOf(new LinkedHashSet<>(reader.problems.all())));
    }
    return reader.scenarios;
  }

  private void read(Source file) {
    Map<String, Entry> entries = YamlFile.nested(file.label(), file.text(), problems).entries();
    if (entries.isEmpty()) {
      return;
    }
    entries.forEach(
        (key, entry) -> {
          if (!KEYS.contains(key)) {
            problems.add(entry.own(), "is unknown.", NearestName.advice(key, KEYS, "Remove it."));
          }
        });
    String name = name(file, entries.get("name"));
    Entry described = entries.get("description");
    year(entries.get("year"));
    Entry changes = entries.get("changes");
    if (changes == null) {
      problems.add(
          file.label(),
          "has no key 'changes'.",
          "Write what changes below it, or 'changes: {}' for the base year as it is.");
      return;
    }
    if (!changes.own().blank() || !changes.items().isEmpty()) {
      problems.add(changes.own(), "holds no keys.", "Write changes below it, as key: value.");
      return;
    }
    String description = described == null ? "" : described.own().text();
    int before = problems.count();
    Sweep sweep = Sweep.in(changes.parts(), problems);
    if (problems.count() > before) {
      return;
    }
    if (sweep == null) {
      add(name, name, null, description, changes.parts());
      return;
    }
    for (String value : sweep.values()) {
      add(
          name + "=" + value,
          name,
          new Swept(sweep.key(), value),
          description,
          sweep.with(value, changes.parts()));
    }
  }

  private void add(
      String name,
      String family,
      @Nullable Swept swept,
      String description,
      Map<String, Entry> changes) {
    int before = problems.count();
    ChangeRulebook changed = new ChangeRulebook(base, evidence, problems, cells);
    changed.apply(changes);
    if (problems.count() == before) {
      scenarios.add(changed.scenario(name, family, swept, description));
    }
  }

  private String name(Source file, @Nullable Entry entry) {
    Cell cell = entry == null ? new Cell(file.label(), 1, "name", file.defaultName()) : entry.own();
    if (!NAME.matcher(cell.text()).matches()) {
      problems.add(
          cell,
          "'" + cell.text() + "' is not a name.",
          "Write letters, digits and hyphens, 60 at most, as in upper-90.");
    }
    Cell first = names.putIfAbsent(cell.text(), cell);
    if (first != null) {
      problems.add(
          cell,
          "the name '" + cell.text() + "' is that of " + first.file() + " already.",
          "Give each file a name of its own.");
    }
    return cell.text();
  }

  private void year(@Nullable Entry entry) {
    FinancialYear year = entry == null ? null : cells.year(entry.own());
    if (entry != null && year != null && !year.equals(base.year())) {
      problems.add(
          entry.own(),
          "the scenario is made for " + year + ", and the base year is " + base.year() + ".",
          "Ask with --base " + year + ", or write " + base.year() + " after checking the codes.");
    }
  }
}
