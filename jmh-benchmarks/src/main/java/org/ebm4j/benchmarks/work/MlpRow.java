package org.ebm4j.benchmarks.work;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Leaf;
import org.ebm4j.api.expr.Maths;
import org.ebm4j.api.graph.Init;
import org.ebm4j.benchmarks.row.Array;
import org.ebm4j.benchmarks.row.Data;
import org.ebm4j.benchmarks.row.Job;
import org.ebm4j.benchmarks.row.Row;
import org.ebm4j.benchmarks.row.Setup;
import org.ebm4j.benchmarks.row.Steps;

/// Langevin on E(y) = Σ w₃·softplus(W₂·softplus(W₁y + b₁) + b₂), 2-128-128-1, step 10⁻³.
///
/// @param chains walked at once
record MlpRow(String name, int chains) implements Row {
  private static final double STEP = 1e-3;

  static MlpRow chain() {
    return new MlpRow("mlp-chain", 4096);
  }

  static MlpRow one() {
    return new MlpRow("mlp-one", 1);
  }

  @Override
  public String work() {
    return "Langevin step on an MLP 2-128-128-1 (softplus), %s, f32, noise counted"
        .formatted(chains == 1 ? "one chain" : chains + " chains");
  }

  /// The energy as it is declared.
  static Walk walk(int hidden, double step) {
    Expr y = Leaf.input("y", 2);
    Expr first = parameter("w1", hidden, 2).matmul(y).plus(parameter("b1", hidden)).softplus();
    Expr second =
        parameter("w2", hidden, hidden).matmul(first).plus(parameter("b2", hidden)).softplus();
    return new Walk(y, Maths.dot(parameter("w3", hidden), second), step);
  }

  private static Expr parameter(String name, int... dims) {
    return Leaf.parameter(name, new Init.FanIn(1), dims);
  }

  @Override
  public String bound() {
    return chains == 1
        ? "two passes over 64 kB of weights out of the second cache, or the arithmetic at the peak"
        : "the multiply-add peak; activations and noise are not counted as work";
  }

  @Override
  public Job prepare(Setup setup) {
    PlainMlp plain = PlainMlp.of(128);
    Walk walk = walk(128, STEP);
    Run run = walk.start(name, setup, chains);
    plain.arrays().forEach(array -> run.block(array.name()).set(array.values()));
    float[] starts = starts();
    Walk.Quiet quiet = walk.check(run, starts, plain::gradient);
    return Steps.of(run, quiet.check(), chains * plain.flops())
        .answering(meanEnergy(plain, quiet.ends()))
        .beside(() -> plain.gradients(starts));
  }

  @Override
  public List<Array> arrays() {
    List<Array> arrays = new ArrayList<>(PlainMlp.of(128).arrays());
    arrays.add(new Array("y", starts(), chains, 2));
    return arrays;
  }

  float[] starts() {
    return Data.normals(10, 2 * chains, 1);
  }

  private static double meanEnergy(PlainMlp plain, double[] ends) {
    double sum = 0;
    for (int at = 0; at < ends.length; at += 2) {
      sum += plain.energy(Arrays.copyOfRange(ends, at, at + 2));
    }
    return 2 * sum / ends.length;
  }
}
