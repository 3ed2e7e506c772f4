package org.ebm4j.kernels.x86;

import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Binary;
import org.ebm4j.kernels.asm.Condition;
import org.ebm4j.kernels.asm.General;
import org.ebm4j.kernels.asm.Label;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Operand;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.loop.Fold;
import org.ebm4j.kernels.loop.Kernel;

/// Products of dense arrays: for few chains, and for what all chains share.
final class DenseMatMulEmitter {
  /// Columns that a block has at most.
  private static final int COLUMNS = Together.MOST;

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

  /// Blocks of columns: a vector of A is loaded once for all of them.
  void alongRows() {
    Even.atMost(isPadded() ? COLUMNS : 1, product.n())
        .each((count, columns) -> walk.repeat(count, () -> columns(columns)));
  }

  /// Whether whole vectors may be written past the last row of a column while the next one's first
  /// rows are there already.
  private boolean isPadded() {
    return product.n() > 1 && walk.bytes(product.c(), 1) >= vectors() * emission.vectorBytes();
  }

  private int vectors() {
    return (product.m() + emission.perVector() - 1) / emission.perVector();
  }

  /// Whole vectors, also past the last row: what lies there is padding, or is overwritten by the
  /// next column where one is made after the other.
  private void columns(int columns) {
    int most = columns == 1 ? emission.registers() - 4 : (emission.registers() - 2) / (columns + 1);
    int done = 0;
    Even blocks = Even.atMost(most, vectors());
    for (int block = 0; block < blocks.count(); block++) {
      int count = blocks.low() + (block < blocks.higher() ? 1 : 0);
      rowsBlock(count, columns, done * emission.vectorBytes());
      done += count;
    }
    nextColumns(columns);
  }

  private void nextColumns(int count) {
    walk.move(walk.cRow, (long) count * walk.bytes(product.c(), 1));
    walk.move(walk.bColumn, (long) count * walk.bytes(product.b(), 1));
  }

  private void rowsBlock(int count, int columns, int from) {
    int aStep = walk.bytes(product.a(), 1);
    int bStep = walk.bytes(product.b(), 0);
    int bytes = emission.vectorBytes();
    Operand[] loaded = new Operand[count];
    walk.zero(count * columns);
    a.lea(walk.aAt, Memory.at(walk.aRow, from));
    a.mov(walk.bAt, walk.bColumn);
    walk.overK(
        columns == 1 ? 4 : 2,
        u -> {
          for (int v = 0; v < count; v++) {
            Memory vector = Memory.at(walk.aAt, u * aStep + bytes * v);
            loaded[v] = columns == 1 ? vector : kept(vector, count * columns + v);
          }
          for (int j = 0; j < columns; j++) {
            Vec number = emission.fromLast(1 - ((u + j) & 1));
            int column = j * walk.bytes(product.b(), 1);
            a.op(rows.broadcast, number, Memory.at(walk.bAt, u * bStep + column));
            for (int v = 0; v < count; v++) {
              a.op(rows.fma231, Vec.of(j * count + v), number, loaded[v]);
            }
          }
        });
    for (int sum = 0; sum < count * columns; sum++) {
      int column = sum / count * walk.bytes(product.c(), 1);
      Memory to = Memory.at(walk.cRow, column + from + bytes * (sum % count));
      a.store(rows.move, to, Vec.of(sum));
    }
  }

  private Vec kept(Memory vector, int register) {
    a.load(rows.move, Vec.of(register), vector);
    return Vec.of(register);
  }

  // ---- lanes are terms of the sum

  void alongSum() {
    int parts = 16 / emission.perVector();
    int fit = (emission.registers() - 1) / (parts + 1);
    Even.atMost(Math.min(COLUMNS, fit), product.n())
        .each((count, columns) -> walk.repeat(count, () -> dotsOfColumns(columns, parts)));
  }

