package org.ebm4j.kernels.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Carry;
import org.ebm4j.api.engine.Computation.Output;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.lower.Lowering;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Shared arrays that a step carries, as an optimiser does its weights: written over where nobody
/// needs them any more, while copies made of them for products are not taken for the new ones.
class SharedOverwritesTest {
  private static final int ROWS = 7;
  private static final int N = 19;

  private static final Expr W = parameter("w", ROWS, N);
  private static final Expr M = parameter("m", ROWS, N);
  private static final Expr Y = Expr.of(Node.leaf(new Op.Input("y"), Shape.of(N)));
  private static final Expr SLOPE =
      W.matmul(Y).reshape(ROWS, 1).matmul(Y.reshape(1, N)).tanh().batchMean();

  private static Expr parameter(String name, int... dims) {
    return Expr.of(Node.leaf(new Op.Parameter(name, new Init.FanIn(1)), Shape.of(dims)));
  }

  private static Computation step(String name, Expr w, Expr m, Expr out) {
    return new Computation(
        name,
        List.of(new Carry(W.node(), w.node()), new Carry(M.node(), m.node())),
        List.of(new Output("out", out.node())));
  }

  private static Computation descent() {
    Expr m = M.times(.9).plus(SLOPE.times(.1));
    return step("descent", W.minus(m.times(.5)), m, W.matmul(Y).sum());
  }

  static Stream<Computation> steps() {
    Expr less = W.minus(SLOPE);
    return Stream.of(
        descent(),
        step("used at once", less, M.times(.5), less.matmul(Y).sum()),
        step("doubled before it is used", W.times(.5), W.plus(M), W.times(.5).matmul(Y).sum()),
        step("both are used", less, W.plus(M), less.matmul(Y).plus(W.matmul(Y)).sum()),
        step(
            "used from the other side",
            less,
            M.plus(W),
            Y.reshape(1, N).matmul(less.transpose()).sum()),
        step("one for the other", M.times(2), W.minus(SLOPE), M.matmul(Y).sum()),
        step("shown", less, M.plus(1), W.sum()));
  }

  private static Map<String, double[]> after(Computation step, Engine engine, int chains) {
    Map<String, double[]> found = new TreeMap<>();
    try (Run run = engine.compile(step, Precision.F64).start(chains, 0)) {
      for (String name : List.of("w", "m", "y")) {
        double[] values = run.block(name).toArray();
        Arrays.setAll(values, i -> Math.sin(i + 10.0 * name.charAt(0)));
        run.block(name).set(values);
      }
      run.step(2);
      run.step(1);
      for (String name : List.of("w", "m", "out")) {
        found.put(name, run.block(name).toArray());
      }
    }
    return found;
  }

  @ParameterizedTest
  @MethodSource("steps")
  void carriesHappenAllAtOnce(Computation step) {
    AllAtOnce law = SharedOverwritesTest::after;
    law.holds(step, 1, 17, 300);
  }

  /// Weights, their average and the slope; nothing for what they become.
  @Test
  void anOptimiserNeedsNoSecondArray() {
    long one = (ROWS * N + 15) / 16 * 16 + 16;
    long shared = Lowering.lower(descent(), Precision.F64, true).bytes(Region.SHARED);
    assertThat(shared).isBetween(3 * one * 8, 4 * one * 8 - 1);
  }
}
