package org.ebm4j.kernels.loop;

import java.util.List;

/// Kernels that run one after another without meeting other threads.
///
/// @param shared whether it runs once, on what all chains share; else for every tile or chain
/// @param reductions what is summed over the chunk once all its tiles have run the kernels; with
///   any, one call takes exactly one chunk
public record Phase(boolean shared, List<Kernel> kernels, List<Kernel.Reduction> reductions) {
  public Phase {
    kernels = List.copyOf(kernels);
    reductions = List.copyOf(reductions);
    for (Kernel kernel : kernels) {
      if (kernel instanceof Kernel.Reduction) {
        throw new IllegalArgumentException("a reduction stands among the kernels: " + kernel);
      }
    }
  }

  /// A phase that sums nothing over the chains.
  public Phase(boolean shared, List<Kernel> kernels) {
    this(shared, kernels, List.of());
  }

  /// Whether it leaves partial results.
  public boolean reduces() {
    return !reductions.isEmpty();
  }
}
