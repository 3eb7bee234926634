package org.openqof.publish;

import java.util.List;

/** One form of the publication: CSV files, workbooks, a report. Parts do not know each other. */
public interface Part {

  /** What it is, for progress messages. */
  String title();

  /** What must be done to write all of its files, in pieces that may be done at the same time. */
  List<Runnable> tasks(Edition edition, Files files);
}
