package org.ebm4j.kernels.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ebm4j.kernels.asm.Instruction.Move.VMOVUPS;
import static org.ebm4j.kernels.asm.Register.RDI;
import static org.ebm4j.kernels.asm.Register.RSI;
import static org.ebm4j.kernels.asm.Vec.V0;
import static org.ebm4j.kernels.asm.Vec.V1;
import static org.ebm4j.kernels.asm.Vec.V2;
import static org.ebm4j.kernels.asm.Vec.V3;

import java.lang.foreign.Arena;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Frame;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Width;

/// Runs one instruction with V0 = d, V1 = a, V2 = b, V3 = c on random operands and compares V0 with
/// plain arithmetic.
record Trial(String name, Consumer<Assembler> code, Function<Operands, Lanes> oracle) {
  private static final int DRAWS = 200;

  record Operands(Lanes d, Lanes a, Lanes b, Lanes c) {}

  /// Fails on the first result that differs; NaNs of the width given are taken as equal, or none
  /// when `nan` is 0.
  void run(Function<RandomGenerator, Lanes> draw, int nan) {
    try (Arena arena = Arena.ofConfined()) {
      GeneratedFunction function = Emitted.load(program(), arena);
      OffHeap in = OffHeap.withCanaries(128, arena);
      OffHeap out = OffHeap.withCanaries(32, arena);
      var random = new SplittableRandom(name.hashCode());
      for (int k = 0; k < DRAWS; k++) {
        var o =
            new Operands(
                draw.apply(random), draw.apply(random), draw.apply(random), draw.apply(random));
        assertThat(canonical(compute(function, in, out, o), nan))
            .as("%s of %s", name, o)
            .isEqualTo(canonical(oracle.apply(o), nan));
      }
      assertThat(out.damage()).isEmpty();
      assertThat(in.damage()).isEmpty();
    }
  }

  private Assembler program() {
    var a = new Assembler(Width.YMM);
    Frame frame = Frame.open(a, Frame.Denormals.KEEP, 0);
    a.load(VMOVUPS, V0, Memory.at(RDI, 0)).load(VMOVUPS, V1, Memory.at(RDI, 32));
    a.load(VMOVUPS, V2, Memory.at(RDI, 64)).load(VMOVUPS, V3, Memory.at(RDI, 96));
    code.accept(a);
    a.store(VMOVUPS, Memory.at(RSI, 0), V0);
    frame.close();
    return a;
  }

  private static Lanes compute(GeneratedFunction function, OffHeap in, OffHeap out, Operands o) {
    Lanes[] operands = {o.d, o.a, o.b, o.c};
    for (int i = 0; i < 32; i++) {
      in.u32(i, operands[i / 8].i(i % 8));
    }
    function.invoke(in, out, out, out, 0, 0);
    return Lanes.ofInts(out::u32);
  }

  private static Lanes canonical(Lanes lanes, int nan) {
    return nan == 0 ? lanes : lanes.canonical(nan == 64);
  }
}
