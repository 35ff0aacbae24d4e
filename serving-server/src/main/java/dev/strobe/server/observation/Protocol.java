package dev.strobe.server.observation;

/** How a call came in. */
public enum Protocol {
  GRPC,
  REST
}
