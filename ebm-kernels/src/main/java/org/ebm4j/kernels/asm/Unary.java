package org.ebm4j.kernels.asm;

import static org.ebm4j.kernels.asm.Opcode.Length.NOT_L128;
import static org.ebm4j.kernels.asm.Opcode.Length.WIDE;
import static org.ebm4j.kernels.asm.Opcode.Map.M0F;
import static org.ebm4j.kernels.asm.Opcode.Map.M0F38;
import static org.ebm4j.kernels.asm.Opcode.Prefix.NP;
import static org.ebm4j.kernels.asm.Opcode.Prefix.P66;
import static org.ebm4j.kernels.asm.Opcode.Prefix.PF2;
import static org.ebm4j.kernels.asm.Opcode.Prefix.PF3;
import static org.ebm4j.kernels.asm.Opcode.Wide.D;
import static org.ebm4j.kernels.asm.Opcode.Wide.D_ONE;
import static org.ebm4j.kernels.asm.Opcode.Wide.NONE;
import static org.ebm4j.kernels.asm.Opcode.Wide.S;
import static org.ebm4j.kernels.asm.Opcode.Wide.S_HALF;
import static org.ebm4j.kernels.asm.Opcode.Wide.S_ONE;

/// Vector instructions (d, b): destination, source or memory.
///
/// - Conversions between 32- and 64-bit lanes are encoded with the width of the 64-bit side; the
///   32-bit side has half of it. `VCVTT` truncates, the others round as MXCSR says (to nearest,
///   ties to even).
/// - `VPMOVZXDQ`, `VPMOVSXDQ`: the low 32-bit lanes of b, widened to 64 bits.
/// - `VPTEST`, `VTESTPS`, `VTESTPD` write flags only: ZERO when d ∧ b is 0, CARRY (below) when ¬d ∧
///   b is 0, for all bits or for the sign bits of the lanes.
@SuppressWarnings("ImmutableEnumChecker") // a row is a record of enums and numbers
public enum Unary implements Instruction {
  VSQRTPS(M0F, NP, 0x51, 0, WIDE, S),
  VSQRTPD(M0F, P66, 0x51, 0, WIDE, D),
  VCVTDQ2PS(M0F, NP, 0x5B, 0, WIDE, S),
  VCVTPS2DQ(M0F, P66, 0x5B, 0, WIDE, S),
  VCVTTPS2DQ(M0F, PF3, 0x5B, 0, WIDE, S),
  VCVTPS2PD(M0F, NP, 0x5A, 0, WIDE, S_HALF),
  VCVTPD2PS(M0F, P66, 0x5A, 0, WIDE, D),
  VCVTDQ2PD(M0F, PF3, 0xE6, 0, WIDE, S_HALF),
  VCVTPD2DQ(M0F, PF2, 0xE6, 0, WIDE, D),
  VCVTTPD2DQ(M0F, P66, 0xE6, 0, WIDE, D),
  VBROADCASTSS(M0F38, P66, 0x18, 0, WIDE, S_ONE),
  VBROADCASTSD(M0F38, P66, 0x19, 0, NOT_L128, D_ONE),
  VPBROADCASTD(M0F38, P66, 0x58, 0, WIDE, S_ONE),
  VPBROADCASTQ(M0F38, P66, 0x59, 0, WIDE, D_ONE),
  VMOVAPS(M0F, NP, 0x28, 0, WIDE, S),
  VMOVAPD(M0F, P66, 0x28, 0, WIDE, D),
  VMOVSHDUP(M0F, PF3, 0x16, 0, WIDE, S),
  VMOVSLDUP(M0F, PF3, 0x12, 0, WIDE, S),
  VMOVDDUP(M0F, PF2, 0x12, 0, WIDE, NONE),
  VPMOVZXDQ(M0F38, P66, 0x35, 0, WIDE, S_HALF),
  VPMOVSXDQ(M0F38, P66, 0x25, 0, WIDE, S_HALF),
  VPABSD(M0F38, P66, 0x1E, 0, WIDE, S),
  VPTEST(M0F38, P66, 0x17, 0, WIDE, NONE),
  VTESTPS(M0F38, P66, 0x0E, 0, WIDE, NONE),
  VTESTPD(M0F38, P66, 0x0F, 0, WIDE, NONE);

  private final Opcode opcode;

  Unary(
      Opcode.Map map,
      Opcode.Prefix prefix,
      int code,
      int w,
      Opcode.Length length,
      Opcode.Wide wide) {
    opcode = new Opcode(map, prefix, code, w, length, wide);
  }

  @Override
  public Opcode opcode() {
    return opcode;
  }
}
