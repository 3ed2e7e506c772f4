package org.ebm4j.api.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WeightsTest {
  private static final Tensor MATRIX = Tensor.of(new float[6], 3, 2);
  private static final Tensor VECTOR = Tensor.of(new double[3], 3);

  private static final Weights NET =
      Weights.of(Map.of("net.w", MATRIX, "net.b", VECTOR, "scale", Tensor.of(new float[1])));

  @Test
  void theOrderIsTheNamesOwnHoweverTheyCame() {
    Weights grown =
        Weights.empty()
            .with("scale", Tensor.of(new float[1]))
            .with("net.w", VECTOR)
            .with("net.b", VECTOR)
            .with("net.w", MATRIX);
    assertThat(grown.names()).containsExactly("net.b", "net.w", "scale");
    assertThat(grown).isEqualTo(NET).hasSameHashCodeAs(NET);
    assertThat(grown.describe()).isEqualTo(NET.describe());
  }

  @Test
  void weightsNeverChange() {
    Map<String, Tensor> given = new HashMap<>(Map.of("w", MATRIX));
    Weights weights = Weights.of(given);
    given.put("b", VECTOR);
    Weights next = weights.with("b", VECTOR).withMetadata("step", "1");
    assertThat(weights.names()).containsExactly("w");
    assertThat(weights.metadata()).isEmpty();
    assertThat(next.names()).containsExactly("b", "w");
    assertThatThrownBy(() -> weights.tensors().put("x", VECTOR))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> next.names().remove("b"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> next.metadata().put("a", "b"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void metadataIsPartOfWhatWeightsAre() {
    Weights marked = NET.withMetadata("step", "7").with("net.b", VECTOR);
    assertThat(marked.metadata()).containsExactly(Map.entry("step", "7"));
    assertThat(marked).isNotEqualTo(NET).isEqualTo(NET.withMetadata("step", "7"));
    assertThat(marked.tensors()).isEqualTo(NET.tensors());
  }

  @Test
  void equalityIsByBits() {
    Weights zero = Weights.empty().with("w", Tensor.of(new float[] {0f}));
    assertThat(zero)
        .isEqualTo(Weights.of(Map.of("w", Tensor.of(new float[] {0f}))))
        .isNotEqualTo(zero.with("w", Tensor.of(new float[] {-0f})))
        .isNotEqualTo(Weights.empty().with("v", Tensor.of(new float[] {0f})));
  }

  @Test
  void anUnknownNameMeetsTheNearest() {
    assertThat(NET.get("net.w")).isSameAs(MATRIX);
    assertThatThrownBy(() -> NET.get("met.b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "there is no tensor \"met.b\" among these 3: \"net.b\", \"net.w\", \"scale\";"
                + " the nearest name is \"net.b\"");
    assertThatThrownBy(() -> NET.get("scael")).hasMessageEndingWith("nearest name is \"scale\"");
    assertThatThrownBy(() -> Weights.empty().get("w"))
        .hasMessage(
            "there is no tensor \"w\" in these weights, which are empty;"
                + " add it by with(name, tensor)");
  }

  @Test
  void aLongListOfNamesIsCut() {
    Weights many = Weights.empty();
    for (int i : IntStream.range(0, 11).toArray()) {
      many = many.with("layer" + (char) ('a' + i), VECTOR);
    }
    Weights eleven = many;
    assertThatThrownBy(() -> eleven.get("layer_k"))
        .hasMessageContaining("among these 11: \"layera\", \"layerb\"")
        .hasMessageContaining("\"layerh\" and 3 more; the nearest name is \"layerk\"");
  }

  @Test
  void theTableIsStable() {
    assertThat(NET.with("wide", Tensor.of(new float[1200], 30, 40)).describe())
        .isEqualTo(
            """
            name   type  shape     parameters
            net.b  F64   [3]                3
            net.w  F32   [3, 2]             6
            scale  F32   []                 1
            wide   F32   [30, 40]       1,200
            total                       1,210
            """);
    assertThat(NET.count()).isEqualTo(10);
    assertThat(NET).hasToString("Weights[3 tensors, 10 parameters]");
  }

  @Test
  void whatATerminalWouldObeyIsShownInstead() {
    Weights hostile = Weights.empty().with("\u001b[2J\n" + "x".repeat(200), VECTOR);
    assertThat(hostile.describe()).contains("\\u001b[2J\\u000ax").contains("xxx…  F64");
    assertThat(hostile.describe().lines()).hasSize(3);
    assertThatThrownBy(() -> hostile.get("\u202ey"))
        .hasMessageStartingWith("there is no tensor \"\\u202ey\" among these 1: \"\\u001b[2J");
  }

  @Test
  void whatAFileCannotKeepIsRefused() {
    assertThatThrownBy(() -> NET.with("__metadata__", VECTOR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a tensor cannot be named \"__metadata__\", which the file format keeps for itself;"
                + " choose another name");
    assertThatThrownBy(() -> Weights.of(Map.of("ab\ud800", VECTOR)))
        .hasMessage(
            "tensor name \"ab\\ud800\" has an unpaired surrogate at character 2,"
                + " which no file can keep; use whole Unicode characters");
    assertThatThrownBy(() -> NET.withMetadata("\udc00", ""))
        .hasMessageStartingWith("metadata key \"\\udc00\" has an unpaired surrogate");
    assertThatThrownBy(() -> NET.withMetadata("k", "\udc00\ud800"))
        .hasMessageStartingWith("metadata value");
    assertThat(NET.with("\ud83d\ude00", VECTOR).names()).contains("😀");
  }
}
