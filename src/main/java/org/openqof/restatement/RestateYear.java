package org.openqof.restatement;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openqof.comparison.change.Cause;
import org.openqof.comparison.change.CauseSplit;
import org.openqof.comparison.change.CauseSplit.Pricing;
import org.openqof.comparison.change.Restated;
import org.openqof.domain.FinancialYear;
import org.openqof.engine.Engine;
import org.openqof.engine.Engine.Assembled;
import org.openqof.engine.ExtractPart;
import org.openqof.extract.layout.Role;
import org.openqof.input.PracticeReference;
import org.openqof.nation.NationalYear;
import org.openqof.practice.BaseYearPoints;
import org.openqof.practice.CheckPractice;
import org.openqof.practice.Contribution;
import org.openqof.practice.NationalValues;
import org.openqof.recalculation.AssemblingYear;
import org.openqof.recalculation.BaseYears;
import org.openqof.recalculation.Contribute;
import org.openqof.recalculation.KeptRulebooks;
import org.openqof.recalculation.ReadingFromSilver;
import org.openqof.recalculation.ReferenceTables;
import org.openqof.recalculation.SilverYear;
import org.openqof.recalculation.VersionCauses;
import org.openqof.recalculation.YearFacts;
import org.openqof.recalculation.YearResults;
import org.openqof.restatement.Restatement.PracticeChange;
import org.openqof.restatement.Restatement.Side;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.settings.JobErrors;
import org.openqof.settings.Progress;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.store.parquet.DataFile;
import org.openqof.store.parquet.Selection;
import org.openqof.tables.AdjustmentReasons;
import org.openqof.tables.Block;
import org.openqof.tables.Files;
import org.openqof.tables.IndicatorValues;
import org.openqof.tables.ManualEntries;
import org.openqof.tables.NationalFigures;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.Populations;
import org.openqof.tables.PracticePayments;

/**
 * Says what changed between two versions of one year and what it is owed to: prices the year again
 * with the input, reference data, base years and rulebook of one version or the other in every
 * combination that the split needs, and sets the ends alongside what the versions hold.
 *
 * <p>See {@code docs/method.md}, section 29.
 *
 * <p>One file because the steps of a restatement are read from top to bottom.
 */
public final class RestateYear {
  private static final String DEVELOPMENT = "development";

  private final Lake lake;
  private final Rulebooks rulebooks;
  private final Engine engine;
  private final Supplier<String> codeVersion;
  private final Progress progress;

  /**
   * Restatements of a lake.
   *
   * @param rulebooks rulebooks at hand, asked before those that the lake kept
   * @param engine prices the practices
   * @param codeVersion gives the version of this program
   */
  public RestateYear(
      Lake lake,
      Rulebooks rulebooks,
      Engine engine,
      Supplier<String> codeVersion,
      Progress progress) {
    this.lake = lake;
    this.rulebooks = rulebooks;
    this.engine = engine;
    this.codeVersion = codeVersion;
    this.progress = progress;
  }

  /**
   * What changed from one version to another.
   *
   * @param from the earlier version; null for the one published before the current
   * @param to the later version; null for the current one
   * @throws org.openqof.errors.QofException when a version or its rulebook is not in the lake, the
   *     year is not paid, or the parts do not add up
   */
  public Restatement restate(FinancialYear year, @Nullable Integer from, @Nullable Integer to) {
    List<Integer> published = published(year);
    int later = to != null ? to : last(published, Integer.MAX_VALUE, year);
    int earlier = from != null ? from : last(published, later, year);
    if (earlier >= later) {
      throw JobErrors.versionsRunBackwards(lake.root(), year.toString(), earlier, later);
    }
    return new Open(YearResults.of(lake, year, earlier), YearResults.of(lake, year, later))
        .restatement();
  }

  private List<Integer> published(FinancialYear year) {
    TreeSet<Integer> versions = new TreeSet<>();
    TreeSet<Integer> removed = new TreeSet<>();
    for (VersionState state : new VersionLog(lake).states(year)) {
      if (state.state() == State.PUBLISHED) {
        versions.add(state.version());
      } else if (state.state() == State.REMOVED) {
        removed.add(state.version());
      }
    }
    versions.removeAll(removed);
    return List.copyOf(versions);
  }

