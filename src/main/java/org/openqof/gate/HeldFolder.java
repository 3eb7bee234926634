package org.openqof.gate;

import java.nio.charset.StandardCharsets;
import org.openqof.answer.Answer;
import org.openqof.answer.Form;
import org.openqof.domain.FinancialYear;
import org.openqof.publish.csv.TableCsv;
import org.openqof.store.Json;
import org.openqof.store.Lake;
import org.openqof.store.place.Storage;
import org.openqof.tables.Block;

/**
 * The files about a version that the gate holds, {@code held/<year>/<version>} of the lake, which
 * only owner and group can read, as they hold pounds.
 *
 * @param path where they are
 */
record HeldFolder(String path) {
  /** Of the files of all held versions. */
  static final String NAME = "held";

  private static final String JSON = "gate.json";
  private static final String TEXT = "gate.txt";
  private static final String PAGE = "gate.html";
  private static final String CSV = "gate.csv";

  static HeldFolder of(Lake lake, FinancialYear year, int version) {
    return new HeldFolder(
        Storage.below(lake.root(), NAME, year.toString(), Integer.toString(version)));
  }

  /** What is known of it, for programs. */
  String json() {
    return Storage.below(path, JSON);
  }

  /** The page for people. */
  String page() {
    return Storage.below(path, PAGE);
  }

  /**
   * Writes the files.
   *
   * @param report what is known
   * @param answer the same for people
   * @param rows every comparison, as rows of {@code gate_judgements}
   */
  void write(Storage storage, HeldReport report, Answer answer, Block rows) {
    storage.put(Storage.below(path, CSV), TableCsv.bytes(rows));
    put(storage, Storage.below(path, TEXT), Form.TEXT.of(answer));
    put(storage, page(), Form.HTML.of(answer));
    // The last, because its presence says that the version is held.
    storage.put(json(), Json.bytes(report));
  }

  private static void put(Storage storage, String path, String text) {
    storage.put(path, text.getBytes(StandardCharsets.UTF_8));
  }
}
