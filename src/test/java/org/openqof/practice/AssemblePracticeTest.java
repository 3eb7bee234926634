package org.openqof.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openqof.input.FieldKind;
import org.openqof.input.LocalDecisions;
import org.openqof.input.LocalDecisions.ManualEntry;
import org.openqof.input.PracticeReference;
import org.openqof.input.ValueFragment;
import org.openqof.tables.Block;
import org.openqof.tables.ContentDigest;
import org.openqof.tables.IndicatorValues;
import org.openqof.testing.Given;

class AssemblePracticeTest {
  private static final LocalDate FINAL = LocalDate.of(2024, 3, 31);
  private static final long MORNING = 1_712_000_000L;
  private static final long EVENING = MORNING + 30_000;

  @Test
  void theLastSubmissionCountsAlthoughItIsSmaller() {
    PracticeYear practice =
        Given.practice("Z90001", 5000)
            .value("AF006", "Numerator", FieldKind.NUMERATOR, 90, FINAL, MORNING, false)
            .value("AF006", "Numerator", FieldKind.NUMERATOR, 70, FINAL, EVENING, true)
            .value("AF006", "Denominator", FieldKind.DENOMINATOR, 100, FINAL, EVENING, true)
            .assembled();
    assertThat(practice.counts().get(0).numerator()).isEqualTo(70);
    assertThat(uses(practice)).containsExactlyInAnyOrder("superseded", "used", "used");
  }

  @Test
  void ofTwoLastSubmissionsTheLaterInTimeCounts() {
    PracticeYear practice =
        Given.practice("Z90001", 5000)
            .value("AF006", "Numerator", FieldKind.NUMERATOR, 60, FINAL, EVENING, true)
            .value("AF006", "Numerator", FieldKind.NUMERATOR, 90, FINAL, MORNING, true)
            .assembled();
    assertThat(practice.counts().get(0).numerator()).isEqualTo(60);
  }

  @Test
  void aFieldThatTheLastSubmissionDroppedDoesNotSurviveFromAnEarlierOne() {
    PracticeYear practice =
        Given.practice("Z90001", 5000)
            .value("AF006", "Numerator", FieldKind.NUMERATOR, 90, FINAL, MORNING, false)
            .value("AF006", "Denominator", FieldKind.DENOMINATOR, 100, FINAL, MORNING, false)
            .value("AF006", "Numerator", FieldKind.NUMERATOR, 70, FINAL, EVENING, true)
            .assembled();
    assertThat(practice.counts().get(0).denominator()).isNull();
  }

  @Test
  void interimCollectionsAreKeptAndNeverCounted() {
    PracticeYear practice =
        Given.practice("Z90001", 5000)
            .value(
                "AF001",
                "Atrial Fibrillation Register",
                FieldKind.REGISTER,
                55,
                LocalDate.of(2023, 12, 31),
                MORNING,
                true)
            .register("AF001", 60)
            .assembled();
    assertThat(practice.counts()).hasSize(1);
    assertThat(practice.counts().get(0).register()).isEqualTo(60);
    assertThat(uses(practice)).containsExactly("interim", "used");
  }

  @Test
  void managementInformationIsSetAside() {
    PracticeYear practice = Given.practice("Z90001", 5000).register("COPD009MI1", 12).assembled();
    assertThat(practice.counts()).isEmpty();
    assertThat(uses(practice)).containsExactly("management_information");
  }

  @Test
  void onlyAdjustmentsAreAddedUpAndExclusionsAreNot() {
    PracticeYear practice =
        Given.practice("Z90001", 5000)
            .fraction("AF006", 50, 80)
            .value("AF006", "DECLINED", FieldKind.REASON, 4, FINAL, MORNING, true)
            .value("AF006", "UNSUITABLE", FieldKind.REASON, 3, FINAL, MORNING, true)
            .value("AF006", "TOO_YOUNG", FieldKind.REASON, 9, FINAL, MORNING, true)
            .assembled(Map.of("DECLINED", true, "UNSUITABLE", true, "TOO_YOUNG", false));
    assertThat(practice.counts().get(0).pcaCount()).isEqualTo(7);
    assertThat(practice.counts().get(0).denominator()).isEqualTo(80);
  }

