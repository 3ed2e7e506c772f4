package org.ebm4j.kernels.plain;

/// A kernel ready to run where a worker stands.
sealed interface Work permits Loops, Product, Sums.OverChunks, Draw {
  void run(Worker worker);
}
