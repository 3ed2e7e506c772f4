package org.ebm4j.kernels.plain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.LongToIntFunction;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Code;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Primitive;

/// Straight-line code ready to run: values have places among a worker's rows, which are used again
/// after a value's last use, and accesses are in bytes.
final class Straight {
  /// One instruction; numbers are rows.
  private sealed interface Step {
    record Read(Pointer from, int out) implements Step {}

    record ReadWord(Pointer from, int out) implements Step {}

    record Compute(Primitive primitive, int shift, int a, int b, int c, int out) implements Step {}

    record Take(int fold, int out) implements Step {}

    record Write(Pointer to, int value) implements Step {}
  }

  private final Step[] steps;
  private final int[] rows; // of each value
  private final int temporaries;

  private Straight(Step[] steps, int[] rows, int temporaries) {
    this.steps = steps;
    this.rows = rows;
    this.temporaries = temporaries;
  }

  /// @param kept values read after the code has run, or −1
  /// @param literals gives a literal's row, below 0: −1 for the first
  static Straight of(
      List<Code> codes,
      LoopProgram program,
      Arithmetic arithmetic,
      Form form,
      int[] kept,
      LongToIntFunction literals) {
    int[] last = lastUses(codes, kept);
    int[] rows = new int[codes.size()];
    List<Step> steps = new ArrayList<>();
    Deque<Integer> free = new ArrayDeque<>();
    int used = 0;
    for (int now = 0; now < rows.length; now++) {
      Code code = codes.get(now);
      if (code instanceof Code.Literal(long bits)) {
        rows[now] = literals.applyAsInt(bits);
        continue;
      }
      for (int operand : distinct(operands(code))) {
        if (last[operand] == now && rows[operand] >= 0) {
          free.push(rows[operand]);
        }
      }
      if (!(code instanceof Code.Store)) {
        rows[now] = free.isEmpty() ? used++ : free.pop();
        if (last[now] < 0) {
          free.push(rows[now]); // nobody reads it
        }
      }
      steps.add(step(code, now, rows, access -> Pointer.of(program, arithmetic, access, form)));
    }
    return new Straight(steps.toArray(Step[]::new), rows, used);
  }

  private interface Pointers {
    Pointer of(Access access);
  }

  private static Step step(Code code, int now, int[] rows, Pointers pointers) {
    return switch (code) {
      case Code.Load(var from) -> new Step.Read(pointers.of(from), rows[now]);
      case Code.LoadWord(var from) -> new Step.ReadWord(pointers.of(from), rows[now]);
      case Code.Literal literal -> throw new IllegalArgumentException("no step: " + literal);
      case Code.Apply(var primitive, int a, int b, int c, int shift) ->
          new Step.Compute(
              primitive, shift, rows[a], rows[b < 0 ? a : b], rows[c < 0 ? a : c], rows[now]);
      case Code.Folded(int fold) -> new Step.Take(fold, rows[now]);
      case Code.Store(var to, int value) -> new Step.Write(pointers.of(to), rows[value]);
    };
  }

  private static int[] operands(Code code) {
    return switch (code) {
      case Code.Apply(_, int a, int b, int c, _) -> new int[] {a, b, c};
      case Code.Store(_, int value) -> new int[] {value};
      case Code.Load _, Code.LoadWord _, Code.Literal _, Code.Folded _ -> new int[0];
    };
  }

  private static int[] distinct(int[] operands) {
    return Arrays.stream(operands).filter(operand -> operand >= 0).distinct().toArray();
  }

  private static int[] lastUses(List<Code> codes, int[] kept) {
    int[] last = new int[codes.size()];
    Arrays.fill(last, -1);
    for (int now = 0; now < last.length; now++) {
      for (int operand : distinct(operands(codes.get(now)))) {
        last[operand] = now;
      }
    }
    for (int value : kept) {
      if (value >= 0) {
        last[value] = last.length;
      }
    }
    return last;
  }

  /// Rows it needs beside the literals'.
  int temporaries() {
    return temporaries;
  }

  /// The row of a kept value.
  int row(int value) {
    return rows[value];
  }

  /// Runs for the first {@code n} lanes at the worker's loop indices.
  void run(Worker worker, int n) {
    for (Step step : steps) {
      switch (step) {
        case Step.Read(var from, int out) -> from.read(worker, worker.row(out), n);
        case Step.ReadWord(var from, int out) -> from.readWords(worker, worker.row(out), n);
        case Step.Compute(var primitive, int shift, int a, int b, int c, int out) ->
            worker.arithmetic.apply(
                primitive, shift, worker.row(a), worker.row(b), worker.row(c), worker.row(out), n);
        case Step.Take(int fold, int out) ->
            System.arraycopy(worker.folds[fold], 0, worker.row(out), 0, n);
        case Step.Write(var to, int value) -> to.write(worker, worker.row(value), n);
      }
    }
  }
}
