package org.ebm4j.kernels.loop;

/// What runs in the lanes of a kernel.
public sealed interface Lanes {
  /// The 32 chains of a tile; buffers in CHAIN and SCRATCH are rows, shared ones give every lane
  /// the same number.
  record Chains() implements Lanes {}

  /// Neighbouring indices of one loop, numbered over outer and inner together; every access has
  /// stride 0 or 1 there, and a store
  /// 1. Where it is an inner loop it is the last, and a fold keeps 16 partial results, index mod
  ///    16, which are then added as a tree: (i, i + 8), (i, i + 4), (i, i + 2), (i, i + 1).
  record Along(int loop) implements Lanes {}

  /// One element at a time.
  record Single() implements Lanes {}
}
