package org.openqof.rulebook.proof;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.AwardRounding;
import org.openqof.domain.GridThresholds;
import org.openqof.domain.IndicatorKind;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Protection;
import org.openqof.rulebook.Protection.Treatment;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.proof.IndicatorProof.Against;

/**
 * Proves a year's rulebook by the points that practices were awarded.
 *
 * <p>Indicators under income protection are not judged: their points are those of another year. Nor
 * are those that reward breadth of care, whose points depend on all others. Points by the higher of
 * two routes can only refute.
 */
public final class ProveRulebook {
  /** The rule of denominators of zero. */
  static final String ZERO_DENOMINATOR = "denominator 0";

  /** The finding of an indicator for which nobody was awarded points. */
  static final String NOTHING_AWARDED = "no practice with awarded points";

  private final Rulebook rulebook;
  private final AwardedValues values;

  /** Lines by indicator, made once: every question asks for them. */
  private final Map<String, List<AwardedLine>> lines = new ConcurrentHashMap<>();

  private ProveRulebook(Rulebook rulebook, AwardedValues values) {
    this.rulebook = rulebook;
    this.values = values;
  }

  /**
   * What the points awarded say of a rulebook.
   *
   * @param rulebook the year's rulebook
   * @param values what practices sent and were awarded
   */
  public static YearProof of(Rulebook rulebook, AwardedValues values) {
    return new ProveRulebook(rulebook, values).proof();
  }

  private YearProof proof() {
    List<Indicator> judged = new ArrayList<>();
    List<IndicatorProof> proofs = new ArrayList<>();
    Map<String, Protection> protections = rulebook.protectionsByCode();
    for (Indicator indicator : rulebook.indicatorsInCodeOrder()) {
      String because = notJudged(indicator, protections.get(indicator.code()));
      if (because != null) {
        proofs.add(IndicatorProof.notJudged(indicator.code(), because));
      } else if (indicator.improvement() != null) {
        proofs.add(ProveHigherRoute.of(indicator, lines(indicator)));
      } else {
        judged.add(indicator);
      }
    }
    Map<String, ShareLines> shares = shares(judged);
    ProveRounding.Answer rounding = new ProveRounding(withoutBlock(judged, shares)).found();
    proofs.addAll(
        judged.parallelStream()
            .map(indicator -> judge(indicator, rounding.rounding(), shares.get(indicator.code())))
            .toList());
    proofs.sort(Comparator.comparing(IndicatorProof::code));
    List<IndicatorProof> rules = new ArrayList<>();
    rules.add(zeroDenominators(judged));
    if (!values.maxima().isEmpty()) {
      rules.add(revisedMaxima(values.maxima()));
    }
    rules.addAll(ProveSums.of(rulebook, values.sums()));
    return new YearProof(
        rulebook.year(),
        rounding.rounding(),
        new IndicatorProof(
            "rounding",
            rounding.verdict(),
            rounding.practices(),
            words(rounding),
            null,
            List.of(),
            rounding.against(),
            null),
        rules,
        proofs,
        values.leftOut());
  }

  /** Why the points awarded for an indicator prove nothing of it; null when they do. */
  private static @Nullable String notJudged(Indicator indicator, @Nullable Protection protection) {
    if (protection != null && protection.treatment() != Treatment.PERFORMANCE) {
      return switch (protection.treatment()) {
        case PROTECTED -> "income protection: points of " + protection.baseYear() + " are paid";
        case PAID_IN_FULL -> "income protection: paid in full to every practice";
        default -> "its points were moved to other indicators";
      };
    }
    if (indicator.availablePoints().signum() == 0) {
      return "it has no points";
    }
    return indicator.kind().rewardsBreadth()
        ? "its points depend on those of all other indicators"
        : null;
  }

  /** The counted lines of every fraction and step, in order of achievement. */
  private Map<String, ShareLines> shares(List<Indicator> judged) {
    return judged.parallelStream()
        .filter(
            indicator ->
                indicator.kind() == IndicatorKind.FRACTION
                    || indicator.kind() == IndicatorKind.STEP)
        .collect(
            Collectors.toConcurrentMap(
                Indicator::code,
                indicator ->
                    new ShareLines(
                        lines(indicator).stream().filter(AwardedLine::isCounted).toList(),
                        GridThresholds.hundredths(indicator.availablePoints()))));
  }

  private static Map<String, ShareLines> withoutBlock(
      List<Indicator> judged, Map<String, ShareLines> shares) {
    Map<String, ShareLines> fractions = new HashMap<>(shares);
    judged.stream()
        .filter(indicator -> indicator.kind() != IndicatorKind.FRACTION)
        .forEach(indicator -> fractions.remove(indicator.code()));
    return fractions;
  }

