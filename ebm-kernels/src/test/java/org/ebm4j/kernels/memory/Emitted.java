package org.ebm4j.kernels.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import org.ebm4j.kernels.asm.Assembler;
import org.junit.jupiter.api.Assumptions;

/// Loads code for a test, or skips the test with the machine's own sentence.
final class Emitted {
  private Emitted() {}

  static {
    Machine.unavailable().ifPresent(System.out::println); // once, not for every test
  }

  static void assumeAvailable() {
    Machine.unavailable().ifPresent(Assumptions::abort);
  }

  static GeneratedFunction load(Assembler a, Arena arena) {
    assumeAvailable();
    Loaded loaded = GeneratedFunction.load(a.code(), arena);
    assertThat(loaded).isInstanceOf(GeneratedFunction.class);
    return (GeneratedFunction) loaded;
  }
}
