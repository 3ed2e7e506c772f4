package org.ebm4j.kernels.x86;

import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;

/// Matrix products with a shared, dense left factor.
///
/// With chains in the lanes, a block of 6 rows by 2 vectors keeps 12 accumulators in registers
/// while two vectors of B and one broadcast number of A pass by: 12 multiply-adds for 8 loads. A is
/// read where it lies, row-major or transposed; each of its six streams is a cache line used whole.
///
/// Source: the register-tile argument of [Goto & van de Geijn 2008, §4].
final class MatMulEmitter {
  private static final int ROWS = 6;

  private final ProductWalk walk;
  private final Assembler a;
  private final Rows rows;
  private final Kernel.MatMul product;

  private MatMulEmitter(ProductWalk walk) {
    this.walk = walk;
    this.a = walk.a;
    this.rows = walk.rows;
    this.product = walk.product;
  }

  /// Prints a product.
  static void emit(Emission emission, Kernel.MatMul product) {
    ProductWalk walk = new ProductWalk(emission, product);
    MatMulEmitter chains = new MatMulEmitter(walk);
    DenseMatMulEmitter dense = new DenseMatMulEmitter(walk);
    switch (product.lanes()) {
      case Lanes.Chains _ -> walk.repeat(product.n(), chains::column);
      case Lanes.Along(int loop) ->
          walk.repeat(product.n(), loop == 0 ? dense::alongRows : dense::alongSum);
      case Lanes.Single _ -> walk.repeat(product.n(), dense::singles);
    }
    walk.release();
  }

  // ---- lanes are chains

  private void column() {
    int blocks = product.m() / ROWS;
    int left = product.m() % ROWS;
    walk.repeat(
        blocks,
        () -> {
          chainsRows(ROWS, 2);
          walk.move(walk.aRow, (long) ROWS * walk.bytes(product.a(), 0));
          walk.move(walk.cRow, (long) ROWS * walk.bytes(product.c(), 0));
        });
    if (left > 0) {
      chainsRows(left, left <= 3 ? 4 : 2);
    }
    walk.move(walk.aRow, -(long) blocks * ROWS * walk.bytes(product.a(), 0));
    walk.move(
        walk.cRow, walk.bytes(product.c(), 1) - (long) blocks * ROWS * walk.bytes(product.c(), 0));
    walk.move(walk.bColumn, walk.bytes(product.b(), 1));
  }

  /// {@code count} rows of C for all 32 chains, {@code vectors} vectors at a time.
  private void chainsRows(int count, int vectors) {
    for (int lane = 0; lane < Buffer.LANES * rows.bytes; lane += 32 * vectors) {
      chainsBlock(count, vectors, lane);
    }
  }

  private void chainsBlock(int count, int vectors, int lane) {
    int aRowBytes = walk.bytes(product.a(), 0);
    int aStep = walk.bytes(product.a(), 1);
    int bStep = walk.bytes(product.b(), 0);
    walk.zero(count * vectors);
    a.mov(walk.aAt, walk.aRow);
    a.lea(walk.bAt, Memory.at(walk.bColumn, lane));
    boolean inRegisters = vectors == 2;
    walk.overK(
        4,
        u -> {
          if (inRegisters) {
            a.load(rows.move, Vec.V12, Memory.at(walk.bAt, u * bStep));
            a.load(rows.move, Vec.V13, Memory.at(walk.bAt, u * bStep + 32));
          }
          for (int r = 0; r < count; r++) {
            Vec number = (r & 1) == 0 ? Vec.V14 : Vec.V15;
            a.op(rows.broadcast, number, Memory.at(walk.aAt, r * aRowBytes + u * aStep));
            for (int v = 0; v < vectors; v++) {
              Vec sum = Vec.of(r * vectors + v);
              if (inRegisters) {
                a.op(rows.fma231, sum, number, Vec.of(12 + v));
              } else {
                a.op(rows.fma231, sum, number, Memory.at(walk.bAt, u * bStep + 32 * v));
              }
            }
          }
        });
    for (int r = 0; r < count; r++) {
      for (int v = 0; v < vectors; v++) {
        a.store(
            rows.move,
            Memory.at(walk.cRow, r * walk.bytes(product.c(), 0) + lane + 32 * v),
            Vec.of(r * vectors + v));
      }
    }
  }
}
