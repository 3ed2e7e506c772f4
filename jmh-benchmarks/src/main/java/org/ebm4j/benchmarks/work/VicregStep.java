package org.ebm4j.benchmarks.work;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Carry;
import org.ebm4j.api.engine.Computation.Output;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Gradient;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;

/// One training step of a joint-embedding net as a single program: two views x, y of a batch
/// through 64 → hidden → hidden → out (relu), VICReg 25/25/1 with covariances over n − 1, all
/// gradients, and Adam with rate 10⁻³.
final class VicregStep {
  private static final int PIXELS = 64;

  private final List<Node> weights = new ArrayList<>();
  private final int hidden;
  private final int out;

  private VicregStep(int hidden, int out) {
    this.hidden = hidden;
    this.out = out;
  }

  static Computation of(int hidden, int out) {
    return new VicregStep(hidden, out).computation();
  }

  /// Multiplications and additions of one step on a batch of {@code n}: the net forward and twice
  /// back (not to the pixels), each covariance and its gradient with the symmetric half once.
  static double flops(int hidden, int out, int n) {
    double first = 2.0 * PIXELS * hidden;
    double rest = 2.0 * hidden * hidden + 2.0 * hidden * out;
    double covariance = 3.0 * out * out;
    return 2.0 * n * (2 * first + 3 * rest + covariance);
  }

  private Computation computation() {
    int[] sizes = {PIXELS, hidden, hidden, out};
    List<Expr> matrices = new ArrayList<>();
    List<Expr> biases = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      matrices.add(weight(sizes[i + 1], sizes[i]));
      biases.add(weight(sizes[i + 1]));
    }
    Expr u = net(leaf(new Op.Input("x"), PIXELS), matrices, biases);
    Expr v = net(leaf(new Op.Input("y"), PIXELS), matrices, biases);
    Expr loss = u.minus(v).squared().mean().batchMean().times(25).plus(spread(u)).plus(spread(v));
    List<Node> slopes = Gradient.of(loss.node(), weights);
    List<Carry> carries = new ArrayList<>();
    Expr first = power("beta1", .9, carries);
    Expr second = power("beta2", .999, carries);
    for (int i = 0; i < weights.size(); i++) {
      adam(i, Expr.of(slopes.get(i)), first, second, carries);
    }
    return new Computation("vicreg", carries, List.of(new Output("loss", loss.node())));
  }

  private static Expr leaf(Op op, int... dims) {
    return Expr.of(Node.leaf(op, Shape.of(dims)));
  }

  /// Of the weights, which are added in this order.
  private static String name(int i) {
    return (i % 2 == 0 ? "w" : "b") + i / 2;
  }

  private Expr weight(int... dims) {
    Expr weight = leaf(new Op.Parameter(name(weights.size()), new Init.FanIn(1)), dims);
    weights.add(weight.node());
    return weight;
  }

  private static Expr net(Expr x, List<Expr> matrices, List<Expr> biases) {
    Expr h = x;
    for (int i = 0; i < 3; i++) {
      h = matrices.get(i).matmul(h).plus(biases.get(i));
      h = i < 2 ? h.relu() : h;
    }
    return h;
  }

  /// 25 · variance hinge + covariance penalty of one view.
  private Expr spread(Expr z) {
    Expr perFreedom = Expr.of(1).over(Expr.of(Nodes.batchSize()).minus(1));
    Expr centred = z.minus(z.batchMean());
    Node column = centred.reshape(out, 1).node();
    Expr covariance = Expr.of(Nodes.batchContract(column, column)).times(perFreedom);
    Expr variance = centred.squared().batchSum().times(perFreedom);
    Expr hinge = Expr.of(1).minus(variance.plus(1e-4).sqrt()).relu().mean();
    Expr others = covariance.squared().sum().minus(variance.squared().sum()).over(out);
    return hinge.times(25).plus(others);
  }

  /// βᵗ, which begins at 1 and is the value after this step.
  private static Expr power(String name, double beta, List<Carry> carries) {
    Expr before = leaf(new Op.Setting(name));
    Expr now = before.times(beta);
    carries.add(new Carry(before.node(), now.node()));
    return now;
  }

  private void adam(int i, Expr slope, Expr first, Expr second, List<Carry> carries) {
    Expr weight = Expr.of(weights.get(i));
    Expr mean = Expr.of(Node.leaf(new Op.Setting("mean of " + name(i)), weight.shape()));
    Expr square = Expr.of(Node.leaf(new Op.Setting("square of " + name(i)), weight.shape()));
    Expr nextMean = mean.times(.9).plus(slope.times(.1));
    Expr nextSquare = square.times(.999).plus(slope.squared().times(.001));
    Expr scale = nextSquare.over(Expr.of(1).minus(second)).sqrt().plus(1e-8);
    Expr step = nextMean.over(Expr.of(1).minus(first)).over(scale).times(1e-3);
    carries.add(new Carry(mean.node(), nextMean.node()));
    carries.add(new Carry(square.node(), nextSquare.node()));
    carries.add(new Carry(weight.node(), weight.minus(step).node()));
  }
}
