package org.ebm4j.kernels.loop;

import java.util.List;

/// Kernels that run one after another without meeting other threads.
///
/// @param shared whether it runs once, on what all chains share; else for every tile or chain
/// @param reduces whether it leaves partial results, so that one call takes exactly one chunk of
///   tiles
public record Phase(boolean shared, boolean reduces, List<Kernel> kernels) {
  public Phase {
    kernels = List.copyOf(kernels);
  }
}
