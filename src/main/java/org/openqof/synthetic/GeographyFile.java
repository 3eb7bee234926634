package org.openqof.synthetic;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.openqof.domain.FinancialYear;
import org.openqof.synthetic.Country.Place;

/** The year's map of practices to areas, under the column names of its era. */
final class GeographyFile implements Closeable {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private final Lines lines;
  private final FaultLog faults;

  GeographyFile(Lines lines, FinancialYear year, FaultLog faults) throws IOException {
    this.lines = lines;
    this.faults = faults;
    boolean boards = year.startYear() >= 2021;
    String country = boards ? "NAT_COUNTRY" : "COUNTRY";
    String upper = boards ? "ICB" : "STP";
    String lower = !boards ? "CCG" : year.startYear() == 2021 ? "SUB_ICB_LOC" : "SUB_ICB";
    lines.row(
        "NAT_ONS_CODE",
        "NAT_CODE",
        country,
        "REGION_ODS_CODE",
        "REGION_ONS_CODE",
        "REGION_NAME",
        upper + "_ODS_CODE",
        upper + "_ONS_CODE",
        upper + "_NAME",
        lower + "_ODS_CODE",
        lower + "_ONS_CODE",
        lower + "_NAME",
        "PCN_ODS_CODE",
        "PCN_NAME",
        "PRACTICE_CODE",
        "PRACTICE_NAME");
  }

  void write(PracticeTruth truth, PracticeFault fault) throws IOException {
    if (fault == PracticeFault.UNMAPPED) {
      faults.add(lines.file(), 0, truth.code(), fault);
      return;
    }
    Place place = truth.place();
    lines.field("E92000001").field("ENG").field("England");
    lines.field(place.regionCode()).field(place.regionOnsCode()).field(place.regionName());
    lines.field(place.icbCode()).field(place.icbOnsCode()).field(place.icbName());
    lines.field(place.subIcbCode()).field(place.subIcbOnsCode()).field(place.subIcbName());
    lines.field(place.pcnCode()).field(place.pcnName()).field(truth.code());
    if (fault == PracticeFault.WINDOWS_1252_NAME) {
      faults.add(lines, truth, fault);
      lines.field("Dr Quill\u2019s " + truth.name(), WINDOWS);
    } else {
      lines.field(truth.name(), StandardCharsets.UTF_8);
    }
    lines.end();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
