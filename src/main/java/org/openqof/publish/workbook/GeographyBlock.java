package org.openqof.publish.workbook;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openqof.input.Geography;
import org.openqof.publish.Level;

/** The columns that say which area a row is. */
final class GeographyBlock {
  private GeographyBlock() {}

  /** The columns of a level. */
  static List<Column> of(Level level) {
    return switch (level) {
      case PRACTICE ->
          List.of(
              place("Sub-ICB location ODS code", Format.CODE, areas -> areas.subIcb().odsCode()),
              place("Sub-ICB location ONS code", Format.CODE, areas -> areas.subIcb().onsCode()),
              place("Sub-ICB location name", Format.NAME, areas -> areas.subIcb().name()),
              place("PCN ODS code", Format.CODE, areas -> areas.pcn().odsCode()),
              place("PCN name", Format.NAME, areas -> areas.pcn().name()),
              Column.text("Practice code", Format.CODE, row -> row.area().code()),
              Column.text("Practice name", Format.NAME, row -> row.area().name()));
      case PCN ->
          List.of(
              Column.text("PCN ODS code", Format.CODE, row -> row.area().code()),
              Column.text("PCN name", Format.NAME, row -> row.area().name()));
      case GROUP -> List.of(Column.text("Group", Format.NAME, row -> row.area().name()));
      case SUB_ICB -> coded("Sub-ICB location");
      case ICB -> coded("ICB");
      case REGION, ENGLAND -> coded("Region");
    };
  }

  private static List<Column> coded(String what) {
    return List.of(
        Column.text(what + " ODS code", Format.CODE, row -> row.area().code()),
        Column.text(what + " ONS code", Format.CODE, row -> row.area().onsCode()),
        Column.text(what + " name", Format.NAME, row -> row.area().name()));
  }

  private static Column place(
      String header, Format format, Function<Geography, @Nullable String> part) {
    return Column.text(
        header, format, row -> row.place() == null ? null : part.apply(row.place().geography()));
  }
}
