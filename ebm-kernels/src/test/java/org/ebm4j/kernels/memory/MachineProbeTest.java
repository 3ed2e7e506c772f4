package org.ebm4j.kernels.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import org.ebm4j.kernels.memory.Numbers.Strided;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The measured loops do the work they are measured for; how fast is the machine's affair.
final class MachineProbeTest {
  @BeforeEach
  void runsHere() {
    Emitted.assumeAvailable();
  }

  @Test
  void theLoopOfMultiplyAddsDoesThemAll() {
    try (Arena arena = Arena.ofConfined()) {
      OffHeap block = OffHeap.withCanaries(32 * MachineProbe.ACCUMULATORS, arena);
      block.f32().set(0, 1);
      var loop = (GeneratedFunction) GeneratedFunction.load(MachineProbe.fmaLoop(), arena);
      loop.invoke(block, block, block, block, 0, 3);
      float[] sums = new float[8 * MachineProbe.ACCUMULATORS];
      block.f32().get(Strided.of(0, sums.length), sums, 0);
      assertThat(sums).containsOnly(3 * MachineProbe.UNROLLED * 2f); // += 1 · 2
      assertThat(block.damage()).isEmpty();
    }
  }

  @Test
  void theTriadIsATriad() {
    int n = 64;
    try (Arena arena = Arena.ofConfined()) {
      OffHeap a = OffHeap.withCanaries(4L * n, arena);
      OffHeap b = OffHeap.withCanaries(4L * n, arena);
      OffHeap c = OffHeap.withCanaries(4L * n, arena);
      for (int i = 0; i < n; i++) {
        b.f32().set(i, i + 2);
        c.f32().set(i, 3 * i);
      }
      var triad = (GeneratedFunction) GeneratedFunction.load(MachineProbe.triad(), arena);
      triad.invoke(b, a, c, c, 0, n / 8);
      for (int i = 0; i < n; i++) {
        assertThat(a.f32().get(i)).isEqualTo(i + 2 + 2 * 3 * i);
      }
      assertThat(a.damage()).isEmpty();
    }
  }

  @Test
  void measuringGivesFiniteFigures() {
    var probe = MachineProbe.measure(3).orElseThrow();
    assertThat(probe.bits()).isEqualTo(256);
    assertThat(probe.gigaflops()).isPositive().isFinite();
    assertThat(probe.gigabytes()).isPositive().isFinite();
  }
}
