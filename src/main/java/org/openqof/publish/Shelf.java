package org.openqof.publish;

import java.io.OutputStream;

/** Where the files of a publication are put while it is prepared. */
public interface Shelf {

  /**
   * Begins a new file.
   *
   * @param name path below the publication's folder, parts separated by a slash
   */
  OutputStream create(String name);
}