  /** The last published version below another. */
  private int last(List<Integer> published, int below, FinancialYear year) {
    return published.stream()
        .filter(version -> version < below)
        .reduce((one, next) -> next)
        .orElseGet(
            () -> {
              // Says so where the lake does not hold the year at all.
              YearResults only = YearResults.of(lake, year, null);
              throw JobErrors.nothingToRestate(
                  lake.root(), year.toString(), only.version(), published);
            });
  }

  /** One restatement while it is put together. */
  private final class Open {
    private final FinancialYear year;
    private final YearResults before;
    private final YearResults after;
    private final Rulebook rulesBefore;
    private final Rulebook rulesAfter;
    private final Side sideBefore;
    private final Side sideAfter;
    private final Map<List<Object>, BaseYearPoints> bases = new HashMap<>();

    Open(YearResults before, YearResults after) {
      this.before = before;
      this.after = after;
      this.year = before.year();
      this.rulesBefore = rulebook(before);
      this.rulesAfter = rulebook(after);
      this.sideBefore = side(before);
      this.sideAfter = side(after);
    }

    private Rulebook rulebook(YearResults results) {
      String digest = results.made().rulebookDigest();
      return new KeptRulebooks(lake)
          .load(year, digest, rulebooks)
          .orElseThrow(() -> JobErrors.rulebookNotKept(year.toString(), results.version(), digest));
    }

    Restatement restatement() {
      if (sideBefore.lines().rows() == 0 || sideAfter.lines().rows() == 0) {
        throw JobErrors.yearNotPaid(year.toString());
      }
      CauseSplit split = new CauseSplit(differing(), madeByThisCode(before), madeByThisCode(after));
      SortedMap<String, SortedMap<String, long[]>> priced = priced(split);
      Restatement restatement =
          new Restatement(year, sideBefore, sideAfter, split.causes(), practices(split, priced));
      if (!restatement.addsUp()) {
        throw JobErrors.checksFailed(
            year.toString(), List.of("causes do not add up to what the versions hold"));
      }
      return restatement;
    }

    private Side side(YearResults results) {
      Selection all = Selection.everything();
      return new Side(
          results.made(),
          results.results(PaymentLines.TABLE, all),
          results.results(PracticePayments.TABLE, all),
          results.results(NationalFigures.TABLE, all));
    }

    private boolean madeByThisCode(YearResults results) {
      String code = codeVersion.get();
      return !code.equals(DEVELOPMENT) && results.made().codeVersion().equals(code);
    }

    /** What the two versions were made from that is not the same. */
    private Set<Cause> differing() {
      Set<Cause> causes =
          VersionCauses.between(before.made(), after.made()).stream()
              .filter(Cause::canBePriced)
              .collect(() -> EnumSet.noneOf(Cause.class), Set::add, Set::addAll);
      causes.remove(Cause.BASE_YEARS);
      if (!bases(rulesAfter, before).identities().equals(bases(rulesAfter, after).identities())
          || !bases(rulesBefore, before)
              .identities()
              .equals(bases(rulesBefore, after).identities())) {
        causes.add(Cause.BASE_YEARS);
      }
      if (!roles(before).equals(roles(after))) {
        // A kind of file that came or went decides which checks apply, whatever stands in it.
        causes.add(Cause.REFERENCE);
      }
      return causes;
    }

    private BaseYears bases(Rulebook rulebook, YearResults asOf) {
      return new BaseYears(lake, rulebook, rulebooks.earlierCodes(rulebook), asOf.recalculatedAt());
    }

    private BaseYearPoints points(Rulebook rulebook, YearResults asOf) {
      return !rulebook.restsOnEarlierYears()
          ? BaseYearPoints.none()
          : bases.computeIfAbsent(
              List.of(rulebook.digest(), asOf.version()), key -> bases(rulebook, asOf).points());
    }

