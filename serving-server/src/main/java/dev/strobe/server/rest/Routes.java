package dev.strobe.server.rest;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The routes of the paths that inference was asked at of late, so that a path is taken apart once
 * and not at every request. Safe for use by many threads.
 */
final class Routes {
  /** With so many paths all are forgotten, and those still in use found again. */
  private static final int MOST = 1024;

  private final Map<String, Route> inferences = new ConcurrentHashMap<>();

  /** The same as {@link Route#of}. */
  Route of(String method, String path) {
    if (!method.equals("POST")) {
      return Route.of(method, path);
    }
    Route known = inferences.get(path);
    return known == null ? remember(path, Route.of(method, path)) : known;
  }

  private Route remember(String path, Route route) {
    if (inferences.size() >= MOST) {
      inferences.clear();
    }
    inferences.put(path, route);
    return route;
  }
}
