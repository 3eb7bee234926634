package org.openqof.publish;

/** One form of the publication: CSV files, workbooks, a report. Parts do not know each other. */
public interface Part {

  /** What it is, for progress messages. */
  String title();

  /** Writes all of its files. */
  void write(Edition edition, Files files);
}
