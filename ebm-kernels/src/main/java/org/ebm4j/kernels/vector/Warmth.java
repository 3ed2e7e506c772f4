package org.ebm4j.kernels.vector;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs kernels on a few numbers until the JVM has compiled them, for before that they are hundreds
/// of times slower. Once in a process for each kernel, before the first run of a program that uses
/// it; what is computed does not depend on it.
final class Warmth {
  private static final Logger LOG = LoggerFactory.getLogger(VectorEngine.class);
  private static final Set<Object> WARM = new HashSet<>();
  private static final int ROWS = 8;
  private static final int TERMS = 64;
  private static final int CALLS = 64;
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(20);

  /// Calls it takes the JVM to compile a kernel that runs a few loops.
  private static final int FEWEST = 1024;

  /// Nanoseconds a call may take once it is compiled.
  private static final long FAST = 10_000;

  private final Map<Object, Runnable> wanted = new LinkedHashMap<>();
  private final MemorySegment memory = Arena.ofAuto().allocate(1 << 16, 64);

  Warmth() {
    for (long at = 0; at < memory.byteSize(); at += Integer.BYTES) {
      memory.set(ValueLayout.JAVA_INT, at, 0x3F800000);
    }
  }

  /// Wants a kernel of rows.
  void rows(RowKernel kernel) {
    Operands operands = new Operands(rows(0), rows(1), rows(2), rows(3), 1);
    wanted.putIfAbsent(kernel, () -> kernel.run(operands, ROWS));
  }

  private Rows rows(int number) {
    Rows rows = new Rows();
    rows.set(memory, number * 9000L, Rows.F64);
    return rows;
  }

  /// Wants a kernel of products.
  void block(BlockKernel kernel) {
    Factors f = new Factors();
    f.a = memory;
    f.b = memory;
    f.from = memory;
    f.c = memory;
    f.aRow = 8;
    f.aTerm = 8;
    f.bTerm = Rows.F64;
    f.cAt = 1 << 15;
    f.cRow = Rows.F64;
    f.terms = TERMS;
    f.lanes = 1;
    wanted.putIfAbsent(kernel, () -> kernel.run(f));
  }

  /// Wants the random words.
  void words() {
    Counter counter = new Counter();
    counter.to = memory;
    counter.blocks = 4;
    wanted.putIfAbsent(PhiloxRows.class, () -> PhiloxRows.draw(counter));
  }

  /// Wants what looks at the factors of products.
  void least() {
    wanted.putIfAbsent(
        Least.class,
        () -> {
          Least.ofRows(memory, 0, Rows.F32, ROWS);
          Least.ofNumbers(memory, 0, ROWS * 32);
        });
  }

  /// Runs what is wanted and not warm yet.
  void warm() {
    synchronized (WARM) {
      List<Map.Entry<Object, Runnable>> cold =
          wanted.entrySet().stream().filter(entry -> !WARM.contains(entry.getKey())).toList();
      if (cold.isEmpty()) {
        return;
      }
      LOG.info("vector kernels: {} new ones are warmed", cold.size());
      long start = System.nanoTime();
      int calls = 0;
      List<Map.Entry<Object, Runnable>> slow = cold;
      while (!slow.isEmpty() && System.nanoTime() - start < LONGEST) {
        calls += CALLS;
        boolean enough = calls >= FEWEST;
        slow = slow.stream().filter(entry -> isSlow(entry.getValue()) || !enough).toList();
      }
      WARM.addAll(wanted.keySet());
      LOG.info(
          "vector kernels: warm after {} s", Math.round((System.nanoTime() - start) / 1e7) / 100.0);
    }
  }

  private static boolean isSlow(Runnable kernel) {
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < CALLS; i++) {
      long start = System.nanoTime();
      kernel.run();
      fastest = Math.min(fastest, System.nanoTime() - start);
    }
    return fastest > FAST;
  }
}
