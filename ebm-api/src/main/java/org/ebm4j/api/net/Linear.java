package org.ebm4j.api.net;

import java.util.List;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;

/// W·x + b.
public final class Linear implements Network {
  private final String name;
  private final Node weight; // (out, in)
  private final Node bias; // (out)

  private Linear(String name, int inputs, int outputs, Init law) {
    this.name = name;
    this.weight = parameter(name + "/weight", law, outputs, inputs);
    this.bias = parameter(name + "/bias", Initial.zeros(), outputs);
  }

  /// A layer with W from N(0, 1/inputs) and b = 0: parameters {@code name/weight} (outputs, inputs)
  /// and {@code name/bias}.
  public static Linear of(String name, int inputs, int outputs) {
    return of(name, inputs, outputs, Initial.lecun());
  }

  /// A layer with W from a law of the caller's and b = 0.
  public static Linear of(String name, int inputs, int outputs, Init law) {
    Widths.require(name, inputs, outputs);
    return new Linear(name, inputs, outputs, law);
  }

  static Node parameter(String name, Init law, int... dims) {
    return Node.leaf(new Op.Parameter(name, law), Shape.of(dims));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int inputs() {
    return weight.shape().dim(1);
  }

  @Override
  public int outputs() {
    return weight.shape().dim(0);
  }

  @Override
  public Parameters parameters() {
    return Parameters.of(List.of(weight, bias));
  }

  @Override
  public Expr of(Expr... inputs) {
    return Application.of(this, inputs, x -> Expr.of(weight).matmul(x).plus(Expr.of(bias)));
  }

  @Override
  public String toString() {
    return describe();
  }
}
