package org.openqof.settings;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.publish.Imprint;
import org.openqof.store.LakeFormat;

/**
 * What one run does: the job file with the arguments laid over it.
 *
 * @param job name of the job
 * @param steps steps to run
 * @param engine {@code auto}, {@code local} or {@code spark}
 * @param master Spark master, or null
 * @param extracts where the extracts lie
 * @param ignore patterns of files among the extracts that are passed over
 * @param lake where the lake lies
 * @param published where publications go
 * @param publication folder of the official publication; null makes none
 * @param groups groups of practices that the official publication has figures of; null for none
 * @param imprint what the official publication says of itself
 * @param years years asked for; null for all that are found
 * @param rulebook folder laid over the shipped rulebooks, or null
 * @param layouts folder laid over the shipped layouts, or null
 * @param requireConfirmed whether to refuse values that no source confirms
 * @param sparkAboveBytes size of the extracts above which {@code auto} chooses Spark
 * @param watching who is told of the run, and how long versions are kept
 * @param codeVersion version of OpenQOF
 */
public record RunSettings(
    String job,
    Set<JobFile.Step> steps,
    String engine,
    @Nullable String master,
    String extracts,
    List<String> ignore,
    String lake,
    String published,
    @Nullable String publication,
    JobFile.@Nullable Groups groups,
    Imprint imprint,
    @Nullable List<FinancialYear> years,
    @Nullable String rulebook,
    @Nullable String layouts,
    boolean requireConfirmed,
    long sparkAboveBytes,
    JobFile.Watching watching,
    String codeVersion) {

  /**
   * The settings of a job file.
   *
   * @param file the job file
   * @param codeVersion version of OpenQOF
   * @param shipped where a shipped folder lies, given its name in the project
   */
  public static RunSettings of(JobFile file, String codeVersion, UnaryOperator<String> shipped) {
    return new RunSettings(
        file.name(),
        file.steps(),
        file.engine(),
        file.master(),
        shipped.apply(file.extracts()),
        file.ignore(),
        file.lake(),
        file.published(),
        file.publication(),
        file.groups(),
        file.imprint(),
        file.years() == null ? null : YearRange.parse(file.years()),
        file.rulebook(),
        file.layouts(),
        file.requireConfirmed(),
        file.sparkAboveBytes(),
        file.watching(),
        codeVersion);
  }

  /** With a file of metrics; null changes nothing. */
  public RunSettings withMetrics(@Nullable String given) {
    return given == null
        ? this
        : watching(
            new JobFile.Watching(
                given, watching.lineage(), watching.retentionYears(), watching.checkLake()));
  }

  /** With a place for lineage events; null changes nothing. */
  public RunSettings withLineage(@Nullable String given) {
    return given == null
        ? this
        : watching(
            new JobFile.Watching(
                watching.metrics(), given, watching.retentionYears(), watching.checkLake()));
  }

  private RunSettings watching(JobFile.Watching other) {
    return new RunSettings(
        job,
        steps,
        engine,
        master,
        extracts,
        ignore,
        lake,
        published,
        publication,
        groups,
        imprint,
        years,
        rulebook,
        layouts,
        requireConfirmed,
        sparkAboveBytes,
        other,
        codeVersion);
  }

  /** With other extracts; null changes nothing. */
  public RunSettings withExtracts(@Nullable String given) {
    return given == null
        ? this
        : copy(engine, master, given, lake, published, years, rulebook, layouts);
  }

  /** With further patterns of files to pass over; null changes nothing. */
  public RunSettings withIgnored(@Nullable List<String> given) {
    if (given == null || given.isEmpty()) {
      return this;
    }
    List<String> all = new ArrayList<>(ignore);
    all.addAll(given);
    return new RunSettings(
        job,
        steps,
        engine,
        master,
        extracts,
        List.copyOf(all),
        lake,
        published,
        publication,
        groups,
        imprint,
        years,
        rulebook,
        layouts,
        requireConfirmed,
        sparkAboveBytes,
        watching,
        codeVersion);
  }

  /** With another lake; null changes nothing. */
  public RunSettings withLake(@Nullable String given) {
    return given == null
        ? this
        : copy(engine, master, extracts, given, published, years, rulebook, layouts);
  }

  /** With another place for publications; null changes nothing. */
  public RunSettings withPublished(@Nullable String given) {
    return given == null
        ? this
        : copy(engine, master, extracts, lake, given, years, rulebook, layouts);
  }

  /** With these years, as people write them; null changes nothing. */
  public RunSettings withYears(@Nullable String given) {
    return given == null
        ? this
        : copy(
            engine, master, extracts, lake, published, YearRange.parse(given), rulebook, layouts);
  }

  /** With another engine; null changes nothing. */
  public RunSettings withEngine(@Nullable String given) {
    if (given == null) {
      return this;
    }
    if (!List.of("auto", "local", "spark").contains(given)) {
      throw JobErrors.unknownEngine(given);
    }
    return copy(given, master, extracts, lake, published, years, rulebook, layouts);
  }

  /** With a Spark master; null changes nothing. */
  public RunSettings withMaster(@Nullable String given) {
    return given == null
        ? this
        : copy(engine, given, extracts, lake, published, years, rulebook, layouts);
  }

  /** With rulebooks laid over the shipped ones; null changes nothing. */
  public RunSettings withRulebook(@Nullable String given) {
    return given == null
        ? this
        : copy(engine, master, extracts, lake, published, years, given, layouts);
  }

  /** With layouts laid over the shipped ones; null changes nothing. */
  public RunSettings withLayouts(@Nullable String given) {
    return given == null
        ? this
        : copy(engine, master, extracts, lake, published, years, rulebook, given);
  }

  /**
   * Makes sure that the lake shares no place with what else is written.
   *
   * @throws org.openqof.errors.QofException naming the two places
   */
  public void checkPlaces() {
    URI place = Place.uri(lake);
    LakeFormat.refuseNested(place, "--published", Place.uri(published));
    if (publication != null) {
      LakeFormat.refuseNested(place, "publication", Place.uri(publication));
    }
    if (watching.metrics() != null) {
      LakeFormat.refuseNested(place, "--metrics", Place.uri(watching.metrics()));
    }
    if (watching.lineage() != null) {
      LakeFormat.refuseNested(place, "--lineage", Place.uri(watching.lineage()));
    }
  }

  /** Whether a run over extracts of this size, in bytes, uses Spark. */
  public boolean usesSpark(long bytes) {
    return switch (engine) {
      case "spark" -> true;
      case "local" -> false;
      default ->
          master != null || System.getProperty("spark.master") != null || bytes > sparkAboveBytes;
    };
  }

  private RunSettings copy(
      String newEngine,
      @Nullable String newMaster,
      String newExtracts,
      String newLake,
      String newPublished,
      @Nullable List<FinancialYear> newYears,
      @Nullable String newRulebook,
      @Nullable String newLayouts) {
    return new RunSettings(
        job,
        steps,
        newEngine,
        newMaster,
        newExtracts,
        ignore,
        newLake,
        newPublished,
        publication,
        groups,
        imprint,
        newYears,
        newRulebook,
        newLayouts,
        requireConfirmed,
        sparkAboveBytes,
        watching,
        codeVersion);
  }
}
