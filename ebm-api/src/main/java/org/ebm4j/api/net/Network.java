package org.ebm4j.api.net;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.expr.Expr;

/// A pure function of a vector with parameters of its own.
///
/// Its parameters are made once, when it is: applying it twice, in one term or in two, uses the
/// same ones. Their names begin with the network's, as in {@code decoder/0/weight}.
public sealed interface Network permits Linear, Mlp, Residual, LayerNorm, BatchNorm, Chain {
  String name();

  /// How many numbers it takes.
  int inputs();

  /// How many numbers it gives.
  int outputs();

  /// Its parameters.
  Parameters parameters();

  /// Its value as an expression, a vector of {@link #outputs} numbers.
  ///
  /// @param inputs joined one after another, each row-major; together {@link #inputs} numbers
  /// @throws org.ebm4j.api.graph.ShapeException if there are more or fewer, with both counts
  Expr of(Expr... inputs);

  /// One after another.
  default Chain then(Network next) {
    List<Network> parts = new ArrayList<>();
    if (this instanceof Chain chain) {
      parts.addAll(chain.parts());
    } else {
      parts.add(this);
    }
    parts.add(next);
    return new Chain(parts);
  }

  /// Its parameters with shapes and counts, one a line.
  default String describe() {
    return name() + ": " + inputs() + " → " + outputs() + "\n" + parameters().describe();
  }
}
