package org.openqof.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.rulebook.read.Rulebooks;

class RulebookOverlayTest {
  private static final FinancialYear YEAR = FinancialYear.of("2025-26");
  private static final FinancialYear NEXT = FinancialYear.of("2027-28");

  @TempDir Path folder = Path.of("");

  @Test
  void anEmptyFolderChangesNothing() {
    Rulebooks rulebooks = Rulebooks.withOverlay(folder);
    assertThat(rulebooks.years()).isEqualTo(Rulebooks.shipped().years());
    assertThat(rulebooks.load(YEAR)).isEqualTo(Rulebooks.shipped().load(YEAR));
  }

  @Test
  void oneFileTakesThePlaceOfTheProgramsAndTheOthersStay() throws IOException {
    ShippedText.overlay(folder, "2025-26", "payment.yaml", "value: 225.49", "value: 230.00");
    Rulebooks rulebooks = Rulebooks.withOverlay(folder);
    Rulebook changed = rulebooks.load(YEAR);
    Rulebook shipped = Rulebooks.shipped().load(YEAR);
    assertThat(changed.payment().pointValueGbp().value()).isEqualByComparingTo("230");
    assertThat(changed.indicators()).isEqualTo(shipped.indicators());
    assertThat(changed.groups()).isEqualTo(shipped.groups());
    assertThat(changed.digest()).isNotEqualTo(shipped.digest());
    assertThat(rulebooks.load(YEAR.previous()))
        .isEqualTo(Rulebooks.shipped().load(YEAR.previous()));
  }

  @Test
  void lineEndsAndAByteOrderMarkChangeNeitherContentNorDigest() throws IOException {
    Path year = Files.createDirectories(folder.resolve("2025-26"));
    for (String file : ShippedText.files(YEAR)) {
      Files.writeString(
          year.resolve(file), "\uFEFF" + ShippedText.of(YEAR, file).replace("\n", "\r\n"));
    }
    assertThat(Rulebooks.withOverlay(folder).load(YEAR)).isEqualTo(Rulebooks.shipped().load(YEAR));
  }

  @Test
  void aWholeNewYearCanBeAddedWithSourcesOfItsOwn() throws IOException {
    newYear();
    Files.writeString(folder.resolve("citations.yaml"), "sfe-2027: Directions of 2027.\n");
    Rulebooks rulebooks = Rulebooks.withOverlay(folder);
    assertThat(rulebooks.years()).hasSize(24).endsWith(NEXT);
    Rulebook rulebook = rulebooks.load(NEXT);
    assertThat(rulebook.year()).isEqualTo(NEXT);
    assertThat(rulebook.payment().crpDate()).isEqualTo(LocalDate.of(2028, 1, 1));
    assertThat(rulebook.payment().pointValueGbp())
        .isEqualTo(new Cited<>(new BigDecimal("231.10"), Status.CONFIRMED, "sfe-2027"));
    assertThat(rulebooks.citations()).containsEntry("sfe-2027", "Directions of 2027.");
    assertThat(rulebooks.citations()).containsKey("method-true");
  }

  /** A lake's versions keep the rulebook that made them, which an older program wrote. */
  @Test
  void aRulebookThatWasKeptWithoutRegistersOfTheirOwnStaysWhatItWas() {
    Map<String, String> texts = new TreeMap<>(Rulebooks.shipped().texts(YEAR));
    assertThat(texts.remove("2025-26/registers.csv")).isNotNull();
    texts.computeIfPresent(
        "2025-26/indicators.csv", (name, text) -> text.replaceAll("(?m),[^,\\n]*$", ""));
    Rulebooks kept = Rulebooks.withTexts(YEAR, texts);
    assertThat(kept.load(YEAR).registers()).isEmpty();
    assertThat(kept.load(YEAR).indicator("HF003").orElseThrow().prevalenceGroup()).isEqualTo("HF");
    assertThat(kept.load(YEAR.previous())).isEqualTo(Rulebooks.shipped().load(YEAR.previous()));
  }

  @Test
  void aNewYearWithoutAFileSaysWhichIsMissing() throws IOException {
    newYear();
    Files.delete(folder.resolve("2027-28").resolve("groups.csv"));
    Rulebooks rulebooks = Rulebooks.withOverlay(folder);
    QofException refusal = catchThrowableOfType(QofException.class, () -> rulebooks.load(NEXT));
    assertThat(refusal.problem()).isEqualTo("The rulebook of 2027-28 has a problem.");
    assertThat(refusal.details())
        .containsExactly(
            "2027-28/groups.csv: is missing. Write it; the file of another year shows its form.");
  }

