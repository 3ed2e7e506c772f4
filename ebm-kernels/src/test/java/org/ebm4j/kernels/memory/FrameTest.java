package org.ebm4j.kernels.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ebm4j.kernels.asm.General.Arithmetic.SUB;
import static org.ebm4j.kernels.asm.General.OnMemory.LDMXCSR;
import static org.ebm4j.kernels.asm.General.OnMemory.STMXCSR;
import static org.ebm4j.kernels.asm.Register.RAX;
import static org.ebm4j.kernels.asm.Register.RBX;
import static org.ebm4j.kernels.asm.Register.RCX;
import static org.ebm4j.kernels.asm.Register.RDI;
import static org.ebm4j.kernels.asm.Register.RSI;
import static org.ebm4j.kernels.asm.Register.RSP;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Binary;
import org.ebm4j.kernels.asm.Frame;
import org.ebm4j.kernels.asm.Frame.Denormals;
import org.ebm4j.kernels.asm.General.Plain;
import org.ebm4j.kernels.asm.Instruction.Move;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Register;
import org.ebm4j.kernels.asm.Unary;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.asm.Width;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A frame gives the caller's registers and floating-point modes back, and sets the modes asked for
/// inside.
final class FrameTest {
  private static final List<Register> KEPT =
      List.of(Register.RBX, Register.RBP, Register.R12, Register.R13, Register.R14, Register.R15);
  private static final int USUAL = 0x1F80;
  private static final int ROUND_UP = 0x5F80;

  private final Arena arena = Arena.ofConfined();
  private final OffHeap block = OffHeap.allocate(1024, arena);

  @BeforeEach
  void runsHere() {
    Emitted.assumeAvailable();
  }

  @AfterEach
  void free() {
    arena.close();
  }

  /// Calls `callee` from code that knows what it put into the registers; returns what it finds
  /// afterwards in the block: words 0–5 the kept registers, 6 the change of rsp, 7 MXCSR.
  private long[] observe(Assembler callee, int mxcsr) {
    GeneratedFunction inner = Emitted.load(callee, arena);
    var a = new Assembler(Width.YMM);
    Frame frame = Frame.open(a, Denormals.KEEP, 4);
    a.mov32(frame.slot(0), mxcsr)
        .op(LDMXCSR, frame.slot(0))
        .mov(frame.slot(1), RSI)
        .mov(frame.slot(2), RSP);
    for (int i = 0; i < KEPT.size(); i++) {
      a.mov(KEPT.get(i), 0x1111_2222_3333L * (i + 1));
    }
    a.mov(RAX, inner.address()).call(RAX);
    a.mov(RSI, frame.slot(1));
    for (int i = 0; i < KEPT.size(); i++) {
      a.mov(Memory.at(RSI, 8 * i), KEPT.get(i));
    }
    a.mov(RCX, frame.slot(2)).op(SUB, RCX, RSP).mov(Memory.at(RSI, 48), RCX);
    a.op(STMXCSR, Memory.at(RSI, 56));
    frame.close();
    Emitted.load(a, arena).invoke(block, block, block, block, 0, 0);
    long[] seen = new long[8];
    Arrays.setAll(seen, block::u64);
    return seen;
  }

  private static long[] asLeft(int mxcsr) {
    long[] expected = new long[8];
    for (int i = 0; i < 6; i++) {
      expected[i] = 0x1111_2222_3333L * (i + 1);
    }
    expected[7] = mxcsr;
    return expected;
  }

  private static Assembler function(Denormals denormals, int slots, Consumer<Assembler> body) {
    var a = new Assembler(Width.YMM);
    Frame frame = Frame.open(a, denormals, slots);
    body.accept(a);
    frame.close();
    return a;
  }

  private static void overwriteEverything(Assembler a) {
    for (Register r : Register.values()) {
      if (r != RSP) {
        a.mov(r, -1);
      }
    }
    for (int i = 0; i < 16; i++) {
      a.op(Binary.VPCMPEQD, Vec.of(i), Vec.of(i), Vec.of(i));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everythingIsGivenBack(Denormals denormals) {
    for (int mxcsr : new int[] {USUAL, ROUND_UP}) {
      for (int slots = 0; slots < 4; slots++) {
        assertThat(observe(function(denormals, slots, FrameTest::overwriteEverything), mxcsr))
            .isEqualTo(asLeft(mxcsr));
      }
    }
  }

  /// The observation bites: a function without a frame that keeps a register or the mode for itself
  /// is seen.
  @Test
  void aFunctionWithoutAFrameIsCaught() {
    var register = new Assembler(Width.YMM).mov(RBX, -1).op(Plain.RET);
    assertThat(observe(register, USUAL)).isNotEqualTo(asLeft(USUAL));
    var mode =
        new Assembler(Width.YMM)
            .mov32(Memory.at(RSP, -8), 0x9FC0)
            .op(LDMXCSR, Memory.at(RSP, -8))
            .op(Plain.RET);
    assertThat(observe(mode, USUAL)).isNotEqualTo(asLeft(USUAL));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void theStackIsAlignedAndSlotsAreApart(int slots) {
    var a = new Assembler(Width.YMM);
    Frame frame = Frame.open(a, Denormals.KEEP, slots);
    a.mov(Memory.at(RSI, 0), RSP);
    for (int i = 0; i < slots; i++) {
      a.mov(RAX, 100 + i).mov(frame.slot(i), RAX);
    }
    for (int i = 0; i < slots; i++) {
      a.mov(RAX, frame.slot(i)).mov(Memory.at(RSI, 8 + 8 * i), RAX);
    }
    a.mov(RAX, 77);
    frame.close();
    assertThat(Emitted.load(a, arena).invoke(block, block, block, block, 0, 0)).isEqualTo(77);
    assertThat(block.u64(0) % 16).isZero();
    for (int i = 0; i < slots; i++) {
      assertThat(block.u64(1 + i)).isEqualTo(100 + i);
    }
    assertThatThrownBy(() -> frame.slot(slots))
        .hasMessageStartingWith("slot %d was asked for".formatted(slots));
  }

  /// Half of the smallest normal number is a denormal result; times two, a denormal operand.
  @Test
  void denormalsAreFlushedOrKept() {
    for (Denormals denormals : Denormals.values()) {
      boolean flush = denormals == Denormals.FLUSH;
      block.f32().set(0, Float.MIN_NORMAL);
      block.f32().set(1, .5);
      block.f32().set(2, Float.MIN_NORMAL / 2);
      block.f32().set(3, 2);
      Emitted.load(function(denormals, 0, FrameTest::twoProducts), arena)
          .invoke(block, block, block, block, 0, 0);
      assertThat(block.f32().get(4)).isEqualTo(flush ? 0 : Float.MIN_NORMAL / 2);
      assertThat(block.f32().get(5)).isEqualTo(flush ? 0 : Float.MIN_NORMAL);
    }
    assertThat(Float.MIN_NORMAL * block.f32().get(1)).isNotZero(); // and Java still has them
  }

  private static void twoProducts(Assembler a) {
    for (int i = 0; i < 2; i++) {
      a.op(Unary.VBROADCASTSS, Vec.V1, Memory.at(RDI, 8 * i));
      a.op(Binary.VMULSS, Vec.V1, Vec.V1, Memory.at(RDI, 8 * i + 4));
      a.store(Move.VMOVSS, Memory.at(RSI, 16 + 4 * i), Vec.V1);
    }
  }
}
