package org.ebm4j.kernels.plain;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Phase;

/// A loop program written by hand, and its memory.
final class Sketch {
  private static final int UNITS = Kernel.Contract.CHUNK + 1; // tiles, chains or chunks

  final Precision precision;
  private final boolean tiles;
  private final List<Buffer> buffers = new ArrayList<>();
  private final Map<Region, MemorySegment> memory = new EnumMap<>(Region.class);
  private LoopProgram program;

  Sketch(Precision precision, boolean tiles) {
    this.precision = precision;
    this.tiles = tiles;
  }

  int shared(int size) {
    return buffer(Region.SHARED, size, false, false);
  }

  /// An array of every chain: rows on the tile path.
  int own(int size) {
    return buffer(Region.CHAIN, size, false, tiles);
  }

  int words(int size) {
    return buffer(Region.SCRATCH, size, true, tiles);
  }

  int partial(int size) {
    return buffer(Region.PARTIAL, size, false, true);
  }

  private int buffer(Region region, int size, boolean words, boolean lanes) {
    long offset = 0;
    for (Buffer buffer : buffers) {
      if (buffer.region() == region) {
        offset = buffer.offset() + buffer.bytes(bytes());
      }
    }
    int number = buffers.size();
    buffers.add(new Buffer(number, "b" + number, region, size, words, lanes, offset));
    return number;
  }

  private int bytes() {
    return precision == Precision.F32 ? 4 : 8;
  }

  static Access at(int buffer, Integer... strides) {
    return new Access(buffer, 0, List.of(strides));
  }

  /// One kernel a phase.
  Interpreter with(List<Boolean> shared, Kernel... kernels) {
    List<Phase> phases = new ArrayList<>();
    for (int i = 0; i < kernels.length; i++) {
      phases.add(
          switch (kernels[i]) {
            case Kernel.BatchSum sum -> new Phase(Phase.Kind.CHAINS, List.of(), List.of(sum));
            case Kernel.Contract contract -> new Phase(Phase.Kind.CONTRACTIONS, List.of(contract));
            default ->
                new Phase(
                    shared.get(i) ? Phase.Kind.SHARED : Phase.Kind.CHAINS, List.of(kernels[i]));
          });
    }
    program =
        new LoopProgram(
            "sketch", precision, tiles, buffers, phases, Map.of(), Map.of(), -1, Map.of());
    for (Region region : Region.values()) {
      memory.put(region, Arena.ofAuto().allocate(Math.max(64, program.bytes(region) * UNITS), 64));
    }
    return new Interpreter(program);
  }

  Interpreter with(Kernel kernel) {
    return with(List.of(!tiles), kernel);
  }

  Worker worker(Interpreter interpreter, int chains) {
    Worker worker =
        interpreter.worker(
            memory.get(Region.SHARED),
            memory.get(Region.CHAIN),
            memory.get(Region.SCRATCH),
            memory.get(Region.PARTIAL));
    worker.serve(99, 0, chains, 1);
    return worker;
  }

  /// Runs the only phase on the first unit.
  void run(Kernel kernel, Runnable fill) {
    Interpreter interpreter = with(kernel);
    fill.run();
    if (tiles) {
      interpreter.chains(0, worker(interpreter, Buffer.LANES), 0, 1, 0, 1, 0);
    } else {
      interpreter.shared(0, worker(interpreter, 1));
    }
  }

  private long place(int buffer, int unit, int element, int lane) {
    Buffer it = buffers.get(buffer);
    long number = it.lanes() ? (long) element * Buffer.LANES + lane : element;
    return unit * program.bytes(it.region()) + it.offset() + number * (it.words() ? 4 : bytes());
  }

  void set(int buffer, int unit, int element, int lane, double value) {
    MemorySegment to = memory.get(buffers.get(buffer).region());
    long at = place(buffer, unit, element, lane);
    if (precision == Precision.F32) {
      to.set(ValueLayout.JAVA_FLOAT, at, (float) value);
    } else {
      to.set(ValueLayout.JAVA_DOUBLE, at, value);
    }
  }

  double get(int buffer, int unit, int element, int lane) {
    MemorySegment from = memory.get(buffers.get(buffer).region());
    long at = place(buffer, unit, element, lane);
    return precision == Precision.F32
        ? from.get(ValueLayout.JAVA_FLOAT, at)
        : from.get(ValueLayout.JAVA_DOUBLE, at);
  }

  double get(int buffer, int element) {
    return get(buffer, 0, element, 0);
  }

  int word(int buffer, int element, int lane) {
    return memory
        .get(buffers.get(buffer).region())
        .get(ValueLayout.JAVA_INT, place(buffer, 0, element, lane));
  }

  /// Fills arrays with numbers between −2 and 2, the same for the same seed.
  void randomise(long seed, int... numbers) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int number : numbers) {
      Buffer buffer = buffers.get(number);
      int units = buffer.region() == Region.CHAIN ? UNITS : 1;
      for (int unit = 0; unit < units; unit++) {
        for (int element = 0; element < buffer.size(); element++) {
          for (int lane = 0; lane < (buffer.lanes() ? Buffer.LANES : 1); lane++) {
            set(number, unit, element, lane, (float) random.nextDouble(-2, 2));
          }
        }
      }
    }
  }

  double add(double a, double b) {
    return precision == Precision.F32 ? (float) a + (float) b : a + b;
  }

  double mul(double a, double b) {
    return precision == Precision.F32 ? (float) a * (float) b : a * b;
  }

  double fma(double a, double b, double c) {
    return precision == Precision.F32
        ? Math.fma((float) a, (float) b, (float) c)
        : Math.fma(a, b, c);
  }

  /// 16 numbers added as (i, i + 8), (i, i + 4), (i, i + 2), (i, i + 1).
  double tree(double[] sixteen) {
    double[] sums = sixteen.clone();
    for (int half = sums.length / 2; half >= 1; half /= 2) {
      for (int i = 0; i < half; i++) {
        sums[i] = add(sums[i], sums[i + half]);
      }
    }
    return sums[0];
  }
}