  @Test
  void aYearThatNobodyHoldsIsRefused() {
    QofException refusal =
        catchThrowableOfType(QofException.class, () -> Rulebooks.shipped().load(NEXT));
    assertThat(refusal.problem()).isEqualTo("There is no rulebook for 2027-28.");
    assertThat(refusal.details()).containsExactly("Rulebooks are held from 2004-05 to 2026-27.");
    assertThat(refusal.remedy())
        .isEqualTo(
            "Ask for one of these years, or add a folder 2027-28 with payment.yaml, indicators.csv,"
                + " groups.csv and protection.csv to a rulebook folder of your own.");
    assertThat(refusal.kind()).isEqualTo(QofException.Kind.ARGUMENTS);
  }

  @Test
  void aFolderThatIsNotThereIsRefused() {
    QofException refusal =
        catchThrowableOfType(
            QofException.class, () -> Rulebooks.withOverlay(folder.resolve("absent")));
    assertThat(refusal.problem())
        .isEqualTo("The rulebook folder " + folder.resolve("absent") + " does not exist.");
    assertThat(refusal.remedy())
        .isEqualTo(
            "Correct the path, or leave the folder out to use the rulebooks of the program.");
  }

  @Test
  void filesThatWouldBePassedOverInSilenceAreRefusedWithASuggestion() throws IOException {
    Path year = Files.createDirectories(folder.resolve("2025-26"));
    Files.writeString(year.resolve("indicator.csv"), "");
    Files.writeString(year.resolve("NOTES.md"), "a note is not a data and is left alone");
    Files.createDirectories(folder.resolve("2025"));
    Files.createDirectories(folder.resolve("2025-27"));
    Files.writeString(folder.resolve("citation.yaml"), "");
    QofException refusal =
        catchThrowableOfType(QofException.class, () -> Rulebooks.withOverlay(folder));
    assertThat(refusal.details())
        .containsExactly(
            "2025: no folder of a financial year, which is named as in 2023-24.",
            "2025-26/indicator.csv: no file of a rulebook. Did you mean 'indicators.csv'?",
            "2025-27: no folder of a financial year, which is named as in 2023-24.",
            folder.getFileName()
                + "/citation.yaml: no file of a rulebook. Did you mean 'citations.yaml'?");
    assertThat(refusal.remedy()).isEqualTo("Rename or remove what is named above.");
  }

  @Test
  void unconfirmedValuesAreRefusedWithTheirSourcesWhereAJobRequiresIt() {
    Rulebooks rulebooks = Rulebooks.shipped();
    Rulebook rulebook = rulebooks.load(YEAR);
    QofException refusal =
        catchThrowableOfType(QofException.class, () -> rulebooks.requireConfirmed(rulebook));
    assertThat(refusal.kind()).isEqualTo(QofException.Kind.CHECKS);
    assertThat(refusal.problem())
        .isEqualTo(
            "The rulebook of 2025-26 rests on "
                + rulebook.unconfirmedValues().size()
                + " values that are not confirmed, and the job requires confirmed values.");
    assertThat(refusal.details())
        .hasSameSizeAs(rulebook.unconfirmedValues())
        .anyMatch(
            detail ->
                detail.startsWith(
                    "payment.average_list_size is derived: Since 2015/16 the price of a point"));
    assertThat(refusal.remedy())
        .isEqualTo(
            "Confirm them against the year's directions in a rulebook folder of your own, or set"
                + " require_confirmed: false.");
  }

  @Test
  void aRulebookWhoseValuesAreAllConfirmedIsAccepted() throws IOException {
    Path year = Files.createDirectories(folder.resolve("2025-26"));
    for (String file : ShippedText.files(YEAR)) {
      Files.writeString(
          year.resolve(file),
          ShippedText.of(YEAR, file)
              .replaceAll("\\b(inferred|derived|consistent|unconfirmed)\\b", "confirmed"));
    }
    Rulebooks rulebooks = Rulebooks.withOverlay(folder);
    Rulebook rulebook = rulebooks.load(YEAR);
    rulebooks.requireConfirmed(rulebook);
    assertThat(rulebook.unconfirmedValues()).isEmpty();
  }

  /** The last year's files moved on by a year, with a new price. */
  private void newYear() throws IOException {
    Path year = Files.createDirectories(folder.resolve("2027-28"));
    for (String file : ShippedText.files(YEAR)) {
      Files.writeString(
          year.resolve(file),
          file.equals("payment.yaml")
              ? ShippedText.of(YEAR, file)
                  .replace(
                      "value: 225.49\n  status: confirmed\n  citation: pulse-2025-26",
                      "value: 231.10\n  status: confirmed\n  citation: sfe-2027")
                  .replace("2026-", "2028-")
                  .replace("2025-26", "2027-28")
                  .replace("2025-01", "2027-01")
              : ShippedText.of(YEAR, file));
    }
    if (!Files.exists(folder.resolve("citations.yaml"))) {
      Files.writeString(folder.resolve("citations.yaml"), "sfe-2027: Directions of 2027.\n");
    }
  }
}
