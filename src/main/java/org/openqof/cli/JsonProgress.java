package org.openqof.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Instant;
import org.openqof.settings.Progress;

/** Progress for programs: one JSON object a line for each finished step. */
final class JsonProgress implements Progress {
  private final PrintWriter out;
  private final ObjectMapper json = new ObjectMapper();
  private String subject = "";
  private String step = "";
  private long began = System.nanoTime();

  JsonProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public synchronized void began(String newSubject, String newStep) {
    subject = newSubject;
    step = newStep;
    began = System.nanoTime();
  }

  @Override
  public void reached(double share) {}

  @Override
  public synchronized void ended(String outcome) {
    ObjectNode event = json.createObjectNode();
    event.put("event", "step");
    event.put("ts", Instant.now().toString());
    event.put("subject", subject);
    event.put("step", step);
    event.put("seconds", Math.round((System.nanoTime() - began) / 1e6) / 1000.0);
    event.put("outcome", outcome);
    out.println(event);
    out.flush();
  }
}