    /** Pence by practice, subject and pricing. */
    private SortedMap<String, SortedMap<String, long[]>> priced(CauseSplit split) {
      List<Pricing> pricings = split.pricings();
      Map<List<Boolean>, List<Integer>> byData = new LinkedHashMap<>();
      for (int i = 0; i < pricings.size(); i++) {
        byData.computeIfAbsent(dataOf(split, pricings.get(i)), data -> new ArrayList<>()).add(i);
      }
      // Data with fewer later sides come first, so that figures are there before they are asked.
      Map<Integer, NationalValues> figures = new HashMap<>();
      SortedMap<String, SortedMap<String, long[]>> priced = new TreeMap<>();
      byData.forEach(
          (data, places) -> {
            progress.began(year.toString(), "pricing with " + words(split, pricings, places));
            price(split, pricings, places, figures, priced);
            progress.ended("%d times".formatted(places.size()));
          });
      return priced;
    }

    private List<Boolean> dataOf(CauseSplit split, Pricing pricing) {
      return List.of(
          split.isLater(pricing, Cause.INPUT),
          split.isLater(pricing, Cause.REFERENCE),
          split.isLater(pricing, Cause.RULEBOOK));
    }

    private String words(CauseSplit split, List<Pricing> pricings, List<Integer> places) {
      List<String> later = new ArrayList<>();
      for (Cause cause : split.causes()) {
        if (cause != Cause.BASE_YEARS && split.isLater(pricings.get(places.get(0)), cause)) {
          later.add(cause.words());
        }
      }
      return later.isEmpty()
          ? "version " + before.version()
          : String.join(" and ", later) + " of version " + after.version();
    }

    /** Assembles the year once and prices it with each of the figures and base years wanted. */
    private void price(
        CauseSplit split,
        List<Pricing> pricings,
        List<Integer> places,
        Map<Integer, NationalValues> figures,
        SortedMap<String, SortedMap<String, long[]>> priced) {
      Pricing any = pricings.get(places.get(0));
      YearResults values = split.isLater(any, Cause.INPUT) ? after : before;
      YearResults reference = split.isLater(any, Cause.REFERENCE) ? after : before;
      Rulebook rulebook = split.isLater(any, Cause.RULEBOOK) ? rulesAfter : rulesBefore;
      CheckPractice checks = new YearFacts(roles(values, reference)).checks(rulebook);
      try (Assembled<?> practices = assembled(values, reference, rulebook)) {
        List<Contribution> contributions = new ArrayList<>();
        engine
            .blocks(practices, SilverYear.PRACTICES_PER_BLOCK, new Contribute(rulebook, checks))
            .forEach(contributions::addAll);
        NationalValues own =
            NationalYear.of(rulebook, contributions, populations(reference)).values();
        List<PriceVariants.Variant> variants = new ArrayList<>();
        for (int place : places) {
          Pricing pricing = pricings.get(place);
          if (split.hasOwnFigures(pricing)) {
            figures.put(pricing.laterFigures(), own);
          }
          NationalValues paying = figures.get(pricing.laterFigures());
          if (paying == null) {
            throw new IllegalStateException("figures are wanted before they are formed");
          }
          variants.add(
              new PriceVariants.Variant(
                  paying,
                  points(rulebook, split.isLater(pricing, Cause.BASE_YEARS) ? after : before)));
        }
        engine
            .blocks(
                practices,
                SilverYear.PRACTICES_PER_BLOCK,
                new PriceVariants(rulebook, checks, variants))
            .forEach(
                block -> block.forEach(amounts -> put(amounts, places, pricings.size(), priced)));
      }
    }

    private void put(
        PriceVariants.Amounts amounts,
        List<Integer> places,
        int pricings,
        SortedMap<String, SortedMap<String, long[]>> priced) {
      SortedMap<String, long[]> ofPractice =
          priced.computeIfAbsent(amounts.practiceCode(), practice -> new TreeMap<>());
      amounts
          .pence()
          .forEach(
              (subject, pence) -> {
                long[] all = ofPractice.computeIfAbsent(subject, any -> new long[pricings]);
                for (int i = 0; i < pence.length; i++) {
                  all[places.get(i)] = pence[i];
                }
              });
    }

