package org.openqof.gate.figures;

import java.util.Locale;

/**
 * A part of the nation whose weight on the national figures is measured by leaving it out.
 *
 * @param kind what it is
 * @param name code of the practice, name of the supplier, name of the file; empty for the practices
 *     that are missing
 */
public record GatePart(Kind kind, String name) implements Comparable<GatePart> {
  /** The practices that take part and are not in the figures. */
  public static final GatePart MISSING = new GatePart(Kind.MISSING, "");

  /** What a part is. */
  public enum Kind {
    /** One practice. */
    PRACTICE,
    /** All practices of one supplier of practice systems. */
    SUPPLIER,
    /** All practices whose values, or whose lists, came in one file. */
    FILE,
    /** All practices that take part and are not in the figures. */
    MISSING;

    /** The word in tables and reports. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** As people read it. */
  public String words() {
    return switch (kind) {
      case PRACTICE -> "practice " + name;
      case SUPPLIER -> "supplier " + name;
      case FILE -> "file " + name;
      case MISSING -> "missing practices";
    };
  }

  /** What to do about it, as people read it. */
  String remedy() {
    return switch (kind) {
      case PRACTICE ->
          "look at the registers and the list of practice %s alongside last year's; correct them with MANUAL_ENTRY or CRP_CORRECTIONS"
              .formatted(name);
      case SUPPLIER ->
          "ask supplier %s whether its last day is in, and for its extract again".formatted(name);
      case FILE ->
          "see whether file %s is whole and of the right day, and ask for it again".formatted(name);
      case MISSING ->
          "ask for what the missing practices have not sent: values of the final day, or lists";
    };
  }

  @Override
  public int compareTo(GatePart other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : name.compareTo(other.name);
  }
}
