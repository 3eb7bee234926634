package org.openqof.cli;

import org.openqof.settings.ProgramVersion;
import picocli.CommandLine.IVersionProvider;

/** Answers {@code --version}. */
final class CodeVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"OpenQOF " + ProgramVersion.text()};
  }
}
