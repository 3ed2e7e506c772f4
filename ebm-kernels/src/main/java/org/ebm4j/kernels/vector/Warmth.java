package org.ebm4j.kernels.vector;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.loop.Fold;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs kernels on a few numbers until the JVM has compiled them, for before that they are hundreds
/// of times slower. Once in a process for each kernel; what is computed does not depend on it.
final class Warmth {
  private static final Logger LOG = LoggerFactory.getLogger(VectorEngine.class);
  private static final Set<Object> WARM = Collections.newSetFromMap(new WeakHashMap<>());
  private static final int ROWS = 2;
  private static final int TERMS = 32;

  /// Bytes that terms of a warmed product may lie apart in all.
  private static final long REACH = 1 << 16;

  /// Where results are put that nothing reads: what kernels meet must be ordinary numbers.
  private static final long SINK = 1 << 15;

  private static final int SINK_ROW = (int) (SINK / Rows.F64);

  /// Calls in a round that do nothing. The JVM compiles what is called often, learns from few, and
  /// until then spends its time on what vectors are made of; but what one call in sixty reaches it
  /// may leave out, and objects remain.
  private static final int IDLE = 30;

  /// Rounds of calls after which the JVM has decided to compile.
  private static final int ENOUGH = 200;

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(4);
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(60);

  /// Nanoseconds that a call, and in it a vector operation, may take once it is compiled.
  private static final long CALL = 600;

  private static final long FAST = 4;

  /// Times as long that a compiled kernel may take which has left the caches meanwhile; it is tried
  /// again.
  private static final long COLD = 8;

  private static final int TRIES = 4;

  /// What is warmed: a call that does everything it ever may, one that does nothing, and the vector
  /// operations of the first.
  private record Patient(Runnable call, Runnable nothing, long operations) {}

  private final boolean single;
  private final Map<Object, Patient> wanted = new LinkedHashMap<>();
  private final MemorySegment memory = Arena.ofAuto().allocate(1 << 17, 64);

  Warmth(Precision precision) {
    single = precision == Precision.F32;
    for (long at = 0; at < memory.byteSize(); at += Integer.BYTES) {
      memory.set(ValueLayout.JAVA_INT, at, 0x3F800000);
    }
  }

  private void want(Object key, Patient patient) {
    wanted.putIfAbsent(key, patient);
  }

  void formula(Formula formula) {
    formula(formula, List.of());
  }

  /// @param steps bytes from row to row of its operands and results, or none for any
  void formula(Formula formula, List<Long> steps) {
    RowKernel kernel = Kernels.of(formula, steps);
    Rows[] in = new Rows[formula.inputs()];
    Rows[] out = new Rows[formula.outputs().size()];
    for (int i = 0; i < in.length; i++) {
      in[i] = rows(i % 50);
    }
    for (int i = 0; i < out.length; i++) {
      out[i] = rows(SINK_ROW + i % 50);
    }
    Operands operands = new Operands(formula, in, out);
    if (formula.watch() != null) {
      formula(formula.watch().otherwise()); // a wait for it later would fall between steps
    }
    rows(kernel, operands, ROWS, vectors() * (formula.steps().size() + out.length + 2));
  }

  /// Wants a kernel that stops where its limit says so.
  private void rows(RowKernel kernel, Operands operands, int rows, int each) {
    int limit = operands.limit;
    want(
        kernel,
        new Patient(
            () -> {
              kernel.run(operands, rows, 0);
              operands.limit = Integer.MAX_VALUE;
              kernel.run(operands, rows, 0);
              operands.limit = limit;
            },
            () -> kernel.run(operands, 0, 0),
            (rows + 1L) * each));
  }

  private int row() {
    return single ? Rows.F32 : Rows.F64;
  }

  private int vectors() {
    return row() / Species.BYTES;
  }

  private Rows rows(int number) {
    Rows rows = new Rows();
    rows.set(memory, number * (long) Rows.F64, Rows.F64);
    return rows;
  }