  @Test
  void withoutADictionaryAdjustmentsAreUnknownAndNotZero() {
    PracticeYear practice =
        Given.practice("Z90001", 5000)
            .fraction("AF006", 50, 80)
            .value("AF006", "DECLINED", FieldKind.REASON, 4, FINAL, MORNING, true)
            .assembled();
    assertThat(practice.counts().get(0).pcaCount()).isNull();
  }

  @Test
  void aBlankValueIsAbsentAndNotZero() {
    PracticeYear practice =
        Given.practice("Z90001", 5000)
            .value("AF006", FieldKind.NUMERATOR, ValueFragment.MISSING)
            .assembled();
    assertThat(practice.counts().get(0).numerator()).isNull();
    assertThat(practice.values().has(IndicatorValues.VALUE, 0)).isFalse();
  }

  @Test
  void aClosingPracticesFinalCollectionIsThatOfItsLastDay() {
    LocalDate end = LocalDate.of(2023, 9, 30);
    PracticeYear practice =
        Given.practice("Z90001", 5000)
            .participatingUntil(end)
            .value("AF001", "AF Register", FieldKind.REGISTER, 55, end, MORNING, true)
            .register("AF001", 60)
            .assembled();
    assertThat(practice.counts()).hasSize(1);
    assertThat(practice.counts().get(0).register()).isEqualTo(55);
    assertThat(uses(practice)).containsExactly("used", "interim");
  }

  @Test
  void aValueEnteredByHandCountsWhereTheExtractHasNone() {
    PracticeYear practice =
        entered(
                Given.practice("Z90001", 5000).fraction("AF006", 50, 80),
                entry("QI013", "Yes/No Flag", FieldKind.YES_NO, 1, 2),
                entry("AF001", "AF Register", FieldKind.REGISTER, 60, 3))
            .assembled();
    assertThat(practice.counts())
        .anySatisfy(counts -> assertThat(counts.answer()).isTrue())
        .anySatisfy(counts -> assertThat(counts.register()).isEqualTo(60));
    assertThat(uses(practice)).containsOnly("used");
    assertThat(practice.values().textAt(IndicatorValues.FILE_DIGEST, 0)).isEqualTo("entries");
    assertThat(practice.values().countAt(IndicatorValues.LINE_NUMBER, 0)).isEqualTo(3);
  }

  @Test
  void aValueOfTheExtractGoesBeforeOneEnteredByHandThoughThatIsLater() {
    PracticeYear practice =
        entered(
                Given.practice("Z90001", 5000)
                    .value("AF006", "Numerator", FieldKind.NUMERATOR, 50, FINAL, MORNING, false)
                    .value(
                        "AF006", "Denominator", FieldKind.DENOMINATOR, 80, FINAL, MORNING, false),
                entry("AF006", "Numerator", FieldKind.NUMERATOR, 79, 2))
            .assembled();
    assertThat(practice.counts().get(0).numerator()).isEqualTo(50);
    assertThat(uses(practice)).containsExactlyInAnyOrder("used", "used", "superseded");
  }

  @Test
  void aValueEnteredByHandStandsInForABlankOneAndForOneTheLastSubmissionDropped() {
    PracticeYear blank =
        entered(
                Given.practice("Z90001", 5000)
                    .value("AF006", FieldKind.NUMERATOR, ValueFragment.MISSING),
                entry("AF006", "Numerator", FieldKind.NUMERATOR, 79, 2))
            .assembled();
    assertThat(blank.counts().get(0).numerator()).isEqualTo(79);
    PracticeYear dropped =
        entered(
                Given.practice("Z90001", 5000)
                    .value("AF006", "Denominator", FieldKind.DENOMINATOR, 90, FINAL, MORNING, false)
                    .value("AF006", "Numerator", FieldKind.NUMERATOR, 50, FINAL, EVENING, true),
                entry("AF006", "Denominator", FieldKind.DENOMINATOR, 80, 2))
            .assembled();
    assertThat(dropped.counts().get(0).denominator()).isEqualTo(80);
  }

