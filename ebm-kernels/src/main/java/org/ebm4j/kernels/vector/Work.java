package org.ebm4j.kernels.vector;

/// A kernel ready to run for the units a bench has before it.
interface Work {
  void run(Bench bench);
}
