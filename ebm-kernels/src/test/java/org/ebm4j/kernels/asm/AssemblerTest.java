package org.ebm4j.kernels.asm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ebm4j.kernels.asm.Register.R12;
import static org.ebm4j.kernels.asm.Register.R13;
import static org.ebm4j.kernels.asm.Register.RAX;
import static org.ebm4j.kernels.asm.Register.RBP;
import static org.ebm4j.kernels.asm.Register.RCX;
import static org.ebm4j.kernels.asm.Register.RDI;
import static org.ebm4j.kernels.asm.Register.RSI;
import static org.ebm4j.kernels.asm.Register.RSP;
import static org.ebm4j.kernels.asm.Vec.V0;
import static org.ebm4j.kernels.asm.Vec.V1;
import static org.ebm4j.kernels.asm.Vec.V15;
import static org.ebm4j.kernels.asm.Vec.V16;
import static org.ebm4j.kernels.asm.Vec.V2;
import static org.ebm4j.kernels.asm.Vec.V3;
import static org.ebm4j.kernels.asm.Vec.V8;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.ebm4j.kernels.asm.General.Arithmetic;
import org.ebm4j.kernels.asm.General.InPlace;
import org.ebm4j.kernels.asm.General.Plain;
import org.ebm4j.kernels.asm.Instruction.BinaryImmediate;
import org.ebm4j.kernels.asm.Instruction.Compare;
import org.ebm4j.kernels.asm.Instruction.Extract;
import org.ebm4j.kernels.asm.Instruction.Move;
import org.ebm4j.kernels.asm.Instruction.Select;
import org.ebm4j.kernels.asm.Instruction.Shift;
import org.ebm4j.kernels.asm.Instruction.Transfer;
import org.junit.jupiter.api.Test;

/// Known bytes for one instruction of each form, labels, marks, and what is refused; needs no other
/// assembler.
final class AssemblerTest {
  private final Assembler a = new Assembler(Width.YMM);

  private static void bytes(String hex, Consumer<Assembler> emit) {
    var fresh = new Assembler(Width.YMM);
    emit.accept(fresh);
    assertThat(HexFormat.ofDelimiter(" ").formatHex(fresh.code())).isEqualTo(hex);
  }

  @Test
  void vectorForms() {
    bytes("c5 ec 58 cb", a -> a.op(Binary.VADDPS, V1, V2, V3));
    bytes("c4 41 3d 58 c0", a -> a.op(Binary.VADDPD, V8, V8, V8));
    bytes("c5 ea 58 cb", a -> a.op(Binary.VADDSS, V1, V2, V3));
    bytes("c5 e8 58 cb", a -> a.at(Width.XMM).op(Binary.VADDPS, V1, V2, V3));
    bytes("c4 e2 ed b8 8f 00 01 00 00", a -> a.op(Binary.VFMADD231PD, V1, V2, Memory.at(RDI, 256)));
    bytes("c4 e2 7d 18 46 04", a -> a.op(Unary.VBROADCASTSS, V0, Memory.at(RSI, 4)));
    bytes("c5 7c 11 3c 24", a -> a.store(Move.VMOVUPS, Memory.at(RSP, 0), V15));
    bytes("c4 c1 7c 10 45 00", a -> a.load(Move.VMOVUPS, V0, Memory.at(R13, 0)));
    bytes("c5 f5 72 f2 17", a -> a.op(Shift.VPSLLD, V1, V2, 23));
    bytes("c5 ec c2 cb 11", a -> a.op(Compare.VCMPPS, V1, V2, V3, Predicate.LESS));
    bytes("c4 e3 6d 4a cb f0", a -> a.op(Select.VBLENDVPS, V1, V2, V3, V15));
    bytes("c4 e3 7d 19 ca 01", a -> a.op(Extract.VEXTRACTF128, V2, V1, 1));
    bytes("c4 e3 6d 06 cb 31", a -> a.op(BinaryImmediate.VPERM2F128, V1, V2, V3, 0x31));
    bytes("c4 e1 f9 6e c0", a -> a.op(Transfer.VMOVQ, V0, RAX));
  }

