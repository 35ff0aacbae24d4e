package dev.strobe.server.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.server.observation.CallOrigin;
import dev.strobe.server.observation.Calls;
import dev.strobe.server.observation.Protocol;
import dev.strobe.server.status.Code;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.Test;

final class AccessLogTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final AccessLog log = new AccessLog(out, 2, new ScheduledThreadPoolExecutor(1));
  private final Calls calls = new Calls(List.of(log));

  @Test
  void callsThatFindTheQueueFullAreCounted() {
    call("/one");
    call("/two");
    call("/three");
    assertThat(log.dropped()).isEqualTo(1);
    log.write();
    assertThat(lines()).hasSize(2);
    call("/four");
    log.write();
    assertThat(lines()).hasSize(3).last().asString().contains("\"path\":\"/four\"");
    assertThat(log.dropped()).isEqualTo(1);
  }

  @Test
  void closingWritesWhatWaitsAndCountsWhatComesLater() {
    call("/one");
    log.close();
    assertThat(lines()).hasSize(1);
    call("/two");
    assertThat(log.dropped()).isEqualTo(1);
  }

  @Test
  void textThatIsNoUnicodeIsEscaped() {
    call("/\ud800x");
    log.write();
    assertThat(lines()).hasSize(1).first().asString().contains("/\\uD800x");
  }

  @Test
  void headerThatIsNoTraceContextIsLeftOut() {
    call("/one");
    log.write();
    assertThat(lines()).first().asString().doesNotContain("trace_id");
  }

  private void call(String path) {
    calls.begin(new Origin(path)).end(Code.OK, 1);
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private record Origin(String path) implements CallOrigin {
    @Override
    public Protocol protocol() {
      return Protocol.REST;
    }

    @Override
    public String method() {
      return "GET";
    }

    @Override
    public String peer() {
      return "";
    }

    @Override
    public Optional<String> header(String name) {
      return Optional.of("nonsense");
    }
  }
}
