package org.ebm4j.kernels.asm;

import static org.ebm4j.kernels.asm.Opcode.Length.L256;
import static org.ebm4j.kernels.asm.Opcode.Length.WIDE;
import static org.ebm4j.kernels.asm.Opcode.Map.M0F;
import static org.ebm4j.kernels.asm.Opcode.Map.M0F38;
import static org.ebm4j.kernels.asm.Opcode.Prefix.NP;
import static org.ebm4j.kernels.asm.Opcode.Prefix.P66;
import static org.ebm4j.kernels.asm.Opcode.Prefix.PF2;
import static org.ebm4j.kernels.asm.Opcode.Prefix.PF3;

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
  VSQRTPS(M0F, NP, 0x51, 0, WIDE),
  VSQRTPD(M0F, P66, 0x51, 0, WIDE),
  VCVTDQ2PS(M0F, NP, 0x5B, 0, WIDE),
  VCVTPS2DQ(M0F, P66, 0x5B, 0, WIDE),
  VCVTTPS2DQ(M0F, PF3, 0x5B, 0, WIDE),
  VCVTPS2PD(M0F, NP, 0x5A, 0, WIDE),
  VCVTPD2PS(M0F, P66, 0x5A, 0, WIDE),
  VCVTDQ2PD(M0F, PF3, 0xE6, 0, WIDE),
  VCVTPD2DQ(M0F, PF2, 0xE6, 0, WIDE),
  VCVTTPD2DQ(M0F, P66, 0xE6, 0, WIDE),
  VBROADCASTSS(M0F38, P66, 0x18, 0, WIDE),
  VBROADCASTSD(M0F38, P66, 0x19, 0, L256),
  VPBROADCASTD(M0F38, P66, 0x58, 0, WIDE),
  VPBROADCASTQ(M0F38, P66, 0x59, 0, WIDE),
  VMOVAPS(M0F, NP, 0x28, 0, WIDE),
  VMOVAPD(M0F, P66, 0x28, 0, WIDE),
  VMOVSHDUP(M0F, PF3, 0x16, 0, WIDE),
  VMOVSLDUP(M0F, PF3, 0x12, 0, WIDE),
  VMOVDDUP(M0F, PF2, 0x12, 0, WIDE),
  VPMOVZXDQ(M0F38, P66, 0x35, 0, WIDE),
  VPMOVSXDQ(M0F38, P66, 0x25, 0, WIDE),
  VPABSD(M0F38, P66, 0x1E, 0, WIDE),
  VPTEST(M0F38, P66, 0x17, 0, WIDE),
  VTESTPS(M0F38, P66, 0x0E, 0, WIDE),
  VTESTPD(M0F38, P66, 0x0F, 0, WIDE);

  private final Opcode opcode;

  Unary(Opcode.Map map, Opcode.Prefix prefix, int code, int w, Opcode.Length length) {
    opcode = new Opcode(map, prefix, code, w, length);
  }

  @Override
  public Opcode opcode() {
    return opcode;
  }
}
