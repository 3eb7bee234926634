package org.openqof.whatif.scenario;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.rulebook.Rulebook;

/**
 * A year's rulebook with something changed.
 *
 * @param name its name, unlike that of any other asked for together
 * @param family the name of the sweep it belongs to; its own name where it belongs to none
 * @param swept which value of which key of the sweep; null where it belongs to none
 * @param description what it is about, in words; empty when not said
 * @param changes what it changes, in words, one change each; empty when nothing
 * @param rulebook the rulebook with the changes
 * @param leftOut practices that it leaves out: not paid, and not in the national figures
 * @param figuresFrozen whether national figures stay those of the base, whatever changes
 * @param valuesOf for a new indicator the one whose counts it takes, where not its own
 */
public record Scenario(
    String name,
    String family,
    @Nullable Swept swept,
    String description,
    List<String> changes,
    Rulebook rulebook,
    Set<String> leftOut,
    boolean figuresFrozen,
    Map<String, String> valuesOf)
    implements Serializable {

  /**
   * One value of a sweep.
   *
   * @param key the key that is swept, {@code HYP008.upper_threshold}
   * @param value the value, as written
   */
  public record Swept(String key, String value) implements Serializable {}

  public Scenario {
    changes = List.copyOf(changes);
    leftOut = new TreeSet<>(leftOut);
    valuesOf = new TreeMap<>(valuesOf);
  }

  /** The value of the sweep it belongs to. */
  public Optional<Swept> ofSweep() {
    return Optional.ofNullable(swept);
  }
}
