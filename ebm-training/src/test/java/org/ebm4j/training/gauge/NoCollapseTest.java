package org.ebm4j.training.gauge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.ebm4j.api.net.Mlp;
import org.ebm4j.api.net.Network;
import org.ebm4j.api.weights.Tensor;
import org.ebm4j.api.weights.Weights;
import org.ebm4j.training.data.Dataset;
import org.ebm4j.training.data.Digits;
import org.ebm4j.training.embedding.Encoder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A healthy model passes; every way to collapse is told, with numbers.
@Tag("once")
class NoCollapseTest {
  private static final Dataset CLOUD = Clouds.normal(200, 5, 3);
  private static final double[] LOW = {1, 2, 3};
  private static final double[] HIGH = {4, 5, 2.5};

  /// What the documentation shows.
  @Test
  void threeLinesForOnesOwnModel() {
    Network net = Mlp.of("encoder", 64, 32, 16);
    Dataset rows = Digits.load().select(IntStream.range(0, 400).toArray());
    Dataset z = Encoder.untrained(net, 1).embed(rows);
    NoCollapse.of(z).std(1e-3).rank(8).beside(Encoder.untrained(net, 2).embed(rows)).holds();
    NoCollapse.of(z).probe(.6).holds();
  }

  /// The same network with its last weights at 0: every row goes to one point.
  @Test
  void aCollapsedEncoderIsTold() {
    Network net = Mlp.of("encoder", 64, 32, 16);
    Dataset rows = Digits.load().select(IntStream.range(0, 400).toArray());
    Weights weights = Encoder.untrained(net, 1).weights();
    for (String name : weights.names()) {
      Tensor tensor = weights.get(name);
      if (tensor.shape().dim(0) == net.outputs()) {
        weights = weights.with(name, Tensor.of(new float[tensor.count()], tensor.shape()));
      }
    }
    Dataset z = new Encoder(net, weights).embed(rows);
    assertThatThrownBy(() -> NoCollapse.of(z).holds())
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "collapsed: the deviation of dimension 0 is 0.000, asked for at least 2.225e-308; the"
                + " mean deviation on the sphere, times √d, is 0.000, asked for at least 0.1000;"
                + " the effective rank is 0.000, asked for at least 2.000");
  }

  @Test
  void aLineAndADeadDimensionAreTold() {
    float[] line = CLOUD.values();
    float[] dead = CLOUD.values();
    for (int i = 0; i < line.length; i++) {
      line[i] = line[i / 5 * 5] * (1 + i % 5);
      dead[i] = i % 5 == 3 ? 7 : dead[i];
    }
    assertThat(NoCollapse.of(Dataset.of(line, 5)).violations())
        .containsExactly("the effective rank is 1.000, asked for at least 2.000");
    assertThat(NoCollapse.of(Dataset.of(dead, 5)).violations())
        .containsExactly("the deviation of dimension 3 is 0.000, asked for at least 0.0008086");
  }

  @Test
  void whatIsAskedForIsCompared() {
    assertThat(NoCollapse.of(CLOUD)).hasToString("not collapsed");
    assertThatCode(() -> NoCollapse.of(CLOUD).std(.8).rank(4.9).beside(CLOUD).holds())
        .doesNotThrowAnyException();
    assertThat(NoCollapse.of(CLOUD).std(2).violations()).hasSize(1);
    assertThat(NoCollapse.of(Clouds.normal(200, 12, 1)).rank(12).violations()).hasSize(1);
    assertThat(NoCollapse.of(CLOUD).beside(Clouds.normal(200, 12, 1)).violations())
        .singleElement()
        .asString()
        .startsWith("the effective rank, beside that of the untrained encoder, is 4.9");
    assertThatThrownBy(() -> NoCollapse.of(CLOUD).rank(6))
        .hasMessage(
            "no collapse: embeddings of 5 dimensions cannot have an effective rank of 6.0; ask for"
                + " at most 5");
  }

  @Test
  void numbersThatAreNotFiniteAreTold() {
    float[] values = CLOUD.values();
    values[7] = Float.NaN;
    assertThat(NoCollapse.of(Dataset.of(values, 5)).violations())
        .containsExactly("some embeddings are not finite numbers");
    assertThat(NoCollapse.ofEnergies(new double[] {1, Double.NaN}, HIGH).violations())
        .containsExactly("some energies are NaN");
  }

  @Test
  void flatAndUpsideDownEnergiesAreTold() {
    NoCollapse.ofEnergies(LOW, HIGH).holds();
    assertThatThrownBy(() -> NoCollapse.ofEnergies(LOW, HIGH).rank(2))
        .hasMessage(
            "no collapse: asked for a property of embeddings, found energies alone; begin with"
                + " NoCollapse.of(embeddings)");
    assertThat(NoCollapse.ofEnergies(new double[] {2, 2}, new double[] {2, 2, 2}).violations())
        .containsExactly("the energy is 2.000 everywhere: it is flat");
    assertThat(NoCollapse.ofEnergies(HIGH, LOW).violations())
        .containsExactly(
            "the energy gap is -1.833, asked for more than 0.000",
            "the chance that a point off data is higher than data is 0.1111, asked for more than"
                + " 0.5000");
  }
}
