package org.openqof.publish.workbook;

import java.util.ArrayList;
import java.util.List;
import org.openqof.publish.Edition;
import org.openqof.publish.Files;
import org.openqof.publish.Part;

/** The workbooks of the official publication, and one of primary care networks. */
public final class Workbooks implements Part {
  private static final String FOLDER = "workbooks/";

  @Override
  public String title() {
    return "workbooks";
  }

  @Override
  public List<Runnable> tasks(Edition edition, Files files) {
    List<Runnable> tasks = new ArrayList<>();
    for (WorkbookPlan plan : WorkbookPlan.all(edition)) {
      tasks.add(
          () ->
              files.put(
                  FOLDER + "qof-" + edition.shortYear() + "-" + plan.name() + ".xlsx",
                  plan.title(),
                  null,
                  stream -> new WorkbookWriter(edition, plan).writeTo(stream)));
    }
    return tasks;
  }
}
