package org.openqof.gate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.SafeText;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.Ratio;
import org.openqof.errors.PrintedCommand;
import org.openqof.gate.figures.GateCause;
import org.openqof.gate.figures.GateFacts;
import org.openqof.gate.figures.GatePart;
import org.openqof.gate.figures.GatePart.Kind;
import org.openqof.gate.figures.Judgement;
import org.openqof.gate.figures.Judgement.Comparison;
import org.openqof.gate.figures.Leverage;
import org.openqof.nation.NationalYear;
import org.openqof.publish.csv.TableCsv;
import org.openqof.publish.report.GatePage;
import org.openqof.store.Lake;
import org.openqof.store.place.Storage;
import org.openqof.tables.Block;

/**
 * A year that the gate holds, for the person on call: as lines, and as files under {@code
 * held/<year>/<version>} of the lake, which only owner and group can read, as they hold pounds.
 *
 * <p>One file because what a stopped year says is put together in one place, for the report, the
 * file and the command.
 *
 * @param year the year
 * @param version the version that is held
 * @param facts what was looked at
 * @param leverage the weights of its parts
 * @param judged every comparison
 * @param rows the same as rows of {@code gate_judgements}
 * @param causes the causes, the most probable first
 * @param stakes what the first of them move; empty in a year that pays nothing
 */
