package org.ebm4j.kernels.asm;

import static org.ebm4j.kernels.asm.Opcode.Length.L128;
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
import static org.ebm4j.kernels.asm.Opcode.Wide.S_ONE;

/// Vector instructions (d, a, b): destination, first source, second source or memory.
///
/// - `VMIN`, `VMAX`: when a or b is NaN, or both are zero, the result is b.
/// - `VANDN`, `VPANDN`: d = ¬a ∧ b.
/// - Fused multiply-add reads d as well; the digits say which operands are multiplied: 231 is
///   ±(a·b) ± d, 213 is ±(a·d) ± b, 132 is ±(d·b) ± a. `FN` negates the product, `SUB` the addend;
///   one rounding.
/// - `VPERMPS`, `VPERMD`: a holds the lane numbers, b the lanes.
/// - Scalar forms (SS, SD) work on lane 0 and copy the lanes above it, up to 128 bits, from a
///   (fused ones: from d); higher bits become 0.
@SuppressWarnings("ImmutableEnumChecker") // a row is a record of enums and numbers
public enum Binary implements Instruction {
  VADDPS(M0F, NP, 0x58, 0, WIDE, S),
  VADDPD(M0F, P66, 0x58, 0, WIDE, D),
  VADDSS(M0F, PF3, 0x58, 0, L128, S_ONE),
  VADDSD(M0F, PF2, 0x58, 0, L128, D_ONE),
  VMULPS(M0F, NP, 0x59, 0, WIDE, S),
  VMULPD(M0F, P66, 0x59, 0, WIDE, D),
  VMULSS(M0F, PF3, 0x59, 0, L128, S_ONE),
  VMULSD(M0F, PF2, 0x59, 0, L128, D_ONE),
  VSUBPS(M0F, NP, 0x5C, 0, WIDE, S),
  VSUBPD(M0F, P66, 0x5C, 0, WIDE, D),
  VSUBSS(M0F, PF3, 0x5C, 0, L128, S_ONE),
  VSUBSD(M0F, PF2, 0x5C, 0, L128, D_ONE),
  VMINPS(M0F, NP, 0x5D, 0, WIDE, S),
  VMINPD(M0F, P66, 0x5D, 0, WIDE, D),
  VMINSS(M0F, PF3, 0x5D, 0, L128, S_ONE),
  VMINSD(M0F, PF2, 0x5D, 0, L128, D_ONE),
  VDIVPS(M0F, NP, 0x5E, 0, WIDE, S),
  VDIVPD(M0F, P66, 0x5E, 0, WIDE, D),
  VDIVSS(M0F, PF3, 0x5E, 0, L128, S_ONE),
  VDIVSD(M0F, PF2, 0x5E, 0, L128, D_ONE),
  VMAXPS(M0F, NP, 0x5F, 0, WIDE, S),
  VMAXPD(M0F, P66, 0x5F, 0, WIDE, D),
  VMAXSS(M0F, PF3, 0x5F, 0, L128, S_ONE),
  VMAXSD(M0F, PF2, 0x5F, 0, L128, D_ONE),
  VSQRTSS(M0F, PF3, 0x51, 0, L128, S_ONE),
  VSQRTSD(M0F, PF2, 0x51, 0, L128, D_ONE),
  VCVTSS2SD(M0F, PF3, 0x5A, 0, L128, S_ONE),
  VCVTSD2SS(M0F, PF2, 0x5A, 0, L128, D_ONE),

  VANDPS(M0F, NP, 0x54, 0, WIDE, S),
  VANDPD(M0F, P66, 0x54, 0, WIDE, D),
  VANDNPS(M0F, NP, 0x55, 0, WIDE, S),
  VANDNPD(M0F, P66, 0x55, 0, WIDE, D),
  VORPS(M0F, NP, 0x56, 0, WIDE, S),
  VORPD(M0F, P66, 0x56, 0, WIDE, D),
  VXORPS(M0F, NP, 0x57, 0, WIDE, S),
  VXORPD(M0F, P66, 0x57, 0, WIDE, D),
  VUNPCKLPS(M0F, NP, 0x14, 0, WIDE, S),
  VUNPCKLPD(M0F, P66, 0x14, 0, WIDE, D),
  VUNPCKHPS(M0F, NP, 0x15, 0, WIDE, S),
  VUNPCKHPD(M0F, P66, 0x15, 0, WIDE, D),
  VPERMPS(M0F38, P66, 0x16, 0, NOT_L128, S),

