package org.ebm4j.kernels.x86;

import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Operand;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;
import org.jspecify.annotations.Nullable;

/// Matrix products with a shared, dense left factor.
///
/// With chains in the lanes, a block of 6 rows by 2 vectors (14 rows with 32 registers) keeps 12
/// (28) accumulators in registers while two vectors of B and one broadcast number of A pass by: 12
/// multiply-adds for 8 loads (28 for 16). A is read from its panel, or, where it has few rows,
/// where it lies, row-major or transposed.
///
/// Source: the register-tile argument of [Goto & van de Geijn 2008, §4].
final class MatMulEmitter {
  private final ProductWalk walk;
  private final Assembler a;
  private final Rows rows;
  private final Kernel.MatMul product;
  private final RowBlocks blocks;
  private final Panels.@Nullable Panel panel; // the copied factor, if it is

  private MatMulEmitter(ProductWalk walk) {
    this.walk = walk;
    this.a = walk.a;
    this.rows = walk.rows;
    this.product = walk.product;
    this.blocks = new RowBlocks(product.m(), walk.emission.blockRows());
    this.panel = walk.emission.panels().of(product);
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
    if (panel != null) {
      a.lea(walk.aAt, Memory.at(Frame.SHARED, Math.toIntExact(panel.at())));
    }
    blocks.each((count, height) ->
        walk.repeat(
            count,
            () -> {
              chainsRows(height, height <= blocks.most() / 2 ? 4 : 2);
              walk.move(walk.aRow, (long) height * walk.bytes(product.a(), 0));
              walk.move(walk.cRow, (long) height * walk.bytes(product.c(), 0));
            }));
    walk.move(walk.aRow, -(long) product.m() * walk.bytes(product.a(), 0));
    walk.move(
        walk.cRow, walk.bytes(product.c(), 1) - (long) product.m() * walk.bytes(product.c(), 0));
    walk.move(walk.bColumn, walk.bytes(product.b(), 1));
  }

  /// {@code count} rows of C for all 32 chains, {@code vectors} vectors at a time.
  private void chainsRows(int count, int vectors) {
    int bytes = walk.emission.vectorBytes();
    int all = Buffer.LANES * rows.bytes / bytes;
    int together = Math.min(vectors, all);
    long packed = (long) count * product.k() * rows.bytes;
    for (int v = 0; v < all; v += together) {
      if (panel == null) {
        a.mov(walk.aAt, walk.aRow);
      } else if (v > 0) {
        walk.move(walk.aAt, -packed);
      }
      chainsBlock(count, together, v * bytes);
    }
  }

  private void chainsBlock(int count, int vectors, int lane) {
    int aRowBytes = panel == null ? walk.bytes(product.a(), 0) : rows.bytes;
    int aStep = panel == null ? walk.bytes(product.a(), 1) : count * rows.bytes;
    int bStep = walk.bytes(product.b(), 0);
    int bytes = walk.emission.vectorBytes();
    Operand[] columns = new Operand[vectors];
    walk.zero(count * vectors);
    a.lea(walk.bAt, Memory.at(walk.bColumn, lane));
    walk.overK(
        4,
        aStep,
        u -> {
          for (int v = 0; v < vectors; v++) {
            Memory column = Memory.at(walk.bAt, u * bStep + bytes * v);
            columns[v] = vectors == 2 ? walk.emission.loaded(column, v) : column;
          }
          for (int r = 0; r < count; r++) {
            walk.emission.addRow(
                r, Memory.at(walk.aAt, r * aRowBytes + u * aStep), r * vectors, columns);
          }
        });
    for (int r = 0; r < count; r++) {
      for (int v = 0; v < vectors; v++) {
        a.store(
            rows.move,
            Memory.at(walk.cRow, r * walk.bytes(product.c(), 0) + lane + bytes * v),
            Vec.of(r * vectors + v));
      }
    }
  }
}