  @Test
  void integerForms() {
    bytes("48 89 c8", a -> a.mov(RAX, RCX));
    bytes("b8 05 00 00 00", a -> a.mov(RAX, 5));
    bytes("48 c7 c0 fb ff ff ff", a -> a.mov(RAX, -5));
    bytes("48 b8 00 00 00 00 01 00 00 00", a -> a.mov(RAX, 1L << 32));
    bytes("4a 8b 44 25 00", a -> a.mov(RAX, Memory.at(RBP, R12, 1, 0)));
    bytes("48 83 c1 20", a -> a.op(Arithmetic.ADD, RCX, 32));
    bytes("48 05 e8 03 00 00", a -> a.op(Arithmetic.ADD, RAX, 1000));
    bytes("c5 f8 77 c3", a -> a.op(Plain.VZEROUPPER).op(Plain.RET));
  }

  @Test
  void jumpsReachLabelsBoundBeforeAndAfter() {
    Label top = a.label();
    Label end = a.label();
    a.bind(top).jump(Condition.ZERO, end).op(InPlace.DEC, RCX).jump(top).bind(end).op(Plain.RET);
    assertThat(HexFormat.ofDelimiter(" ").formatHex(a.code()))
        .isEqualTo("0f 84 08 00 00 00 48 ff c9 e9 f2 ff ff ff c3");
  }

  @Test
  void manyJumpsToOneLabel() {
    Label end = a.label();
    for (int i = 0; i < 9; i++) {
      a.jump(end);
    }
    byte[] code = a.bind(end).code();
    for (int i = 0; i < 9; i++) {
      assertThat(code[5 * i + 1]).isEqualTo((byte) (5 * (8 - i)));
    }
  }

  @Test
  void marksSayWhoAskedForWhat() {
    a.mark("fit").op(Binary.VADDPS, V1, V2, V3).at(Width.XMM).mark("prior").op(Plain.RET);
    assertThat(a.marks())
        .containsExactly(new Assembler.Mark(0, "fit"), new Assembler.Mark(4, "prior"));
    assertThat(a.position()).isEqualTo(5);
  }

  @Test
  void alignmentFillsWithOneByteCountedInstructions() {
    for (int filled = 0; filled < 64; filled++) {
      var b = new Assembler(Width.YMM);
      for (int i = 0; i < filled; i++) {
        b.op(Plain.INT3);
      }
      assertThat(b.align(32).position()).isEqualTo((filled + 31) / 32 * 32);
    }
  }

  @Test
  void longProgramsGrow() {
    for (int i = 0; i < 10_000; i++) {
      a.op(Binary.VADDPS, V1, V2, V3);
    }
    byte[] code = a.code();
    assertThat(code).hasSize(40_000);
    assertThat(Arrays.copyOfRange(code, 39_996, 40_000)).isEqualTo(Arrays.copyOf(code, 4));
  }

  @Test
  void whatCannotBeEncodedIsRefusedAndLeavesNothing() {
    refused("vector registers 0 to 15", () -> a.op(Binary.VADDPS, V16, V1, V2));
    refused("vector registers 0 to 15", () -> a.op(Binary.VADDPS, V1, V16, Memory.at(RAX, 0)));
    refused("vector registers 0 to 15", () -> a.op(Unary.VSQRTPS, V1, V16));
    refused(
        "mask register 16 was asked for; it has to be from 0 to 15",
        () -> a.op(Select.VBLENDVPS, V1, V1, V1, V16));
    refused(
        "immediate 256 was asked for; it has to be from 0 to 255",
        () -> a.op(BinaryImmediate.VSHUFPS, V1, V1, V1, 256));
    refused("half 2 was asked for", () -> a.op(Extract.VEXTRACTF128, V1, V1, 2));
    refused("shift 64 was asked for", () -> a.op(General.Shift.SHL, RAX, 64));
    refused("shift -1 was asked for", () -> a.op(Shift.VPSLLD, V1, V1, -1));
    refused("align: to a power of two, not to 24", () -> a.align(24));
    refused("RSP cannot be an index", () -> Memory.at(RAX, RSP, 1, 0));
    refused("scaled by 1, 2, 4 or 8, not by 3", () -> Memory.at(RAX, RCX, 3, 0));
    refused("made by another assembler", () -> a.bind(new Assembler(Width.YMM).label()));
    refused("made by another assembler", () -> a.jump(new Assembler(Width.YMM).label()));
    assertThat(a.position()).isZero();
  }

  private static void refused(String why, Runnable asked) {
    assertThatThrownBy(asked::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void labelsAreBoundOnceAndBeforeTheCodeIsTaken() {
    Label label = a.label();
    assertThatThrownBy(a::code)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("code: label 1 of 1 is not bound; bind it before asking for the code");
    a.op(Plain.RET).bind(label).op(Plain.RET);
    assertThatThrownBy(() -> a.bind(label))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("label: bound at byte 1 already, asked again at byte 2");
  }
}
