package org.ebm4j.viz.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {

  private static Json random(Random random, int depth) {
    int kind = random.nextInt(depth > 4 ? 5 : 7);
    return switch (kind) {
      case 0 -> Json.of(text(random));
      case 1 -> Json.of(Double.longBitsToDouble(random.nextLong() & ~(1L << 62))); // finite
      case 2 -> Json.of(random.nextLong() >> random.nextInt(8, 64));
      case 3 -> Json.of(random.nextBoolean());
      case 4 -> new Json.Null();
      case 5 -> {
        List<Json> items = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
          items.add(random(random, depth + 1));
        }
        yield new Json.Arr(items);
      }
      default -> {
        Map<String, Json> fields = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
          fields.put(text(random), random(random, depth + 1));
        }
        yield new Json.Obj(fields);
      }
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append((char) random.nextInt(random.nextBoolean() ? 128 : 65536)); // lone surrogates too
    }
    return text.toString();
  }

  @Test
  void whatIsWrittenReadsBack() {
    Random random = new Random(17);
    for (int i = 0; i < 3000; i++) {
      Json value = random(random, 0);
      assertThat(Json.parse(value.compact())).isEqualTo(value);
      assertThat(Json.parse(value.pretty())).isEqualTo(value);
      assertThat(Json.parse(value.compact()).compact()).isEqualTo(value.compact());
    }
  }

  @Test
  void textsAreEscaped() {
    assertThat(Json.of("\"\\/\n\t\r\b\u0000\u2028é😀\ud800").compact())
        .isEqualTo("\"\\\"\\\\/\\n\\t\\r\\u0008\\u0000\\u2028é😀\\ud800\"");
  }

  @Test
  void numbersTakeTheFewestDigitsThatReadBack() {
    assertThat(Json.of(0.1).compact()).isEqualTo("0.1");
    assertThat(Json.of(0.1f).compact()).isEqualTo("0.1");
    assertThat(Json.of(3.0).compact()).isEqualTo("3.0");
    assertThat(Json.of(3L).compact()).isEqualTo("3");
    assertThat(Json.of(1e-7).compact()).isEqualTo("1.0e-7");
    assertThat(Json.of(-0.0).compact()).isEqualTo("-0.0");
  }

  @Test
  void whatIsNotFiniteIsAText() {
    for (Double value : List.of(Double.NaN, 1 / 0.0, -1 / 0.0)) {
      String written = Json.of(value).compact();
      assertThat(written).startsWith("\"");
      assertThat(Json.parse(written).asDouble()).isEqualTo(value);
    }
    assertThatThrownBy(() -> Json.of("many").asDouble())
        .hasMessage(
            "asked for a number, found \"many\"; write a number, \"NaN\", \"Infinity\" or \"-Infinity\"");
  }

  @Test
  void peopleReadIndentedJson() {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("a", Json.numbers(new double[] {1, 2}));
    fields.put("b", Json.texts(Map.of("z", "1", "y", "2")));
    fields.put("c", new Json.Arr(List.of()));
    assertThat(new Json.Obj(fields).pretty())
        .isEqualTo(
            """
            {
              "a": [1.0, 2.0],
              "b": {
                "y": "2",
                "z": "1"
              },
              "c": []
            }
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "[1 2]",
        "01",
        "1.",
        ".5",
        "+1",
        "1e",
        "nul",
        "NaN",
        "'a'",
        "\"a",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\\u12\"",
        "\"a\nb\"",
        "[1]]",
        "{\"a\" 1}",
        "{1:2}",
        "{\"a\":1,\"a\":2}",
        "--1",
        "// c\n1"
      })
  void whatIsNotJsonIsRefused(String text) {
    assertThatThrownBy(() -> Json.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "(?s)JSON: wanted .+ at sign \\d+ of \\d+, found .+; the text is cut off or not JSON");
  }

  @Test
  void allOfJsonIsRead() {
    Json read =
        Json.parse(" { \"a\" : [ 1 , -2.5e+3 , true , null , \"\\u00e9\\/\\ud83d\\ude00\" ] } ");
    assertThat(read.compact()).isEqualTo("{\"a\":[1,-2500.0,true,null,\"é/😀\"]}");
    assertThat(Json.parse("123456789012345678901234567890").asDouble())
        .isEqualTo(1.2345678901234568e29);
  }

  @Test
  void nestingIsBounded() {
    assertThatThrownBy(() -> Json.parse("[".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 200 levels");
  }
}
