package org.openqof.rulebook.proof;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.IndicatorKind;
import org.openqof.domain.Thresholds;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.proof.IndicatorProof.ProvedValue;
import org.openqof.rulebook.read.Rulebooks;

/**
 * A rulebook folder with the proved values of one year in place of those it was proved against,
 * status {@code proved}, citing the files by their digests: what {@code --rulebook} reads.
 *
 * <p>Thresholds and blocks are written, and the points of indicators that are earned whole. Where
 * the points awarded need another number of points available, the framework no longer adds up, and
 * a person has to look: such an indicator stays as it is and is named.
 */
public final class ProvedOverlay {
  private static final String INDICATORS = "indicators.csv";

  private final Map<String, String> texts = new LinkedHashMap<>();
  private final List<String> written = new ArrayList<>();
  private final List<String> notWritten = new ArrayList<>();

  private ProvedOverlay() {}

  /**
   * The overlay of a proof.
   *
   * @param rulebooks the rulebooks it was proved against
   * @param rulebook the year's rulebook
   * @param proof the proof
   * @param digests content digest of each file of values by its name
   */
  public static ProvedOverlay of(
      Rulebooks rulebooks, Rulebook rulebook, YearProof proof, SortedMap<String, String> digests) {
    ProvedOverlay overlay = new ProvedOverlay();
    String key = "proved-" + rulebook.year();
    overlay.indicators(rulebooks, rulebook, proof, key);
    overlay.citations(rulebooks, rulebook.year(), digests, key);
    return overlay;
  }

  /** Text of each file by its path below the folder. */
  public Map<String, String> texts() {
    return Map.copyOf(texts);
  }

  /** Indicators with a proved value in it. */
  public List<String> written() {
    return List.copyOf(written);
  }

  /** Indicators whose proved value could not be written, and why. */
  public List<String> notWritten() {
    return List.copyOf(notWritten);
  }

  private void indicators(Rulebooks rulebooks, Rulebook rulebook, YearProof proof, String key) {
    Map<String, ProvedValue> proved = new HashMap<>();
    for (IndicatorProof indicator : proof.indicators()) {
      ProvedValue value = indicator.proved();
      if (value != null) {
        proved.put(indicator.code(), value);
      }
    }
    String path = rulebook.year() + "/" + INDICATORS;
    String text = rulebooks.texts(rulebook.year()).get(path);
    if (text == null) {
      throw new IllegalStateException("no " + path);
    }
    Map<String, Indicator> held = rulebook.indicatorsByCode();
    StringWriter out = new StringWriter();
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(text);
        CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out)) {
      boolean header = true;
      for (NamedCsvRecord row : rows) {
        if (header) {
          writer.writeRecord(row.getHeader());
          header = false;
        }
        Map<String, String> cells = new LinkedHashMap<>();
        row.getHeader().forEach(name -> cells.put(name, row.getField(name)));
        String code = row.getField("indicator_code").strip();
        Indicator indicator = held.get(code);
        ProvedValue value = proved.get(code);
        if (indicator != null && value != null) {
          put(cells, indicator, value, key);
        }
        writer.writeRecord(cells.values());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    texts.put(path, out.toString());
  }

  private void put(Map<String, String> cells, Indicator indicator, ProvedValue value, String key) {
    if (value.availablePoints().compareTo(indicator.availablePoints()) != 0) {
      notWritten.add(
          "%s: the points awarded need %s points available, the rulebook says %s; correct the points of the framework together"
              .formatted(
                  indicator.code(),
                  value.availablePoints().stripTrailingZeros().toPlainString(),
                  indicator.availablePoints().toPlainString()));
      return;
    }
    Thresholds thresholds = value.thresholds();
    if (thresholds == null) {
      cells.put("points_status", "proved");
      cells.merge("citation", key, (now, more) -> (now + " " + more).strip());
    } else {
      boolean standard = indicator.kind() == IndicatorKind.STANDARD;
      boolean step =
          indicator.kind() == IndicatorKind.STEP || thresholds.pointsAtLower().signum() > 0;
      cells.put("kind", standard ? "standard" : step ? "step" : "fraction");
      cells.put(
          "lower_threshold_percent", standard ? "" : thresholds.lowerPercent().toPlainString());
      cells.put("upper_threshold_percent", thresholds.upperPercent().toPlainString());
      cells.put(
          "points_at_lower_threshold",
          step ? thresholds.pointsAtLower().stripTrailingZeros().toPlainString() : "");
      cells.put("threshold_status", "proved");
      cells.put("threshold_citation", key);
    }
    written.add(indicator.code());
  }

  /** The source, and those of an operator's folder that the other values still cite. */
  private void citations(
      Rulebooks rulebooks, FinancialYear year, SortedMap<String, String> digests, String key) {
    Map<String, String> shipped = Rulebooks.shipped().citations();
    StringBuilder text =
        new StringBuilder("# Sources of proved values, and of those they were proved against.\n");
    rulebooks
        .citations()
        .forEach(
            (name, source) -> {
              if (!source.equals(shipped.get(name)) && !name.equals(key)) {
                text.append(quoted(name, source));
              }
            });
    List<String> files = new ArrayList<>();
    digests.forEach((name, digest) -> files.add(name + " (content digest " + digest + ")"));
    text.append(
        quoted(
            key,
            "The only value that agrees with the points awarded in "
                + year
                + ", by ./qof rulebook prove over "
                + String.join("; ", files)
                + "."));
    texts.put("citations.yaml", text.toString());
  }

  private static String quoted(String key, String text) {
    return key + ": \"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n";
  }
}
