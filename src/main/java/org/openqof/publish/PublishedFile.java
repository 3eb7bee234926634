package org.openqof.publish;

import org.jspecify.annotations.Nullable;
import org.openqof.tables.Table;

/**
 * One finished file of a publication.
 *
 * @param name path below the publication's folder
 * @param title what it is, for people
 * @param bytes size
 * @param sha256 digest of its bytes
 * @param rows data rows of a table
 * @param table descriptor of a CSV file; null for others
 */
public record PublishedFile(
    String name, String title, long bytes, String sha256, long rows, @Nullable Table table) {

  /** The last part of the name. */
  public String shortName() {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
