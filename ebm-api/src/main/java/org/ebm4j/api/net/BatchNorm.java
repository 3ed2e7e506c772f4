package org.ebm4j.api.net;

import java.util.List;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Node;

/// g·(x − m)/√(v + 10⁻⁵) + b, number by number [Ioffe & Szegedy 2015, algorithm 1].
///
/// As it is, m and v are mean and variance (over n) of the batch: explicit reductions over the
/// chains, for training losses only; a term of an energy refuses it, because the energy of a point
/// may not depend on who else is in the batch. {@link #frozen} takes m and v from parameters
/// instead and may be used anywhere.
///
/// Parameters {@code name/gain}, ones at first, and {@code name/shift}, zeros at first; frozen also
/// {@code name/mean}, zeros, and {@code name/variance}, ones.
public final class BatchNorm implements Network {
  private final String name;
  private final Node gain; // (width)
  private final Node shift; // (width)
  private final Node mean; // (width)
  private final Node variance; // (width)
  private final boolean frozen;

  private BatchNorm(String name, Node gain, Node shift, Node mean, Node variance, boolean frozen) {
    this.name = name;
    this.gain = gain;
    this.shift = shift;
    this.mean = mean;
    this.variance = variance;
    this.frozen = frozen;
  }

  /// For vectors of this width, normalised by their batch.
  public static BatchNorm of(String name, int width) {
    Widths.require(name, width);
    return new BatchNorm(
        name,
        Linear.parameter(name + "/gain", Initial.ones(), width),
        Linear.parameter(name + "/shift", Initial.zeros(), width),
        Linear.parameter(name + "/mean", Initial.zeros(), width),
        Linear.parameter(name + "/variance", Initial.ones(), width),
        false);
  }

  /// The same gain and shift, with mean and variance from parameters.
  public BatchNorm frozen() {
    return new BatchNorm(name, gain, shift, mean, variance, true);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int inputs() {
    return gain.shape().size();
  }

  @Override
  public int outputs() {
    return gain.shape().size();
  }

  @Override
  public Parameters parameters() {
    return Parameters.of(frozen ? List.of(gain, shift, mean, variance) : List.of(gain, shift));
  }

  @Override
  public Expr of(Expr... inputs) {
    return Application.of(this, inputs, this::apply);
  }

  private Expr apply(Expr x) {
    Expr m = frozen ? Expr.of(mean) : x.batchMean();
    Expr centred = x.minus(m);
    Expr v = frozen ? Expr.of(variance) : centred.squared().batchMean();
    return centred.over(v.plus(LayerNorm.EPSILON).sqrt()).times(Expr.of(gain)).plus(Expr.of(shift));
  }

  @Override
  public String toString() {
    return describe();
  }
}