  /// Wants what a fold begins with.
  void start(Fold.Kind kind) {
    formula(Gathering.start(kind, precision()));
  }

  void sum() {
    formula(Formulas.add(precision()));
  }

  private Precision precision() {
    return single ? Precision.F32 : Precision.F64;
  }

  /// @param isPacked whether its first factor is
  void product(Kernel.MatMul product, boolean isPacked) {
    boolean rows = product.lanes() instanceof Lanes.Chains;
    List<BlockKernel> kernels =
        rows
            ? Blocks.ofRows(
                product.m(), isPacked ? (long) product.b().strides().getFirst() * row() : 0, single)
            : Blocks.ofColumns(product, single);
    long step = rows ? 1 : (long) product.a().strides().getLast() * (single ? 4 : 8);
    int terms = Math.clamp(REACH / Math.max(1, step), 1, TERMS);
    kernels.forEach(kernel -> block(kernel, terms));
    least();
  }

  void contraction(int rows) {
    sum();
    Blocks.ofRows(rows, 0, single).forEach(kernel -> block(kernel, TERMS));
    least();
  }

  /// Wants a kernel of products.
  private void block(BlockKernel kernel, int terms) {
    Factors f = new Factors();
    f.a = memory;
    f.b = memory;
    f.from = memory;
    f.c = memory;
    f.aRow = 8;
    f.aTerm = 64;
    f.bTerm = Rows.F64;
    f.bSide = Species.BYTES;
    f.cAt = SINK;
    f.cRow = Rows.F64;
    f.terms = terms;
    f.lanes = 1;
    f.rows = 8;
    Runnable call =
        () -> {
          f.terms = terms;
          kernel.run(f);
        };
    Runnable nothing =
        () -> {
          f.terms = 0;
          kernel.run(f);
        };
    want(kernel, new Patient(call, nothing, 20L + 16L * terms));
  }

  void words() {
    Counter counter = new Counter();
    counter.to = memory;
    counter.at = SINK;
    counter.blocks = 1;
    Runnable call = () -> PhiloxRows.draw(counter);
    Runnable nothing =
        () -> {
          counter.blocks = 0;
          PhiloxRows.draw(counter);
          counter.blocks = 1;
        };
    want(PhiloxRows.class, new Patient(call, nothing, 800));
  }

  private void least() {
    if (single) {
      Runnable call =
          () -> {
            Least.ofRows(memory, 0, Rows.F32, ROWS);
            Least.ofNumbers(memory, 0, ROWS * 32);
          };
      want(Least.class, new Patient(call, call, 20L * ROWS));
    }
  }

  /// Runs what is wanted and not warm yet.
  void warm(String program) {
    synchronized (WARM) {
      List<Patient> slow = new ArrayList<>();
      wanted.forEach((key, patient) -> {
        if (!WARM.contains(key)) {
          slow.add(patient);
        }
      });
      if (slow.isEmpty()) {
        return;
      }
      LOG.info("'{}' waits until {} vector kernels are compiled", program, slow.size());
      long start = System.nanoTime();
      int rounds = 0;
      while (!slow.isEmpty() && System.nanoTime() - start < LONGEST) {
        rounds++;
        slow.removeIf(Warmth::isFast);
        if (rounds > ENOUGH) {
          LockSupport.parkNanos(PAUSE); // all are waiting to be compiled
        }
      }
      WARM.addAll(wanted.keySet());
      double seconds = (System.nanoTime() - start) / 1e9;
      LOG.info(
          "'{}' waited {} s and runs on vectors from now on",
          program,
          Math.round(100 * seconds) / 100.0);
    }
  }

  private static boolean isFast(Patient patient) {
    for (int i = 0; i < IDLE; i++) {
      patient.nothing.run();
    }
    long limit = CALL + FAST * patient.operations;
    long taken = limit + 1;
    for (int i = 0; i < TRIES && taken > limit && taken < COLD * limit; i++) {
      long start = System.nanoTime();
      patient.call.run();
      taken = System.nanoTime() - start;
    }
    return taken <= limit;
  }
}
