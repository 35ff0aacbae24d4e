package dev.strobe.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strobe.server.servable.ModelRef;
import dev.strobe.server.status.ServingException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RouteTest {

  @Test
  void pathsNameModelVersionAndLabel() {
    assertThat(Route.of("POST", "/v1/models/m:predict"))
        .isEqualTo(new Route(Route.Action.PREDICT, ModelRef.latest("m")));
    assertThat(Route.of("POST", "/V1/Models/m/Versions/007:regress"))
        .isEqualTo(new Route(Route.Action.REGRESS, ModelRef.version("m", 7)));
    assertThat(Route.of("POST", "/v1/models/m/labels/a b:classify"))
        .isEqualTo(new Route(Route.Action.CLASSIFY, ModelRef.label("m", "a b")));
    assertThat(Route.of("GET", "/v1/models/m/labels/x/metadata"))
        .isEqualTo(new Route(Route.Action.METADATA, ModelRef.label("m", "x")));
    assertThat(Route.of("GET", "/v1/models/metadata"))
        .isEqualTo(new Route(Route.Action.STATUS, ModelRef.latest("metadata")));
  }

  @Test
  void routesKnownAlreadyAreThoseOfTheirPaths() {
    var routes = new Routes();
    for (int i = 0; i < 3000; i++) {
      String path = "/v1/models/m" + i % 1500 + ":predict";
      assertThat(routes.of("POST", path)).isEqualTo(Route.of("POST", path));
    }
    assertThat(routes.of("POST", "/v1/models/m:predict"))
        .isSameAs(routes.of("POST", "/v1/models/m:predict"));
    assertThatThrownBy(() -> routes.of("GET", "/v1/models/m:predict"))
        .isInstanceOf(ServingException.class);
  }

  @Test
  void namesAreDecodedAfterwards() {
    assertThat(Route.of("GET", "/v1/models/a%2Fb%3a%C3%A4").model().name()).isEqualTo("a/b:\u00e4");
    assertThat(Route.of("GET", "/v1/models/a%2+%zz%").model().name()).isEqualTo("a%2+%zz%");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/models//versions/1",
        "/v1/models/m/versions/x",
        "/v1/models/m/versions/-1",
        "/v1/models/m/versions",
        "/v1/models/m/labels/",
        "/v1/models/m/versions/1/labels/x",
        "/v1/models/m/metadata/",
        "/v1/modelsx",
        "/v1/"
      })
  void otherPathsAreMalformed(String path) {
    assertThatThrownBy(() -> Route.of("GET", path))
        .isInstanceOf(ServingException.class)
        .hasMessage("Malformed request: GET " + path);
  }

  @Test
  void anyPathIsARouteOrRefused() {
    var random = new Random(3);
    String[] parts = {"/", "v1", "models", "m", ":", "predict", "versions", "1", "labels", "%4"};
    for (int i = 0; i < 20_000; i++) {
      var path = new StringBuilder("/v1/models");
      for (int j = random.nextInt(8); j > 0; j--) {
        path.append(parts[random.nextInt(parts.length)]);
      }
      String method = random.nextBoolean() ? "GET" : "POST";
      try {
        Route route = Route.of(method, path.toString());
        boolean listed = route.action() == Route.Action.LIST;
        assertThat(route.model().name().isEmpty()).isEqualTo(listed);
      } catch (ServingException e) {
        assertThat(e.code().httpStatus()).isEqualTo(400);
      }
    }
  }
}
