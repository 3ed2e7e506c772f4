package org.ebm4j.kernels.x86;

import java.util.function.IntFunction;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Binary;
import org.ebm4j.kernels.asm.Instruction.BinaryImmediate;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.asm.Width;

/// A square of numbers turned round in registers: 8 × 8 in F32, 4 × 4 in F64, on 256 bits whatever
/// the width of the rest.
final class Square {
  private final Assembler a;
  private final Rows rows;

  Square(Emission emission) {
    this.a = emission.a().at(Width.YMM);
    this.rows = emission.rows();
  }

  /// Numbers along a side.
  int side() {
    return Width.YMM.bytes() / rows.bytes;
  }

  /// Loads the first {@code count} rows, zeros for the others, and stores every column as a row,
  /// one after another, so that zeros may fall on the column that follows.
  void turn(int count, IntFunction<Memory> row, IntFunction<Memory> column) {
    for (int r = 0; r < side(); r++) {
      Vec numbers = Vec.of(r);
      if (r < count) {
        a.load(rows.move, numbers, row.apply(r));
      } else {
        a.op(Binary.VXORPS, numbers, numbers, numbers);
      }
    }
    if (rows == Rows.F32) {
      eightByEight(column);
    } else {
      fourByFour(column);
    }
  }

  /// Rows V0–V7 to columns, by pairs, by fours, by halves.
  private void eightByEight(IntFunction<Memory> column) {
    for (int i = 0; i < 4; i++) {
      a.op(Binary.VUNPCKLPS, Vec.of(8 + 2 * i), Vec.of(2 * i), Vec.of(2 * i + 1));
      a.op(Binary.VUNPCKHPS, Vec.of(9 + 2 * i), Vec.of(2 * i), Vec.of(2 * i + 1));
    }
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        Vec low = Vec.of(8 + 4 * i + j);
        Vec high = Vec.of(10 + 4 * i + j);
        a.op(BinaryImmediate.VSHUFPS, Vec.of(4 * i + 2 * j), low, high, 0x44);
        a.op(BinaryImmediate.VSHUFPS, Vec.of(4 * i + 2 * j + 1), low, high, 0xEE);
      }
    }
    halves(4, 0, column);
  }

  private void fourByFour(IntFunction<Memory> column) {
    a.op(Binary.VUNPCKLPD, Vec.V4, Vec.V0, Vec.V1);
    a.op(Binary.VUNPCKHPD, Vec.V5, Vec.V0, Vec.V1);
    a.op(Binary.VUNPCKLPD, Vec.V6, Vec.V2, Vec.V3);
    a.op(Binary.VUNPCKHPD, Vec.V7, Vec.V2, Vec.V3);
    halves(2, 4, column);
  }

  /// The low halves of the registers c and c + {@code count} make column c, the high halves column
  /// c + {@code count}.
  private void halves(int count, int first, IntFunction<Memory> column) {
    for (int c = 0; c < count; c++) {
      Vec x = Vec.of(first + c);
      Vec y = Vec.of(first + c + count);
      a.op(BinaryImmediate.VPERM2F128, Vec.V8, x, y, 0x20);
      a.op(BinaryImmediate.VPERM2F128, Vec.of(12 + c), x, y, 0x31);
      a.store(rows.move, column.apply(c), Vec.V8);
    }
    for (int c = 0; c < count; c++) {
      a.store(rows.move, column.apply(count + c), Vec.of(12 + c));
    }
  }
}
