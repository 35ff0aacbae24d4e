package dev.strobe.server.rest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class JsonExcerptTest {

  @Test
  void objectsHaveALineForEachMemberAndListsHaveOneInAll() {
    assertThat(excerpt("{\"a\":[1,{\"b\":\"x\",\"c\":[]},[2,[ ]]],\"d\":{},\"e\":null} rest"))
        .isEqualTo(
            """
            {
                "a": [1, {
                        "b": "x",
                        "c": []
                    }, [2, []]],
                "d": {},
                "e": null
            }""");
    assertThat(excerpt("[]")).isEqualTo("[]");
    assertThat(excerpt("{ }")).isEqualTo("{}");
    assertThat(excerpt("-1.50e3,")).isEqualTo("-1.50e3");
  }

  @Test
  void whatIsLongIsCutAndWhatIsBehindIsNotLookedAt() {
    assertThat(excerpt("[".repeat(10_000))).isEqualTo("[".repeat(256));
    assertThat(excerpt("[" + "1,".repeat(200) + "oops")).hasSize(256).endsWith("1, 1, ");
    assertThat(excerpt("{\"" + "k".repeat(300) + "\":1,\"a\":2}")).endsWith("kk\": 1");
    assertThatThrownBy(() -> excerpt("[1,2,oops"))
        .hasMessageContaining("Invalid value. at offset: 5");
  }

  @Test
  void readerStaysWhereItIs() {
    var in = new JsonReader(Texts.text(" [1]"));
    assertThat(JsonExcerpt.of(in)).isEqualTo("[1]");
    assertThat(in.position()).isEqualTo(1);
  }

  private static String excerpt(String json) {
    return JsonExcerpt.of(new JsonReader(Texts.text(json)));
  }
}
