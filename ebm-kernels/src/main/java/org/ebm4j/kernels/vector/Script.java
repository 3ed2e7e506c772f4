package org.ebm4j.kernels.vector;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.loop.Code;
import org.ebm4j.kernels.loop.Primitive;
import org.jspecify.annotations.Nullable;

/// Straight-line code ready to run on blocks.
final class Script {
  /// One instruction.
  private sealed interface Step {
    /// Reads a block; where it may be denormal and is read as numbers, these follow.
    record Read(Point from, Rows bits, Rows copies) implements Step {}

    record Compute(RowKernel kernel, Operands operands) implements Step {}

    record Write(Point to, Rows value) implements Step {}
  }

  private final Bench bench;
  private final List<Code> codes;
  private final Assignment assignment;
  private final @Nullable Rows[] bits; // of each value
  private final @Nullable Rows[] numbers;
  private final Rows[] folds;
  private final List<Step> building = new ArrayList<>();
  private final Step[] steps;

  /// @param kept values read after the code has run, or −1
  /// @param folds where the results of folds are
  Script(List<Code> codes, int[] kept, Rows[] folds, Bench bench, Reading reading) {
    this.bench = bench;
    this.codes = codes;
    this.folds = folds;
    this.assignment = new Assignment(codes, kept, reading);
    this.bits = new Rows[codes.size()];
    this.numbers = new Rows[codes.size()];
    for (int now = 0; now < codes.size(); now++) {
      add(now);
    }
    this.steps = building.toArray(Step[]::new);
    building.clear();
  }

  private void add(int now) {
    switch (codes.get(now)) {
      case Code.Literal(long literal) -> literal(now, literal);
      case Code.Folded(int fold) -> {
        bits[now] = folds[fold];
        numbers[now] = folds[fold];
      }
      case Code.Load(var from) -> read(now, new Point(from, bench));
      case Code.LoadWord(var from) -> read(now, new Point(from, bench));
      case Code.Apply apply -> apply(now, apply);
      case Code.Store(var to, int value) ->
          building.add(new Step.Write(new Point(to, bench), bits(value)));
    }
  }

  private void literal(int now, long literal) {
    bits[now] = bench.literal(literal);
    boolean flushed = assignment.flushedLater(now);
    numbers[now] = flushed ? bench.literal(literal & 0x80000000L) : bits[now];
  }

  private void read(int now, Point from) {
    Rows rows = new Rows();
    bits[now] = rows;
    building.add(new Step.Read(from, rows, bench.temporary(assignment.bits(now))));
    flush(now, rows);
  }

  private void apply(int now, Code.Apply apply) {
    Primitive primitive = apply.primitive();
    Rows out = bench.temporary(assignment.bits(now));
    bits[now] = out;
    int[] operands = Assignment.operands(apply);
    Rows[] rows = new Rows[3];
    for (int i = 0; i < rows.length; i++) {
      int operand = operands[Math.min(i, operands.length - 1)];
      rows[i] = Magnitudes.readsNumbers(primitive) ? number(operand) : bits(operand);
    }
    boolean gone = apply.shift() >= 8 * bench.sizes.number; // every bit is shifted out
    RowKernel kernel =
        gone
            ? RowKernels.copy(precision())
            : RowKernels.of(primitive, precision(), assignment.flushes(now));
    Rows a = gone ? bench.literal(0) : rows[0];
    bench.uses(kernel);
    building.add(new Step.Compute(kernel, new Operands(a, rows[1], rows[2], out, apply.shift())));
    flush(now, out);
  }

  private Precision precision() {
    return bench.program.precision();
  }

  private void flush(int now, Rows from) {
    if (assignment.flushedLater(now)) {
      Rows to = bench.temporary(assignment.number(now));
      bench.uses(RowKernels.FLUSH);
      building.add(new Step.Compute(RowKernels.FLUSH, new Operands(from, to)));
      numbers[now] = to;
    } else {
      numbers[now] = from;
    }
  }

  private Rows bits(int value) {
    return known(bits[value]);
  }

  /// A value as a number.
  Rows number(int value) {
    return known(numbers[value]);
  }

  private static Rows known(@Nullable Rows rows) {
    if (rows == null) {
      throw new IllegalArgumentException("a value is used before it is there, or is a store");
    }
    return rows;
  }

  void run(Stand stand) {
    int rows = stand.rows();
    for (Step step : steps) {
      switch (step) {
        case Step.Read(var from, var bits, var copies) -> from.read(stand, bits, copies);
        case Step.Compute(var kernel, var operands) -> kernel.run(operands, rows);
        case Step.Write(var to, var value) -> to.write(stand, value);
      }
    }
  }
}
