package org.openqof.testing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.input.FieldKind;
import org.openqof.input.Geography;
import org.openqof.input.Geography.Area;
import org.openqof.input.LocalDecisions;
import org.openqof.input.PracticeReference;
import org.openqof.input.PracticeReference.ListSize;
import org.openqof.input.PracticeReference.Participation;
import org.openqof.input.PracticeReference.Population;
import org.openqof.input.PracticeReference.Source;
import org.openqof.input.ValueFragment;
import org.openqof.practice.AssemblePractice;
import org.openqof.practice.PracticeYear;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;

/** Practices built value by value, for tests that say what is given and what is expected. */
public final class Given {
  /** The year of most tests. */
  public static final FinancialYear YEAR = FinancialYear.of("2023-24");

  /** Its shipped rulebook. */
  public static final Rulebook RULEBOOK = Rulebooks.shipped().load(YEAR);

  private final String code;
  private final List<ValueFragment> fragments = new ArrayList<>();
  private @Nullable Population population;
  private @Nullable Participation participation =
      new Participation(YEAR.start(), YEAR.end(), new Source("list", 2));
  private Geography geography =
      new Geography(
          new Area("U90001", null, "Elm PCN"),
          new Area("90A", "E90000001", "Elm sub-ICB"),
          new Area("QE9", "E91000001", "Elm ICB"),
          new Area("X90", "E92000009", "Elm region"));
  private LocalDecisions decisions = LocalDecisions.NONE;
  private final List<ListSize> lists = new ArrayList<>();
  private int line = 1;

  private Given(String code) {
    this.code = code;
  }

  /** A practice with this list on 1 January inside the year, and the same list for statistics. */
  public static Given practice(String code, int patients) {
    Given given = new Given(code);
    given.population =
        new Population(
            patients,
            YEAR.startOfFinalQuarter(),
            Population.Basis.PAYMENT_EXTRACT,
            new Source("crp", 2));
    given.lists.add(
        new ListSize("TOTAL", LocalDate.of(2024, 4, 1), patients, new Source("lists", 2)));
    return given;
  }

  /** Without a contractor registered population. */
  public Given withoutPopulation() {
    population = null;
    return this;
  }

  /** Taking part until another date. */
  public Given participatingUntil(LocalDate end) {
    participation = new Participation(YEAR.start(), end, new Source("list", 2));
    return this;
  }

  /** Taking part from one date to another. */
  public Given participating(LocalDate from, LocalDate to) {
    participation = new Participation(from, to, new Source("list", 2));
    return this;
  }

  /** With what people entered or decided about it. */
  public Given decided(LocalDecisions made) {
    decisions = made;
    return this;
  }

  /** Not on the list of participating practices. */
  public Given notParticipating() {
    participation = null;
    return this;
  }

  /** In other areas. */
  public Given in(Geography other) {
    geography = other;
    return this;
  }

  /** With one list of another type. */
  public Given list(String type, int patients) {
    lists.add(new ListSize(type, LocalDate.of(2024, 4, 1), patients, new Source("lists", 2)));
    return this;
  }

  /** A value of the final collection. */
  public Given value(String indicator, FieldKind kind, int count) {
    return value(indicator, fieldName(kind), kind, count, YEAR.end(), ValueFragment.NO_TIME, true);
  }

  /** A value with everything said. */
  public Given value(
      String indicator,
      String field,
      FieldKind kind,
      int count,
      LocalDate achievementDate,
      long submitted,
      boolean last) {
    ValueFragment fragment = new ValueFragment(code, "file");
    line++;
    fragment.add(
        indicator,
        field,
        kind,
        count,
        line,
        Math.toIntExact(achievementDate.toEpochDay()),
        submitted,
        last);
    fragments.add(fragment.trimmed());
    return this;
  }

  /** Numerator and denominator of an indicator. */
  public Given fraction(String indicator, int numerator, int denominator) {
    return value(indicator, FieldKind.NUMERATOR, numerator)
        .value(indicator, FieldKind.DENOMINATOR, denominator);
  }

  /** A register. */
  public Given register(String indicator, int patients) {
    return value(indicator, FieldKind.REGISTER, patients);
  }

  private static String fieldName(FieldKind kind) {
    return switch (kind) {
      case NUMERATOR -> "Numerator";
      case DENOMINATOR -> "Denominator";
      case REGISTER -> "Some Register";
      case YES_NO -> "Yes/No Flag";
      case REASON -> "REASON";
      case PCAS -> "PCAS";
      case ACHIEVED_POINTS -> "ACHIEVED_POINTS";
      case NEWLY_DIAGNOSED -> "NEWLY_DIAGNOSED";
    };
  }

  /** The practice's reference data. */
  public PracticeReference reference() {
    return new PracticeReference(
        code,
        "Practice " + code,
        participation,
        null,
        geography,
        population,
        lists,
        List.of(),
        null,
        decisions);
  }

  /** Its fragments. */
  public List<ValueFragment> fragments() {
    return List.copyOf(fragments);
  }

  /** The practice-year, with reasons told apart by this dictionary. */
  public PracticeYear assembled(@Nullable Map<String, Boolean> reasons) {
    return new AssemblePractice(YEAR, known(RULEBOOK), reasons).from(reference(), fragments);
  }

  /** The practice-year. */
  public PracticeYear assembled() {
    return assembled(null);
  }

  /** Indicator codes a rulebook knows, registers without points included. */
  public static Set<String> known(Rulebook rulebook) {
    Set<String> known = new TreeSet<>();
    rulebook.indicators().stream().map(Indicator::code).forEach(known::add);
    rulebook.groups().stream()
        .map(Group::registerIndicator)
        .filter(Objects::nonNull)
        .forEach(known::add);
    return known;
  }
}
