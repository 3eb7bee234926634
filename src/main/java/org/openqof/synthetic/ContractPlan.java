package org.openqof.synthetic;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.openqof.domain.FinancialYear;
import org.openqof.synthetic.Contract.Share;
import org.openqof.synthetic.GeneratorSettings.Faults;

/**
 * Whose contract begins or ends inside a year, who takes over whose patients, whose values are
 * entered by hand, and what was decided about whom. The registry hears who opens and who closes.
 * Practices with a planted fault are left alone, and ten practices stay ordinary, so that very
 * small extracts carry only the first kinds.
 */
final class ContractPlan {
  /** Practices for which each kind occurs once. */
  static final int SHARE = 300;

  private static final int ORDINARY = 10;
  private static final FinancialYear PLAN_YEAR = new FinancialYear(2021);

  private final Map<Integer, Contract> contracts = new TreeMap<>();
  private final Map<Integer, Set<Decision>> decisions = new HashMap<>();
  private final Map<Integer, Set<DecisionFault>> faulty = new HashMap<>();
  private final FinancialYear year;
  private final Registry registry;
  private final FaultPlan faults;
  private final Dice dice;

  private ContractPlan(FinancialYear year, Registry registry, FaultPlan faults, Dice dice) {
    this.year = year;
    this.registry = registry;
    this.faults = faults;
    this.dice = dice;
  }

  /** The plan of a year: empty unless contracts were asked for, and in a year of reference. */
  static ContractPlan of(
      GeneratorSettings settings, YearPlan plan, Registry registry, FaultPlan faults) {
    FinancialYear year = plan.year();
    Dice dice = Dice.of(settings.seed(), Dice.word("contracts"), year.startYear());
    ContractPlan contracts = new ContractPlan(year, registry, faults, dice);
    if (settings.contracts() && plan.rulebook().complete()) {
      int copies = Math.max(1, settings.practices() / SHARE);
      contracts.planEvents(copies, year.equals(settings.years().get(0)));
      contracts.planDecisions(copies, settings.faults() == Faults.TYPICAL);
    }
    return contracts;
  }

  private void planEvents(int copies, boolean firstYear) {
    int room = -ORDINARY;
    for (int practice = 1; practice <= registry.lastNumber(year); practice++) {
      room += isFree(practice) ? 1 : 0;
    }
    for (int copy = 0; copy < copies; copy++) {
      for (ContractEvent event : ContractEvent.values()) {
        int needed = 1 + event.successors();
        if (event == ContractEvent.NONE || contracts.size() + needed > room) {
          continue;
        }
        int practice = event.opens() && !firstYear ? newcomer() : free();
        if (practice > 0) {
          plan(practice, event);
        }
      }
    }
  }

  private void plan(int practice, ContractEvent event) {
    LocalDate opened = registry.openedOn(practice);
    LocalDate start = opened.isAfter(year.start()) ? opened : year.start();
    LocalDate from = event.opens() ? opening(event) : start;
    LocalDate to = event.closes() ? closing(event) : year.end();
    Contract contract = Contract.of(event, year, from, to);
    contracts.put(practice, contract);
    if (event.opens()) {
      registry.opened(practice, from);
    } else if (event.closes()) {
      registry.leftBefore(year, practice, "C", DateTimeFormatter.BASIC_ISO_DATE.format(to));
    }
    int left = 1_000_000;
    List<Share> given = new ArrayList<>();
    for (int successor = event.successors(); successor > 0; successor--) {
      int part = successor == 1 ? left : 250_000 + dice.below(500_000);
      left -= part;
      int taker = free();
      LocalDate date = to.plusDays(1);
      given.add(new Share(taker, part, date));
      contracts.put(taker, Contract.wholeYear(year).taking(new Share(practice, part, date)));
    }
    contracts.put(practice, contract.giving(given));
  }

  private LocalDate opening(ContractEvent event) {
    return event == ContractEvent.OPENED
        ? year.start().plusDays(20 + dice.below(220))
        : year.startOfFinalQuarter().plusDays(5 + dice.below(60));
  }

