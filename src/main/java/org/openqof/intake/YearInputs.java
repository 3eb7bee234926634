package org.openqof.intake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.extract.FilesOfYear;
import org.openqof.extract.Reach;
import org.openqof.extract.layout.Role;
import org.openqof.recalculation.SilverYear;
import org.openqof.rulebook.PaymentRules;
import org.openqof.rulebook.Rulebook;
import org.openqof.settings.Digests;

/**
 * The files that one year is made from.
 *
 * @param values files of indicator values
 * @param listed reference files that name the year or none; their rows are counted with the year
 * @param looked reference files that can change what is known of the year, the listed among them
 */
public record YearInputs(
    List<ReceivedFile> values, List<ReceivedFile> listed, List<ReceivedFile> looked) {

  public static YearInputs of(ReceiveExtracts.Received received, Rulebook rulebook) {
    FinancialYear year = rulebook.year();
    List<ReceivedFile> values = new ArrayList<>();
    List<ReceivedFile> references = new ArrayList<>();
    Set<String> ofTheYear = new HashSet<>();
    for (ReceivedFile file : received.files()) {
      if (file.recognised().role() == Role.VALUES) {
        FinancialYear spoken = file.recognised().year();
        if (spoken == null || spoken.equals(year)) {
          values.add(file);
        }
      } else if (file.recognised().role() != Role.STATE_CHANGES) {
        // States of payments are recorded alongside a version: they never make one.
        references.add(file);
        if (year.equals(file.recognised().year())) {
          ofTheYear.add(file.digest());
        }
      }
    }
    FilesOfYear files = filesOf(rulebook);
    List<ReceivedFile> looked = files.of(references, ReceivedFile::recognised, received::reach);
    List<ReceivedFile> listed = new ArrayList<>();
    for (ReceivedFile file : looked) {
      // The same bytes under the year's name and under none are one file of the year.
      boolean twice = file.recognised().year() == null && ofTheYear.contains(file.digest());
      if (files.isListed(file.recognised()) && !twice) {
        listed.add(file);
      }
    }
    return new YearInputs(values, listed, looked);
  }

  /**
   * The days of which a year uses lists and counts of patients, in words, where a file has none of
   * them; null where it has one.
   *
   * @param role what the file is for
   * @param reach the days its rows speak of
   */
  public static @Nullable String unused(Rulebook rulebook, Role role, Reach reach) {
    PaymentRules rules = rulebook.payment();
    LocalDate first = rules.statisticsListDate().minusMonths(3);
    for (LocalDate day : reach.dates()) {
      boolean counted =
          role == Role.POPULATION && rulebook.year().equals(FinancialYear.containing(day));
      if (counted
          || day.equals(rules.crpDate())
          || day.equals(rules.averageListDate())
          || (!day.isBefore(first) && !day.isAfter(rules.statisticsListDate()))) {
        return null;
      }
    }
    return "%s uses those of %s and those from %s to %s"
        .formatted(rulebook.year(), rules.crpDate(), first, rules.statisticsListDate());
  }

  /** All dates at which the year counts patients lie between these two. */
  private static FilesOfYear filesOf(Rulebook rulebook) {
    PaymentRules rules = rulebook.payment();
    LocalDate average = rules.averageListDate();
    LocalDate from = rulebook.year().start();
    from = average != null && average.isBefore(from) ? average : from;
    from = rules.crpDate().isBefore(from) ? rules.crpDate() : from;
    LocalDate to = rulebook.year().next().start();
    to = rules.statisticsListDate().isAfter(to) ? rules.statisticsListDate() : to;
    to = rules.crpDate().isAfter(to) ? rules.crpDate() : to;
    return new FilesOfYear(rulebook.year(), from, to);
  }

  /**
   * Digest of the year's own files in their order, of the rulebook and of the code, which both
   * decide how they are read.
   */
  public String own(Rulebook rulebook, String codeVersion) {
    StringBuilder text = new StringBuilder("frozen\n");
    values.forEach(file -> text.append(file.asRead()).append('\n'));
    text.append('\n');
    listed.forEach(file -> text.append(file.asRead()).append('\n'));
    return Digests.sha256(text + "\n" + rulebook.digest() + "\n" + codeVersion);
  }

  /** Digest of every file that the year looks at, its own and those of other years. */
  public String lookedAt() {
    StringBuilder text = new StringBuilder();
    looked.forEach(file -> text.append(file.asRead()).append('\n'));
    return Digests.sha256(text.toString());
  }

  /**
   * Identity of the frozen values: the year's own files and what all files together say of it. A
   * file of another year that changes nothing here makes no new version.
   *
   * @param content see {@link SilverYear.Inputs#content}
   */
  public static String frozen(String own, String content) {
    return Digests.sha256(own + "\n" + content);
  }

  /** Digest of every file by its name, for saying what changed. */
  public Map<String, String> digests() {
    Map<String, String> digests = new TreeMap<>();
    values.forEach(file -> digests.put(file.name(), file.digest()));
    looked.forEach(
        file -> digests.merge(file.name(), file.digest(), (one, two) -> one + "+" + two));
    return digests;
  }
}
