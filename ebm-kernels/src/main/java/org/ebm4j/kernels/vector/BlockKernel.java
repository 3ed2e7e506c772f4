package org.ebm4j.kernels.vector;

/// One register block of a product; an interface for the reason that {@link RowKernel} is one.
interface BlockKernel {
  void run(Factors factors);
}
