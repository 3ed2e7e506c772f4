package org.ebm4j.kernels.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import org.ebm4j.kernels.asm.Width;
import org.ebm4j.kernels.memory.Numbers.Strided;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The measured loops do the work they are measured for; how fast is the machine's affair.
final class MachineProbeTest {
  @BeforeEach
  void runsHere() {
    Emitted.assumeAvailable();
  }

  private static Width[] widths() {
    return Machine.isa() == Isa.AVX512
        ? new Width[] {Width.YMM, Width.ZMM}
        : new Width[] {Width.YMM};
  }

  @ParameterizedTest
  @MethodSource("widths")
  void theLoopOfMultiplyAddsDoesThemAll(Width width) {
    try (Arena arena = Arena.ofConfined()) {
      OffHeap block = OffHeap.withCanaries((long) width.bytes() * MachineProbe.ACCUMULATORS, arena);
      block.f32().set(0, 1);
      var loop = (GeneratedFunction) GeneratedFunction.load(MachineProbe.fmaLoop(width), arena);
      loop.invoke(block, block, block, block, 0, 3);
      float[] sums = new float[width.bytes() / 4 * MachineProbe.ACCUMULATORS];
      block.f32().get(Strided.of(0, sums.length), sums, 0);
      assertThat(sums).containsOnly(3 * MachineProbe.UNROLLED * 2f); // += 1 · 2
      assertThat(block.damage()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("widths")
  void theTriadIsATriad(Width width) {
    int n = 64;
    try (Arena arena = Arena.ofConfined()) {
      OffHeap a = OffHeap.withCanaries(4L * n, arena);
      OffHeap b = OffHeap.withCanaries(4L * n, arena);
      OffHeap c = OffHeap.withCanaries(4L * n, arena);
      for (int i = 0; i < n; i++) {
        b.f32().set(i, i + 2);
        c.f32().set(i, 3 * i);
      }
      var triad = (GeneratedFunction) GeneratedFunction.load(MachineProbe.triad(width), arena);
      triad.invoke(b, a, c, c, 0, 4L * n / width.bytes());
      for (int i = 0; i < n; i++) {
        assertThat(a.f32().get(i)).isEqualTo(i + 2 + 2 * 3 * i);
      }
      assertThat(a.damage()).isEmpty();
    }
  }

  @Test
  void measuringGivesFiniteFigures() {
    var probe = MachineProbe.measure(3).orElseThrow();
    assertThat(probe.bits()).isEqualTo(Machine.isa().bits());
    assertThat(probe.gigaflops()).isPositive().isFinite();
    assertThat(probe.gigabytes()).isPositive().isFinite();
  }
}
