package org.openqof.synthetic;

/**
 * What is out of the ordinary about a practice's contract or collection in a year. Each kind occurs
 * once for every {@value ContractPlan#SHARE} practices, and at least once where there is room.
 */
enum ContractEvent {
  /** A whole year, collected automatically; not planned. */
  NONE(Collection.AUTOMATIC),
  /** Closed in the final quarter; the extract holds its last day. */
  CLOSED_EXTRACTED(Collection.AUTOMATIC),
  /** Closed in the third quarter; its last day was entered by hand. */
  CLOSED_BY_HAND(Collection.BY_HAND),
  /** Closed in the second quarter and never collected: it cannot be paid. */
  CLOSED_UNCOLLECTED(Collection.NOTHING),
  /** Closed in the first half of the year and merged into another practice. */
  MERGED_EARLY(Collection.AUTOMATIC),
  /** Closed in the final quarter and merged into another practice; entered by hand. */
  MERGED_LATE(Collection.BY_HAND),
  /** Closed in the third quarter and split over two practices. */
  SPLIT(Collection.AUTOMATIC),
  /** Opened before 1 January. */
  OPENED(Collection.AUTOMATIC),
  /** Opened after 1 January; its patients were counted that day. */
  OPENED_LATE(Collection.AUTOMATIC),
  /** Opened after 1 January; its patients were first counted on 1 April after the year. */
  OPENED_UNCOUNTED(Collection.AUTOMATIC),
  /** Shares a clinical system with another practice: everything is entered by hand. */
  SHARED_SYSTEM(Collection.BY_HAND),
  /** Its supplier sends no extract: everything is entered by hand. */
  NO_EXTRACT(Collection.BY_HAND),
  /** Only the answers of the quality improvement indicators are entered by hand. */
  ANSWERS_BY_HAND(Collection.AUTOMATIC),
  /** Nobody answered the quality improvement indicators. */
  ANSWERS_MISSING(Collection.AUTOMATIC);

  /** How the final collection comes in. */
  enum Collection {
    /** By the automatic extract. */
    AUTOMATIC,
    /** By rows of MANUAL_ENTRY. */
    BY_HAND,
    /** Not at all. */
    NOTHING
  }

  private final Collection collection;

  ContractEvent(Collection collection) {
    this.collection = collection;
  }

  Collection collection() {
    return collection;
  }

  /** Whether the practice begins inside the year. */
  boolean opens() {
    return this == OPENED || this == OPENED_LATE || this == OPENED_UNCOUNTED;
  }

  /** Whether the practice ends inside the year. */
  boolean closes() {
    return ordinal() >= CLOSED_EXTRACTED.ordinal() && ordinal() <= SPLIT.ordinal();
  }

  /** Practices that take over a closing one's patients. */
  int successors() {
    return switch (this) {
      case MERGED_EARLY, MERGED_LATE -> 1;
      case SPLIT -> 2;
      default -> 0;
    };
  }

  /** Whether yes and no come with the extract. */
  boolean extractsAnswers() {
    return collection == Collection.AUTOMATIC && this != ANSWERS_BY_HAND && this != ANSWERS_MISSING;
  }

  /** Why its values were entered by hand, as MANUAL_ENTRY has it. */
  String basis() {
    return switch (this) {
      case CLOSED_BY_HAND, MERGED_LATE -> "closure";
      case SHARED_SYSTEM -> "shared_system";
      case NO_EXTRACT -> "no_extract";
      default -> "manual_indicator";
    };
  }
}
