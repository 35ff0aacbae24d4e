package dev.strobe.server.tracing;

import dev.strobe.server.observation.CallOrigin;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the context that a client sent along. */
enum OriginGetter implements TextMapGetter<CallOrigin> {
  INSTANCE;

  /** No propagator in use asks for all. */
  @Override
  public Iterable<String> keys(CallOrigin origin) {
    return List.of();
  }

  @Override
  public @Nullable String get(@Nullable CallOrigin origin, String key) {
    return origin == null ? null : origin.header(key.toLowerCase(Locale.ROOT)).orElse(null);
  }
}
