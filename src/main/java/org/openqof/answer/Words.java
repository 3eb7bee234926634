package org.openqof.answer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How values look to people: {@code 6,139 practices}, {@code −£273,854.98}, {@code 12.5 %}. */
public final class Words {
  private static final int DIGEST_SHOWN = 12;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.UK).withZone(ZoneOffset.UTC);

  private Words() {}

  /** A number of practices. */
  public static String practices(long number) {
    return of(number, "practice", "practices");
  }

  /** A moment to the second, {@code 2026-11-30 16:15:03 UTC}. */
  public static String moment(Instant at) {
    return MOMENT.format(at);
  }

  /** A number of things. */
  public static String of(long number, String one, String several) {
    return count(number) + " " + (number == 1 ? one : several);
  }

  /** How many there are of each: {@code R01 (2), R04 (1)}. */
  public static String each(Map<String, ? extends Number> numbers) {
    return numbers.entrySet().stream()
        .map(number -> number.getKey() + " (" + count(number.getValue().longValue()) + ")")
        .collect(Collectors.joining(", "));
  }

  /** A whole number, its thousands set apart. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A number with the decimals it needs, its thousands set apart. */
  public static String number(BigDecimal value) {
    BigDecimal shortest = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    return minus(String.format(Locale.ROOT, "%,." + Math.max(0, shortest.scale()) + "f", shortest));
  }

  /** An amount with its sign before the pound. */
  public static String pounds(BigDecimal amount) {
    BigDecimal pence = amount.setScale(2, RoundingMode.HALF_UP);
    return (pence.signum() < 0 ? "−" : "") + unsigned(pence);
  }

  /** An amount by which something changes: with its sign, also above zero. */
  public static String change(BigDecimal amount) {
    BigDecimal pence = amount.setScale(2, RoundingMode.HALF_UP);
    return (pence.signum() < 0 ? "−" : "+") + unsigned(pence);
  }

  private static String unsigned(BigDecimal pence) {
    return String.format(Locale.ROOT, "£%,.2f", pence.abs());
  }

  /** Whole pounds, half up, without the sign of the pound. */
  public static String whole(BigDecimal amount) {
    return minus(
        String.format(Locale.ROOT, "%,d", amount.setScale(0, RoundingMode.HALF_UP).toBigInteger()));
  }

  /** A fraction as percent, half up, with as many decimals. */
  public static String percent(BigDecimal fraction, int decimals) {
    return minus(
            fraction.movePointRight(2).setScale(decimals, RoundingMode.HALF_UP).toPlainString())
        + " %";
  }

  /**
   * By how many percent an amount changes: {@code +1.2 %}, half up. Empty where there was nothing
   * before.
   */
  public static String growth(BigDecimal change, BigDecimal before, int decimals) {
    if (before.signum() == 0) {
      return "";
    }
    BigDecimal percent = change.movePointRight(2).divide(before, decimals, RoundingMode.HALF_UP);
    return minus(String.format(Locale.ROOT, "%+." + decimals + "f %%", percent));
  }

  /** A day, {@code 31 March 2024}. */
  public static String day(LocalDate day) {
    return day.format(DAY);
  }

  /** The first digits of a digest, by which people know it again. */
  public static String digest(String digest) {
    return digest.substring(0, Math.min(DIGEST_SHOWN, digest.length()));
  }

  /** A number with the minus sign, in place of the hyphen that programs write. */
  private static String minus(String number) {
    return number.replace('-', '−');
  }
}
