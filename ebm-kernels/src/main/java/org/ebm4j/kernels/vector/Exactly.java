package org.ebm4j.kernels.vector;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.ebm4j.kernels.plain.Arithmetic;
import org.ebm4j.kernels.plain.Flush;

/// A formula of floats computed as plain does, where results are close to 2⁻¹²⁶.
final class Exactly implements RowKernel {
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final int LANES = Species.BYTES / Float.BYTES;

  private final Formula formula;
  private final Arithmetic arithmetic;
  private final long[][] values;

  Exactly(Formula formula) {
    this.formula = formula;
    arithmetic = Arithmetic.of(formula.precision());
    values = new long[formula.steps().size()][LANES];
  }

  @Override
  public int run(Operands operands, int rows, int from) {
    for (int row = 0; row < rows; row++) {
      for (int at = from; at < Rows.F32; at += Species.BYTES) {
        vector(operands, row, at);
      }
    }
    return rows * Rows.F32;
  }

  private void vector(Operands operands, int row, int from) {
    int operand = 0;
    for (int value = 0; value < values.length; value++) {
      switch (formula.steps().get(value)) {
        case Formula.Row _ -> read(operands.in[operand++], row, from, 1, values[value]);
        case Formula.Spread _ -> read(operands.in[operand++], row, 0, 0, values[value]);
        case Formula.Literal(long bits) -> Arrays.fill(values[value], bits & 0xFFFFFFFFL);
        case Formula.Apply apply -> apply(apply, values[value]);
      }
    }
    for (int i = 0; i < operands.out.length; i++) {
      Formula.Output output = formula.outputs().get(i);
      write(operands.out[i], row, from, values[output.value()], output.asNumber());
    }
  }

  private void apply(Formula.Apply apply, long[] out) {
    long[] a = values[apply.a()];
    long[] b = apply.b() < 0 ? a : values[apply.b()];
    long[] c = apply.c() < 0 ? a : values[apply.c()];
    arithmetic.apply(apply.primitive(), apply.shift(), a, b, c, out, LANES);
  }

  private static void read(Rows rows, int row, int from, int step, long[] lanes) {
    MemorySegment segment = rows.segment;
    long at = rows.at + row * rows.step + from;
    for (int l = 0; l < LANES; l++) {
      lanes[l] = Integer.toUnsignedLong(segment.get(INT, at + 4L * step * l));
    }
  }

  private static void write(Rows rows, int row, int from, long[] lanes, boolean asNumber) {
    long at = rows.at + row * rows.step + from;
    for (int l = 0; l < LANES; l++) {
      rows.segment.set(INT, at + 4L * l, (int) (asNumber ? Flush.bits(lanes[l]) : lanes[l]));
    }
  }
}
