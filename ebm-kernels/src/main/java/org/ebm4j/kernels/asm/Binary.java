package org.ebm4j.kernels.asm;

import static org.ebm4j.kernels.asm.Opcode.Length.L128;
import static org.ebm4j.kernels.asm.Opcode.Length.L256;
import static org.ebm4j.kernels.asm.Opcode.Length.WIDE;
import static org.ebm4j.kernels.asm.Opcode.Map.M0F;
import static org.ebm4j.kernels.asm.Opcode.Map.M0F38;
import static org.ebm4j.kernels.asm.Opcode.Prefix.NP;
import static org.ebm4j.kernels.asm.Opcode.Prefix.P66;
import static org.ebm4j.kernels.asm.Opcode.Prefix.PF2;
import static org.ebm4j.kernels.asm.Opcode.Prefix.PF3;

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
  VADDPS(M0F, NP, 0x58, 0, WIDE),
  VADDPD(M0F, P66, 0x58, 0, WIDE),
  VADDSS(M0F, PF3, 0x58, 0, L128),
  VADDSD(M0F, PF2, 0x58, 0, L128),
  VMULPS(M0F, NP, 0x59, 0, WIDE),
  VMULPD(M0F, P66, 0x59, 0, WIDE),
  VMULSS(M0F, PF3, 0x59, 0, L128),
  VMULSD(M0F, PF2, 0x59, 0, L128),
  VSUBPS(M0F, NP, 0x5C, 0, WIDE),
  VSUBPD(M0F, P66, 0x5C, 0, WIDE),
  VSUBSS(M0F, PF3, 0x5C, 0, L128),
  VSUBSD(M0F, PF2, 0x5C, 0, L128),
  VMINPS(M0F, NP, 0x5D, 0, WIDE),
  VMINPD(M0F, P66, 0x5D, 0, WIDE),
  VMINSS(M0F, PF3, 0x5D, 0, L128),
  VMINSD(M0F, PF2, 0x5D, 0, L128),
  VDIVPS(M0F, NP, 0x5E, 0, WIDE),
  VDIVPD(M0F, P66, 0x5E, 0, WIDE),
  VDIVSS(M0F, PF3, 0x5E, 0, L128),
  VDIVSD(M0F, PF2, 0x5E, 0, L128),
  VMAXPS(M0F, NP, 0x5F, 0, WIDE),
  VMAXPD(M0F, P66, 0x5F, 0, WIDE),
  VMAXSS(M0F, PF3, 0x5F, 0, L128),
  VMAXSD(M0F, PF2, 0x5F, 0, L128),
  VSQRTSS(M0F, PF3, 0x51, 0, L128),
  VSQRTSD(M0F, PF2, 0x51, 0, L128),
  VCVTSS2SD(M0F, PF3, 0x5A, 0, L128),
  VCVTSD2SS(M0F, PF2, 0x5A, 0, L128),

  VANDPS(M0F, NP, 0x54, 0, WIDE),
  VANDPD(M0F, P66, 0x54, 0, WIDE),
  VANDNPS(M0F, NP, 0x55, 0, WIDE),
  VANDNPD(M0F, P66, 0x55, 0, WIDE),
  VORPS(M0F, NP, 0x56, 0, WIDE),
  VORPD(M0F, P66, 0x56, 0, WIDE),
  VXORPS(M0F, NP, 0x57, 0, WIDE),
  VXORPD(M0F, P66, 0x57, 0, WIDE),
  VUNPCKLPS(M0F, NP, 0x14, 0, WIDE),
  VUNPCKLPD(M0F, P66, 0x14, 0, WIDE),
  VUNPCKHPS(M0F, NP, 0x15, 0, WIDE),
  VUNPCKHPD(M0F, P66, 0x15, 0, WIDE),
  VPERMPS(M0F38, P66, 0x16, 0, L256),

  VFMADD132PS(M0F38, P66, 0x98, 0, WIDE),
  VFMADD132PD(M0F38, P66, 0x98, 1, WIDE),
  VFMADD132SS(M0F38, P66, 0x99, 0, L128),
  VFMADD132SD(M0F38, P66, 0x99, 1, L128),
  VFMADD213PS(M0F38, P66, 0xA8, 0, WIDE),
  VFMADD213PD(M0F38, P66, 0xA8, 1, WIDE),
  VFMADD213SS(M0F38, P66, 0xA9, 0, L128),
  VFMADD213SD(M0F38, P66, 0xA9, 1, L128),
  VFMADD231PS(M0F38, P66, 0xB8, 0, WIDE),
  VFMADD231PD(M0F38, P66, 0xB8, 1, WIDE),
  VFMADD231SS(M0F38, P66, 0xB9, 0, L128),
  VFMADD231SD(M0F38, P66, 0xB9, 1, L128),
  VFMSUB132PS(M0F38, P66, 0x9A, 0, WIDE),
  VFMSUB132PD(M0F38, P66, 0x9A, 1, WIDE),
  VFMSUB132SS(M0F38, P66, 0x9B, 0, L128),
  VFMSUB132SD(M0F38, P66, 0x9B, 1, L128),
  VFMSUB213PS(M0F38, P66, 0xAA, 0, WIDE),
  VFMSUB213PD(M0F38, P66, 0xAA, 1, WIDE),
  VFMSUB213SS(M0F38, P66, 0xAB, 0, L128),
  VFMSUB213SD(M0F38, P66, 0xAB, 1, L128),
  VFMSUB231PS(M0F38, P66, 0xBA, 0, WIDE),
  VFMSUB231PD(M0F38, P66, 0xBA, 1, WIDE),
  VFMSUB231SS(M0F38, P66, 0xBB, 0, L128),
  VFMSUB231SD(M0F38, P66, 0xBB, 1, L128),
  VFNMADD132PS(M0F38, P66, 0x9C, 0, WIDE),
  VFNMADD132PD(M0F38, P66, 0x9C, 1, WIDE),
  VFNMADD132SS(M0F38, P66, 0x9D, 0, L128),
  VFNMADD132SD(M0F38, P66, 0x9D, 1, L128),
  VFNMADD213PS(M0F38, P66, 0xAC, 0, WIDE),
  VFNMADD213PD(M0F38, P66, 0xAC, 1, WIDE),
  VFNMADD213SS(M0F38, P66, 0xAD, 0, L128),
  VFNMADD213SD(M0F38, P66, 0xAD, 1, L128),
  VFNMADD231PS(M0F38, P66, 0xBC, 0, WIDE),
  VFNMADD231PD(M0F38, P66, 0xBC, 1, WIDE),
  VFNMADD231SS(M0F38, P66, 0xBD, 0, L128),
  VFNMADD231SD(M0F38, P66, 0xBD, 1, L128),
  VFNMSUB132PS(M0F38, P66, 0x9E, 0, WIDE),
  VFNMSUB132PD(M0F38, P66, 0x9E, 1, WIDE),
  VFNMSUB132SS(M0F38, P66, 0x9F, 0, L128),
  VFNMSUB132SD(M0F38, P66, 0x9F, 1, L128),
  VFNMSUB213PS(M0F38, P66, 0xAE, 0, WIDE),
  VFNMSUB213PD(M0F38, P66, 0xAE, 1, WIDE),
  VFNMSUB213SS(M0F38, P66, 0xAF, 0, L128),
  VFNMSUB213SD(M0F38, P66, 0xAF, 1, L128),
  VFNMSUB231PS(M0F38, P66, 0xBE, 0, WIDE),
  VFNMSUB231PD(M0F38, P66, 0xBE, 1, WIDE),
  VFNMSUB231SS(M0F38, P66, 0xBF, 0, L128),
  VFNMSUB231SD(M0F38, P66, 0xBF, 1, L128),

  VPADDD(M0F, P66, 0xFE, 0, WIDE),
  VPADDQ(M0F, P66, 0xD4, 0, WIDE),
  VPSUBD(M0F, P66, 0xFA, 0, WIDE),
  VPSUBQ(M0F, P66, 0xFB, 0, WIDE),
  VPAND(M0F, P66, 0xDB, 0, WIDE),
  VPANDN(M0F, P66, 0xDF, 0, WIDE),
  VPOR(M0F, P66, 0xEB, 0, WIDE),
  VPXOR(M0F, P66, 0xEF, 0, WIDE),
  VPMULLD(M0F38, P66, 0x40, 0, WIDE),
  VPMULUDQ(M0F, P66, 0xF4, 0, WIDE),
  VPMULDQ(M0F38, P66, 0x28, 0, WIDE),
  VPCMPEQD(M0F, P66, 0x76, 0, WIDE),
  VPCMPEQQ(M0F38, P66, 0x29, 0, WIDE),
  VPCMPGTD(M0F, P66, 0x66, 0, WIDE),
  VPCMPGTQ(M0F38, P66, 0x37, 0, WIDE),
  VPMINSD(M0F38, P66, 0x39, 0, WIDE),
  VPMAXSD(M0F38, P66, 0x3D, 0, WIDE),
  VPMINUD(M0F38, P66, 0x3B, 0, WIDE),
  VPMAXUD(M0F38, P66, 0x3F, 0, WIDE),
  VPUNPCKLDQ(M0F, P66, 0x62, 0, WIDE),
  VPUNPCKHDQ(M0F, P66, 0x6A, 0, WIDE),
  VPUNPCKLQDQ(M0F, P66, 0x6C, 0, WIDE),
  VPUNPCKHQDQ(M0F, P66, 0x6D, 0, WIDE),
  VPSLLVD(M0F38, P66, 0x47, 0, WIDE),
  VPSLLVQ(M0F38, P66, 0x47, 1, WIDE),
  VPSRLVD(M0F38, P66, 0x45, 0, WIDE),
  VPSRLVQ(M0F38, P66, 0x45, 1, WIDE),
  VPSRAVD(M0F38, P66, 0x46, 0, WIDE),
  VPERMD(M0F38, P66, 0x36, 0, L256);

  private final Opcode opcode;

  Binary(Opcode.Map map, Opcode.Prefix prefix, int code, int w, Opcode.Length length) {
    opcode = new Opcode(map, prefix, code, w, length);
  }

  @Override
  public Opcode opcode() {
    return opcode;
  }
}