  @Test
  void frozenValuesThatHoldEntriesGiveTheSamePracticeYearAgain() {
    Given given =
        entered(
            Given.practice("Z90001", 5000).fraction("AF006", 50, 80),
            entry("QI013", "Yes/No Flag", FieldKind.YES_NO, 1, 2),
            entry("AF006", "Numerator", FieldKind.NUMERATOR, 79, 3));
    PracticeYear first = given.assembled();
    PracticeYear again =
        new AssemblePractice(Given.YEAR, Given.known(Given.RULEBOOK), null)
            .from(given.reference(), AssemblePractice.fragments(first.values()));
    assertThat(ContentDigest.of(again.values())).isEqualTo(ContentDigest.of(first.values()));
    assertThat(again.counts()).isEqualTo(first.counts());
  }

  private static Given entered(Given given, ManualEntry... entries) {
    return given.decided(new LocalDecisions(List.of(entries), List.of(), List.of(), null));
  }

  private static ManualEntry entry(
      String indicator, String field, FieldKind kind, int value, int line) {
    return new ManualEntry(
        indicator,
        field,
        kind,
        FINAL,
        value,
        LocalDecisions.Basis.SHARED_SYSTEM,
        "A. Manager",
        LocalDate.of(2024, 4, 10),
        new PracticeReference.Source("entries", line));
  }

  @Test
  void theOrderOfFragmentsChangesNothing() {
    Given given =
        Given.practice("Z90001", 5000)
            .fraction("AF006", 50, 80)
            .register("AF001", 90)
            .value("AF006", "Numerator", FieldKind.NUMERATOR, 51, FINAL, EVENING, true)
            .value("AF006", "Numerator", FieldKind.NUMERATOR, 52, FINAL, EVENING, true);
    PracticeYear expected = given.assembled();
    Random random = new Random(7);
    for (int i = 0; i < 20; i++) {
      List<ValueFragment> shuffled = new ArrayList<>(given.fragments());
      Collections.shuffle(shuffled, random);
      PracticeYear found =
          new AssemblePractice(Given.YEAR, Given.known(Given.RULEBOOK), null)
              .from(given.reference(), shuffled);
      assertThat(found.counts()).isEqualTo(expected.counts());
      assertThat(ContentDigest.of(found.values()).hex())
          .isEqualTo(ContentDigest.of(expected.values()).hex());
    }
  }

  @Test
  void aPracticeYearIsTheSameWhenReadBackFromItsRows() {
    Given given =
        Given.practice("Z90001", 5000)
            .fraction("AF006", 50, 80)
            .register("AF001", 90)
            .value("AF006", "Numerator", FieldKind.NUMERATOR, 51, FINAL, EVENING, false)
            .value("AF006", FieldKind.DENOMINATOR, ValueFragment.MISSING);
    PracticeYear practice = given.assembled();
    PracticeYear again =
        new AssemblePractice(Given.YEAR, Given.known(Given.RULEBOOK), null)
            .from(given.reference(), AssemblePractice.fragments(practice.values()));
    assertThat(again.counts()).isEqualTo(practice.counts());
    assertThat(ContentDigest.of(again.values()).hex())
        .isEqualTo(ContentDigest.of(practice.values()).hex());
  }

