package org.ebm4j.kernels.x86;

import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Binary;
import org.ebm4j.kernels.asm.Condition;
import org.ebm4j.kernels.asm.General;
import org.ebm4j.kernels.asm.Label;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Fold;
import org.ebm4j.kernels.loop.Kernel;

/// One column of a product of dense arrays: for few chains, and for what all chains share.
final class DenseMatMulEmitter {
  private final ProductWalk walk;
  private final Emission emission;
  private final Assembler a;
  private final Rows rows;
  private final Kernel.MatMul product;

  DenseMatMulEmitter(ProductWalk walk) {
    this.walk = walk;
    this.emission = walk.emission;
    this.a = walk.a;
    this.rows = walk.rows;
    this.product = walk.product;
  }

  // ---- lanes are rows of C

  /// Whole vectors, also past the last row: what lies there is overwritten by the next column or is
  /// padding.
  void alongRows() {
    int vectors = (product.m() + emission.perVector() - 1) / emission.perVector();
    int done = 0;
    while (done < vectors) {
      int count = Math.min(emission.registers() - 4, vectors - done);
      alongRowsBlock(count, done * emission.vectorBytes());
      done += count;
    }
    nextColumn();
  }

  private void nextColumn() {
    walk.move(walk.cRow, walk.bytes(product.c(), 1));
    walk.move(walk.bColumn, walk.bytes(product.b(), 1));
  }

  private void alongRowsBlock(int count, int from) {
    int aStep = walk.bytes(product.a(), 1);
    int bStep = walk.bytes(product.b(), 0);
    walk.zero(count);
    a.lea(walk.aAt, Memory.at(walk.aRow, from));
    a.mov(walk.bAt, walk.bColumn);
    walk.overK(
        4,
        u -> {
          Vec number = emission.fromLast(1 - (u & 1));
          a.op(rows.broadcast, number, Memory.at(walk.bAt, u * bStep));
          for (int v = 0; v < count; v++) {
            a.op(
                rows.fma231,
                Vec.of(v),
                number,
                Memory.at(walk.aAt, u * aStep + emission.vectorBytes() * v));
          }
        });
    for (int v = 0; v < count; v++) {
      a.store(rows.move, Memory.at(walk.cRow, from + emission.vectorBytes() * v), Vec.of(v));
    }
  }

  // ---- lanes are terms of the sum

  void alongSum() {
    int parts = 16 / emission.perVector();
    int together = rows == Rows.F32 ? 4 : 2;
    int blocks = product.m() / together;
    walk.repeat(
        blocks,
        () -> {
          dots(together, parts);
          walk.move(walk.aRow, (long) together * walk.bytes(product.a(), 0));
          walk.move(walk.cRow, (long) together * walk.bytes(product.c(), 0));
        });
    if (product.m() % together > 0) {
      dots(product.m() % together, parts);
    }
    walk.move(walk.aRow, -(long) blocks * together * walk.bytes(product.a(), 0));
    walk.move(walk.cRow, -(long) blocks * together * walk.bytes(product.c(), 0));
    nextColumn();
  }

  /// {@code count} rows of A times the column, each with 16 partial sums.
  private void dots(int count, int parts) {
    int aRowBytes = walk.bytes(product.a(), 0);
    walk.zero(count * parts);
    a.mov(walk.aAt, walk.aRow);
    a.mov(walk.bAt, walk.bColumn);
    int turns = product.k() / 16;
    int left = product.k() % 16;
    if (turns > 0) {
      a.mov(walk.counter, turns);
      Label top = a.label();
      a.bind(top);
      for (int part = 0; part < parts; part++) {
        a.load(rows.move, Vec.V15, Memory.at(walk.bAt, emission.vectorBytes() * part));
        for (int r = 0; r < count; r++) {
          a.op(
              rows.fma231,
              Vec.of(r * parts + part),
              Vec.V15,
              Memory.at(walk.aAt, r * aRowBytes + emission.vectorBytes() * part));
        }
      }
      walk.move(walk.aAt, 16L * rows.bytes);
      walk.move(walk.bAt, 16L * rows.bytes);
      a.op(General.InPlace.DEC, walk.counter);
      a.jump(Condition.NOT_ZERO, top);
    }
    if (left > 0) {
      masked(count, parts, left);
    }
    FoldEmitter folding = new FoldEmitter(emission);
    for (int r = 0; r < count; r++) {
      Vec sum = Vec.of(r * parts);
      for (int half = parts / 2; half >= 1; half /= 2) {
        for (int part = 0; part < half; part++) {
          a.op(
              rows.add,
              Vec.of(r * parts + part),
              Vec.of(r * parts + part),
              Vec.of(r * parts + part + half));
        }
      }
      folding.across(Fold.Kind.SUM, sum, Vec.V14, Vec.V15);
      a.store(rows.single, Memory.at(walk.cRow, r * walk.bytes(product.c(), 0)), sum);
    }
  }

  /// The last terms: lanes past the end are zeroed on both sides, so that nothing there is added.
  private void masked(int count, int parts, int left) {
    int table = emission.constants().maskTable(rows.bytes);
    for (int part = 0; part < parts; part++) {
      int valid = Math.clamp(left - part * emission.perVector(), 0, emission.perVector());
      if (valid == 0) {
        continue;
      }
      Memory mask = Memory.at(Constants.BASE, table + (Buffer.LANES - valid) * rows.bytes);
      a.load(rows.move, Vec.V15, Memory.at(walk.bAt, emission.vectorBytes() * part));
      a.op(Binary.VANDPS, Vec.V15, Vec.V15, mask);
      for (int r = 0; r < count; r++) {
        a.load(
            rows.move,
            Vec.V14,
            Memory.at(walk.aAt, r * walk.bytes(product.a(), 0) + emission.vectorBytes() * part));
        a.op(Binary.VANDPS, Vec.V14, Vec.V14, mask);
        a.op(rows.fma231, Vec.of(r * parts + part), Vec.V15, Vec.V14);
      }
    }
  }

  // ---- one number at a time

  void singles() {
    walk.repeat(
        product.m(),
        () -> {
          walk.zero(1);
          a.mov(walk.aAt, walk.aRow);
          a.mov(walk.bAt, walk.bColumn);
          walk.overK(
              1,
              _ -> {
                a.op(rows.broadcast, Vec.V14, Memory.at(walk.aAt, 0));
                a.op(rows.broadcast, Vec.V15, Memory.at(walk.bAt, 0));
                a.op(rows.fma231, Vec.V0, Vec.V14, Vec.V15);
              });
          a.store(rows.single, Memory.at(walk.cRow, 0), Vec.V0);
          walk.move(walk.aRow, walk.bytes(product.a(), 0));
          walk.move(walk.cRow, walk.bytes(product.c(), 0));
        });
    walk.move(walk.aRow, -(long) product.m() * walk.bytes(product.a(), 0));
    walk.move(walk.cRow, -(long) product.m() * walk.bytes(product.c(), 0));
    nextColumn();
  }
}
