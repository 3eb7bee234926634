package org.openqof.gate.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.openqof.domain.Ratio;
import org.openqof.gate.figures.Judgement.Comparison;
import org.openqof.gate.figures.Judgement.Verdict;
import org.openqof.rulebook.GateRules;
import org.openqof.rulebook.GateRules.Limit;

/**
 * Judges each file of a year as a whole: one of whose rows more than a set share is refused, or
 * that holds no row where rows must be, is not the file it claims to be. It holds the year however
 * small the nation is: what it should have said is not known. See {@code docs/method.md}, section
 * 27.
 */
public final class JudgeFiles {
  /** Figure name of rows refused of a file. */
  public static final String FIGURE = "refused_rows";

  private static final BigDecimal HALF = new BigDecimal("0.5");

  /** Fewer refused rows than these are half of a short file by chance. */
  private static final long LEAST_OF_HALF = 5;

  private static final Comparator<Rows> BY_NAME =
      Comparator.comparing(Rows::name).thenComparing(Rows::read).thenComparing(Rows::refused);

  private JudgeFiles() {}

  /**
   * Rows of one file.
   *
   * @param name its name as received
   * @param limit which limit is its
   * @param read data rows read
   * @param refused data rows refused
   * @param mustHoldRows whether a file of its kind without any row says nothing anybody can mean
   */
  public record Rows(String name, Limit limit, long read, long refused, boolean mustHoldRows) {}

  /** One judgement for each file with a refused row, or without rows, by name. */
  public static List<Judgement> of(GateRules rules, List<Rows> files) {
    List<Judgement> judged = new ArrayList<>();
    // Files come as they were received, or as the lake has them: not in one order.
    for (Rows file : files.stream().sorted(BY_NAME).toList()) {
      boolean empty = file.read() == 0 && file.mustHoldRows();
      if (file.refused() == 0 && !empty) {
        continue;
      }
      BigDecimal most = rules.most(file.limit());
      judged.add(
          new Judgement(
              FIGURE,
              "",
              Comparison.REFUSED_ROWS,
              Ratio.of(file.refused(), 1),
              null,
              share(file),
              BigDecimal.ZERO.setScale(6),
              most,
              file.name(),
              isOutside(rules, file)
                  ? Verdict.OUTSIDE
                  : share(file).compareTo(most) > 0 ? Verdict.NOTED : Verdict.WITHIN));
    }
    return judged;
  }

  /** The share of its rows that is refused, to 8 decimals; all of it where it holds none. */
  public static BigDecimal share(Rows file) {
    return file.read() == 0
        ? BigDecimal.ONE.setScale(8)
        : BigDecimal.valueOf(file.refused())
            .divide(BigDecimal.valueOf(file.read()), 8, RoundingMode.HALF_UP);
  }

  /**
   * Whether so much of a file is refused that its year must wait. A few rows of a short file are a
   * large share by chance, and each is named: they count from a least number on, as five or more
   * that are half of it, or where nothing of it was accepted.
   */
  public static boolean isOutside(GateRules rules, Rows file) {
    if (file.read() == 0) {
      return file.mustHoldRows();
    }
    BigDecimal most = rules.most(file.limit());
    BigDecimal share = share(file);
    return share.compareTo(most) > 0
        && (most.signum() == 0
            || file.refused() >= rules.number(Limit.REFUSED_LEAST)
            || (file.refused() >= LEAST_OF_HALF && share.compareTo(HALF) >= 0)
            || file.refused() == file.read());
  }
}
