package org.openqof.synthetic;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * INDICATOR_VALUES: one line a practice, indicator and field. About one indicator in a hundred is
 * submitted twice, and then the earlier submission usually has the larger values.
 */
final class ValuesFile implements Closeable {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT);
  private static final double AGAIN = 0.01;
  private static final int REGISTER = -1;
  private static final int NUMERATOR = -2;
  private static final int DENOMINATOR = -3;
  private static final int ANSWER = -4;

  private final Lines lines;
  private final YearPlan plan;
  private final long seed;
  private final FaultLog faults;
  private final Misreport misreport;
  private final Field[][] fields;
  private final List<PracticeTruth> apart = new ArrayList<>();
  private long rows;

  ValuesFile(Lines lines, YearPlan plan, long seed, FaultLog faults, Misreport misreport)
      throws IOException {
    this.lines = lines;
    this.plan = plan;
    this.seed = seed;
    this.faults = faults;
    this.misreport = misreport;
    this.fields = fields(plan);
    lines.row(
        "QUALITY_SERVICE",
        "NAME",
        "ORG_CODE",
        "ACH_DATE",
        "IND_CODE",
        "FIELD_NAME",
        "VALUE",
        "DEFAULT_VALUES_USED",
        "SUBMIT_USER_ID",
        "SUBMIT_DATE",
        "SUBMIT_TIME",
        "LAST_SUBMISSION");
  }

  private static Field[][] fields(YearPlan plan) {
    Field[][] fields = new Field[plan.indicators().size()][];
    for (int i = 0; i < fields.length; i++) {
      PlannedIndicator indicator = plan.indicators().get(i);
      List<Field> list = new ArrayList<>();
      String register = indicator.registerField();
      if (register != null) {
        list.add(field(indicator, register, REGISTER));
      }
      if (indicator.isAnswer()) {
        list.add(field(indicator, "Yes/No Flag", ANSWER));
      }
      if (indicator.isShare()) {
        list.add(field(indicator, "Denominator", DENOMINATOR));
        list.add(field(indicator, "Numerator", NUMERATOR));
        for (int r = 0; r < indicator.reasons().size(); r++) {
          list.add(field(indicator, indicator.reasons().get(r).name(), r));
        }
      }
      fields[i] = list.toArray(new Field[0]);
    }
    return fields;
  }

  private static Field field(PlannedIndicator indicator, String name, int holds) {
    return new Field(bytes(indicator.code() + "," + Lines.quoted(name) + ","), holds);
  }

  /** Rows of the final collection, with the practice's fault. */
  void write(PracticeTruth truth, PracticeFault fault, Contract contract) throws IOException {
    int all = fields.length;
    if (fault == PracticeFault.ROWS_APART) {
      apart.add(truth);
      write(truth, fault, contract, 0, all / 2);
    } else {
      write(truth, fault, contract, 0, all);
    }
  }

  /** Rows of an interim collection, at which only a part of the year's work is done. */
  void writeInterim(PracticeTruth truth, LocalDate date, double done) throws IOException {
    byte[] prefix = prefix(truth.code(), date);
    Dice dice = Dice.of(seed, truth.practice(), Dice.word("interim"), date.toEpochDay());
    Sent sent = sent(date.plusDays(2 + dice.below(8)), dice, "Y");
    for (int i = 0; i < fields.length; i++) {
      if (!plan.indicators().get(i).isAnswer()) {
        for (Field field : fields[i]) {
          double share = field.holds == REGISTER || field.holds == DENOMINATOR ? 0.98 : done;
          row(prefix, field, (int) (value(truth, i, field) * share), sent);
        }
      }
    }
  }

  private void write(PracticeTruth truth, PracticeFault fault, Contract contract, int from, int to)
      throws IOException {
    LocalDate yearEnd = contract.to();
    byte[] prefix = prefix(truth.code(), misreport.collectedOn(truth.practice(), yearEnd));
    Dice dice = Dice.of(seed, truth.practice(), Dice.word("sent"), truth.year().startYear());
    LocalDate day = yearEnd.plusDays(2 + dice.below(9));
    Sent sent =
        fault == PracticeFault.DAY_ABOVE_TWELVE || fault == PracticeFault.SAME_DAY_TWICE
            ? sent(yearEnd.plusDays(13), "17:40:00", "Y")
            : sent(day, dice, "Y");
    Sent again = sent(day.plusDays(4 + dice.below(12)), dice, "Y");
    Sent outdated = sent.withLast("N");
    for (int i = from; i < to; i++) {
      if (plan.indicators().get(i).isAnswer() && !contract.event().extractsAnswers()) {
        continue;
      }
      if (fault == PracticeFault.NONE && dice.happens(AGAIN)) {
        writeTwice(truth, prefix, i, outdated, again, dice);
        continue;
      }
      for (Field field : fields[i]) {
        int value = value(truth, i, field);
        if (!isFaulty(fault, i, field)) {
          row(prefix, field, value, sent);
        } else {
          faultyRow(truth, prefix, i, field, value, sent, fault);
        }
      }
    }
  }

  private void writeTwice(
      PracticeTruth truth, byte[] prefix, int indicator, Sent earlier, Sent later, Dice dice)
      throws IOException {
    boolean laterFirst = dice.happens(0.3);
    for (int turn = 0; turn < 2; turn++) {
      boolean isLater = laterFirst == (turn == 0);
      for (Field field : fields[indicator]) {
        int value = value(truth, indicator, field);
        if (isLater) {
          row(prefix, field, value, later);
        } else if (field.holds == ANSWER) {
          row(prefix, field, 1 - value, earlier);
        } else {
          int more = dice.below(value / 5 + 3);
          row(prefix, field, dice.happens(0.8) ? value + more : value - value / 6, earlier);
        }
      }
    }
  }

  private boolean isFaulty(PracticeFault fault, int indicator, Field field) {
    return switch (fault) {
      case BLANK_REGISTER, REGISTER_ABOVE_LIST, REGISTER_TENFOLD ->
          field.holds == REGISTER
              && plan.indicators().get(indicator).carriesRegister()
              && plan.indicators().get(indicator).register()
                  == PracticeTruths.tenfoldRegister(plan);
      case NUMERATOR_ABOVE_DENOMINATOR,
          DECIMAL_COUNT,
          QUOTED_VALUE,
          DAY_ABOVE_TWELVE,
          SAME_DAY_TWICE,
          REPEATED_ROW ->
          isFaultyNumerator(indicator, field);
      default -> fault.isExtraRow() && isFaultyNumerator(indicator, field);
    };
  }

  private boolean isFaultyNumerator(int indicator, Field field) {
    return field.holds == NUMERATOR && indicator == PracticeTruths.faultyIndicator(plan);
  }

  /** The row as the fault has it; where the fault is another row, that row after the good one. */
  private void faultyRow(
      PracticeTruth truth,
      byte[] prefix,
      int indicator,
      Field field,
      int value,
      Sent sent,
      PracticeFault fault)
      throws IOException {
    byte[] head = concat(prefix, field.head);
    switch (fault) {
      case BLANK_REGISTER -> listed(truth, fault, head, "", sent.automated);
      case REGISTER_ABOVE_LIST, REGISTER_TENFOLD, NUMERATOR_ABOVE_DENOMINATOR ->
          listed(truth, fault, head, Integer.toString(value), sent.automated);
      case DECIMAL_COUNT -> listed(truth, fault, head, value + ".0", sent.automated);
      case QUOTED_VALUE -> listed(truth, fault, head, "\"" + value + "\"", sent.automated);
      default -> {
        row(prefix, field, value, sent);
        extraRow(truth, head, indicator, value, sent, fault);
      }
    }
  }

  private void extraRow(
      PracticeTruth truth, byte[] head, int indicator, int value, Sent sent, PracticeFault fault)
      throws IOException {
    String larger = Integer.toString(value + 7);
    byte[] tail = sent.automated;
    String code = plan.indicators().get(indicator).code();
    switch (fault) {
      case NOT_A_NUMBER -> listed(truth, fault, head, "1O" + larger, tail);
      case STRAY_QUOTE -> listed(truth, fault, head, larger + "\"", tail);
      case NEGATIVE_VALUE -> listed(truth, fault, head, "-" + larger, tail);
      case NOT_INTEGRAL -> listed(truth, fault, head, larger + ".5", tail);
      case OUT_OF_RANGE -> listed(truth, fault, head, "99999999999", tail);
      case TOO_FEW_COLUMNS -> listed(truth, fault, head, larger, bytes(",None,AUTOMATED"));
      case TOO_MANY_COLUMNS -> listed(truth, fault, head, larger, concat(tail, bytes(",Y")));
      case IMPOSSIBLE_DATE -> {
        String day = "31/02/" + truth.year().end().getYear();
        listed(truth, fault, head, larger, tail(day, sent.time, "Y"));
      }
      case NO_PRACTICE_CODE ->
          listed(
              truth,
              fault,
              concat(prefix("", truth.year().end()), numeratorHead(code)),
              larger,
              tail);
      case UNKNOWN_PRACTICE -> {
        String unknown = "Z0" + (1000 + truth.practice() % 9000);
        byte[] start = concat(prefix(unknown, truth.year().end()), numeratorHead(code));
        faults.add(lines.file(), lines.line(), unknown, fault);
        text(start, larger, tail);
      }
      case UNKNOWN_INDICATOR ->
          listed(
              truth,
              fault,
              concat(prefix(truth.code(), truth.year().end()), numeratorHead("ZZ999")),
              larger,
              tail);
      case DAY_ABOVE_TWELVE -> {
        String day = DAY.format(truth.year().end().plusDays(12));
        listed(truth, fault, head, larger, tail(day, "23:10:00", "Y"));
      }
      case SAME_DAY_TWICE -> listed(truth, fault, head, larger, tail(sent.day, "09:05:00", "Y"));
      case REPEATED_ROW -> listed(truth, fault, head, Integer.toString(value), tail);
      default -> throw new IllegalStateException("no extra row for " + fault);
    }
  }

  private static byte[] numeratorHead(String code) {
    return bytes(code + ",Numerator,");
  }

  private void listed(
      PracticeTruth truth, PracticeFault fault, byte[] head, String value, byte[] tail)
      throws IOException {
    faults.add(lines, truth, fault);
    text(head, value, tail);
  }

  private void text(byte[] head, String value, byte[] tail) throws IOException {
    lines.raw(head).raw(bytes(value)).raw(tail).end();
    rows++;
  }

  private void row(byte[] prefix, Field field, int value, Sent sent) throws IOException {
    lines
        .raw(prefix)
        .raw(field.head)
        .rawNumber(value)
        .raw(field.holds == ANSWER ? sent.byHand : sent.automated)
        .end();
    rows++;
  }

  private int value(PracticeTruth truth, int indicator, Field field) {
    return switch (field.holds) {
      case REGISTER -> {
        PlannedIndicator planned = plan.indicators().get(indicator);
        yield misreport.register(
            truth.practice(), planned.fieldRegister(), truth.registerField(planned));
      }
      case NUMERATOR -> truth.numerator(indicator);
      case DENOMINATOR -> truth.denominator(indicator);
      case ANSWER -> truth.answer(indicator);
      default -> truth.reason(indicator, field.holds);
    };
  }

  private byte[] prefix(String practiceCode, LocalDate date) {
    String service = "QOF" + plan.year().shortForm();
    String years = plan.year().toString().replace('-', '/');
    return bytes(
        service
            + ",Quality and Outcomes Framework "
            + years
            + ","
            + practiceCode
            + ","
            + DateTimeFormatter.BASIC_ISO_DATE.format(date)
            + ",");
  }

  private static Sent sent(LocalDate day, Dice dice, String last) {
    int second = 8 * 3600 + dice.below(12 * 3600);
    String time = two(second / 3600) + ":" + two(second / 60 % 60) + ":" + two(second % 60);
    return sent(day, time, last);
  }

  private static Sent sent(LocalDate date, String time, String last) {
    String day = DAY.format(date);
    return new Sent(tail(day, time, last), byHand(day, time, last), day, time);
  }

  private static byte[] tail(String day, String time, String last) {
    return bytes(",None,AUTOMATED," + day + "," + time + "," + last);
  }

  private static byte[] byHand(String day, String time, String last) {
    return bytes(",None,zzz001," + day + "," + time + "," + last);
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = new byte[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** Name of the file. */
  String file() {
    return lines.file();
  }

  /** Value rows written so far. */
  long rows() {
    return rows;
  }

  @Override
  public void close() throws IOException {
    try (lines) {
      for (PracticeTruth truth : apart) {
        faults.add(lines, truth, PracticeFault.ROWS_APART);
        Contract whole = Contract.wholeYear(plan.year());
        write(truth, PracticeFault.ROWS_APART, whole, fields.length / 2, fields.length);
      }
    }
  }

  /** A field of an indicator: how its line goes on, and which number it holds. */
  private static final class Field {
    private final byte[] head;
    private final int holds;

    Field(byte[] head, int holds) {
      this.head = head;
      this.holds = holds;
    }
  }

  /** A submission: how its lines end. */
  private static final class Sent {
    private final byte[] automated;
    private final byte[] byHand;
    private final String day;
    private final String time;

    Sent(byte[] automated, byte[] byHand, String day, String time) {
      this.automated = automated;
      this.byHand = byHand;
      this.day = day;
      this.time = time;
    }

    Sent withLast(String last) {
      return new Sent(tail(day, time, last), ValuesFile.byHand(day, time, last), day, time);
    }
  }
}
