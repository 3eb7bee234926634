package org.openqof.proof;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Words;
import org.openqof.domain.FinancialYear;
import org.openqof.extract.layout.Layouts;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.proof.ProveRulebook;
import org.openqof.rulebook.proof.ProvedOverlay;
import org.openqof.rulebook.proof.YearProof;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.settings.Place;
import org.openqof.store.LakeFormat;
import org.openqof.store.place.Audience;
import org.openqof.store.place.Storage;

/** Proves a year's rulebook by the points that its files say were awarded. */
public final class ProveYear {
  private final Rulebooks rulebooks;
  private final Layouts layouts;

  /**
   * A proof by these rulebooks.
   *
   * @param rulebooks the rulebooks to prove
   * @param layouts folder laid over the shipped layouts, or null
   */
  public ProveYear(Rulebooks rulebooks, @Nullable Path layouts) {
    this.rulebooks = rulebooks;
    this.layouts = layouts == null ? Layouts.shipped() : Layouts.shipped().with(layouts);
  }

  /**
   * What was proved.
   *
   * @param proof what the points say of the rulebook
   * @param strangers awarded indicators that the rulebook does not have, in words
   * @param overlay a rulebook folder with what was proved
   */
  public record Proved(YearProof proof, List<String> strangers, ProvedOverlay overlay) {
    /** The report for people. */
    public List<String> lines() {
      List<String> lines = new ArrayList<>(proof.lines());
      lines.addAll(strangers);
      return lines;
    }
  }

  /**
   * Proves a year.
   *
   * @param year the financial year
   * @param extracts folder or file of its extracts
   * @throws org.openqof.errors.QofException when there is no such year, a file cannot be read,
   *     nobody was awarded anything, or the points are of another framework
   */
  public Proved prove(FinancialYear year, String extracts) {
    Rulebook rulebook = rulebooks.load(year);
    URI place = Place.uri(extracts);
    ReadAwards.Awards awards = ReadAwards.of(place, rulebook, layouts);
    if (awards.values().isEmpty()) {
      throw awards.strangers().isEmpty()
          ? ProofErrors.nothingAwarded(year.toString(), extracts)
          : ProofErrors.otherFramework(
              year.toString(), strangers(awards.strangers()).stream().limit(10).toList());
    }
    YearProof proof = ProveRulebook.of(rulebook, awards.values());
    return new Proved(
        proof,
        strangers(awards.strangers()),
        ProvedOverlay.of(rulebooks, rulebook, proof, awards.digests()));
  }

  /**
   * Writes a rulebook folder with the proved values, as {@code --rulebook} reads it.
   *
   * @param proved what was proved
   * @param folder a new or empty folder
   * @return what was written, and what a person has to correct, in words
   * @throws org.openqof.errors.QofException when the folder holds something
   */
  public static List<String> write(Proved proved, Path folder) {
    URI place = folder.toAbsolutePath().toUri();
    Storage storage = Storage.of(place, Map.of(), Audience.EVERYONE);
    String root = Storage.absolute(place);
    LakeFormat.refuseInside(place);
    if (!storage.list(root).isEmpty()) {
      throw ProofErrors.folderNotEmpty(folder.toString());
    }
    proved
        .overlay()
        .texts()
        .forEach(
            (name, text) ->
                storage.put(Storage.below(root, name), text.getBytes(StandardCharsets.UTF_8)));
    List<String> lines = new ArrayList<>();
    lines.add(
        "%,d proved values written to %s: ./qof rulebook check --rulebook %s --year %s"
            .formatted(proved.overlay().written().size(), folder, folder, proved.proof().year()));
    proved.overlay().notWritten().forEach(line -> lines.add("  not written  " + line));
    return lines;
  }

  /** Awarded indicators that the rulebook does not have, each with the years that have it. */
  private List<String> strangers(SortedMap<String, Integer> strangers) {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, Integer> stranger : strangers.entrySet()) {
      List<String> years =
          rulebooks.years().stream()
              .filter(year -> rulebooks.load(year).indicator(stranger.getKey()).isPresent())
              .map(FinancialYear::toString)
              .toList();
      lines.add(
          "  %-13s %-13s awarded to %s; %s"
              .formatted(
                  stranger.getKey(),
                  "no rule",
                  Words.practices(stranger.getValue()),
                  years.isEmpty()
                      ? "no rulebook has it: add it to indicators.csv in a rulebook folder of your"
                          + " own, or see whether its code is right"
                      : "it is an indicator of "
                          + String.join(", ", years)
                          + ": see whether the file is of the year it names"));
    }
    return lines;
  }
}
