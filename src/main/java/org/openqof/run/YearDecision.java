package org.openqof.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.PrintedCommand;
import org.openqof.intake.ReadReferences;
import org.openqof.intake.YearInputs;
import org.openqof.recalculation.BaseYears;
import org.openqof.recalculation.MadeFrom;
import org.openqof.recalculation.RunContext;
import org.openqof.recalculation.SilverYear;
import org.openqof.rulebook.Rulebook;
import org.openqof.settings.Digests;
import org.openqof.settings.JobErrors;
import org.openqof.settings.JobFile.Step;
import org.openqof.settings.RunSettings;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;

/**
 * What a run does with one year, and why: the same answer for {@code run} and {@code plan}, and for
 * all jobs.
 *
 * <p>Frozen values are identified by the year's files in their order, by what files of other years
 * say of it, and by the rulebook and the code. A version is identified by its frozen values, the
 * rulebook and code that recalculated them, and what it uses of other years. So a version is the
 * same whether one job made it or three, one after the other.
 *
 * @param year the financial year
 * @param action what is to be done
 * @param madeFrom identity of the version, and its parts
 * @param from the version that is up to date, published or recalculated from; null when the year is
 *     read
 * @param reasons why something is to be done, in words; none for a year's first version
 * @param leftAlone what changed and makes nothing again, in words; only of a year without files
 */