record HeldGate(
    FinancialYear year,
    int version,
    GateFacts facts,
    Leverage leverage,
    List<Judgement> judged,
    Block rows,
    List<GateCause> causes,
    Map<GateCause, Stake> stakes) {
  static final String FOLDER = "held";
  static final String JSON = "gate.json";
  static final String TEXT = "gate.txt";
  private static final String PAGE = "gate.html";
  private static final String CSV = "gate.csv";

  private static final String ACCEPT = "./qof gate accept";
  private static final int LINES = 12;
  private static final int PARTS = 5;
  private static final int EVIDENCE = 4;
  private static final int DAYS = 30;
  private static final int CAUSES = 5;

  HeldGate {
    judged = List.copyOf(judged);
    causes = List.copyOf(causes);
    stakes = Map.copyOf(stakes);
  }

  /** The folder of a held version. */
  static String folder(Lake lake, FinancialYear year, int version) {
    return Storage.below(lake.root(), FOLDER, year.toString(), Integer.toString(version));
  }

  /** The page of a held version. */
  static String page(Lake lake, FinancialYear year, int version) {
    return Storage.below(folder(lake, year, version), PAGE);
  }

  private List<Judgement> outside() {
    return judged.stream().filter(Judgement::isOutside).toList();
  }

  /** The held figures by name, each with its comparisons, the one farthest outside first. */
  private Map<String, List<Judgement>> figures() {
    Map<String, List<Judgement>> figures = new LinkedHashMap<>();
    for (Judgement judgement : outside()) {
      figures.computeIfAbsent(judgement.name(), any -> new ArrayList<>()).add(judgement);
    }
    figures
        .values()
        .forEach(
            comparisons -> comparisons.sort(Comparator.comparing(HeldGate::excess).reversed()));
    return figures;
  }

  /** How many times its limit a change is; a limit of nothing is passed by far. */
  private static BigDecimal excess(Judgement judgement) {
    BigDecimal change = judgement.change();
    BigDecimal limit =
        change == null || judgement.low() == null || judgement.high() == null
            ? null
            : change.signum() < 0 ? judgement.low() : judgement.high();
    return change == null || limit == null || limit.signum() == 0
        ? BigDecimal.valueOf(Integer.MAX_VALUE)
        : change.divide(limit, 8, RoundingMode.HALF_UP);
  }

  /** Tells these values from all others: SHA-256 over the held figures, 12 hexadecimal digits. */
  private String identity() {
    TreeSet<String> values = new TreeSet<>();
    outside().forEach(judgement -> values.add(judgement.name() + "=" + judgement.exactValue()));
    return identity(values);
  }

  /** The identity of held values, each written as name, equals sign and exact value. */
  static String identity(SortedSet<String> values) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(String.join("\n", values).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, 12);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  private String headline(int current) {
    return "GATE CLOSED    %d of %d figures are outside their tolerance: nothing of %s is paid or published; %s"
        .formatted(
            figures().size(),
            judged.stream().map(Judgement::name).distinct().count(),
            year,
            current == 0 ? "no version is current" : "version " + current + " stays current");
  }

  /** The line that lets the figures through. */
  private String command(Lake lake, LocalDate today) {
    return command(lake, year, identity(), today);
  }

  /** The line that lets held values of a year through. */
  static String command(Lake lake, FinancialYear year, String identity, LocalDate today) {
    return ACCEPT
        + " --year %s --figure all --values %s --by %s --reason %s --until %s --lake %s"
            .formatted(
                year,
                identity,
                GateAcceptance.NAME,
                GateAcceptance.WHY,
                today.plusDays(DAYS),
                PrintedCommand.word(lake.root()));
  }

  /** The line that drops a version whose files were withdrawn. */
  static String dropping(String lake, FinancialYear year) {
    return PrintedCommand.on(
        lake,
        "gate drop --year %s --by %s --reason %s"
            .formatted(year, GateAcceptance.NAME, GateAcceptance.WHY));
  }

  /** Whether the files of a version tell of these very values. */
  static boolean tells(Lake lake, FinancialYear year, int version, Collection<Judgement> outside) {
    TreeSet<String> values = new TreeSet<>();
    outside.forEach(judgement -> values.add(judgement.name() + "=" + judgement.exactValue()));
    String json = Storage.below(folder(lake, year, version), JSON);
    return lake.storage().exists(json)
        && lake.storage().readText(json).contains('"' + identity(values) + '"');
  }

  /**
   * What a version's file for the terminal says below its first line, with another line that lets
   * the figures through; that line alone where the file is gone.
   */
  static List<String> linesAgain(Lake lake, FinancialYear year, int version, String command) {
    String text = Storage.below(folder(lake, year, version), TEXT);
    if (!lake.storage().exists(text)) {
      return List.of("  " + command);
    }
    return lake.storage()
        .readText(text)
        .lines()
        .skip(1)
        .map(line -> line.strip().startsWith(ACCEPT) ? "  " + command : line)
        .toList();
  }

  /** What a terminal shows. */
  List<String> lines(Lake lake, int current, LocalDate today) {
    List<String> lines = new ArrayList<>();
    lines.add(headline(current));
    lines.add("what to do: " + (causes.isEmpty() ? "put the cause right" : causes.get(0).remedy()));
    lines.add("then run again; or, where the figures are right all the same:");
    lines.add("  " + command(lake, today));
    lines.add("or, where the files of the year were withdrawn: " + dropping(lake.root(), year));
    lines.add("page: " + page(lake, year, version));
    lines.add("most probable causes");
    for (int i = 0; i < Math.min(CAUSES, causes.size()); i++) {
      GateCause cause = causes.get(i);
      lines.add(
          "%2d. %s (%,d practices): explains %s %%"
              .formatted(i + 1, cause.words(), cause.practices(), percent(cause.explained())));
      cause.evidence().stream().limit(EVIDENCE).forEach(evidence -> lines.add("    " + evidence));
      Stake stake = stakes.get(cause);
      if (stake != null) {
        lines.add("    " + stake.words());
      }
    }
    lines.add(
        "%-24s %12s %12s %12s %12s  %9s  %-24s %s"
            .formatted(
                "figure",
                "found",
                "last year",
                "published",
                "last run",
                "change",
                "limit",
                "compared with"));
    int shown = 0;
    for (List<Judgement> comparisons : figures().values()) {
      if (shown++ == LINES) {
        lines.add("… %d more figures on the page".formatted(figures().size() - LINES));
        break;
      }
      String[] row = figureRow(comparisons.get(0));
      lines.add(
          "%-24s %12s %12s %12s %12s  %9s  %-24s %s"
              .formatted(row[0], row[1], row[2], row[3], row[4], row[6], row[7], row[5]));
    }
    // Names of suppliers and files come from outside.
    return lines.stream().map(SafeText::visible).toList();
  }

  private static String percent(BigDecimal share) {
    return share.movePointRight(2).setScale(0, RoundingMode.HALF_UP).toPlainString();
  }

  /** A held figure: name, value, last year, published, last run, compared with, change, limit. */
  private String[] figureRow(Judgement judgement) {
    return new String[] {
      judgement.name(),
      GateWords.value(judgement, judgement.value()),
      GateWords.value(judgement, beside(judgement, Comparison.LAST_YEAR)),
      GateWords.value(judgement, beside(judgement, Comparison.PUBLISHED)),
      GateWords.value(judgement, beside(judgement, Comparison.LAST_RUN)),
      GateWords.comparison(judgement),
      GateWords.change(judgement.change()),
      GateWords.limit(judgement)
    };
  }

  private @Nullable Ratio beside(Judgement of, Comparison comparison) {
    if (comparison == Comparison.PUBLISHED && of.figure().equals(NationalYear.AVERAGE_LIST_SIZE)) {
      return Ratio.of(facts.national().rulebook().payment().averageListSize().value(), 1);
    }
    for (Judgement judgement : judged) {
      if (judgement.name().equals(of.name()) && judgement.comparison() == comparison) {
        return judgement.comparedWith();
      }
    }
    return null;
  }

  /** Writes the files; the page. */
  String write(Lake lake, int current, LocalDate today) {
    Storage storage = lake.storage();
    String folder = folder(lake, year, version);
    String page = Storage.below(folder, PAGE);
    put(storage, Storage.below(folder, JSON), json(lake, today));
    storage.put(Storage.below(folder, CSV), TableCsv.bytes(rows));
    put(
        storage,
        Storage.below(folder, TEXT),
        String.join("\n", lines(lake, current, today)) + "\n");
    put(storage, page, page(lake, current, today));
    return page;
  }

  private static void put(Storage storage, String path, String text) {
    storage.put(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private String page(Lake lake, int current, LocalDate today) {
    List<String[]> causeRows = new ArrayList<>();
    for (int i = 0; i < causes.size(); i++) {
      GateCause cause = causes.get(i);
      Stake stake = stakes.get(cause);
      causeRows.add(
          new String[] {
            cause.words(),
            "%,d".formatted(cause.practices()),
            percent(cause.explained()) + " %",
            stake == null ? "not worked out" : stake.words(),
            String.join("; ", cause.evidence()) + "; to do: " + cause.remedy()
          });
    }
    List<String[]> all = new ArrayList<>();
    for (Judgement judgement : judged) {
      all.add(
          new String[] {
            judgement.name(),
            GateWords.value(judgement, judgement.value()),
            GateWords.comparison(judgement),
            GateWords.value(judgement, judgement.comparedWith()),
            GateWords.change(judgement.change()),
            GateWords.limit(judgement),
            judgement.verdict().word().replace('_', ' ')
          });
    }
    return new GatePage(
            "National gate closed, " + year + ", version " + version, List.of(headline(current)))
        .causes(causeRows)
        .figures(outside().stream().map(this::figureRow).toList())
        .weights(weights())
        .all(all)
        .acceptance(command(lake, today))
        .html();
  }

  /** Of each held register the parts that move it most, by kind. */
  private List<String[]> weights() {
    List<String[]> rows = new ArrayList<>();
    for (Map.Entry<String, List<Judgement>> figure : figures().entrySet()) {
      if (!figure.getValue().get(0).isTakenApart()) {
        continue;
      }
      for (Kind kind : Kind.values()) {
        for (GatePart part : leverage.heaviest(kind, figure.getKey(), PARTS)) {
          leverage
              .influence(part, figure.getKey())
              .ifPresent(
                  factor ->
                      rows.add(
                          new String[] {
                            figure.getKey(),
                            part.words(),
                            "%,d".formatted(leverage.practicesOf(part).size()),
                            GateWords.change(factor.rounded(8).subtract(BigDecimal.ONE))
                          }));
        }
      }
    }
    return rows;
  }

  private String json(Lake lake, LocalDate today) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("financial_year", year.toString());
    root.put("version", version);
    root.put("values", identity());
    root.put("accept", command(lake, today));
    ArrayNode figures = root.putArray("figures");
    for (Judgement judgement : outside()) {
      ObjectNode figure = figures.addObject();
      figure.put("name", judgement.name());
      figure.put("figure", judgement.figure());
      figure.put("group_code", judgement.groupCode());
      figure.put("comparison", judgement.comparison().word());
      figure.put("exact_value", judgement.exactValue());
      figure.put("figure_value", judgement.value().rounded(12));
      figure.put("last_year", rounded(beside(judgement, Comparison.LAST_YEAR)));
      figure.put("published", rounded(beside(judgement, Comparison.PUBLISHED)));
      figure.put("last_run", rounded(beside(judgement, Comparison.LAST_RUN)));
      figure.put("change", judgement.change());
      figure.put("least_change", judgement.low());
      figure.put("greatest_change", judgement.high());
      figure.put("subject", judgement.subject());
    }
    ArrayNode list = root.putArray("causes");
    for (int i = 0; i < causes.size(); i++) {
      GateCause cause = causes.get(i);
      ObjectNode node = list.addObject();
      GatePart part = cause.part();
      node.put("cause", cause.words());
      node.put("kind", part == null ? "date_or_whole" : part.kind().word());
      node.put("name", part == null ? "" : part.name());
      node.put("practices", cause.practices());
      node.put("explained", cause.explained());
      cause.evidence().forEach(node.putArray("evidence")::add);
      node.put("remedy", cause.remedy());
      Stake stake = stakes.get(cause);
      if (stake != null) {
        ObjectNode pounds = node.putObject("stake");
        pounds.put("found_gbp", stake.foundGbp());
        pounds.put("net_gbp", stake.netGbp());
        pounds.put("moved_gbp", stake.movedGbp());
        pounds.put("practices", stake.practices());
        pounds.put("most_practice", stake.mostPractice());
        pounds.put("most_gbp", stake.mostGbp());
      }
    }
    return root.toPrettyString() + "\n";
  }

  private static @Nullable BigDecimal rounded(@Nullable Ratio value) {
    return value == null ? null : value.rounded(12);
  }
}
