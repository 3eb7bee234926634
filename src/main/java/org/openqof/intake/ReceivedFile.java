package org.openqof.intake;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.openqof.engine.ExtractPart;
import org.openqof.extract.layout.Recognised;

/**
 * A file of the extracts as it lies in bronze.
 *
 * @param name name as received
 * @param digest content digest
 * @param recognised what it was recognised as
 * @param parts its parts in bronze
 * @param contentBytes size once unpacked
 * @param storedBytes size in bronze
 */
public record ReceivedFile(
    String name,
    String digest,
    Recognised recognised,
    List<ExtractPart> parts,
    long contentBytes,
    long storedBytes) {

  /**
   * Tells it from every other file of a run: the same bytes under the names of two years are two
   * files.
   */
  public String key() {
    return digest + " " + recognised.role() + " " + recognised.year() + " " + recognised.layout();
  }

  /**
   * The file and how its columns are understood, for the identity of what is made from it: another
   * layout reads other values from the same bytes.
   */
  String asRead() {
    return name
        + " "
        + digest
        + " "
        + recognised.layout()
        + " "
        + recognised.fixedMeasure()
        + " "
        + new TreeMap<>(recognised.columns());
  }

  /** Its own name: without folders and archive, in small letters. */
  String ownName() {
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('!')) + 1)
        .toLowerCase(Locale.ROOT)
        .replaceFirst("\\.gz$", "");
  }

  /** The parts as table {@code files} keeps them. */
  public String partsText() {
    StringBuilder text = new StringBuilder();
    for (ExtractPart part : parts) {
      text.append(text.isEmpty() ? "" : " ")
          .append(part.offset())
          .append(':')
          .append(part.storedBytes())
          .append(':')
          .append(part.contentBytes())
          .append(':')
          .append(part.firstLine());
    }
    return text.toString();
  }

  /** Parts from their text. */
  static List<ExtractPart> parts(String digest, String layout, String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    return Arrays.stream(text.split(" ", -1))
        .map(part -> part.split(":", -1))
        .map(
            part ->
                new ExtractPart(
                    digest,
                    layout,
                    Long.parseLong(part[0]),
                    Integer.parseInt(part[1]),
                    Integer.parseInt(part[2]),
                    Integer.parseInt(part[3])))
        .toList();
  }
}
