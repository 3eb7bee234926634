package org.openqof.publish.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.SafeText;
import org.openqof.publish.GroupFigures;
import org.openqof.publish.IndicatorFigures;
import org.openqof.publish.LevelFigures;
import org.openqof.rulebook.Compared;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Rulebook;
import org.openqof.statistics.Measure;
import org.openqof.tables.SiteFiles;
import org.openqof.tables.SiteFiles.FigureFile;

/** The two kinds of figures that the page shows: of registers, and of indicators. */
enum Kind {
  /** Registers of the lists they are measured against. */
  PREVALENCE(Compared.PREVALENCE) {
    @Override
    FigureFile inBundles() {
      return SiteFiles.PREVALENCE;
    }

    @Override
    FigureFile bySubject() {
      return SiteFiles.PREVALENCE_BY_SUBJECT;
    }

    @Override
    List<Measure> measures() {
      return List.of(Measure.RAW_PREVALENCE);
    }

    @Override
    List<String> subjects(Rulebook rulebook, LevelFigures england) {
      Set<String> there = england.groupCodes();
      List<Group> groups = new ArrayList<>(rulebook.groups());
      groups.sort(Comparator.comparing(Group::name).thenComparing(Group::code));
      return groups.stream()
          .filter(Group::publishesPrevalence)
          .map(Group::code)
          .filter(there::contains)
          .filter(code -> counts(england, 0, code) != null)
          .toList();
    }

    @Override
    @Nullable Long @Nullable [] counts(LevelFigures figures, int area, String code) {
      GroupFigures group = figures.group(area, code);
      return group == null || group.register() == null
          ? null
          : new @Nullable Long[] {group.register(), group.list()};
    }

    @Override
    String name(Rulebook rulebook, String code) {
      return SafeText.visible(rulebook.group(code).map(Group::name).orElse(code));
    }

    @Override
    @Nullable String lineageCode(Rulebook rulebook, String code) {
      return rulebook.group(code).map(Group::registerIndicator).orElse(null);
    }
  },

  /** Numerators, denominators and adjustments. */
  ACHIEVEMENT(Compared.ACHIEVEMENT) {
    @Override
    FigureFile inBundles() {
      return SiteFiles.ACHIEVEMENT;
    }

    @Override
    FigureFile bySubject() {
      return SiteFiles.ACHIEVEMENT_BY_SUBJECT;
    }

    @Override
    List<Measure> measures() {
      return List.of(Measure.ACHIEVEMENT, Measure.PCA_RATE, Measure.INTERVENTION_RATE);
    }

    @Override
    List<String> subjects(Rulebook rulebook, LevelFigures england) {
      Set<String> there = england.indicatorCodes();
      return rulebook.indicatorsInCodeOrder().stream()
          .map(Indicator::code)
          .filter(there::contains)
          .filter(code -> counts(england, 0, code) != null)
          .toList();
    }

    @Override
    @Nullable Long @Nullable [] counts(LevelFigures figures, int area, String code) {
      IndicatorFigures indicator = figures.indicator(area, code);
      return indicator == null || indicator.denominator() == null
          ? null
          : new @Nullable Long[] {indicator.numerator(), indicator.denominator(), indicator.pcas()};
    }

    @Override
    String name(Rulebook rulebook, String code) {
      Indicator indicator = rulebook.indicatorsByCode().get(code);
      return SafeText.visible(indicator == null ? code : indicator.description());
    }

    @Override
    String lineageCode(Rulebook rulebook, String code) {
      return code;
    }
  };

  private final Compared compared;

  Kind(Compared compared) {
    this.compared = compared;
  }

  /** The file of practices with their areas. */
  abstract FigureFile inBundles();

  /** The file of all practices of one year. */
  abstract FigureFile bySubject();

  /** What is shown of it. */
  abstract List<Measure> measures();

  /** Codes that England has counts of in a year, in the order in which people read them. */
  abstract List<String> subjects(Rulebook rulebook, LevelFigures england);

  /**
   * Counts of one code in one area, in the order of the file's columns; null where there are none.
   */
  abstract @Nullable Long @Nullable [] counts(LevelFigures figures, int area, String code);

  /** What a code stands for. */
  abstract String name(Rulebook rulebook, String code);

  /** The indicator whose lineage decides what may be compared; null for a group without one. */
  abstract @Nullable String lineageCode(Rulebook rulebook, String code);

  /** What of an indicator its comparison between years asks for. */
  Compared compared() {
    return compared;
  }

  /** Number of counts of one figure. */
  int width() {
    return inBundles().counts().size();
  }

  /** Its name in addresses and files. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
