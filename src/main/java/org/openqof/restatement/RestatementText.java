package org.openqof.restatement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openqof.comparison.change.Cause;
import org.openqof.comparison.change.Restated;
import org.openqof.restatement.Restatement.PracticeChange;
import org.openqof.restatement.Restatement.Side;
import org.openqof.store.VersionState;
import org.openqof.tables.Block;
import org.openqof.tables.RestatementFiles;

/** A restatement in lines for people. */
final class RestatementText {
  private static final int FIGURES_SHOWN = 12;
  private static final int DIGEST_SHOWN = 12;

  private final Restatement told;
  private final Side before;
  private final Side after;

  RestatementText(Restatement told) {
    this.told = told;
    this.before = told.before();
    this.after = told.after();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s version %d to version %d"
            .formatted(told.year(), before.state().version(), after.state().version()));
    lines.add(sideLine(before));
    lines.add(sideLine(after));
    Restated england = told.england();
    lines.add("");
    lines.add(
        "England  £%,.2f to £%,.2f: %s%s; %,d practices paid before, %,d after"
            .formatted(
                england.beforeGbp(),
                england.afterGbp(),
                signed(england.changeGbp()),
                percent(england),
                before.payments().rows(),
                after.payments().rows()));
    lines.add("  %-16s %18s %18s %18s".formatted("", "own data", "national figures", "together"));
    for (Cause cause : shown(england)) {
      lines.add(
          "  %-16s %18s %18s %18s"
              .formatted(
                  cause.words(),
                  signed(england.ownGbp(cause)),
                  cause.movesFigures() ? signed(england.nationalGbp(cause)) : "",
                  signed(england.gbp(cause))));
    }
    lines.add(
        "  %-16s %18s %18s %18s"
            .formatted(
                "together",
                signed(own(england)),
                signed(national(england)),
                signed(england.changeGbp())));
    lines.add("");
    lines.addAll(figureLines());
    lines.addAll(moverLines());
    if (told.exitCode() != 0) {
      lines.add("");
      lines.add(
          "UNEXPLAINED  the code that made a version does not give it again: do not rely on it,"
              + " and report this");
    }
    return lines;
  }

  private static BigDecimal own(Restated restated) {
    return Arrays.stream(Cause.values())
        .map(restated::ownGbp)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal national(Restated restated) {
    return Arrays.stream(Cause.values())
        .map(restated::nationalGbp)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private List<Cause> shown(Restated england) {
    return Arrays.stream(Cause.values())
        .filter(
            cause ->
                told.causes().contains(cause)
                    || told.practices().stream()
                        .anyMatch(
                            practice ->
                                practice.whole().gbp(cause).signum() != 0
                                    || england.gbp(cause).signum() != 0)
                    || (cause == Cause.UNEXPLAINED && england.isUnexplained())
                    || (cause == Cause.CODE
                        && !before.state().codeVersion().equals(after.state().codeVersion())))
        .toList();
  }

  private static String sideLine(Side side) {
    VersionState state = side.state();
    return "  version %-4d %s, engine %s, OpenQOF %s, rulebook %s, inputs of version %d"
        .formatted(
            state.version(),
            state.happenedAt(),
            state.engine(),
            state.codeVersion(),
            shortened(state.rulebookDigest()),
            state.silverVersion());
  }

  private static String shortened(String digest) {
    return digest.substring(0, Math.min(DIGEST_SHOWN, digest.length()));
  }

  private List<String> figureLines() {
    List<String> lines = new ArrayList<>();
    Block rows = RestatementRows.figures(told);
    List<String> moved = new ArrayList<>();
    for (int row = 0; row < rows.rows(); row++) {
      if (!Objects.equals(
          rows.canonicalAt(RestatementFiles.VALUE_BEFORE, row),
          rows.canonicalAt(RestatementFiles.VALUE_AFTER, row))) {
        moved.add(
            "  %-40s %s to %s"
                .formatted(
                    (rows.textAt(RestatementFiles.FIGURE, row).replace('_', ' ')
                            + " "
                            + rows.textAt(RestatementFiles.GROUP_CODE, row))
                        .strip(),
                    figure(rows.decimalOrNull(RestatementFiles.VALUE_BEFORE, row)),
                    figure(rows.decimalOrNull(RestatementFiles.VALUE_AFTER, row))));
      }
    }
    lines.add("National figures  %d of %d moved".formatted(moved.size(), rows.rows()));
    moved.stream().limit(FIGURES_SHOWN).forEach(lines::add);
    if (moved.size() > FIGURES_SHOWN) {
      lines.add("  … %d more; --out gives all".formatted(moved.size() - FIGURES_SHOWN));
    }
    return lines;
  }

  private static String figure(@Nullable BigDecimal value) {
    return value == null ? "none" : value.stripTrailingZeros().toPlainString();
  }

  private List<String> moverLines() {
    List<PracticeChange> movers = told.movers();
    Restated themselves = new Restated();
    Restated others = new Restated();
    int own = 0;
    for (PracticeChange practice : movers) {
      boolean itself = practice.movedItself();
      own += itself ? 1 : 0;
      (itself ? themselves : others).add(practice.whole());
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "Practices  %,d of %,d moved: %,d with data or rules of their own, %s; %,d by national figures alone, %s"
            .formatted(
                movers.size(),
                told.practices().size(),
                own,
                signed(themselves.changeGbp()),
                movers.size() - own,
                signed(others.changeGbp())));
    Map<String, String> names = told.names();
    for (PracticeChange practice : told.biggestMovers()) {
      lines.add(
          "  %-8s %16s  %-26s %s"
              .formatted(
                  practice.code(),
                  signed(practice.whole().changeGbp()),
                  how(practice),
                  names.getOrDefault(practice.code(), "")));
    }
    return lines;
  }

  private static String how(PracticeChange practice) {
    if (practice.paidBefore() != practice.paidAfter()) {
      return practice.paidAfter() ? "paid now, not before" : "not paid any more";
    }
    return !practice.movedItself()
        ? "national figures"
        : practice.movedByFigures() ? "own data, national figures" : "own data or rules";
  }

  private static String signed(BigDecimal amount) {
    return (amount.signum() < 0 ? "−" : "+") + "£%,.2f".formatted(amount.abs());
  }

  private static String percent(Restated change) {
    return change.beforeGbp().signum() == 0
        ? ""
        : String.format(
            Locale.ROOT,
            " (%+.3f %%)",
            change
                .changeGbp()
                .multiply(BigDecimal.valueOf(100))
                .divide(change.beforeGbp(), 3, RoundingMode.HALF_UP));
  }
}
