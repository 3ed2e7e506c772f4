package org.ebm4j.kernels.loop;

import java.util.List;

/// Kernels that run one after another without meeting other threads.
///
/// @param sums what is summed over a chunk of chains once all its tiles have run the kernels; with
///   any, one call takes exactly one chunk
public record Phase(Kind kind, List<Kernel> kernels, List<Kernel.BatchSum> sums) {
  /// What a phase runs on.
  public enum Kind {
    /// once, on what all chains share
    SHARED,
    /// on every tile or chain
    CHAINS,
    /// once, on all chains together; its kernels are contractions, in any order, and may be split
    CONTRACTIONS
  }

  public Phase {
    kernels = List.copyOf(kernels);
    sums = List.copyOf(sums);
    for (Kernel kernel : kernels) {
      boolean contracts = kernel instanceof Kernel.Contract;
      if (kernel instanceof Kernel.BatchSum || contracts != (kind == Kind.CONTRACTIONS)) {
        throw new IllegalArgumentException("in a phase of kind " + kind + " stands " + kernel);
      }
    }
    if (kind != Kind.CHAINS && !sums.isEmpty()) {
      throw new IllegalArgumentException("a phase of kind " + kind + " sums over chunks: " + sums);
    }
  }

  /// A phase that sums nothing over chunks.
  public Phase(Kind kind, List<Kernel> kernels) {
    this(kind, kernels, List.of());
  }

  /// Whether it works on what all chains share alone.
  public boolean shared() {
    return kind == Kind.SHARED;
  }

  /// Whether it leaves partial results.
  public boolean reduces() {
    return !sums.isEmpty();
  }
}
