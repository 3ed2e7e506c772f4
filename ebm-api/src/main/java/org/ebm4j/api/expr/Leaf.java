package org.ebm4j.api.expr;

import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.random.Purpose;

/// What a computation of one's own is written over. A run has a block of the name of each.
public final class Leaf {
  private Leaf() {}

  /// An array of which every chain has its own: a row of a batch, a part of a state.
  public static Expr input(String name, int... dims) {
    return Expr.of(Node.leaf(new Op.Input(name), Shape.of(dims))).called(name);
  }

  /// An array that all chains share and that is not trained: a rate, the memory of an optimiser.
  public static Expr setting(String name, int... dims) {
    return Expr.of(Node.leaf(new Op.Setting(name), Shape.of(dims))).called(name);
  }

  /// A trainable array, whose values are found in weights under its name.
  ///
  /// @param law it is drawn from before training
  public static Expr parameter(String name, Init law, int... dims) {
    return Expr.of(Node.leaf(new Op.Parameter(name, law), Shape.of(dims))).called(name);
  }

  /// Fresh N(0, 1) numbers for every chain and step, keyed by the run's seed.
  ///
  /// @param draw tells apart those of one computation that have the same purpose
  public static Expr normal(Purpose purpose, int draw, int... dims) {
    return Expr.of(Nodes.noise(Op.Noise.Law.NORMAL, purpose.code(), draw, Shape.of(dims)));
  }

  /// Fresh U(0, 1) numbers for every chain and step, keyed by the run's seed.
  ///
  /// @param draw tells apart those of one computation that have the same purpose
  public static Expr uniform(Purpose purpose, int draw, int... dims) {
    return Expr.of(Nodes.noise(Op.Noise.Law.UNIFORM, purpose.code(), draw, Shape.of(dims)));
  }
}
