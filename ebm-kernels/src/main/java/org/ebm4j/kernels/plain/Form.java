package org.ebm4j.kernels.plain;

/// What the lanes of straight-line code are.
sealed interface Form {
  /// the chains of a tile
  record Chains() implements Form {}

  /// neighbours along a loop
  record Along(int loop) implements Form {}

  /// one number
  record Single() implements Form {}
}
