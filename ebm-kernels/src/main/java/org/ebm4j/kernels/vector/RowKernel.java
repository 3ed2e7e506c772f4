package org.ebm4j.kernels.vector;

/// One formula for a block of rows. Called through this interface the kernels stay separate for the
/// JVM's compiler, which spoils vector code that grows large.
interface RowKernel {
  /// Computes rows until a result is in doubt.
  ///
  /// @param from bytes of each row that are left out
  /// @return where it stopped: bytes of rows, as if these were neighbours
  int run(Operands operands, int rows, int from);
}
