package dev.strobe.server.rest;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;

/**
 * A page for whoever collects metrics.
 *
 * @param path where it is found, beginning with a slash
 * @param contentType of its text
 * @param text made anew for each request, on any thread
 */
public record MetricsPage(String path, String contentType, Supplier<byte[]> text) {

  public MetricsPage {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("the path must begin with / but was " + path);
    }
    requireNonNull(contentType, "contentType");
    requireNonNull(text, "text");
  }
}
