package dev.strobe.server.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.strobe.server.batching.BatcherMetrics;
import dev.strobe.server.execution.RunMetrics;
import dev.strobe.server.observation.CallSink;
import dev.strobe.server.requestlog.RequestLogCounts;
import dev.strobe.server.requestlog.RequestLogCounts.Outcome;
import dev.strobe.server.servable.LoadListener;
import dev.strobe.server.servable.ServableId;
import dev.strobe.server.servable.ServableRegistry;
import dev.strobe.server.servable.VersionState;
import dev.strobe.server.servable.VersionStatus;
import dev.strobe.server.status.Code;
import dev.strobe.server.warmup.WarmupMetrics;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;

/**
 * All metrics of one server. Each part reports to what it is given here; what they told is made
 * into a page when one is asked for. Safe for use by many threads.
 */
public final class PrometheusMetrics {
  /** The type of {@link #page}. */
  public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private static final double MICRO = 1e-3;
  private static final int PAGE_BYTES = 1 << 16;
  private static final Pattern NOT_IN_NAMES = Pattern.compile("[^a-zA-Z0-9_]");

  private final PrometheusRegistry tensorFlowRegistry = new PrometheusRegistry();
  private final PrometheusRegistry ownRegistry = new PrometheusRegistry();
  private final Instruments own = new Instruments(ownRegistry);
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private final TensorFlowMetrics tensorFlow;
  private final StrobeMetrics strobe;
  private final PaddingCells padding;
  private final CallMetrics calls;

  /** Nothing counted yet. */
  public PrometheusMetrics() {
    tensorFlow = new TensorFlowMetrics(new Instruments(tensorFlowRegistry));
    strobe = new StrobeMetrics(own);
    padding = new PaddingCells(tensorFlow.paddingSize);
    calls = new CallMetrics(tensorFlow, strobe);
    JvmMetrics.builder().register(ownRegistry);
    var unused =
        own.gauge(
            "strobe_calls_in_flight",
            "Calls that were not answered yet.",
            calls::showInFlight,
            "protocol");
  }

  /** For calls. */
  public CallSink calls() {
    return calls;
  }

  /** For the loads of SavedModels. */
  public LoadListener savedModelLoads() {
    return new SavedModelLoads(tensorFlow);
  }

  /** For loads as a whole; without it nothing is known of versions and signatures. */
  public LoadListener modelLoads() {
    return new ModelLoads(tensorFlow, strobe, calls);
  }

  /** For the runs of a version. */
  public RunMetrics runs(ServableId id) {
    return new RunCells(tensorFlow, strobe, id);
  }

  /** For the batches of a version. */
  public BatcherMetrics batches(ServableId id) {
    return new BatchCells(tensorFlow, padding, strobe, id);
  }

  /** For warm-ups. */
  public WarmupMetrics warmups() {
    return this::onWarmup;
  }

  private void onWarmup(Path version, Code code, int records, long nanos) {
    tensorFlow.warmupLatency.labelValues(version.toString(), code.name()).observe(nanos * MICRO);
    tensorFlow.warmupRecords.labelValues(version.toString(), code.name()).inc(records);
  }

  /** Shows the models and versions of a registry from now on. Called once. */
  public void follow(ServableRegistry registry) {
    registry.listen(calls::know);
    registry.models().forEach(calls::know);
    var unused =
        own.gauge(
            "strobe_model_version_state",
            "1 for each version in the state that it is in.",
            values -> showStates(registry, values),
            "model",
            "version",
            "state");
  }

  /** Versions that are gone and went as they should are left out, of which there may be many. */
  private static void showStates(ServableRegistry registry, GaugeWithCallback.Callback values) {
    for (String model : registry.models()) {
      for (VersionStatus version : registry.statuses(model)) {
        if (version.state() != VersionState.END || version.code() != Code.OK) {
          values.call(1, model, Long.toString(version.version()), version.state().name());
        }
      }
    }
  }

  /** Shows what became of the requests that were to be logged from now on. Called once. */
  public void follow(RequestLogCounts requests) {
    var unused =
        own.counter(
            "strobe_request_log_requests_total",
            "Requests sampled to be logged, by what became of them.",
            values -> {
              for (Outcome outcome : Outcome.values()) {
                values.call((double) requests.of(outcome), outcome.name());
              }
            },
            "outcome");
  }

  /** Shows a count that somebody else keeps. Called once for each name. */
  public void show(String name, String help, DoubleSupplier count) {
    var unused = own.counter(name, help, value -> value.call(count.getAsDouble()));
  }

  /**
   * The value of a counter by TensorFlow's name for it, such as {@code
   * /tensorflow/serving/request_count}: the first where labels make several, 0 where there is none.
   */
  public long counter(String name) {
    String ownName = NOT_IN_NAMES.matcher(name).replaceAll(":");
    return tensorFlowRegistry.scrape(ownName::equals).stream()
        .filter(CounterSnapshot.class::isInstance)
        .flatMap(counter -> ((CounterSnapshot) counter).getDataPoints().stream())
        .findFirst()
        .map(point -> (long) point.getValue())
        .orElse(0L);
  }

  /** Everything, in Prometheus' text format. */
  public byte[] page() {
    var page = new ByteArrayOutputStream(PAGE_BYTES);
    page.writeBytes(TensorFlowText.of(tensorFlowRegistry.scrape()).getBytes(UTF_8));
    try {
      writer.write(page, ownRegistry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return page.toByteArray();
  }
}
