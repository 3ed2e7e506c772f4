package org.ebm4j.kernels.plain;

/// A kernel ready to run where a worker stands.
sealed interface Work permits Loops, Product, Turning, Combined, Draw, Toss {
  void run(Worker worker);
}
