package org.ebm4j.api.expr;

import org.ebm4j.api.graph.Shape;

/// What the maker of an expression advises when its shape does not fit.
@FunctionalInterface
public interface WayOut {
  /// No advice.
  WayOut UNKNOWN = _ -> "";

  /// How to get the wanted shape, such as {@code the decoder ends in 64 outputs — use
  /// Mlp.of("decoder", 16, 128, 784)}; empty if it is not known.
  String to(Shape wanted);
}
