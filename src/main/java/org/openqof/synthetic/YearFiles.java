package org.openqof.synthetic;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.openqof.synthetic.Registry.Departure;

/** All files of one year: the extracts that were asked for, and the truth. */
final class YearFiles implements Closeable {
  private final YearPlan plan;
  private final Country country;
  private final @Nullable PaymentExtract payment;
  private final @Nullable PublishedExtract published;
  private final TruthFiles truth;
  private final ContractPlan contracts;
  private final @Nullable EnteredFiles entered;

  YearFiles(
      ExtractFolder folder,
      YearPlan plan,
      GeneratorSettings settings,
      Country country,
      FaultLog log,
      FaultPlan faults,
      ContractPlan contracts,
      Registry registry,
      Misreport misreport)
      throws IOException {
    this.plan = plan;
    this.country = country;
    boolean faulty = faults.isFaulty();
    this.payment =
        settings.layout().hasPayment()
            ? new PaymentExtract(folder, plan, settings, log, faulty, registry, misreport)
            : null;
    this.published =
        settings.layout().hasPublished()
            ? new PublishedExtract(folder, plan, settings, country, log, faulty)
            : null;
    this.truth = new TruthFiles(folder, plan);
    this.contracts = contracts;
    this.entered =
        settings.contracts() && settings.layout().hasPayment() && plan.rulebook().complete()
            ? new EnteredFiles(folder, plan, log)
            : null;
  }

  void write(PracticeTruth practice, PracticeFault fault, Contract contract) throws IOException {
    Outcome outcome = Outcome.of(plan, practice, fault, contract);
    if (payment != null) {
      payment.write(practice, fault, contract);
    }
    if (published != null) {
      published.write(practice, fault, outcome);
    }
    truth.write(practice, fault, outcome);
    if (entered != null) {
      entered.write(practice, outcome, fault, contracts);
    }
  }

  /** A practice that no longer takes part is still in the reference of organisations. */
  void writeGone(int practice, Departure departure) throws IOException {
    if (payment != null) {
      payment.writeGone(
          practice,
          country.practiceName(practice, plan.year()),
          country.place(practice, plan.year()),
          departure);
    }
  }

  /** Rows of indicator values written, once closed also those kept for the end. */
  long valueRows() {
    return payment == null ? 0 : payment.valueRows();
  }

  @Override
  public void close() throws IOException {
    try (truth;
        entered) {
      try {
        if (payment != null) {
          payment.close();
        }
      } finally {
        if (published != null) {
          published.close();
        }
      }
    }
  }
}