  private IndicatorProof judge(
      Indicator indicator, AwardRounding rounding, @Nullable ShareLines shares) {
    List<AwardedLine> sent = lines(indicator);
    if (sent.isEmpty()) {
      return IndicatorProof.notEnough(
          indicator.code(),
          NOTHING_AWARDED,
          "Give the points awarded: INDICATOR_ACHIEVED_POINTS, or the published ACHIEVEMENT.");
    }
    return switch (indicator.kind()) {
      case FRACTION, STEP ->
          shares == null || shares.size() == 0
              ? ProveBySmallRegisters.of(indicator, rounding, sent)
              : ProveShare.of(indicator, rounding, shares);
      case STANDARD -> ProveWhole.standard(indicator, sent);
      case REGISTER -> ProveWhole.register(indicator, sent);
      case YES_NO -> ProveWhole.answer(indicator, sent);
      default -> IndicatorProof.notJudged(indicator.code(), "no rule of one indicator");
    };
  }

  private List<AwardedLine> lines(Indicator indicator) {
    return lines.computeIfAbsent(indicator.code(), values::of);
  }

  private static String words(ProveRounding.Answer answer) {
    return switch (answer.verdict()) {
      case AGREES ->
          answer.rounding().words()
              + (answer.notRefuted().isEmpty()
                  ? "; %,d of %,d values fit no rule"
                      .formatted(answer.against(), answer.practices())
                  : answer.notRefuted().stream()
                      .map(AwardRounding::words)
                      .collect(Collectors.joining("; ", "; as good: ", "")));
      case CONTRADICTED ->
          "the rulebook says %s, against %,d of %,d values between none and all points; needed: %s"
              .formatted(
                  AwardRounding.HALF_UP.words(),
                  answer.against(),
                  answer.practices(),
                  answer.rounding().words());
      case NOT_ENOUGH -> "no values between none and all points that a rule explains";
      default -> answer.rounding().words() + ", by values between none and all points";
    };
  }

  /** That a denominator of zero earns nothing. */
  private IndicatorProof zeroDenominators(List<Indicator> judged) {
    int practices = 0;
    List<Against> against = new ArrayList<>();
    for (Indicator indicator : judged) {
      if (!indicator.kind().isShare()) {
        continue;
      }
      for (AwardedLine line : lines(indicator)) {
        Integer denominator = line.denominator();
        if (denominator == null || denominator != 0) {
          continue;
        }
        practices++;
        if (line.awarded() != 0) {
          against.add(
              new Against(
                  line,
                  BigDecimal.ZERO.setScale(2),
                  "%s needs points without patients".formatted(indicator.code())));
        }
      }
    }
    return rule(
        ZERO_DENOMINATOR,
        practices,
        against,
        "a denominator of zero earns nothing",
        "Practices without eligible patients.");
  }

  /** That a practice without patients of a group cannot earn the points of the group. */
  private IndicatorProof revisedMaxima(List<MaximumLine> maxima) {
    Map<String, BigDecimal> points = new TreeMap<>();
    for (Indicator indicator : rulebook.indicators()) {
      points.merge(indicator.groupCode(), indicator.availablePoints(), BigDecimal::add);
    }
    List<Against> against = new ArrayList<>();
    for (MaximumLine line : maxima) {
      BigDecimal maximum = rulebook.payment().totalPoints();
      for (Group group : rulebook.groups()) {
        if (group.zeroRegisterReducesMaximum() && line.emptyRegisters().contains(group.code())) {
          maximum = maximum.subtract(points.getOrDefault(group.code(), BigDecimal.ZERO));
        }
      }
      if (maximum.compareTo(BigDecimal.valueOf(line.maximum())) != 0) {
        against.add(
            new Against(
                new AwardedLine(line.practiceCode(), null, null, null, null, line.maximum() * 100),
                maximum.setScale(2),
                "empty registers: "
                    + (line.emptyRegisters().isEmpty()
                        ? "none"
                        : String.join(", ", new TreeSet<>(line.emptyRegisters())))));
      }
    }
    return rule(
        "maximum",
        maxima.size(),
        against,
        "the framework's points less those of groups without patients",
        "Practices with a published maximum.");
  }

  private static IndicatorProof rule(
      String code, int practices, List<Against> against, String words, String settles) {
    if (practices == 0) {
      return IndicatorProof.notEnough(code, words, settles);
    }
    boolean refuted = against.size() >= 2 && against.size() > Margin.unexplained(practices);
    Verdict verdict =
        refuted
            ? Verdict.CONTRADICTED
            : practices - against.size() >= 2 && Margin.proves(against.size(), practices)
                ? Verdict.PROVED
                : Verdict.AGREES;
    return new IndicatorProof(
        code,
        verdict,
        practices,
        words + (against.isEmpty() ? "" : "; %,d practices otherwise".formatted(against.size())),
        null,
        against.stream().limit(ProveShare.NAMED).toList(),
        against.size(),
        null);
  }
}
