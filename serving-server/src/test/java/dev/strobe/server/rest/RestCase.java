package dev.strobe.server.rest;

/**
 * A request and what must come of it.
 *
 * @param expected the body as JSON, or a part of it if it does not start with a brace
 */
record RestCase(String id, String method, String path, String body, int status, String expected) {

  static RestCase post(String id, String path, String body, int status, String expected) {
    return new RestCase(id, "POST", "/v1/models/" + path, body, status, expected);
  }

  static RestCase get(String id, String path, int status, String expected) {
    return new RestCase(id, "GET", path, "", status, expected);
  }

  @Override
  public String toString() {
    return id + " " + method + " " + path + " " + body;
  }
}
