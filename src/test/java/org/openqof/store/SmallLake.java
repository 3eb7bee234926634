package org.openqof.store;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.openqof.store.place.Audience;
import org.openqof.store.place.Storage;
import org.openqof.tables.Table;

/**
 * A lake of few tables and its publications in one storage, for tests that open them hundreds of
 * times: to read Hadoop's settings takes longer than most of what they do.
 */
public final class SmallLake {
  private final URI lake;
  private final URI published;
  private final Storage storage;
  private final List<Table> tables;

  /** A lake of these tables, and where it is published. */
  public SmallLake(
      URI lake, URI published, Map<String, String> hadoopSettings, List<Table> tables) {
    this.lake = lake;
    this.published = published;
    this.storage = Storage.of(lake, hadoopSettings, Audience.OWNER_AND_GROUP);
    this.tables = tables;
  }

  /** Opens the lake. */
  public Lake lake() {
    return new Lake(lake, storage, tables);
  }

  /** Its publications. */
  public Publication publication() {
    return new Publication(published, storage);
  }
}
