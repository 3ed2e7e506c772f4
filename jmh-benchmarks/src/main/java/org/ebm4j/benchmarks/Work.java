package org.ebm4j.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Carry;
import org.ebm4j.api.engine.Computation.Output;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Maths;
import org.ebm4j.api.graph.Gradient;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;

/// The computations that are timed, the numbers they run on, and the check that a fast answer is
/// the right one.
final class Work {
  private Work() {}

  /// One unadjusted Langevin step on E(y) = Σ w₃·softplus(W₂·softplus(W₁y + b₁) + b₂): two inputs,
  /// two hidden layers of {@code hidden}; noise included.
  static Computation mlp(int hidden) {
    Expr y = input("y", 2);
    Expr first = parameter("w1", hidden, 2).matmul(y).plus(parameter("b1", hidden)).softplus();
    Expr second =
        parameter("w2", hidden, hidden).matmul(first).plus(parameter("b2", hidden)).softplus();
    return langevin("mlp", y, Maths.dot(parameter("w3", hidden), second));
  }

  /// Multiplications and additions of the gradient of {@link #mlp}, each counted once; activations
  /// and noise not counted.
  static double mlpFlops(int hidden) {
    return 4.0 * hidden * hidden + 2.0 * hidden * (2 + 1 + 2) + 2.0 * hidden;
  }

  /// One Langevin step on E(y) = ½ Σ y².
  static Computation quadratic(int dimension) {
    Expr y = input("y", dimension);
    return langevin("quadratic", y, Maths.sq(y).times(.5));
  }

  /// y ← W·y/√n: a product of (n, n) with every chain.
  static Computation product(int n) {
    Expr y = input("y", n);
    Node next = parameter("w", n, n).matmul(y).node();
    return new Computation("product", List.of(new Carry(y.node(), next)), List.of());
  }

  private static Computation langevin(String name, Expr y, Expr energy) {
    Expr h = Expr.of(Node.leaf(new Op.Setting("step"), Shape.SCALAR));
    Expr gradient = Expr.of(Gradient.of(energy.node(), List.of(y.node())).getFirst());
    Expr noise =
        Expr.of(Node.leaf(new Op.Noise(Op.Noise.Law.NORMAL, Purpose.NOISE.code(), 0), y.shape()));
    Expr next = y.minus(gradient.times(h)).plus(noise.times(h.times(2).sqrt()));
    return new Computation(name, List.of(new Carry(y.node(), next.node())), List.of());
  }

  private static Expr input(String name, int... dims) {
    return Expr.of(Node.leaf(new Op.Input(name), Shape.of(dims)));
  }

  private static Expr parameter(String name, int... dims) {
    return Expr.of(Node.leaf(new Op.Parameter(name, new Init.FanIn(1)), Shape.of(dims)));
  }

  /// A run at its start: weights N(0, 1/fan-in), points N(0, 1), averages 0, powers 1, other
  /// settings (a step) 10⁻³.
  static Run start(Computation computation, int chains) {
    Run run = Engine.best().compile(computation, Precision.F32).start(chains, 1);
    values(computation, chains).forEach((name, values) -> run.block(name).set(values));
    return run;
  }

  private static Map<String, double[]> values(Computation computation, int chains) {
    Map<String, double[]> all = new HashMap<>();
    int number = 0;
    for (Node leaf : computation.leaves()) {
      double[] values = new double[(leaf.varies() ? chains : 1) * leaf.shape().size()];
      RandomStream.of(1, Purpose.DATA, number++, 0).normals(values);
      double scale = leaf.shape().rank() == 2 ? 1 / Math.sqrt(leaf.shape().dim(1)) : 1;
      for (int i = 0; i < values.length; i++) {
        values[i] = setting(leaf).orElse((float) (scale * values[i]));
      }
      all.put(Computation.nameOf(leaf), values);
    }
    return all;
  }

  private static OptionalDouble setting(Node leaf) {
    if (!(leaf.op() instanceof Op.Setting(var name))) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(!leaf.shape().isScalar() ? 0 : name.startsWith("beta") ? 1 : 1e-3);
  }

  /// Compares one step of a few chains with the interpreter of the graph.
  ///
  /// @throws IllegalStateException if they differ by more than 10⁻⁴ of the largest number
  static void check(Computation computation, int chains) {
    check(computation, chains, "y", 1);
  }

  /// The same for any array after some steps.
  static void check(Computation computation, int chains, String array, int steps) {
    double[] found = result(Engine.best(), computation, chains, array, steps);
    double[] wanted = result(Engine.named("reference"), computation, chains, array, steps);
    double scale = 0;
    double error = 0;
    for (int i = 0; i < wanted.length; i++) {
      scale = Math.max(scale, Math.abs(wanted[i]));
      error = Math.max(error, Math.abs(wanted[i] - found[i]));
    }
    if (!(error <= 1e-4 * scale)) {
      throw new IllegalStateException(
          computation.name()
              + ": the answer is off by "
              + error
              + " of "
              + scale
              + "; a wrong answer is not timed");
    }
  }

  private static double[] result(
      Engine engine, Computation computation, int chains, String array, int steps) {
    try (Run run = engine.compile(computation, Precision.F32).start(chains, 1)) {
      values(computation, chains).forEach((name, values) -> run.block(name).set(values));
      run.step(steps);
      return run.block(array).toArray();
    }
  }

  /// A net that no other index has, with value and gradient asked for: what a new energy costs.
  static Computation fresh(int index) {
    Expr y = input("y", 2 + index % 7);
    int hidden = 16 + index;
    Expr h =
        parameter("w1", hidden, y.shape().size()).matmul(y).plus(parameter("b1", hidden)).silu();
    Expr energy = Maths.dot(parameter("w2", hidden), h).plus(Maths.sq(y).times(.5));
    List<Output> outputs = new ArrayList<>();
    outputs.add(new Output("energy", energy.node()));
    outputs.add(new Output("gradient", Gradient.of(energy.node(), List.of(y.node())).getFirst()));
    return new Computation("fresh" + index, List.of(), outputs);
  }
}