  /// Each row of A times so many columns, a few rows at once.
  private void dotsOfColumns(int columns, int parts) {
    int room = (emission.registers() - 1 - columns) / (columns * parts);
    int together = Math.clamp(room, 1, rows == Rows.F32 ? 4 : 2);
    int blocks = product.m() / together;
    walk.repeat(
        blocks,
        () -> {
          new Dots(together, columns, parts).emit();
          walk.move(walk.aRow, (long) together * walk.bytes(product.a(), 0));
          walk.move(walk.cRow, (long) together * walk.bytes(product.c(), 0));
        });
    if (product.m() % together > 0) {
      new Dots(product.m() % together, columns, parts).emit();
    }
    walk.move(walk.aRow, -(long) blocks * together * walk.bytes(product.a(), 0));
    walk.move(walk.cRow, -(long) blocks * together * walk.bytes(product.c(), 0));
    nextColumns(columns);
  }

  /// So many rows of A times so many columns, each with 16 partial sums in one or more vectors.
  private final class Dots {
    private final int count;
    private final int columns;
    private final int parts;

    Dots(int count, int columns, int parts) {
      this.count = count;
      this.columns = columns;
      this.parts = parts;
    }

    private Vec sum(int row, int column, int part) {
      return Vec.of((column * count + row) * parts + part);
    }

    private Vec column(int j) {
      return emission.fromLast(1 + j);
    }

    void emit() {
      walk.zero(count * columns * parts);
      a.mov(walk.aAt, walk.aRow);
      a.mov(walk.bAt, walk.bColumn);
      int turns = product.k() / 16;
      if (turns > 0) {
        a.mov(walk.counter, turns);
        Label top = a.label();
        a.bind(top);
        for (int part = 0; part < parts; part++) {
          terms(part);
        }
        walk.move(walk.aAt, 16L * rows.bytes);
        walk.move(walk.bAt, 16L * rows.bytes);
        a.op(General.InPlace.DEC, walk.counter);
        a.jump(Condition.NOT_ZERO, top);
      }
      int left = product.k() % 16;
      for (int part = 0; part < parts; part++) {
        int valid = Math.clamp(left - part * emission.perVector(), 0, emission.perVector());
        if (valid > 0) {
          lastTerms(part, valid);
        }
      }
      for (int j = 0; j < columns; j++) {
        for (int r = 0; r < count; r++) {
          addUp(r, j);
        }
      }
    }

    private Memory ofRow(int r, int part) {
      int row = r * walk.bytes(product.a(), 0);
      return Memory.at(walk.aAt, row + emission.vectorBytes() * part);
    }

    private void load(int j, int part) {
      int column = j * walk.bytes(product.b(), 1);
      a.load(rows.move, column(j), Memory.at(walk.bAt, column + emission.vectorBytes() * part));
    }

    /// The number of A comes from memory for one column, and is loaded once for several.
    private void terms(int part) {
      for (int j = 0; j < columns; j++) {
        load(j, part);
      }
      for (int r = 0; r < count; r++) {
        Operand number = ofRow(r, part);
        if (columns > 1) {
          a.load(rows.move, emission.fromLast(0), ofRow(r, part));
          number = emission.fromLast(0);
        }
        for (int j = 0; j < columns; j++) {
          a.op(rows.fma231, sum(r, j, part), column(j), number);
        }
      }
    }

    /// Lanes past the end are zeroed on both sides, so that nothing there is added.
    private void lastTerms(int part, int valid) {
      Memory mask = emission.firstMask(valid);
      for (int j = 0; j < columns; j++) {
        load(j, part);
        a.op(Binary.VANDPS, column(j), column(j), mask);
      }
      Vec number = emission.fromLast(0);
      for (int r = 0; r < count; r++) {
        a.load(rows.move, number, ofRow(r, part));
        a.op(Binary.VANDPS, number, number, mask);
        for (int j = 0; j < columns; j++) {
          a.op(rows.fma231, sum(r, j, part), column(j), number);
        }
      }
    }

    private void addUp(int r, int j) {
      Vec sum = sum(r, j, 0);
      for (int half = parts / 2; half >= 1; half /= 2) {
        for (int part = 0; part < half; part++) {
          a.op(rows.add, sum(r, j, part), sum(r, j, part), sum(r, j, part + half));
        }
      }
      new FoldEmitter(emission)
          .across(Fold.Kind.SUM, sum, emission.fromLast(1), emission.fromLast(0));
      int place = j * walk.bytes(product.c(), 1) + r * walk.bytes(product.c(), 0);
      a.store(rows.single, Memory.at(walk.cRow, place), sum);
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
    nextColumns(1);
  }
}
