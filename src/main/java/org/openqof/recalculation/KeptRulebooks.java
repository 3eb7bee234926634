package org.openqof.recalculation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.store.Lake;
import org.openqof.store.place.LakeErrors;
import org.openqof.store.place.Storage;

/**
 * The rulebooks that made the versions of a lake, one small file each under {@code rulebooks/},
 * named by digest: so that a version can be priced again by the rules that made it when the program
 * has others. A file is put once, in one step, and never changed.
 */
public final class KeptRulebooks {
  private static final String FOLDER = "rulebooks";
  private static final String CITATIONS = "citations.yaml";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Lake lake;

  public KeptRulebooks(Lake lake) {
    this.lake = lake;
  }

  private String path(String digest) {
    return Storage.below(lake.root(), FOLDER, digest + ".json");
  }

  /** Keeps a rulebook unless it is kept. */
  void keep(Rulebooks rulebooks, Rulebook rulebook) {
    String path = path(rulebook.digest());
    if (lake.storage().exists(path)) {
      return;
    }
    Map<String, String> texts = new TreeMap<>(rulebooks.texts(rulebook.year()));
    try {
      // A JSON object is YAML too: one file takes the program's citations and the operator's.
      texts.put(CITATIONS, JSON.writeValueAsString(rulebooks.citations()));
      lake.storage()
          .putIfAbsent(
              path,
              JSON.writerWithDefaultPrettyPrinter()
                  .writeValueAsString(texts)
                  .getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a map of texts is always JSON", impossible);
    }
  }

  /**
   * A kept rulebook.
   *
   * @param rulebook the rulebook
   * @param citations text of everything that it cites, by key
   */
  public record Kept(Rulebook rulebook, Map<String, String> citations) {}

  /**
   * A year's rulebook by its digest: the one at hand where it is that, otherwise the kept one.
   * Empty where neither is.
   *
   * @throws org.openqof.errors.QofException when the kept file was changed
   */
  public Optional<Rulebook> load(FinancialYear year, String digest, Rulebooks atHand) {
    if (atHand.years().contains(year)) {
      Rulebook own = atHand.load(year);
      if (own.digest().equals(digest)) {
        return Optional.of(own);
      }
    }
    return kept(year, digest).map(Kept::rulebook);
  }

  /**
   * The rulebook that the lake kept under a digest; empty where it kept none.
   *
   * @throws org.openqof.errors.QofException when the kept file was changed
   */
  public Optional<Kept> kept(FinancialYear year, String digest) {
    String path = path(digest);
    if (!lake.storage().exists(path)) {
      return Optional.empty();
    }
    Map<String, String> texts;
    try {
      texts =
          JSON.readValue(
              lake.storage().readText(path), new TypeReference<TreeMap<String, String>>() {});
    } catch (JsonProcessingException problem) {
      throw LakeErrors.unreadableRulebook(path, String.valueOf(problem.getOriginalMessage()));
    }
    Rulebooks all = Rulebooks.withTexts(year, texts);
    Rulebook kept = all.load(year);
    if (!kept.digest().equals(digest)) {
      throw LakeErrors.unreadableRulebook(
          path, "Its content has the digest " + kept.digest() + ".");
    }
    return Optional.of(new Kept(kept, all.citations()));
  }
}
