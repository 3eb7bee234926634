package org.openqof.bench;

import java.util.List;

/**
 * A program that calculates the nation.
 *
 * @param name its name in tables and in {@code --engines}
 * @param command program and arguments
 * @param ours whether it is this program, which reports in JSON and says where its time goes
 * @param exact whether its money is exact; otherwise it may differ by less than a pound a year
 */
record Contender(String name, List<String> command, boolean ours, boolean exact) {
  Contender {
    command = List.copyOf(command);
  }
}
