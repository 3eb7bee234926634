package org.openqof.domain;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The state of one practice's payment in one version of a year, and which state may follow which.
 *
 * <p>Source: CQRS QOF payments page for calculation, declaration by the practice, approval by the
 * commissioner, payment, and disputes that the commissioner settles. That a paid amount can be
 * neither disputed nor superseded is ours: a correction of it is an adjustment, or a new version
 * alongside it (see {@code docs/interpretations.md}, I33).
 */
public enum PaymentState {
  /** Computed; nobody has said anything about it. Every amount begins so. */
  CALCULATED,
  /** The practice declared it. */
  DECLARED,
  /** The commissioner approved it. */
  APPROVED,
  /** It was paid. */
  PAID,
  /** Somebody disputes it; it goes on when it is declared again. */
  DISPUTED,
  /** Another version stands in its place. */
  SUPERSEDED;

  /** The states that may follow this one; none after paid and superseded. */
  public Set<PaymentState> next() {
    return switch (this) {
      case CALCULATED -> EnumSet.of(DECLARED, DISPUTED, SUPERSEDED);
      case DECLARED -> EnumSet.of(APPROVED, DISPUTED, SUPERSEDED);
      case APPROVED -> EnumSet.of(PAID, DISPUTED, SUPERSEDED);
      case DISPUTED -> EnumSet.of(DECLARED, SUPERSEDED);
      case PAID, SUPERSEDED -> EnumSet.noneOf(PaymentState.class);
    };
  }

  /** Whether the amount stands, whatever a later version computes: approved or paid. */
  public boolean stands() {
    return this == APPROVED || this == PAID;
  }

  /** The word used in files and tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of a word, in any case; empty when there is none. */
  public static Optional<PaymentState> of(String word) {
    for (PaymentState state : values()) {
      if (state.word().equals(word.toLowerCase(Locale.ROOT))) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
