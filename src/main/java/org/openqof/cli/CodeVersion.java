package org.openqof.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of OpenQOF, from its jar. */
final class CodeVersion implements IVersionProvider {
  /** The version, or {@code development} outside of a jar. */
  static String text() {
    String version = CodeVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"OpenQOF " + text()};
  }
}
