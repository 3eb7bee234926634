package org.openqof.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqof.errors.PrintedCommand;
import org.openqof.errors.QofException;
import org.openqof.store.place.Storage;

/** Places as people write them and as the program prints them. */
class PlaceTest {
  @ParameterizedTest
  @CsvSource({
    "file:/data/my lake/Zürich",
    "file:/data/half 50 % of it",
    "s3a://bucket/my lake",
    "file:/data/lake"
  })
  void aPlaceAsItIsPrintedIsTheSamePlaceWhenItIsGivenBack(String printed) {
    assertThat(Storage.absolute(Place.uri(printed))).isEqualTo(printed);
  }

  @Test
  void aPathIsTakenAsItIsWithAnySigns() {
    assertThat(Storage.absolute(Place.uri("a lake/50 %")))
        .isEqualTo("file:" + Path.of("a lake/50 %").toAbsolutePath());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "file:/data/lake, file:/data/lake",
        "file:/data/my lake, 'file:/data/my lake'",
        "/it's here, '/it'\\''s here'",
        "s3a://b/$HOME, 's3a://b/$HOME'"
      })
  void aPlaceIsOneWordOfACommandLine(String place, String word) {
    assertThat(PrintedCommand.word(place)).isEqualTo(word);
  }

  @Test
  void anAddressThatIsNoneIsRefusedWithWhatIsExpected() {
    assertThatThrownBy(() -> Place.uri("hdfs:"))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("'hdfs:' is not a place")
        .hasMessageContaining("hdfs://name/lake");
  }
}
