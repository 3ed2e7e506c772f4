package org.ebm4j.kernels.x86;

import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Condition;
import org.ebm4j.kernels.asm.General;
import org.ebm4j.kernels.asm.Label;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Operand;
import org.ebm4j.kernels.asm.Register;
import org.ebm4j.kernels.asm.Vec;
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
  private final Even blocks;
  private final Panels.@Nullable Panel panel; // the copied factor, if it is
  private final Memory begun; // whether a stretch of the sum is done

  private MatMulEmitter(ProductWalk walk, Memory begun) {
    this.begun = begun;
    this.walk = walk;
    this.a = walk.a;
    this.rows = walk.rows;
    this.product = walk.product;
    this.blocks = Even.atMost(walk.emission.blockRows(), product.m());
    this.panel = walk.emission.panels().of(product);
  }

  /// Prints a product.
  static void emit(Emission emission, Kernel.MatMul product) {
    emit(product, new ProductWalk(emission, product));
  }

  /// The same from a later column on.
  static void emit(Emission emission, Kernel.MatMul product, Memory first) {
    ProductWalk walk = new ProductWalk(emission, product);
    walk.from(first);
    emit(product, walk);
  }

  private static void emit(Kernel.MatMul product, ProductWalk walk) {
    Emission emission = walk.emission;
    int begun = emission.frame().takeWord();
    MatMulEmitter chains = new MatMulEmitter(walk, emission.frame().word(begun));
    DenseMatMulEmitter dense = new DenseMatMulEmitter(walk);
    switch (product.lanes()) {
      case Lanes.Chains _ -> walk.repeat(product.n(), chains::column);
      case Lanes.Along(int loop) when loop == 0 -> dense.alongRows();
      case Lanes.Along _ -> dense.alongSum();
      case Lanes.Single _ -> walk.repeat(product.n(), dense::singles);
    }
    emission.frame().releaseWords(1);
    walk.release();
  }

  // ---- lanes are chains

  /// A column of C, as wide as a tile.
  private void column() {
    if (panel == null) {
      rows(product.k());
    } else {
      stretches(panel);
    }
    walk.move(walk.cRow, walk.bytes(product.c(), 1));
    walk.move(walk.bColumn, walk.bytes(product.b(), 1));
  }

  /// A stretch of the sum for all rows, then the next.
  private void stretches(Panels.Panel from) {
    long bStep = walk.bytes(product.b(), 0);
    a.lea(walk.aAt, Memory.at(Frame.SHARED, Math.toIntExact(from.at())));
    begun(0);
    from.stretches()
        .each((count, length) ->
            walk.repeat(
                count,
                () -> {
                  rows(length);
                  walk.move(walk.bColumn, length * bStep);
                  begun(1);
                }));
    walk.move(walk.bColumn, -product.k() * bStep);
  }

  private boolean isOneStretch() {
    return panel == null || panel.stretches().count() == 1;
  }

  private void begun(int yes) {
    if (!isOneStretch()) {
      a.mov(Register.RAX, yes);
      a.mov(begun, Register.RAX);
    }
  }

  /// Adds the next terms to all rows.
  private void rows(int terms) {
    blocks.each((count, height) ->
        walk.repeat(
            count,
            () -> {
              chainsRows(height, terms, height <= walk.emission.blockRows() / 2 ? 4 : 2);
              walk.move(walk.aRow, (long) height * walk.bytes(product.a(), 0));
              walk.move(walk.cRow, (long) height * walk.bytes(product.c(), 0));
            }));
    walk.move(walk.aRow, -(long) product.m() * walk.bytes(product.a(), 0));
    walk.move(walk.cRow, -(long) product.m() * walk.bytes(product.c(), 0));
  }

  /// {@code count} rows of C for all 32 chains, {@code vectors} vectors at a time.
  private void chainsRows(int count, int terms, int vectors) {
    int bytes = walk.emission.vectorBytes();
    int all = walk.emission.perTile();
    int together = Math.min(vectors, all);
    long packed = (long) count * terms * rows.bytes;
    for (int v = 0; v < all; v += together) {
      if (panel == null) {
        a.mov(walk.aAt, walk.aRow);
      } else if (v > 0) {
        walk.move(walk.aAt, -packed);
      }
      chainsBlock(count, terms, together, v * bytes);
    }
  }

  private void chainsBlock(int count, int terms, int vectors, int lane) {
    int aRowBytes = panel == null ? walk.bytes(product.a(), 0) : rows.bytes;
    int aStep = panel == null ? walk.bytes(product.a(), 1) : count * rows.bytes;
    int bStep = walk.bytes(product.b(), 0);
    int bytes = walk.emission.vectorBytes();
    Operand[] columns = new Operand[vectors];
    begin(count, vectors, lane);
    a.lea(walk.bAt, Memory.at(walk.bColumn, lane));
    walk.overK(
        terms,
        4,
        aStep,
        u -> {
          for (int v = 0; v < vectors; v++) {
            Memory column = Memory.at(walk.bAt, u * bStep + bytes * v);
            columns[v] = vectors <= 2 ? walk.emission.loaded(column, v) : column;
          }
          for (int r = 0; r < count; r++) {
            walk.emission.addRow(
                r, Memory.at(walk.aAt, r * aRowBytes + u * aStep), r * vectors, columns);
          }
        });
    for (int sum = 0; sum < count * vectors; sum++) {
      a.store(rows.move, place(sum, vectors, lane), Vec.of(sum));
    }
  }

  /// The sums become 0, or what they were after the stretch before.
  private void begin(int count, int vectors, int lane) {
    if (isOneStretch()) {
      walk.zero(count * vectors);
      return;
    }
    Label first = a.label();
    Label ready = a.label();
    a.op(General.Arithmetic.CMP, begun, 0);
    a.jump(Condition.ZERO, first);
    for (int sum = 0; sum < count * vectors; sum++) {
      a.load(rows.move, Vec.of(sum), place(sum, vectors, lane));
    }
    a.jump(ready);
    a.bind(first);
    walk.zero(count * vectors);
    a.bind(ready);
  }

  private Memory place(int sum, int vectors, int lane) {
    int row = sum / vectors * walk.bytes(product.c(), 0);
    return Memory.at(walk.cRow, row + lane + sum % vectors * walk.emission.vectorBytes());
  }
}