  VFMADD132PS(M0F38, P66, 0x98, 0, WIDE, S),
  VFMADD132PD(M0F38, P66, 0x98, 1, WIDE, D),
  VFMADD132SS(M0F38, P66, 0x99, 0, L128, S_ONE),
  VFMADD132SD(M0F38, P66, 0x99, 1, L128, D_ONE),
  VFMADD213PS(M0F38, P66, 0xA8, 0, WIDE, S),
  VFMADD213PD(M0F38, P66, 0xA8, 1, WIDE, D),
  VFMADD213SS(M0F38, P66, 0xA9, 0, L128, S_ONE),
  VFMADD213SD(M0F38, P66, 0xA9, 1, L128, D_ONE),
  VFMADD231PS(M0F38, P66, 0xB8, 0, WIDE, S),
  VFMADD231PD(M0F38, P66, 0xB8, 1, WIDE, D),
  VFMADD231SS(M0F38, P66, 0xB9, 0, L128, S_ONE),
  VFMADD231SD(M0F38, P66, 0xB9, 1, L128, D_ONE),
  VFMSUB132PS(M0F38, P66, 0x9A, 0, WIDE, S),
  VFMSUB132PD(M0F38, P66, 0x9A, 1, WIDE, D),
  VFMSUB132SS(M0F38, P66, 0x9B, 0, L128, S_ONE),
  VFMSUB132SD(M0F38, P66, 0x9B, 1, L128, D_ONE),
  VFMSUB213PS(M0F38, P66, 0xAA, 0, WIDE, S),
  VFMSUB213PD(M0F38, P66, 0xAA, 1, WIDE, D),
  VFMSUB213SS(M0F38, P66, 0xAB, 0, L128, S_ONE),
  VFMSUB213SD(M0F38, P66, 0xAB, 1, L128, D_ONE),
  VFMSUB231PS(M0F38, P66, 0xBA, 0, WIDE, S),
  VFMSUB231PD(M0F38, P66, 0xBA, 1, WIDE, D),
  VFMSUB231SS(M0F38, P66, 0xBB, 0, L128, S_ONE),
  VFMSUB231SD(M0F38, P66, 0xBB, 1, L128, D_ONE),
  VFNMADD132PS(M0F38, P66, 0x9C, 0, WIDE, S),
  VFNMADD132PD(M0F38, P66, 0x9C, 1, WIDE, D),
  VFNMADD132SS(M0F38, P66, 0x9D, 0, L128, S_ONE),
  VFNMADD132SD(M0F38, P66, 0x9D, 1, L128, D_ONE),
  VFNMADD213PS(M0F38, P66, 0xAC, 0, WIDE, S),
  VFNMADD213PD(M0F38, P66, 0xAC, 1, WIDE, D),
  VFNMADD213SS(M0F38, P66, 0xAD, 0, L128, S_ONE),
  VFNMADD213SD(M0F38, P66, 0xAD, 1, L128, D_ONE),
  VFNMADD231PS(M0F38, P66, 0xBC, 0, WIDE, S),
  VFNMADD231PD(M0F38, P66, 0xBC, 1, WIDE, D),
  VFNMADD231SS(M0F38, P66, 0xBD, 0, L128, S_ONE),
  VFNMADD231SD(M0F38, P66, 0xBD, 1, L128, D_ONE),
  VFNMSUB132PS(M0F38, P66, 0x9E, 0, WIDE, S),
  VFNMSUB132PD(M0F38, P66, 0x9E, 1, WIDE, D),
  VFNMSUB132SS(M0F38, P66, 0x9F, 0, L128, S_ONE),
  VFNMSUB132SD(M0F38, P66, 0x9F, 1, L128, D_ONE),
  VFNMSUB213PS(M0F38, P66, 0xAE, 0, WIDE, S),
  VFNMSUB213PD(M0F38, P66, 0xAE, 1, WIDE, D),
  VFNMSUB213SS(M0F38, P66, 0xAF, 0, L128, S_ONE),
  VFNMSUB213SD(M0F38, P66, 0xAF, 1, L128, D_ONE),
  VFNMSUB231PS(M0F38, P66, 0xBE, 0, WIDE, S),
  VFNMSUB231PD(M0F38, P66, 0xBE, 1, WIDE, D),
  VFNMSUB231SS(M0F38, P66, 0xBF, 0, L128, S_ONE),
  VFNMSUB231SD(M0F38, P66, 0xBF, 1, L128, D_ONE),

  VPADDD(M0F, P66, 0xFE, 0, WIDE, S),
  VPADDQ(M0F, P66, 0xD4, 0, WIDE, D),
  VPSUBD(M0F, P66, 0xFA, 0, WIDE, S),
  VPSUBQ(M0F, P66, 0xFB, 0, WIDE, D),
  VPAND(M0F, P66, 0xDB, 0, WIDE, S),
  VPANDN(M0F, P66, 0xDF, 0, WIDE, S),
  VPOR(M0F, P66, 0xEB, 0, WIDE, S),
  VPXOR(M0F, P66, 0xEF, 0, WIDE, S),
  VPMULLD(M0F38, P66, 0x40, 0, WIDE, S),
  VPMULUDQ(M0F, P66, 0xF4, 0, WIDE, D),
  VPMULDQ(M0F38, P66, 0x28, 0, WIDE, D),
  VPCMPEQD(M0F, P66, 0x76, 0, WIDE, NONE),
  VPCMPEQQ(M0F38, P66, 0x29, 0, WIDE, NONE),
  VPCMPGTD(M0F, P66, 0x66, 0, WIDE, NONE),
  VPCMPGTQ(M0F38, P66, 0x37, 0, WIDE, NONE),
  VPMINSD(M0F38, P66, 0x39, 0, WIDE, S),
  VPMAXSD(M0F38, P66, 0x3D, 0, WIDE, S),
  VPMINUD(M0F38, P66, 0x3B, 0, WIDE, S),
  VPMAXUD(M0F38, P66, 0x3F, 0, WIDE, S),
  VPUNPCKLDQ(M0F, P66, 0x62, 0, WIDE, S),
  VPUNPCKHDQ(M0F, P66, 0x6A, 0, WIDE, S),
  VPUNPCKLQDQ(M0F, P66, 0x6C, 0, WIDE, D),
  VPUNPCKHQDQ(M0F, P66, 0x6D, 0, WIDE, D),
  VPSLLVD(M0F38, P66, 0x47, 0, WIDE, S),
  VPSLLVQ(M0F38, P66, 0x47, 1, WIDE, D),
  VPSRLVD(M0F38, P66, 0x45, 0, WIDE, S),
  VPSRLVQ(M0F38, P66, 0x45, 1, WIDE, D),
  VPSRAVD(M0F38, P66, 0x46, 0, WIDE, S),
  VPERMD(M0F38, P66, 0x36, 0, NOT_L128, S);

  private final Opcode opcode;

  Binary(
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
