package org.openqof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the program says is said as a colleague would say it. Turns that come from other languages
 * cost the person on call a second reading, so they are kept out of its words and of the documents.
 */
class PlainEnglishTest {
  /** Each turn, and what to write in its place. */
  private enum Turn {
    ANEW("\\banew\\b", "again, or rebuilt"),
    IS_NO(
        "(?<![Tt]here )(?<![Ww]here )\\b(is|was) no (?!longer|more|less|one\\b|other|doubt|need|news)[a-z]",
        "is not a …"),
    ARE_NO(
        "(?<![Tt]here )(?<![Ww]here )\\b(are|were) no (?!longer|more|less|other)[a-z]",
        "are not …"),
    OF_WHICH(", of which\\b", "%d of them, or a sentence of its own"),
    TOLD_BY("\\btold (by|of|to)\\b", "shown by, or said"),
    MEND("\\bmend(s|ed|ing)?\\b", "put right, or correct"),
    BESIDE("\\bbesides?\\b", "alongside, with, or as well"),
    FOREBEAR("\\bforebears?\\b", "predecessor"),
    PART_OF("\\b(is|are) not a part of\\b", "is not part of");

    private final Pattern pattern;
    private final String better;

    Turn(String pattern, String better) {
      this.pattern = Pattern.compile(pattern);
      this.better = better;
    }
  }

  private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
  private static final Pattern BREAK = Pattern.compile("\"\\s*\\n\\s*\\+ \"");
  private static final Pattern COMMENT =
      Pattern.compile("(?m)^\\s*//.*$|/\\*.*?\\*/", Pattern.DOTALL);

  @Test
  void messagesAreInPlainEnglish() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
        String code = COMMENT.matcher(Files.readString(source)).replaceAll("");
        Matcher text = TEXT.matcher(BREAK.matcher(code).replaceAll(""));
        while (text.find()) {
          look(source, text.group(1), found);
        }
      }
    }
    assertThat(found).as("turns to be put more plainly").isEmpty();
  }

  @Test
  void documentsAreInPlainEnglish() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> documents = Files.walk(Path.of(""), 3)) {
      for (Path document : documents.filter(PlainEnglishTest::isDocument).toList()) {
        for (String line : Files.readAllLines(document)) {
          look(document, line, found);
        }
      }
    }
    assertThat(found).as("turns to be put more plainly").isEmpty();
  }

  private static boolean isDocument(Path path) {
    return path.toString().matches("(README|CONTRIBUTING)\\.md|docs/.*\\.md");
  }

  private static void look(Path file, String text, List<String> found) {
    for (Turn turn : Turn.values()) {
      if (turn.pattern.matcher(text).find()) {
        found.add("%s: \"%s\": write %s".formatted(file, text, turn.better));
      }
    }
  }
}
