package org.ebm4j.api.interpret;

import org.ebm4j.api.graph.Op;

/// Where noise comes from.
@FunctionalInterface
public interface Draws {
  /// Writes one chain's numbers of a noise node.
  ///
  /// @param row the chain, counted from 0 in this run
  /// @param values size numbers are written from {@code offset} on
  void fill(Op.Noise noise, int row, double[] values, int offset, int size);

  /// For graphs without noise: refuses every draw.
  static Draws none() {
    return (noise, _, _, _, _) -> {
      throw new IllegalStateException(
          "the graph draws " + noise + " but no source of random numbers was given; pass one");
    };
  }
}
