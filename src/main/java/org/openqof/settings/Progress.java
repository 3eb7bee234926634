package org.openqof.settings;

/** Tells a person or a log how far a run has come. */
public interface Progress {
  /**
   * A step began.
   *
   * @param subject what it works on, such as a financial year; empty for the whole run
   * @param step what it does, in words
   */
  void began(String subject, String step);

  /**
   * How far the step has come.
   *
   * @param share share done, from 0 to 1
   */
  void reached(double share);

  /**
   * The step ended.
   *
   * @param outcome what it gave, in words
   */
  void ended(String outcome);

  /** Tells nobody. */
  Progress SILENT =
      new Progress() {
        @Override
        public void began(String subject, String step) {}

        @Override
        public void reached(double share) {}

        @Override
        public void ended(String outcome) {}
      };
}
