package org.openqof.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.comparison.Cause;
import org.openqof.comparison.Restated;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.JobErrors;
import org.openqof.publish.csv.DescribedCsv;
import org.openqof.publish.csv.TableCsv;
import org.openqof.store.Publication;
import org.openqof.store.Storage;
import org.openqof.store.VersionState;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.NationalFigures;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.PracticePayments;
import org.openqof.tables.RestatementFiles;
import org.openqof.tables.RestatementFiles.Changes;
import org.openqof.tables.Table;
import org.openqof.tables.Table.Tree;

/**
 * What changed between two versions of one year, for people, for programs and as files. Amounts are
 * total achievement: lines, part of the year and adjustments.
 *
 * @param year the year
 * @param before the earlier version
 * @param after the later version
 * @param causes causes that differ and were priced
 * @param practices every practice that either version pays, by code
 */
public record Restatement(
    FinancialYear year,
    Side before,
    Side after,
    List<Cause> causes,
    List<PracticeChange> practices) {
  private static final int MOVERS_SHOWN = 10;
  private static final int FIGURES_SHOWN = 12;
  private static final int DIGEST_SHOWN = 12;

  public Restatement {
    causes = List.copyOf(causes);
    practices = List.copyOf(practices);
  }

  /**
   * One version with what it holds.
   *
   * @param state what the log says of it
   * @param lines its {@code payment_lines}
   * @param payments its {@code practice_payments}
   * @param figures its {@code national_figures}
   */
  public record Side(VersionState state, Block lines, Block payments, Block figures) {}

  /**
   * One practice.
   *
   * @param code ODS code
   * @param paidBefore whether the earlier version pays it
   * @param paidAfter whether the later version pays it
   * @param whole pounds of all its subjects
   * @param lines pounds by subject: its indicators, and what stands beside them
   */
  public record PracticeChange(
      String code,
      boolean paidBefore,
      boolean paidAfter,
      Restated whole,
      SortedMap<String, Restated> lines) {}

  /** England: all practices together. */
  public Restated england() {
    Restated england = new Restated();
    practices.forEach(practice -> england.add(practice.whole()));
    return england;
  }

  /** Whether every practice's causes add up, and practices to what the versions hold. */
  boolean addsUp() {
    Restated england = england();
    return practices.stream().allMatch(practice -> practice.whole().addsUp())
        && england.beforeGbp().compareTo(total(before)) == 0
        && england.afterGbp().compareTo(total(after)) == 0;
  }

  private static BigDecimal total(Side side) {
    long pence = 0;
    for (int row = 0; row < side.payments().rows(); row++) {
      pence += side.payments().unscaledAt(PracticePayments.TOTAL_ACHIEVEMENT_GBP, row);
    }
    return BigDecimal.valueOf(pence, 2);
  }

  /** 0, or 3 when a version is not what the code that made it gives. */
  public int exitCode() {
    return england().isUnexplained() ? 3 : 0;
  }

  /** Practices in which anything moved, the furthest first; of equal ones the lower code. */
  List<PracticeChange> movers() {
    return practices.stream()
        .filter(practice -> practice.whole().moved())
        .sorted(
            Comparator.comparing(
                    (PracticeChange practice) -> practice.whole().changeGbp().abs().negate())
                .thenComparing(PracticeChange::code))
        .toList();
  }

  private static boolean movedItself(PracticeChange practice) {
    return practice.lines().values().stream().anyMatch(Restated::movedByOwn);
  }

  private static boolean movedByFigures(PracticeChange practice) {
    return practice.lines().values().stream().anyMatch(Restated::movedByFigures);
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

  /** The restatement for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s version %d to version %d"
            .formatted(year, before.state().version(), after.state().version()));
    lines.add(sideLine(before));
    lines.add(sideLine(after));
    Restated england = england();
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
    if (exitCode() != 0) {
      lines.add("");
      lines.add(
          "UNEXPLAINED  the code that made a version does not give it again: do not rely on it,"
              + " and report this");
    }
    return lines;
  }

  private List<Cause> shown(Restated england) {
    return Arrays.stream(Cause.values())
        .filter(
            cause ->
                causes.contains(cause)
                    || practices.stream()
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
    Block rows = figureRows();
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
    List<PracticeChange> movers = movers();
    Restated themselves = new Restated();
    Restated others = new Restated();
    int own = 0;
    for (PracticeChange practice : movers) {
      boolean itself = movedItself(practice);
      own += itself ? 1 : 0;
      (itself ? themselves : others).add(practice.whole());
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "Practices  %,d of %,d moved: %,d with data or rules of their own, %s; %,d by national figures alone, %s"
            .formatted(
                movers.size(),
                practices.size(),
                own,
                signed(themselves.changeGbp()),
                movers.size() - own,
                signed(others.changeGbp())));
    Map<String, String> names = names();
    for (PracticeChange practice : movers.subList(0, Math.min(MOVERS_SHOWN, movers.size()))) {
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
    return !movedItself(practice)
        ? "national figures"
        : movedByFigures(practice) ? "own data, national figures" : "own data or rules";
  }

  private Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    for (Side side : List.of(before, after)) {
      Block rows = side.payments();
      for (int row = 0; row < rows.rows(); row++) {
        names.put(
            rows.textAt(PracticePayments.PRACTICE_CODE, row),
            rows.textAt(PracticePayments.PRACTICE_NAME, row));
      }
    }
    return names;
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

  /** The restatement as one JSON object; the files of {@link #write} hold every practice. */
  public String json() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("event", "restatement");
    root.put("financial_year", year.toString());
    describe(root.putObject("before"), before);
    describe(root.putObject("after"), after);
    ArrayNode priced = root.putArray("causes");
    causes.forEach(cause -> priced.add(cause.word()));
    put(root.putObject("england"), england());
    Block figures = figureRows();
    ArrayNode moved = root.putArray("national_figures");
    for (int row = 0; row < figures.rows(); row++) {
      ObjectNode node = moved.addObject();
      for (Field field : figures.table().fields()) {
        node.put(field.name(), figures.canonicalAt(field, row));
      }
    }
    List<PracticeChange> movers = movers();
    root.put("practices_moved", movers.size());
    root.put(
        "practices_moved_by_own_data", movers.stream().filter(Restatement::movedItself).count());
    Map<String, String> names = names();
    ArrayNode biggest = root.putArray("biggest_movers");
    for (PracticeChange practice : movers.subList(0, Math.min(MOVERS_SHOWN, movers.size()))) {
      ObjectNode node = biggest.addObject();
      node.put("practice_code", practice.code());
      node.put("practice_name", names.getOrDefault(practice.code(), ""));
      put(node, practice.whole());
    }
    root.put("exit_code", exitCode());
    return root.toString();
  }

  private static void describe(ObjectNode node, Side side) {
    VersionState state = side.state();
    node.put("version", state.version());
    node.put("state", state.state().name().toLowerCase(Locale.ROOT));
    node.put("at", state.happenedAt());
    node.put("run_id", state.runId());
    node.put("engine", state.engine());
    node.put("code_version", state.codeVersion());
    node.put("rulebook_digest", state.rulebookDigest());
    node.put("identity", state.identity());
    node.put("silver_version", state.silverVersion());
  }

  private static void put(ObjectNode node, Restated change) {
    node.put("before_gbp", change.beforeGbp());
    node.put("after_gbp", change.afterGbp());
    node.put("change_gbp", change.changeGbp());
    RestatementFiles.CAUSES.forEach(cause -> node.put(cause + "_gbp", amount(change, cause)));
  }

  private static BigDecimal amount(Restated change, String column) {
    boolean national = column.endsWith("_national");
    Cause cause =
        Cause.valueOf(column.substring(0, column.lastIndexOf('_')).toUpperCase(Locale.ROOT));
    return national ? change.nationalGbp(cause) : change.ownGbp(cause);
  }

  /**
   * Writes the restatement into a folder of the year and its two versions, which only its owner and
   * group can read: a CSV file and its description for practices, lines and national figures, and
   * the summary as JSON.
   *
   * @return the files written
   * @throws org.openqof.errors.QofException when the folder lies in a tree of statistics, which
   *     never holds money
   */
  public List<String> write(String folder) {
    String above = Storage.absolute(Place.uri(folder));
    if (Arrays.asList(above.split("/")).contains(Publication.folderName(Tree.STATISTICS))) {
      throw JobErrors.moneyAmongStatistics(folder);
    }
    String root =
        Storage.below(
            above, "%s_v%d_v%d".formatted(year, before.state().version(), after.state().version()));
    Storage storage = Storage.of(Place.uri(folder));
    storage.makeFolders(root);
    storage.restrictToOwnerAndGroup(root);
    List<String> written = new ArrayList<>();
    String title =
        "Restatement of %s, version %d to version %d"
            .formatted(year, before.state().version(), after.state().version());
    for (Block rows : List.of(practiceRows(), lineRows(), figureRows())) {
      Table table = rows.table();
      String name = table.name() + ".csv";
      put(storage, root, name, csv(rows), written);
      put(
          storage,
          root,
          name + "-metadata.json",
          DescribedCsv.description(year.toString(), name, title, table),
          written);
    }
    put(storage, root, "summary.json", (json() + "\n").getBytes(StandardCharsets.UTF_8), written);
    storage.restrictToOwnerAndGroup(root);
    return written;
  }

  private static void put(
      Storage storage, String root, String name, byte[] content, List<String> written) {
    String path = Storage.below(root, name);
    storage.put(path, content);
    written.add(path);
  }

  private static byte[] csv(Block rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      TableCsv csv = new TableCsv(bytes, rows.table());
      csv.add(rows);
      csv.finish();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private Block practiceRows() {
    Changes file = RestatementFiles.PRACTICES;
    Rows was = Rows.of(before.payments());
    Rows is = Rows.of(after.payments());
    Map<String, String> names = names();
    Block rows = new Block(file.table());
    for (PracticeChange practice : practices) {
      rows.next()
          .text(file.practiceCode, practice.code())
          .text(file.subject, names.getOrDefault(practice.code(), practice.code()));
      fill(rows, file, practice.whole(), was, is, practice.code());
    }
    return rows;
  }

  /** Lines in which pounds or any fact moved. */
  private Block lineRows() {
    Changes file = RestatementFiles.LINES;
    Rows was = Rows.of(before.lines());
    Rows is = Rows.of(after.lines());
    Block rows = new Block(file.table());
    for (PracticeChange practice : practices) {
      TreeSet<String> subjects = new TreeSet<>(practice.lines().keySet());
      subjects.addAll(was.subjects(practice.code()));
      subjects.addAll(is.subjects(practice.code()));
      for (String subject : subjects) {
        Restated line = practice.lines().getOrDefault(subject, new Restated());
        String key = practice.code() + " " + subject;
        if (line.moved() || was.differ(is, key, file)) {
          rows.next().text(file.practiceCode, practice.code()).text(file.subject, subject);
          fill(rows, file, line, was, is, key);
        }
      }
    }
    return rows;
  }

  private static void fill(
      Block rows, Changes file, Restated change, Rows was, Rows is, String key) {
    rows.decimal(file.beforeGbp, change.beforeGbp())
        .decimal(file.afterGbp, change.afterGbp())
        .decimal(file.changeGbp, change.changeGbp());
    for (String cause : RestatementFiles.CAUSES) {
      rows.decimal(file.cause(cause), amount(change, cause));
    }
    for (Field[] pair : file.facts()) {
      was.copy(Changes.factName(pair), key, rows, pair[0]);
      is.copy(Changes.factName(pair), key, rows, pair[1]);
    }
  }

  private Block figureRows() {
    Rows was = Rows.of(before.figures());
    Rows is = Rows.of(after.figures());
    TreeSet<String> keys = new TreeSet<>(was.at.keySet());
    keys.addAll(is.at.keySet());
    Block rows = new Block(RestatementFiles.FIGURES);
    for (String key : keys) {
      int space = key.indexOf(' ');
      rows.next()
          .text(RestatementFiles.FIGURE, key.substring(0, space))
          .text(RestatementFiles.GROUP_CODE, key.substring(space + 1));
      was.copy(NationalFigures.FIGURE_VALUE.name(), key, rows, RestatementFiles.VALUE_BEFORE);
      is.copy(NationalFigures.FIGURE_VALUE.name(), key, rows, RestatementFiles.VALUE_AFTER);
      was.copy(NationalFigures.NUMERATOR.name(), key, rows, RestatementFiles.NUMERATOR_BEFORE);
      is.copy(NationalFigures.NUMERATOR.name(), key, rows, RestatementFiles.NUMERATOR_AFTER);
      was.copy(NationalFigures.DENOMINATOR.name(), key, rows, RestatementFiles.DENOMINATOR_BEFORE);
      is.copy(NationalFigures.DENOMINATOR.name(), key, rows, RestatementFiles.DENOMINATOR_AFTER);
    }
    return rows;
  }

  /** Rows of one version found by key. */
  private record Rows(Block block, Map<String, Integer> at, Map<String, List<String>> second) {
    static Rows of(Block block) {
      Map<String, Integer> at = new HashMap<>();
      Map<String, List<String>> second = new HashMap<>();
      for (int row = 0; row < block.rows(); row++) {
        String key = key(block, row);
        at.put(key, row);
        int space = key.indexOf(' ');
        if (space >= 0) {
          second
              .computeIfAbsent(key.substring(0, space), first -> new ArrayList<>())
              .add(key.substring(space + 1));
        }
      }
      return new Rows(block, at, second);
    }

    private static String key(Block block, int row) {
      if (block.table() == PracticePayments.TABLE) {
        return block.textAt(PracticePayments.PRACTICE_CODE, row);
      }
      if (block.table() == PaymentLines.TABLE) {
        return block.textAt(PaymentLines.PRACTICE_CODE, row)
            + " "
            + block.textAt(PaymentLines.INDICATOR_CODE, row);
      }
      return block.textAt(NationalFigures.FIGURE, row)
          + "_for_"
          + block.textAt(NationalFigures.APPLIES_TO_YEAR, row)
          + " "
          + block.textAt(NationalFigures.GROUP_CODE, row);
    }

    /** Second parts of the keys that begin so. */
    List<String> subjects(String first) {
      return second.getOrDefault(first, List.of());
    }

    void copy(String column, String key, Block into, Field field) {
      Integer row = at.get(key);
      if (row == null) {
        return;
      }
      Field from = block.table().field(column);
      switch (field.type()) {
        case INT -> into.count(field, block.countOrNull(from, row));
        case LONG -> into.total(field, block.unscaledAt(from, row));
        default -> into.decimal(field, block.decimalOrNull(from, row));
      }
    }

    boolean differ(Rows other, String key, Changes file) {
      Integer mine = at.get(key);
      Integer theirs = other.at.get(key);
      if (mine == null || theirs == null) {
        return (mine == null) != (theirs == null);
      }
      for (Field[] pair : file.facts()) {
        Field field = block.table().field(Changes.factName(pair));
        if (!Objects.equals(
            block.canonicalAt(field, mine), other.block.canonicalAt(field, theirs))) {
          return true;
        }
      }
      return false;
    }
  }
}
