package org.openqof.gate;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Answer;
import org.openqof.domain.FinancialYear;
import org.openqof.engine.Engine;
import org.openqof.extract.layout.Role;
import org.openqof.gate.GateReport.Accepted;
import org.openqof.gate.figures.FindCauses;
import org.openqof.gate.figures.GateCause;
import org.openqof.gate.figures.GateFacts;
import org.openqof.gate.figures.JudgeFigures;
import org.openqof.gate.figures.JudgeFiles;
import org.openqof.gate.figures.JudgeInputs;
import org.openqof.gate.figures.JudgeOutcome;
import org.openqof.gate.figures.JudgeRules;
import org.openqof.gate.figures.JudgeStatistics;
import org.openqof.gate.figures.Judgement;
import org.openqof.gate.figures.Judgement.Verdict;
import org.openqof.gate.figures.Leverage;
import org.openqof.gate.figures.OutcomeCauses;
import org.openqof.gate.figures.OutcomeFacts;
import org.openqof.gate.figures.YearOutcome;
import org.openqof.nation.NationalYear;
import org.openqof.practice.BaseYearPoints;
import org.openqof.practice.CheckPractice;
import org.openqof.practice.LargeInput;
import org.openqof.practice.NationalValues;
import org.openqof.recalculation.GatherYear;
import org.openqof.recalculation.RowsOfFile;
import org.openqof.recalculation.RunContext;
import org.openqof.recalculation.SilverYear;
import org.openqof.recalculation.YearOutcomes;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.proof.YearProof;
import org.openqof.settings.YearVersion;
import org.openqof.store.Lake;
import org.openqof.tables.Block;
import org.openqof.tables.GateJudgements;

/**
 * Stands between the national figures of a year and everything that is paid by them: judges each
 * figure, lets through what a person accepted, and otherwise holds the year, saying which figure,
 * what most probably moved it and how many pounds that is.
 */
public final class NationalGate {
  /** Causes whose pounds are worked out. */
  private static final int PRICED_CAUSES = 3;

  private final RunContext context;
  private final Engine engine;
  private final Rulebook rulebook;

  public NationalGate(RunContext context, Engine engine, Rulebook rulebook) {
    this.context = context;
    this.engine = engine;
    this.rulebook = rulebook;
  }

  /**
   * What a year gives as a whole.
   *
   * @param outcome payments and statistics
   * @param inputs inputs of practices that move their payments by themselves
   */
  public record Whole(YearOutcome outcome, List<LargeInput> inputs) {}

  /**
   * What the gate says of a year.
   *
   * @param report for people and programs
   * @param rows rows of {@code gate_judgements}, which are written only where the gate is open
   */
  public record Passage(GateReport report, Block rows) {
    public boolean isOpen() {
      return report.isOpen();
    }
  }

  /**
   * Judges the figures of a year.
   *
   * @param silver its frozen inputs
   * @param gathered what its practices brought
   * @param national its figures
   * @param whole what it gives as a whole
   * @param proof what the points awarded say of its rulebook; null where none were sent
   * @param checks the checks that apply to its practices
   * @param bases gives the points of base years; asked only when the year is held
   * @param place the version being made
   */
  public Passage judge(
      SilverYear silver,
      GatherYear.Gathered gathered,
      NationalYear national,
      Whole whole,
      @Nullable YearProof proof,
      CheckPractice checks,
      Supplier<BaseYearPoints> bases,
      YearVersion place) {
    GateFacts facts = new GateInputs(context, rulebook).facts(silver, gathered, national);
    Leverage leverage = new Leverage(facts);
    boolean inProgress = GateInputs.isInProgress(place.year(), gathered.standings, context.today());
    OutcomeFacts outcome =
        new YearOutcomes(context, place.year()).facts(whole.outcome(), inProgress);
    List<Judgement> judged = new ArrayList<>(JudgeOutcome.of(facts, outcome));
    judged.addAll(JudgeStatistics.of(facts, outcome));
    judged.addAll(JudgeInputs.of(facts, whole.inputs()));
    judged.addAll(JudgeFigures.of(facts, leverage));
    judged.addAll(
        JudgeFiles.of(facts.rules(), silver.rowsOfFiles().stream().map(RowsOfFile::rows).toList()));
    if (proof != null) {
      judged.addAll(JudgeRules.of(facts, proof));
    }
    List<GateAcceptance> recorded =
        judged.stream().anyMatch(Judgement::isOutside)
            ? GateAcceptance.of(place.lake(), place.year())
            : List.of();
    LocalDate today = context.today();
    List<Judgement> decided = new ArrayList<>();
    Set<Accepted> accepted = new LinkedHashSet<>();
    Block rows = new Block(GateJudgements.TABLE, judged.size());
    for (Judgement judgement : judged) {
      GateAcceptance acceptance =
          judgement.isOutside()
              ? GateAcceptance.letting(judgement, recorded, today).orElse(null)
              : null;
      if (acceptance != null) {
        accepted.add(acceptance.reported());
      }
      Judgement after = acceptance == null ? judgement : judgement.accepted();
      decided.add(after);
      addRow(rows, after, acceptance);
    }
    List<String> noted =
        decided.stream()
            .filter(judgement -> judgement.verdict() == Verdict.NOTED)
            .map(GateWords::inShort)
            .toList();
    boolean open = decided.stream().noneMatch(Judgement::isOutside);
    // Let through today, it may have to be told of again on the day of publication.
    List<Judgement> told = open ? judged : decided;
    HeldGate held = null;
    if (!open || (!accepted.isEmpty() && !isTold(place, judged))) {
      List<GateCause> causes =
          OutcomeCauses.of(facts, told, FindCauses.of(facts, leverage, told), isListed(silver));
      held =
          new HeldGate(
              place.year(),
              place.version(),
              facts,
              leverage,
              told,
              causes,
              stakes(silver, national, checks, bases.get(), causes, facts));
    }
    Answer closed = held == null ? null : kept(held, place.lake(), rows, today);
    return new Passage(
        new GateReport(
            decided.size(),
            noted,
            List.copyOf(accepted),
            open ? null : closed,
            open ? null : HeldFolder.of(place.lake(), place.year(), place.version()).page(),
            inProgress && silver.facts().hasValues()
                ? "pays nothing: interim collections only"
                : notJudgedBy(facts)),
        rows.sorted());
  }

