package org.openqof.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.read.RulebookFolders;

/** The program's rulebook files as text, and copies of them changed for a test. */
final class ShippedText {
  private ShippedText() {}

  static String of(FinancialYear year, String file) {
    return of(year + "/" + file);
  }

  static String of(String path) {
    try (InputStream stream = ShippedText.class.getResourceAsStream("/rulebook/" + path)) {
      assertThat(stream).as(path).isNotNull();
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The names of the files that a year has. */
  static List<String> files(FinancialYear year) {
    return RulebookFolders.YEAR_FILES.stream()
        .filter(file -> ShippedText.class.getResource("/rulebook/" + year + "/" + file) != null)
        .toList();
  }

  /** Writes the year's file into an overlay, with a piece of its text replaced. */
  static void overlay(Path folder, String year, String file, String found, String written)
      throws IOException {
    String text = of(FinancialYear.of(year), file);
    assertThat(text).as("%s/%s", year, file).contains(found);
    Path yearFolder = Files.createDirectories(folder.resolve(year));
    Files.writeString(yearFolder.resolve(file), text.replace(found, written));
  }
}
