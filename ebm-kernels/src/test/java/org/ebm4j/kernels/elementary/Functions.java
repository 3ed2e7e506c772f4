package org.ebm4j.kernels.elementary;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntBiFunction;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Phase;
import org.ebm4j.kernels.plain.Interpreter;
import org.ebm4j.kernels.plain.Worker;

/// Code of a few arguments and results, run by the interpreter over arrays.
final class Functions {
  /// Appends code.
  interface Body {
    /// The values of the results, for those of the arguments.
    int[] append(Elementary functions, int... a);
  }

  static final int SIZE = 1024;
  private static final long STRIDE = 16 * SIZE; // bytes from one array to the next

  private final Precision precision;
  private final Interpreter interpreter;
  private final MemorySegment memory;
  private final Worker worker;
  private final int arguments;

  Functions(Precision precision, int arguments, int results, boolean words, Body body) {
    this.precision = precision;
    this.arguments = arguments;
    CodeBuilder code = new CodeBuilder(precision);
    int[] a = new int[arguments];
    for (int i = 0; i < arguments; i++) {
      a[i] = words ? code.loadWord(element(i)) : code.load(element(i));
    }
    int[] values = body.append(new Elementary(code), a);
    for (int i = 0; i < results; i++) {
      code.store(element(arguments + i), values[i]);
    }
    List<Buffer> buffers = new ArrayList<>();
    for (int i = 0; i < arguments + results; i++) {
      buffers.add(buffer(i, words && i < arguments));
    }
    Kernel nest =
        new Kernel.Nest(
            List.of(SIZE),
            List.of(),
            List.of(),
            List.of(),
            code.code(),
            new Lanes.Along(0),
            "test");
    interpreter =
        new Interpreter(
            new LoopProgram(
                "test",
                precision,
                false,
                buffers,
                List.of(new Phase(Phase.Kind.SHARED, List.of(nest))),
                Map.of(),
                Map.of(),
                -1,
                Map.of()));
    memory = MemorySegment.ofArray(new long[(int) STRIDE / 8 * buffers.size()]);
    worker = interpreter.worker(memory, memory, memory, memory);
  }

  static Functions of(Precision precision, ToIntBiFunction<Elementary, Integer> f) {
    return new Functions(
        precision, 1, 1, false, (functions, a) -> new int[] {f.applyAsInt(functions, a[0])});
  }

  private static Buffer buffer(int number, boolean words) {
    return new Buffer(number, "b" + number, Region.SHARED, SIZE, words, false, number * STRIDE);
  }

  private static Access element(int buffer) {
    return new Access(buffer, 0, List.of(1));
  }

  void argument(int number, int i, double value) {
    long at = number * STRIDE;
    if (precision == Precision.F32) {
      memory.set(ValueLayout.JAVA_FLOAT, at + 4L * i, (float) value);
    } else {
      memory.set(ValueLayout.JAVA_DOUBLE, at + 8L * i, value);
    }
  }

  void word(int number, int i, int value) {
    memory.set(ValueLayout.JAVA_INT, number * STRIDE + 4L * i, value);
  }

  void run() {
    interpreter.shared(0, worker);
  }

  double result(int number, int i) {
    long at = (arguments + number) * STRIDE;
    return precision == Precision.F32
        ? memory.get(ValueLayout.JAVA_FLOAT, at + 4L * i)
        : memory.get(ValueLayout.JAVA_DOUBLE, at + 8L * i);
  }

  /// The single result for given arguments.
  double at(double... values) {
    for (int i = 0; i < values.length; i++) {
      argument(i, 0, values[i]);
    }
    run();
    return result(0, 0);
  }
}
