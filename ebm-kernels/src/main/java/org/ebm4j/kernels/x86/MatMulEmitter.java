package org.ebm4j.kernels.x86;

import java.util.function.IntConsumer;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Binary;
import org.ebm4j.kernels.asm.Condition;
import org.ebm4j.kernels.asm.General;
import org.ebm4j.kernels.asm.Label;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Register;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Fold;
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

  private final Emission emission;
  private final Assembler a;
  private final Frame frame;
  private final Rows rows;
  private final Kernel.MatMul product;
  private final Register aRow;
  private final Register bColumn;
  private final Register cRow;
  private final Register aAt;
  private final Register bAt;
  private final Register counter;

  MatMulEmitter(Emission emission, Kernel.MatMul product) {
    this.emission = emission;
    this.a = emission.a();
    this.frame = emission.frame();
    this.rows = emission.rows();
    this.product = product;
    aRow = frame.take();
    bColumn = frame.take();
    cRow = frame.take();
    aAt = frame.take();
    bAt = frame.take();
    counter = frame.take();
  }

  void emit() {
    if (product.start() != null) {
      throw new IllegalStateException("products that start from an array are not emitted yet");
    }
    a.lea(aRow, emission.start(product.a()));
    a.lea(bColumn, emission.start(product.b()));
    a.lea(cRow, emission.start(product.c()));
    switch (product.lanes()) {
      case Lanes.Chains _ -> repeat(product.n(), this::chainsColumn);
      case Lanes.Along(int loop) ->
          repeat(product.n(), loop == 0 ? this::alongRows : this::alongSum);
      case Lanes.Single _ -> repeat(product.n(), this::singles);
    }
    for (Register register : new Register[] {counter, bAt, aAt, cRow, bColumn, aRow}) {
      frame.release(register);
    }
  }

  /// Runs a part {@code turns} times; the counter lies on the stack since the part needs the
  /// registers.
  private void repeat(int turns, Runnable part) {
    if (turns <= 0) {
      return;
    }
    if (turns == 1) {
      part.run();
      return;
    }
    int word = frame.takeWord();
    a.mov(counter, turns);
    a.mov(frame.word(word), counter);
    Label top = a.label();
    a.bind(top);
    part.run();
    a.op(General.Arithmetic.SUB, frame.word(word), 1);
    a.jump(Condition.NOT_ZERO, top);
    frame.releaseWords(1);
  }

  private int bytes(Access access, int loop) {
    Buffer buffer = emission.buffer(access);
    return Math.multiplyExact(access.strides().get(loop), emission.elementBytes(buffer));
  }

  private void move(Register register, long bytes) {
    if (bytes != 0) {
      a.op(General.Arithmetic.ADD, register, Math.toIntExact(bytes));
    }
  }

  /// Walks k for a block whose step is emitted by {@code step(u)}, u turns ahead of the registers.
  private void overK(int unroll, IntConsumer step) {
    int aStep = bytes(product.a(), 1);
    int bStep = bytes(product.b(), 0);
    int turns = product.k() / unroll;
    int left = product.k() % unroll;
    if (turns > 0) {
      if (turns > 1) {
        a.mov(counter, turns);
      }
      Label top = a.label();
      a.bind(top);
      for (int u = 0; u < unroll; u++) {
        step.accept(u);
      }
      move(aAt, (long) unroll * aStep);
      move(bAt, (long) unroll * bStep);
      if (turns > 1) {
        a.op(General.InPlace.DEC, counter);
        a.jump(Condition.NOT_ZERO, top);
      }
    }
    for (int u = 0; u < left; u++) {
      step.accept(u);
    }
  }

  // ---- lanes are chains
  // ---------------------------------------------------------------------------------------

  private void chainsColumn() {
    int blocks = product.m() / ROWS;
    int left = product.m() % ROWS;
    repeat(
        blocks,
        () -> {
          chainsRows(ROWS, 2);
          move(aRow, (long) ROWS * bytes(product.a(), 0));
          move(cRow, (long) ROWS * bytes(product.c(), 0));
        });
    if (left > 0) {
      chainsRows(left, left <= 3 ? 4 : 2);
    }
    move(aRow, -(long) blocks * ROWS * bytes(product.a(), 0));
    move(cRow, bytes(product.c(), 1) - (long) blocks * ROWS * bytes(product.c(), 0));
    move(bColumn, bytes(product.b(), 1));
  }

  /// {@code count} rows of C for all 32 chains, {@code vectors} vectors at a time.
  private void chainsRows(int count, int vectors) {
    for (int lane = 0; lane < Buffer.LANES * rows.bytes; lane += 32 * vectors) {
      chainsBlock(count, vectors, lane);
    }
  }

  private void chainsBlock(int count, int vectors, int lane) {
    int aRowBytes = bytes(product.a(), 0);
    int aStep = bytes(product.a(), 1);
    int bStep = bytes(product.b(), 0);
    zero(count * vectors);
    a.mov(aAt, aRow);
    a.lea(bAt, Memory.at(bColumn, lane));
    boolean inRegisters = vectors == 2;
    overK(
        4,
        u -> {
          if (inRegisters) {
            a.load(rows.move, Vec.V12, Memory.at(bAt, u * bStep));
            a.load(rows.move, Vec.V13, Memory.at(bAt, u * bStep + 32));
          }
          for (int r = 0; r < count; r++) {
            Vec number = (r & 1) == 0 ? Vec.V14 : Vec.V15;
            a.op(rows.broadcast, number, Memory.at(aAt, r * aRowBytes + u * aStep));
            for (int v = 0; v < vectors; v++) {
              Vec sum = Vec.of(r * vectors + v);
              if (inRegisters) {
                a.op(rows.fma231, sum, number, Vec.of(12 + v));
              } else {
                a.op(rows.fma231, sum, number, Memory.at(bAt, u * bStep + 32 * v));
              }
            }
          }
        });
    for (int r = 0; r < count; r++) {
      for (int v = 0; v < vectors; v++) {
        a.store(
            rows.move,
            Memory.at(cRow, r * bytes(product.c(), 0) + lane + 32 * v),
            Vec.of(r * vectors + v));
      }
    }
  }

  private void zero(int count) {
    for (int i = 0; i < count; i++) {
      a.op(Binary.VXORPS, Vec.of(i), Vec.of(i), Vec.of(i));
    }
  }

  // ---- lanes are rows of C
  // ------------------------------------------------------------------------------------

  /// Whole vectors, also past the last row: what lies there is overwritten by the next column or is
  /// padding.
  private void alongRows() {
    int vectors = (product.m() + rows.perVector() - 1) / rows.perVector();
    int done = 0;
    while (done < vectors) {
      int count = Math.min(12, vectors - done);
      alongRowsBlock(count, done * 32);
      done += count;
    }
    nextColumn();
  }

  private void nextColumn() {
    move(cRow, bytes(product.c(), 1));
    move(bColumn, bytes(product.b(), 1));
  }

  private void alongRowsBlock(int count, int from) {
    int aStep = bytes(product.a(), 1);
    int bStep = bytes(product.b(), 0);
    zero(count);
    a.lea(aAt, Memory.at(aRow, from));
    a.mov(bAt, bColumn);
    overK(
        4,
        u -> {
          Vec number = (u & 1) == 0 ? Vec.V14 : Vec.V15;
          a.op(rows.broadcast, number, Memory.at(bAt, u * bStep));
          for (int v = 0; v < count; v++) {
            a.op(rows.fma231, Vec.of(v), number, Memory.at(aAt, u * aStep + 32 * v));
          }
        });
    for (int v = 0; v < count; v++) {
      a.store(rows.move, Memory.at(cRow, from + 32 * v), Vec.of(v));
    }
  }

  // ---- lanes are terms of the sum
  // -----------------------------------------------------------------------------

  private void alongSum() {
    int parts = 16 / rows.perVector();
    int together = rows == Rows.F32 ? 4 : 2;
    int blocks = product.m() / together;
    repeat(
        blocks,
        () -> {
          dots(together, parts);
          move(aRow, (long) together * bytes(product.a(), 0));
          move(cRow, (long) together * bytes(product.c(), 0));
        });
    if (product.m() % together > 0) {
      dots(product.m() % together, parts);
    }
    move(aRow, -(long) blocks * together * bytes(product.a(), 0));
    move(cRow, -(long) blocks * together * bytes(product.c(), 0));
    nextColumn();
  }

  /// {@code count} rows of A times the column, each with 16 partial sums.
  private void dots(int count, int parts) {
    int aRowBytes = bytes(product.a(), 0);
    zero(count * parts);
    a.mov(aAt, aRow);
    a.mov(bAt, bColumn);
    int turns = product.k() / 16;
    int left = product.k() % 16;
    if (turns > 0) {
      a.mov(counter, turns);
      Label top = a.label();
      a.bind(top);
      for (int part = 0; part < parts; part++) {
        a.load(rows.move, Vec.V15, Memory.at(bAt, 32 * part));
        for (int r = 0; r < count; r++) {
          a.op(
              rows.fma231,
              Vec.of(r * parts + part),
              Vec.V15,
              Memory.at(aAt, r * aRowBytes + 32 * part));
        }
      }
      move(aAt, 16L * rows.bytes);
      move(bAt, 16L * rows.bytes);
      a.op(General.InPlace.DEC, counter);
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
      a.store(rows.single, Memory.at(cRow, r * bytes(product.c(), 0)), sum);
    }
  }

  /// The last terms: lanes past the end are zeroed on both sides, so that nothing there is added.
  private void masked(int count, int parts, int left) {
    int table = emission.constants().maskTable(rows.bytes);
    for (int part = 0; part < parts; part++) {
      int valid = Math.clamp(left - part * rows.perVector(), 0, rows.perVector());
      if (valid == 0) {
        continue;
      }
      Memory mask = Memory.at(Constants.BASE, table + (Buffer.LANES - valid) * rows.bytes);
      a.load(rows.move, Vec.V15, Memory.at(bAt, 32 * part));
      a.op(Binary.VANDPS, Vec.V15, Vec.V15, mask);
      for (int r = 0; r < count; r++) {
        a.load(rows.move, Vec.V14, Memory.at(aAt, r * bytes(product.a(), 0) + 32 * part));
        a.op(Binary.VANDPS, Vec.V14, Vec.V14, mask);
        a.op(rows.fma231, Vec.of(r * parts + part), Vec.V15, Vec.V14);
      }
    }
  }

  // ---- one number at a time
  // -----------------------------------------------------------------------------------

  private void singles() {
    repeat(
        product.m(),
        () -> {
          zero(1);
          a.mov(aAt, aRow);
          a.mov(bAt, bColumn);
          overK(
              1,
              _ -> {
                a.op(rows.broadcast, Vec.V14, Memory.at(aAt, 0));
                a.op(rows.broadcast, Vec.V15, Memory.at(bAt, 0));
                a.op(rows.fma231, Vec.V0, Vec.V14, Vec.V15);
              });
          a.store(rows.single, Memory.at(cRow, 0), Vec.V0);
          move(aRow, bytes(product.a(), 0));
          move(cRow, bytes(product.c(), 0));
        });
    move(aRow, -(long) product.m() * bytes(product.a(), 0));
    move(cRow, -(long) product.m() * bytes(product.c(), 0));
    nextColumn();
  }
}