  @Test
  void valuesThatAgreeInAllElseAreSettledByFileAndLine() {
    ValueFragment first = new ValueFragment("Z90001", "file a");
    ValueFragment second = new ValueFragment("Z90001", "file b");
    int day = Math.toIntExact(FINAL.toEpochDay());
    first.add("AF006", "Numerator", FieldKind.NUMERATOR, 7, 900, day, EVENING, true);
    second.add("AF006", "Numerator", FieldKind.NUMERATOR, 8, 30, day, EVENING, true);
    second.add("AF006", "Numerator", FieldKind.NUMERATOR, 9, 20, day, EVENING, true);
    for (List<ValueFragment> given : List.of(List.of(first, second), List.of(second, first))) {
      PracticeYear practice =
          new AssemblePractice(Given.YEAR, Given.known(Given.RULEBOOK), null)
              .from(Given.practice("Z90001", 5000).reference(), given);
      assertThat(practice.counts().get(0).numerator()).isEqualTo(8);
      assertThat(uses(practice)).containsExactly("superseded", "superseded", "used");
      assertThat(practice.values().countAt(IndicatorValues.LINE_NUMBER, 1)).isEqualTo(20);
    }
  }

  @Test
  void ofValuesThatWereFrozenOnlyThoseStillAskedForAreHeldOnTo() {
    PracticeYear frozen =
        Given.practice("Z90001", 5000)
            .fraction("AF006", 50, 80)
            .value(
                "AF001",
                "Atrial Fibrillation Register",
                FieldKind.REGISTER,
                55,
                LocalDate.of(2023, 12, 31),
                MORNING,
                true)
            .value("HF003", "Numerator", FieldKind.NUMERATOR, 9, FINAL, MORNING, false)
            .value("HF003", "Numerator", FieldKind.NUMERATOR, 7, FINAL, EVENING, true)
            .value("HF003", "Denominator", FieldKind.DENOMINATOR, 10, FINAL, EVENING, true)
            .assembled()
            .frozen();
    assertThat(frozen.counts()).extracting(IndicatorCounts::indicatorCode).contains("AF006");
    assertThat(indicators(frozen)).containsExactly("AF001", "HF003", "HF003", "HF003");
    assertThat(Given.practice("Z90001", 5000).fraction("AF006", 50, 80).assembled().frozen())
        .satisfies(whole -> assertThat(whole.values().rows()).isZero());
  }

  private static List<String> indicators(PracticeYear practice) {
    return IntStream.range(0, practice.values().rows())
        .mapToObj(row -> practice.values().textAt(IndicatorValues.INDICATOR_CODE, row))
        .toList();
  }

  @Test
  void aFragmentArrivesAsItWasSent() throws IOException, ClassNotFoundException {
    ValueFragment sent =
        Given.practice("Z90001", 5000)
            .value("AF006", "Numerator", FieldKind.NUMERATOR, 51, FINAL, EVENING, false)
            .fragments()
            .get(0);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(sent);
    }
    ValueFragment arrived;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      arrived = (ValueFragment) in.readObject();
    }
    assertThat(arrived.practiceCode()).isEqualTo(sent.practiceCode());
    assertThat(arrived.fileDigest()).isEqualTo(sent.fileDigest());
    assertThat(arrived.size()).isEqualTo(1);
    assertThat(arrived.indicator(0)).isEqualTo("AF006");
    assertThat(arrived.field(0)).isEqualTo("Numerator");
    assertThat(arrived.kind(0)).isEqualTo(FieldKind.NUMERATOR);
    assertThat(arrived.value(0)).isEqualTo(51);
    assertThat(arrived.line(0)).isEqualTo(sent.line(0));
    assertThat(arrived.achievementDay(0)).isEqualTo(sent.achievementDay(0));
    assertThat(arrived.submittedAt(0)).isEqualTo(EVENING);
    assertThat(arrived.lastSubmission(0)).isFalse();
  }

  private static List<String> uses(PracticeYear practice) {
    Block values = practice.values();
    List<String> uses = new ArrayList<>();
    for (int row = 0; row < values.rows(); row++) {
      uses.add(values.textAt(IndicatorValues.VALUE_USE, row));
    }
    return uses;
  }
}
