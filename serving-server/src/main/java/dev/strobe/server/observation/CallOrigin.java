package dev.strobe.server.observation;

import java.util.Optional;

/** Where a call came from. Asked only if a sink wants to know, at the latest at the call's end. */
public interface CallOrigin {

  Protocol protocol();

  /** HTTP's method, or the name of the procedure: {@code POST}, {@code Predict}. */
  String method();

  /** Of a URL, not decoded and without the query; the full name of the procedure. */
  String path();

  /** The client's address as text; empty if there is none. */
  String peer();

  /** The first value of a request header, by its name in lower case. */
  Optional<String> header(String name);
}
