package org.openqof.cli;

import org.openqof.job.ProgramVersion;
import picocli.CommandLine.IVersionProvider;

/** Answers {@code --version}. */
final class CodeVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"OpenQOF " + ProgramVersion.text()};
  }
}