  private LocalDate closing(ContractEvent event) {
    LocalDate start = year.start();
    return switch (event) {
      case CLOSED_UNCOLLECTED -> start.plusDays(95 + dice.below(80));
      case MERGED_EARLY -> start.plusDays(20 + dice.below(150));
      case CLOSED_BY_HAND, SPLIT -> start.plusDays(185 + dice.below(80));
      default -> year.startOfFinalQuarter().plusDays(5 + dice.below(70));
    };
  }

  private void planDecisions(int copies, boolean withFaults) {
    for (int copy = 0; copy < copies; copy++) {
      for (Decision decision : Decision.values()) {
        if (!decision.isPlan() || year.equals(PLAN_YEAR)) {
          decide(decision);
        }
      }
      for (DecisionFault fault : DecisionFault.values()) {
        boolean shows = fault != DecisionFault.CONTRADICTORY_PLANS || year.equals(PLAN_YEAR);
        int practice = withFaults && shows ? undecided() : 0;
        if (practice > 0) {
          faulty.computeIfAbsent(practice, p -> EnumSet.noneOf(DecisionFault.class)).add(fault);
        }
      }
    }
  }

  /** A decision is about any practice that is paid: with or without an event. */
  private void decide(Decision decision) {
    int last = registry.lastNumber(year);
    for (int attempt = 0; attempt < 100 * last; attempt++) {
      int practice = 1 + dice.below(last);
      Set<Decision> taken = of(practice);
      if (isSound(practice)
          && !faulty.containsKey(practice)
          && contract(practice).event().collection() != ContractEvent.Collection.NOTHING
          && taken.stream().noneMatch(other -> contradict(other, decision))) {
        decisions.computeIfAbsent(practice, p -> EnumSet.noneOf(Decision.class)).add(decision);
        return;
      }
    }
  }

  private static boolean contradict(Decision one, Decision other) {
    return one == other
        || (one.isPlan() && other.isPlan())
        || (!one.states().isEmpty() && !other.states().isEmpty());
  }

  /** A practice that opened in this year and is not planned yet; 0 if there is none. */
  private int newcomer() {
    for (int practice = registry.lastNumber(year); practice > 0; practice--) {
      if (registry.openedIn(practice) == year.startYear() && isFree(practice)) {
        return practice;
      }
    }
    return 0;
  }

  /** A practice with nothing out of the ordinary that was there before the year; 0 if none. */
  private int free() {
    int last = registry.lastNumber(year);
    for (int attempt = 0; attempt < 100 * last; attempt++) {
      int practice = 1 + dice.below(last);
      if (isFree(practice)
          && registry.openedIn(practice) < year.startYear()
          && !registry.openedOn(practice).isAfter(year.previous().startOfFinalQuarter())) {
        return practice;
      }
    }
    return 0;
  }

  /** A free practice about which nothing was decided, so that a fault spoils nothing; 0 if none. */
  private int undecided() {
    for (int attempt = 0; attempt < registry.lastNumber(year); attempt++) {
      int practice = free();
      if (practice == 0 || !decisions.containsKey(practice)) {
        return practice;
      }
    }
    return 0;
  }

  private boolean isFree(int practice) {
    return isSound(practice) && !contracts.containsKey(practice) && !faulty.containsKey(practice);
  }

  private boolean isSound(int practice) {
    return !PracticeTruths.isSpecial(practice)
        && registry.isOpen(practice, year)
        && faults.of(practice) == PracticeFault.NONE;
  }

  /** A practice's contract; a whole ordinary year where nothing was planned. */
  Contract contract(int practice) {
    Contract planned = contracts.get(practice);
    return planned == null ? Contract.wholeYear(year) : planned;
  }

  /** What was decided about a practice. */
  Set<Decision> of(int practice) {
    return decisions.getOrDefault(practice, Set.of());
  }

  /** The faults of what was entered or decided about it. */
  Set<DecisionFault> faultsOf(int practice) {
    return faulty.getOrDefault(practice, Set.of());
  }

  /** Practices whose contract or collection is out of the ordinary, and their successors. */
  int size() {
    return contracts.size();
  }
}
