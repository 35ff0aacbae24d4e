package dev.strobe.server.servable;

import static java.util.Objects.requireNonNull;

/**
 * One version of one model.
 *
 * @param name the model's name, as requests use it
 * @param version the number its directory is called by
 */
public record ServableId(String name, long version) {

  public ServableId {
    requireNonNull(name, "name");
  }

  /** As in log lines and status messages: {@code {name: half_plus_two version: 123}}. */
  @Override
  public String toString() {
    return "{name: " + name + " version: " + version + "}";
  }
}
