package dev.strobe.server.conformance;

import java.util.List;

/** Exchanges that belong together, one after the other. */
record Steps(String id, List<ConformanceCase> steps) implements ConformanceCase {

  static Steps of(String id, ConformanceCase... steps) {
    return new Steps(id, List.of(steps));
  }

  @Override
  public void check(FrontEnds server) throws Exception {
    for (ConformanceCase step : steps) {
      step.check(server);
    }
  }

  @Override
  public String toString() {
    return id + " " + steps;
  }
}
