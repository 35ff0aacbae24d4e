package dev.strobe.server.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.server.RecordedLog;
import dev.strobe.server.observation.CallOrigin;
import dev.strobe.server.observation.Calls;
import dev.strobe.server.observation.Protocol;
import dev.strobe.server.status.Code;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.Test;

final class AccessLogTest {
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");
  private boolean full;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final OutputStream disk = new Disk();
  private final AccessLog log =
      new AccessLog(disk, 2, new ScheduledThreadPoolExecutor(1), () -> now);
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
  void troubleIsToldOnceAndItsEndWhenAllHasBeenWellForAWhile() {
    try (var told = RecordedLog.of(AccessLog.class)) {
      write(Room.NONE);
      write(Room.NONE);
      write(Room.ENOUGH);
      now = now.plusSeconds(9);
      write(Room.NONE);
      assertThat(told.lines())
          .containsExactly(
              "The access log cannot be written, and calls are missing in it until it can: no room");
      assertThat(log.dropped()).isEqualTo(3);
      now = now.plusSeconds(10).minusNanos(1);
      write(Room.ENOUGH);
      assertThat(told.lines()).hasSize(1);
      now = now.plusNanos(1);
      write(Room.ENOUGH);
      assertThat(told.lines()).hasSize(2).last().isEqualTo("The access log is written again");
      assertThat(lines()).hasSize(3);
    }
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

  private void write(Room room) {
    full = room == Room.NONE;
    call("/one");
    log.write();
  }

  private void call(String path) {
    calls.begin(new Origin(path)).end(Code.OK, 1);
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private enum Room {
    NONE,
    ENOUGH
  }

  private final class Disk extends OutputStream {
    @Override
    public void write(int letter) throws IOException {
      if (full) {
        throw new IOException("no room");
      }
      out.write(letter);
    }
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
