package org.ebm4j.api.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ebm4j.api.expr.Maths.sq;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Leaf;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Unary;
import org.ebm4j.api.graph.Values;
import org.ebm4j.api.space.Space;
import org.ebm4j.api.weights.Tensor;
import org.ebm4j.api.weights.Weights;
import org.junit.jupiter.api.Test;

class NetworksTest {
  private static Expr input(String name, int... dims) {
    return Expr.of(Node.leaf(new Op.Input(name), Shape.of(dims))).called(name);
  }

  /// The value of a network for each row of inputs.
  private static double[] value(Network network, Weights weights, int rows, double... inputs) {
    Expr x = input("x", network.inputs());
    Computation computation =
        new Computation(
            "net", List.of(), List.of(new Computation.Output("value", network.of(x).node())));
    try (Run run = Engine.named("reference").compile(computation, Precision.F64).start(rows, 0)) {
      weights.tensors().forEach((name, tensor) -> run.block(name).set(tensor.doubles()));
      run.block("x").set(inputs);
      run.step(1);
      return run.block("value").toArray();
    }
  }

  // ---- values ----

  @Test
  void aLinearLayerMultipliesRowByRow() {
    Weights weights =
        Weights.of(
            Map.of(
                "l/weight", Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3),
                "l/bias", Tensor.of(new double[] {10, 20}, 2)));
    assertThat(value(Linear.of("l", 3, 2), weights, 1, 1, 0, -1)).containsExactly(8, 18);
  }

  @Test
  void aPerceptronIsItsLayersWithActivationsBetween() {
    Mlp net = Mlp.of("n", 2, 3, 1).activation(Unary.TANH);
    Weights weights =
        Weights.of(
            Map.of(
                "n/0/weight", Tensor.of(new double[] {1, 0, 0, 1, 1, 1}, 3, 2),
                "n/0/bias", Tensor.of(new double[] {0, .5, -1}, 3),
                "n/1/weight", Tensor.of(new double[] {1, 2, -1}, 1, 3),
                "n/1/bias", Tensor.of(new double[] {.25}, 1)));
    double expected = Math.tanh(.3) + 2 * Math.tanh(.9) - Math.tanh(-.3) + .25;
    assertThat(value(net, weights, 1, .3, .4)[0]).isCloseTo(expected, within(1e-12));
  }

  @Test
  void aResidualBlockAddsItsInput() {
    Residual block = Residual.of("r", 2, 3);
    Weights zero = Weights.empty();
    for (Node leaf : block.parameters().leaves()) {
      zero =
          zero.with(
              Computation.nameOf(leaf), Tensor.of(new double[leaf.shape().size()], leaf.shape()));
    }
    assertThat(value(block, zero, 1, 3, 4)).containsExactly(3, 4);
    assertThatThrownBy(() -> new Residual(Mlp.of("r", 2, 3)))
        .hasMessage(
            "a residual block adds its input to its output, but r takes 2 numbers and gives 3; make the two counts equal");
  }

  @Test
  void layerNormLooksAtOneVectorBatchNormAtOneNumber() {
    LayerNorm layer = LayerNorm.of("l", 2);
    double[] within = value(layer, layer.parameters().initial(1), 2, 1, 3, 10, 30);
    assertThat(within[0]).isCloseTo(-1, within(1e-4));
    assertThat(within[3]).isCloseTo(1, within(1e-4));
    BatchNorm batch = BatchNorm.of("b", 2);
    double[] across = value(batch, batch.parameters().initial(1), 2, 1, 3, 10, 30);
    assertThat(across).containsExactly(new double[] {-1, -1, 1, 1}, within(1e-4));
    double[] frozen =
        value(batch.frozen(), batch.frozen().parameters().initial(1), 2, 1, 3, 10, 30);
    assertThat(frozen).containsExactly(new double[] {1, 3, 10, 30}, within(1e-3));
  }

  @Test
  void aChainAppliesItsPartsInOrder() {
    Chain chain = Linear.of("a", 2, 3).then(LayerNorm.of("n", 3)).then(Linear.of("b", 3, 1));
    assertThat(chain.parts()).hasSize(3);
    assertThat(chain.parameters().names())
        .containsExactly("a/weight", "a/bias", "n/gain", "n/shift", "b/weight", "b/bias");
    assertThat(chain.of(input("x", 2)).shape()).isEqualTo(Shape.of(1));
    assertThatThrownBy(() -> Linear.of("a", 2, 3).then(Linear.of("b", 4, 1)))
        .hasMessage(
            "cannot put b, which takes 4 numbers, after a, which gives 3; make the two counts equal");
  }

  // ---- parameters ----

  @Test
  void theSameNetworkTwiceSharesItsParameters() {
    Mlp net = Mlp.of("n", 2, 3, 1);
    Expr twice = net.of(input("x", 2)).plus(net.of(input("y", 2)));
    assertThat(Parameters.of(List.of(twice.node())).names())
        .containsExactly("n/0/weight", "n/0/bias", "n/1/weight", "n/1/bias");
    Expr other = twice.plus(Mlp.of("n", 2, 4, 1).of(input("x", 2)));
    assertThatThrownBy(() -> Parameters.of(List.of(other.node())))
        .hasMessage(
            "two parameters are called 'n/0/weight', of shapes [3, 2] and [4, 2]; share one network object, or give the"
                + " second network another name");
  }

  @Test
  void initialLawsHaveTheirMoments() {
    Mlp net = Mlp.of("n", 400, 300, 10);
    Weights weights = net.parameters().initial(3);
    assertThat(deviation(weights.get("n/0/weight").doubles()))
        .isCloseTo(Math.sqrt(2 / 400.0), within(.001));
    assertThat(deviation(weights.get("n/1/weight").doubles()))
        .isCloseTo(Math.sqrt(1 / 300.0), within(.003));
    assertThat(deviation(weights.get("n/0/bias").doubles())).isZero();
    double a = Math.sqrt(6 / 700.0);
    double[] glorot =
        Linear.of("g", 400, 300, Initial.glorot())
            .parameters()
            .initial(3)
            .get("g/weight")
            .doubles();
    assertThat(deviation(glorot)).isCloseTo(a / Math.sqrt(3), within(.001));
    assertThat(Arrays.stream(glorot).max().orElseThrow()).isBetween(.99 * a, a * (1 + 1e-6));
    assertThat(Mlp.of("n", 4, 4, 4).activation(Unary.TANH).parameters().leaves().getFirst().op())
        .isEqualTo(new Op.Parameter("n/0/weight", new Init.FanIn(1)));
  }

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
  }

  @Test
  void aParametersStartDependsOnSeedAndNameAlone() {
    Weights small = Linear.of("a", 3, 3).parameters().initial(1);
    Parameters more = Linear.of("b", 3, 3).parameters().and(Linear.of("a", 3, 3).parameters());
    assertThat(more.initial(1).get("a/weight")).isEqualTo(small.get("a/weight"));
    assertThat(more.initial(1).get("b/weight")).isNotEqualTo(small.get("a/weight"));
    assertThat(more.initial(2).get("a/weight")).isNotEqualTo(small.get("a/weight"));
  }

  @Test
  void lawsByName() {
    assertThat(Initial.named("he")).isEqualTo(new Init.FanIn(Math.sqrt(2)));
    assertThat(Initial.named("glorot")).isEqualTo(new Init.Glorot(1));
    assertThatThrownBy(() -> Initial.named("xavier"))
        .hasMessage("there is no initial law 'xavier'; there are he, lecun, glorot, zeros, ones");
    for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> Initial.normal(bad))
          .hasMessage(
              "an initial law has a standard deviation of 0 or more, and finite, found "
                  + bad
                  + "; 1 is usual for a gain");
      assertThatThrownBy(() -> new Init.FanIn(bad))
          .hasMessageStartingWith(
              "an initial law has a gain of 0 or more, and finite, found " + bad);
    }
    Init two = new Init.Given(Values.of(1, 2));
    assertThat(Leaf.parameter("w", two, 2).shape()).isEqualTo(Shape.of(2));
    assertThatThrownBy(() -> Leaf.parameter("w", two, 3))
        .hasMessage(
            "parameter 'w' of shape [3] holds 3 numbers, found 2 to begin with; give one for each");
  }

  @Test
  void describesItsShapesAndCounts() {
    assertThat(Mlp.of("decoder", 16, 128, 784))
        .hasToString(
            """
            decoder: 16 → 128 → 784, silu
            decoder/0/weight  [128, 16]           2,048
            decoder/0/bias    [128]                 128
            decoder/1/weight  [784, 128]        100,352
            decoder/1/bias    [784]                 784
            total                               103,312
            """);
  }

  // ---- errors ----

  @Test
  void aWrongOutputIsToldWithTheWayOut() {
    Mlp decoder = Mlp.of("decoder", 16, 128, 64);
    Energy<float[], float[], float[]> energy =
        Energy.over(Space.real(4), Space.real(784), Space.real(16));
    assertThatThrownBy(() -> energy.plus("fit", (x, y, z) -> sq(y.minus(decoder.of(z)))))
        .hasMessage(
            "fit: cannot subtract decoder(z) [64] from y [784]; decoder ends in 64 outputs — use Mlp.of(\"decoder\", 16,"
                + " 128, 784)");
  }

  @Test
  void aWrongInputIsToldWithBothCounts() {
    Mlp decoder = Mlp.of("decoder", 16, 128, 64);
    Energy<float[], float[], float[]> energy =
        Energy.over(Space.real(4), Space.real(64), Space.real(10));
    assertThatThrownBy(() -> energy.plus("fit", (x, y, z) -> sq(y.minus(decoder.of(x, z)))))
        .hasMessage(
            "fit: decoder takes 16 numbers, found 14 in x [4], z [10]; make it begin with 14 inputs or give it others");
    assertThatThrownBy(() -> Mlp.of("n", 3))
        .hasMessage(
            "n: a network has at least inputs and outputs, found widths [3]; use for example Mlp.of(\"n\", 16, 128, 784)");
    assertThatThrownBy(() -> Mlp.of("n", 3, 0))
        .hasMessage("n: a layer has at least 1 number, found 0");
  }

  @Test
  void aTermRefusesBatchNormUntilItIsFrozen() {
    BatchNorm norm = BatchNorm.of("b", 3);
    assertThatThrownBy(() -> Energy.over(Space.real(3)).plus("t", y -> sq(norm.of(y))))
        .hasMessageContaining("t: a term may not reduce over the batch");
    assertThat(
            Graph.topological(List.of(norm.frozen().of(input("x", 3)).node())).stream()
                .map(Node::op))
        .noneMatch(op -> op instanceof Op.BatchSum || op instanceof Op.BatchSize);
  }
}