  private static boolean isListed(SilverYear silver) {
    return silver.files().sent().contains(Role.PRACTICE_LIST.name().toLowerCase(Locale.ROOT));
  }

  /** What a year without any past in the lake could not be judged by; empty for nothing. */
  private static String notJudgedBy(GateFacts facts) {
    if (facts.lastRun() != null
        || !facts.before().contributions().isEmpty()
        || facts.national().rulebook().year().equals(FinancialYear.FIRST)) {
      return "";
    }
    return "not judged by %s, for which the lake has no results, nor by an earlier version"
        .formatted(facts.national().rulebook().year().previous());
  }

  /** Whether the files of the version are about these very values. */
  private static boolean isTold(YearVersion place, List<Judgement> judged) {
    HeldFolder folder = HeldFolder.of(place.lake(), place.year(), place.version());
    return HeldReport.find(place.lake(), folder)
        .map(HeldReport::values)
        .filter(HeldGate.identity(judged)::equals)
        .isPresent();
  }

  /** Writes the files of a held version; what people are shown of it. */
  private Answer kept(HeldGate held, Lake lake, Block rows, LocalDate today) {
    HeldReport report = held.report(lake, currentVersion(), today);
    Answer answer =
        HeldAnswer.of(
            lake,
            held.year(),
            held.version(),
            String.valueOf(report.headline()),
            report.accept(),
            report);
    HeldFolder.of(lake, held.year(), held.version())
        .write(lake.storage(), report, answer, rows.sorted());
    return answer;
  }

  /** The published version that stays current while the year is held; 0 for none. */
  private int currentVersion() {
    FinancialYear year = rulebook.year();
    return context.publication().latest(year).map(latest -> latest.version()).orElse(0);
  }

  /** What the first causes move, all in one pass; empty in a year that pays nothing. */
  private Map<GateCause, Stake> stakes(
      SilverYear silver,
      NationalYear national,
      CheckPractice checks,
      BaseYearPoints bases,
      List<GateCause> causes,
      GateFacts facts) {
    List<GateCause> moving = new ArrayList<>();
    List<NationalValues> figures = new ArrayList<>(List.of(national.values()));
    for (GateCause cause : causes) {
      NationalValues without = cause.without();
      if (without != null && moving.size() < PRICED_CAUSES) {
        moving.add(cause);
        figures.add(without);
      }
    }
    if (!facts.pays() || moving.isEmpty() || facts.contributions().isEmpty()) {
      return Map.of();
    }
    List<PriceStakes.Priced> priced = new ArrayList<>();
    engine
        .blocks(
            silver.assembled(),
            SilverYear.PRACTICES_PER_BLOCK,
            new PriceStakes(rulebook, checks, bases, figures))
        .forEach(priced::addAll);
    Map<GateCause, Stake> stakes = new LinkedHashMap<>();
    for (int without = 1; without < figures.size(); without++) {
      stakes.put(moving.get(without - 1), Stake.of(priced, without));
    }
    return stakes;
  }

  private static void addRow(Block rows, Judgement judgement, @Nullable GateAcceptance acceptance) {
    rows.next()
        .text(GateJudgements.FIGURE, judgement.figure())
        .text(GateJudgements.GROUP_CODE, judgement.groupCode())
        .text(GateJudgements.COMPARISON, judgement.comparison().word())
        .decimal(GateJudgements.FIGURE_VALUE, judgement.value().rounded(12))
        .text(GateJudgements.SUBJECT, judgement.subject())
        .text(GateJudgements.VERDICT, judgement.verdict().word());
    BigDecimal change = judgement.change();
    if (judgement.comparedWith() != null) {
      rows.decimal(GateJudgements.COMPARED_WITH, judgement.comparedWith().rounded(12));
    }
    if (change != null) {
      rows.decimal(GateJudgements.CHANGE, change)
          .decimal(GateJudgements.LEAST_CHANGE, judgement.low())
          .decimal(GateJudgements.GREATEST_CHANGE, judgement.high());
    }
    if (acceptance != null) {
      rows.text(GateJudgements.ACCEPTED_BY, acceptance.acceptedBy())
          .date(GateJudgements.ACCEPTED_UNTIL, acceptance.until())
          .text(GateJudgements.REASON, acceptance.reason());
    }
  }
}
