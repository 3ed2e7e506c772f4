package org.ebm4j.kernels.vector;

/// One instruction for a block of rows. Called through this interface the kernels stay separate for
/// the JVM's compiler, which spoils vector code that grows large.
interface RowKernel {
  void run(Operands operands, int rows);
}
