package org.openqof.store.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/operations.md} tells the person on call what each message of a lake asks. */
class LakeMessagesTest {
  private static final Pattern PROBLEM =
      Pattern.compile("QofException\\.of\\(\\s*Kind\\.\\w+,\\s*([^,]*\"[^,]*),", Pattern.DOTALL);

  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  @Test
  void everyMessageStandsInTheTablesOfOperations() throws IOException {
    String told = plain(Files.readString(Path.of("docs/operations.md")));
    List<String> unsaid = new ArrayList<>();
    int messages = 0;
    String source =
        Files.readString(Path.of("src/main/java/org/openqof/store/place/LakeErrors.java"));
    Matcher problem = PROBLEM.matcher(source);
    while (problem.find()) {
      messages++;
      String longest =
          LITERAL
              .matcher(problem.group(1))
              .results()
              .flatMap(literal -> Stream.of(literal.group(1).split("%\\S*|[:.'\"\\\\]")))
              .map(LakeMessagesTest::plain)
              .max(Comparator.comparing(String::length))
              .orElseThrow();
      if (!told.contains(longest)) {
        unsaid.add(longest);
      }
    }
    assertThat(messages)
        .isGreaterThan(20)
        .isEqualTo(source.split("QofException\\.of\\(", -1).length - 1);
    assertThat(unsaid).isEmpty();
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[`*]", "").replaceAll("\\s+", " ").strip();
  }
}
