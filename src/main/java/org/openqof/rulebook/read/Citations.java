package org.openqof.rulebook.read;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads {@code citations.yaml}: keys of sources and their text. */
final class Citations {
  private Citations() {}

  /** Texts by key; a later file's text replaces an earlier one's. */
  static Map<String, String> read(List<SourceFile> files, Problems problems) {
    Map<String, String> texts = new TreeMap<>();
    for (SourceFile file : files) {
      YamlFile.read(file, problems)
          .entries()
          .forEach(
              (key, entry) -> {
                if (key.contains(" ")) {
                  problems.add(entry.own(), "a key holds no blank.", "Write hyphens in its place.");
                }
                if (entry.own().blank()) {
                  problems.add(entry.own(), "is empty.", "Write the source, readable for people.");
                }
                texts.put(key, entry.own().text());
              });
    }
    return texts;
  }
}
