package org.ebm4j.kernels.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Program;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.kernels.memory.Machine;
import org.ebm4j.kernels.x86.NativeEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Code of programs that nobody holds is unmapped.
@Tag("once")
class CodeMemoryTest {
  private static final int PROGRAMS = 1000;
  private static final int REMEMBERED = 256; // by an engine

  @BeforeEach
  void runsHere() {
    assumeTrue(Machine.unavailable().isEmpty(), () -> Machine.unavailable().orElseThrow());
  }

  /// Programs of one size that differ in a number.
  private static Program compile(Engine engine, int number) {
    Expr x = Expr.of(Node.leaf(new Op.Input("x"), Shape.of(3)));
    Expr e = x.times(1 + number).tanh().sum();
    var output = new Computation.Output("e", e.node());
    Program program =
        engine.compile(new Computation("one of many", List.of(), List.of(output)), Precision.F32);
    try (Run run = program.start(40, 1)) {
      run.block("x").fill(1);
      run.step(1);
      assertThat(run.block("e").toFloats()[39])
          .isCloseTo(
              (float) (3 * Math.tanh(1 + number)), org.assertj.core.data.Offset.offset(1e-5f));
    }
    return program;
  }

  @Test
  void isFreedWhenNobodyHoldsIt() throws Exception {
    long before = settled();
    Engine engine = new NativeEngine();
    compile(engine, 0);
    long each = mapped() - before;
    assertThat(each).isPositive();
    for (int i = 1; i < PROGRAMS; i++) {
      compile(engine, i);
    }
    assertFallsTo(before + REMEMBERED * each);
    assertThat(engine.name()).isEqualTo("native"); // alive until here
    engine = null;
    assertFallsTo(before);
  }

  /// What is held stays, so the law above can fail.
  @Test
  void staysWhileItIsHeld() throws Exception {
    long before = settled();
    List<Program> held = new ArrayList<>();
    Engine engine = new NativeEngine();
    for (int i = 0; i < 2 * REMEMBERED; i++) {
      held.add(compile(engine, i));
    }
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(mapped() - before).isGreaterThanOrEqualTo(4096L * held.size());
  }

  private static void assertFallsTo(long bound) throws Exception {
    for (int i = 0; i < 200 && mapped() > bound; i++) {
      System.gc();
      Thread.sleep(20); // the cleaner is a thread of its own
    }
    assertThat(mapped()).isLessThanOrEqualTo(bound);
  }

  /// What is mapped once the programs that other tests dropped are gone.
  private static long settled() throws Exception {
    long bytes = mapped();
    for (int calm = 0; calm < 10; calm++) {
      System.gc();
      Thread.sleep(20);
      long now = mapped();
      calm = now == bytes ? calm : 0;
      bytes = now;
    }
    return bytes;
  }

  /// Bytes of pages without a file that may be executed and not written: ours, for those of the JVM
  /// may be written.
  private static long mapped() throws IOException {
    long bytes = 0;
    for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
      String[] words = line.split(" +", 6);
      if (words.length >= 5
          && (words.length == 5 || words[5].isEmpty())
          && words[1].equals("r-xp")) {
        String[] range = words[0].split("-", 2);
        bytes += Long.parseUnsignedLong(range[1], 16) - Long.parseUnsignedLong(range[0], 16);
      }
    }
    return bytes;
  }
}