record YearDecision(
    FinancialYear year,
    Action action,
    MadeFrom madeFrom,
    @Nullable VersionState from,
    List<String> reasons,
    List<String> leftAlone) {

  /** How a notice of {@link #notice} begins. */
  static final String LEFT_ALONE = "left as it is: ";

  /** What is to be done with a year. */
  enum Action {
    /** Its version is as far as the job goes. */
    NOTHING("nothing"),
    /** Its results are in the lake and are to be published. */
    PUBLISH("publish"),
    /** Its frozen values stand; the rest is made from them. */
    RECALCULATE("recalculate"),
    /** Its files are to be read. */
    READ("read and recalculate");

    private final String words;

    Action(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** Identity of the version that is wanted. */
  String identity() {
    return madeFrom.identity();
  }

  /** The version it starts from. */
  VersionState held() {
    VersionState version = from;
    if (version == null) {
      throw new IllegalStateException("nothing is held of " + year);
    }
    return version;
  }

  /** For a year of which files were received. */
  static YearDecision of(
      RunContext context,
      Rulebook rulebook,
      YearInputs inputs,
      ReadReferences references,
      BaseYears bases) {
    FinancialYear year = rulebook.year();
    Optional<VersionState> ingested = context.versions().last(year, State.INGESTED);
    String own = inputs.own(rulebook, context.settings().codeVersion());
    String lookedAt = own + " " + inputs.lookedAt();
    String frozen = "";
    if (ingested.isPresent()) {
      Optional<MadeFrom> known =
          MadeFrom.of(context.lake(), year).filter(made -> made.lookedAt().equals(lookedAt));
      frozen =
          known.isPresent()
              ? known.get().frozen()
              : YearInputs.frozen(
                  own, SilverYear.Inputs.read(inputs, references, rulebook).content(rulebook));
    }
    String wanted = frozen;
    return decide(
        context,
        year,
        madeFrom(context, rulebook, frozen, lookedAt, new TreeMap<>(inputs.digests()), bases),
        ingested.filter(state -> state.identity().equals(wanted)));
  }

  /** The same decision once the frozen values have been made, and their identity is known. */
  YearDecision frozenAs(RunContext context, Rulebook rulebook, String frozen, BaseYears bases) {
    return new YearDecision(
        year,
        action,
        madeFrom(context, rulebook, frozen, madeFrom.lookedAt(), madeFrom.files(), bases),
        from,
        reasons,
        List.of());
  }

  /** For a year whose frozen values are in the lake. */
  static YearDecision ofFrozen(RunContext context, Rulebook rulebook, BaseYears bases) {
    FinancialYear year = rulebook.year();
    VersionState ingested =
        context
            .versions()
            .last(year, State.INGESTED)
            .orElseThrow(
                () ->
                    JobErrors.nothingInTheLake(
                        "values of " + year, context.settings().lake(), "jobs/ingest.yaml"));
    Optional<MadeFrom> before =
        MadeFrom.of(context.lake(), year).filter(made -> made.frozen().equals(ingested.identity()));
    MadeFrom madeFrom =
        madeFrom(
            context,
            rulebook,
            ingested.identity(),
            before.map(MadeFrom::lookedAt).orElse(""),
            before.map(MadeFrom::files).orElse(new TreeMap<>()),
            bases);
    return decide(context, year, madeFrom, Optional.of(ingested));
  }

  /**
   * For a year whose frozen values are in the lake and whose files the extracts no longer hold.
   *
   * <p>As for any other year: what it uses of other years rebuilds it from its frozen values, and
   * values without results are gone on from. Only a change of rulebook or code alone makes nothing
   * again ({@code docs/interpretations.md}, I70): a settled year is not priced again because the
   * program is another, unless a person asks for it.
   */
  static YearDecision withoutFiles(RunContext context, Rulebook rulebook, BaseYears bases) {
    YearDecision decision = ofFrozen(context, rulebook, bases);
    FinancialYear year = rulebook.year();
    Optional<VersionState> made = context.versions().last(year, State.RECALCULATED);
    Optional<VersionState> current = context.latest(year);
    if (decision.action != Action.RECALCULATE
        || made.isEmpty()
        || current.isEmpty()
        || current.get().version() != made.get().version()) {
      return decision;
    }
    MadeFrom now = decision.madeFrom;
    MadeFrom then =
        MadeFrom.of(context.lake(), year)
            .filter(known -> known.identity().equals(made.get().identity()))
            .orElseGet(() -> byItsOwnRules(now, made.get()));
    if (!then.identity().equals(made.get().identity())
        || !then.versionsOfOthers().equals(now.versionsOfOthers())) {
      return decision;
    }
    YearDecision standing = standing(context, then, current.get());
    return new YearDecision(
        year, standing.action, then, standing.from, standing.reasons, now.differencesFrom(then));
  }

  /**
   * What a version would be made from with the rulebook and code that made it: the very version
   * where nothing else changed. For a lake that has lost its notes.
   */
  private static MadeFrom byItsOwnRules(MadeFrom now, VersionState made) {
    return new MadeFrom(
        identity(now.frozen(), made.rulebookDigest(), made.codeVersion(), now.others()),
        now.frozen(),
        now.lookedAt(),
        now.files(),
        made.rulebookDigest(),
        made.codeVersion(),
        now.others());
  }

  /**
   * What a person must know of a version that is left as it is; empty where nothing changed.
   *
   * @param lake where the lake is
   */
  Optional<String> notice(String lake) {
    return leftAlone.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s%s version %d, whose files are no longer in the extracts: %s. To rebuild it, put them back or run %s"
                .formatted(
                    LEFT_ALONE,
                    year,
                    held().version(),
                    String.join("; ", leftAlone),
                    PrintedCommand.on(lake, "run jobs/recalculate.yaml --years " + year)));
  }

  /**
   * Whether the report has a year without files: where something is done, or where it was asked for
   * by name and nothing at all changed.
   */
  boolean isSpokenOf(RunSettings settings) {
    return action != Action.NOTHING || (settings.years() != null && leftAlone.isEmpty());
  }

  private static MadeFrom madeFrom(
      RunContext context,
      Rulebook rulebook,
      String frozen,
      String lookedAt,
      SortedMap<String, String> files,
      BaseYears bases) {
    String code = context.settings().codeVersion();
    SortedMap<String, String> others = new TreeMap<>(bases.identities());
    FinancialYear year = rulebook.year();
    if (!year.equals(FinancialYear.FIRST)) {
      FinancialYear before = year.previous();
      context
          .versions()
          .last(before, State.RECALCULATED)
          .ifPresent(
              state -> {
                others.put("the year before, " + before + ",", state.identity());
                // Aspiration is brought to this year's price and average list by the rulebooks.
                others.put(MadeFrom.rulebookOf(before), context.rulebooks().load(before).digest());
              });
    }
    return new MadeFrom(
        identity(frozen, rulebook.digest(), code, others),
        frozen,
        lookedAt,
        files,
        rulebook.digest(),
        code,
        others);
  }

  private static String identity(
      String frozen, String rulebook, String code, SortedMap<String, String> others) {
    return Digests.sha256(
        String.join("\n", frozen, rulebook, code, new TreeMap<>(others).toString()));
  }

  private static YearDecision decide(
      RunContext context, FinancialYear year, MadeFrom madeFrom, Optional<VersionState> ingested) {
    Set<Step> steps = context.settings().steps();
    Optional<VersionState> current = context.latest(year);
    boolean recalculates = steps.contains(Step.RECALCULATE);
    if (!recalculates) {
      return ingested.isPresent()
          ? decision(year, Action.NOTHING, madeFrom, current.orElse(ingested.get()), List.of())
          : decision(year, Action.READ, madeFrom, null, reasons(context, year, madeFrom, current));
    }
    if (current.isPresent()
        && current.get().state().compareTo(State.RECALCULATED) >= 0
        && current.get().identity().equals(madeFrom.identity())) {
      return standing(context, madeFrom, current.get());
    }
    List<String> reasons = reasons(context, year, madeFrom, current);
    return ingested.isPresent()
        ? decision(year, Action.RECALCULATE, madeFrom, ingested.get(), reasons)
        : decision(year, Action.READ, madeFrom, null, reasons);
  }

  /** A version whose results stand: to be published, unless it is or the job does not publish. */
  private static YearDecision standing(
      RunContext context, MadeFrom madeFrom, VersionState current) {
    boolean published =
        !context.settings().steps().contains(Step.PUBLISH) || YearRun.isPublished(context, current);
    return published
        ? decision(current.year(), Action.NOTHING, madeFrom, current, List.of())
        : decision(
            current.year(),
            Action.PUBLISH,
            madeFrom,
            current,
            List.of(
                "version %d is not published in %s"
                    .formatted(current.version(), context.publication().root())));
  }

  private static YearDecision decision(
      FinancialYear year,
      Action action,
      MadeFrom madeFrom,
      @Nullable VersionState from,
      List<String> reasons) {
    return new YearDecision(year, action, madeFrom, from, reasons, List.of());
  }

  private static List<String> reasons(
      RunContext context, FinancialYear year, MadeFrom now, Optional<VersionState> current) {
    Optional<VersionState> recalculated = context.versions().last(year, State.RECALCULATED);
    if (current.isEmpty() || recalculated.isEmpty()) {
      return List.of();
    }
    Optional<MadeFrom> before =
        MadeFrom.of(context.lake(), year)
            .filter(made -> made.identity().equals(recalculated.get().identity()));
    List<String> reasons = new ArrayList<>();
    before.ifPresent(made -> reasons.addAll(now.differencesFrom(made)));
    if (reasons.isEmpty()) {
      reasons.add(
          "files, their order, rulebook, code or other years are not those of version "
              + recalculated.get().version());
    }
    return reasons;
  }
}