    private Assembled<?> assembled(YearResults values, YearResults reference, Rulebook rulebook) {
      SortedMap<String, PracticeReference> practices =
          ReferenceTables.practices(
              table ->
                  (table == ManualEntries.TABLE ? values : reference)
                      .inputs(table, Selection.everything()));
      List<ExtractPart> parts = new ArrayList<>();
      for (DataFile file :
          lake.files(IndicatorValues.TABLE, year, values.state().silverVersion())) {
        parts.add(new ExtractPart(file.path(), "silver", 0, 0, 0, 1));
      }
      return engine.assemble(
          parts,
          new ReadingFromSilver(lake),
          List.copyOf(practices.keySet()),
          SilverYear.PRACTICES_PER_BLOCK,
          AssemblingYear.of(
              rulebook,
              ReferenceTables.reasons(
                  reference.inputs(AdjustmentReasons.TABLE, Selection.everything())),
              new HashMap<>(practices),
              null));
    }

    /** Roles of files: those of values from one version, the rest from the other. */
    private Set<Role> roles(YearResults values, YearResults reference) {
      Set<Role> roles = roles(reference);
      roles.remove(Role.VALUES);
      if (roles(values).contains(Role.VALUES)) {
        roles.add(Role.VALUES);
      }
      return roles;
    }

    private Set<Role> roles(YearResults version) {
      Set<Role> roles = EnumSet.noneOf(Role.class);
      Block files = version.inputs(Files.TABLE, Selection.of(Files.FILE_DIGEST, Files.ROLE));
      for (int row = 0; row < files.rows(); row++) {
        roles.add(Role.valueOf(files.textAt(Files.ROLE, row).toUpperCase(Locale.ROOT)));
      }
      return roles;
    }

    private List<Integer> populations(YearResults reference) {
      Block rows = reference.inputs(Populations.TABLE, Selection.everything());
      List<Integer> patients = new ArrayList<>(rows.rows());
      for (int row = 0; row < rows.rows(); row++) {
        patients.add(rows.countAt(Populations.REGISTERED_POPULATION, row));
      }
      return patients;
    }

    private List<PracticeChange> practices(
        CauseSplit split, SortedMap<String, SortedMap<String, long[]>> priced) {
      SortedMap<String, SortedMap<String, Long>> heldBefore =
          PriceVariants.stored(sideBefore.lines(), sideBefore.payments());
      SortedMap<String, SortedMap<String, Long>> heldAfter =
          PriceVariants.stored(sideAfter.lines(), sideAfter.payments());
      TreeSet<String> codes = new TreeSet<>(priced.keySet());
      codes.addAll(heldBefore.keySet());
      codes.addAll(heldAfter.keySet());
      long[] nothing = new long[split.pricings().size()];
      List<PracticeChange> changes = new ArrayList<>();
      for (String code : codes) {
        SortedMap<String, Long> ofBefore = heldBefore.get(code);
        SortedMap<String, Long> ofAfter = heldAfter.get(code);
        SortedMap<String, long[]> ofPriced = priced.getOrDefault(code, new TreeMap<>());
        TreeSet<String> subjects = new TreeSet<>(ofPriced.keySet());
        Optional.ofNullable(ofBefore).ifPresent(all -> subjects.addAll(all.keySet()));
        Optional.ofNullable(ofAfter).ifPresent(all -> subjects.addAll(all.keySet()));
        Restated whole = new Restated();
        TreeMap<String, Restated> lines = new TreeMap<>();
        for (String subject : subjects) {
          Restated line =
              split.split(
                  PriceVariants.of(ofBefore, subject),
                  PriceVariants.of(ofAfter, subject),
                  ofPriced.getOrDefault(subject, nothing));
          whole.add(line);
          lines.put(subject, line);
        }
        if (ofBefore != null || ofAfter != null || whole.moved()) {
          changes.add(new PracticeChange(code, ofBefore != null, ofAfter != null, whole, lines));
        }
      }
      return changes;
    }
  }
}
