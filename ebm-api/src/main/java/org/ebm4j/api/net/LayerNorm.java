package org.ebm4j.api.net;

import java.util.List;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Maths;
import org.ebm4j.api.graph.Node;

/// g·(x − mean x)/√(var x + 10⁻⁵) + b over the numbers of one vector, with the mean over n of
/// squares [Ba, Kiros, Hinton 2016, §3].
///
/// Parameters {@code name/gain}, ones at first, and {@code name/shift}, zeros at first.
public final class LayerNorm implements Network {
  static final double EPSILON = 1e-5;

  private final String name;
  private final Node gain; // (width)
  private final Node shift; // (width)

  private LayerNorm(String name, int width) {
    this.name = name;
    this.gain = Linear.parameter(name + "/gain", Initial.ones(), width);
    this.shift = Linear.parameter(name + "/shift", Initial.zeros(), width);
  }

  /// For vectors of this width.
  public static LayerNorm of(String name, int width) {
    Widths.require(name, width);
    return new LayerNorm(name, width);
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
    return Parameters.of(List.of(gain, shift));
  }

  @Override
  public Expr of(Expr... inputs) {
    return Application.of(
        this, inputs, x -> Maths.layerNorm(x, EPSILON).times(Expr.of(gain)).plus(Expr.of(shift)));
  }

  @Override
  public String toString() {
    return describe();
  }
}
