package org.ebm4j.kernels.x86;

import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.asm.Binary;
import org.ebm4j.kernels.asm.Instruction.Compare;
import org.ebm4j.kernels.asm.Instruction.MaskedMove;
import org.ebm4j.kernels.asm.Instruction.Move;
import org.ebm4j.kernels.asm.Instruction.Round;
import org.ebm4j.kernels.asm.Instruction.Select;
import org.ebm4j.kernels.asm.Instruction.Shift;
import org.ebm4j.kernels.asm.Masked;
import org.ebm4j.kernels.asm.Unary;

/// The instructions of one precision.
enum Rows {
  F32(
      4,
      Binary.VADDPS,
      Binary.VSUBPS,
      Binary.VMULPS,
      Binary.VDIVPS,
      Binary.VMINPS,
      Binary.VMAXPS,
      Unary.VSQRTPS,
      new Binary[] {
        Binary.VFMADD231PS, Binary.VFMADD213PS, Binary.VFNMADD231PS, Binary.VFNMADD213PS
      },
      new Binary[] {Binary.VPADDD, Binary.VPSUBD},
      Compare.VCMPPS,
      Round.VROUNDPS,
      Select.VBLENDVPS,
      Shift.VPSLLD,
      Shift.VPSRLD,
      Move.VMOVUPS,
      Move.VMOVSS,
      MaskedMove.VMASKMOVPS,
      Unary.VBROADCASTSS,
      Masked.Compare.VCMPPS,
      Masked.Spread.VPMOVM2D,
      Masked.Gather.VPMOVD2M,
      Masked.Blend.VBLENDMPS),
  F64(
      8,
      Binary.VADDPD,
      Binary.VSUBPD,
      Binary.VMULPD,
      Binary.VDIVPD,
      Binary.VMINPD,
      Binary.VMAXPD,
      Unary.VSQRTPD,
      new Binary[] {
        Binary.VFMADD231PD, Binary.VFMADD213PD, Binary.VFNMADD231PD, Binary.VFNMADD213PD
      },
      new Binary[] {Binary.VPADDQ, Binary.VPSUBQ},
      Compare.VCMPPD,
      Round.VROUNDPD,
      Select.VBLENDVPD,
      Shift.VPSLLQ,
      Shift.VPSRLQ,
      Move.VMOVUPD,
      Move.VMOVSD,
      MaskedMove.VMASKMOVPD,
      Unary.VBROADCASTSD,
      Masked.Compare.VCMPPD,
      Masked.Spread.VPMOVM2Q,
      Masked.Gather.VPMOVQ2M,
      Masked.Blend.VBLENDMPD);

  final int bytes;
  final Binary add;
  final Binary sub;
  final Binary mul;
  final Binary div;
  final Binary min;
  final Binary max;
  final Unary sqrt;
  final Binary fma231;
  final Binary fma213;
  final Binary fnma231;
  final Binary fnma213;
  final Binary intAdd;
  final Binary intSub;
  final Compare compare;
  final Round round;
  final Select select;
  final Shift shiftLeft;
  final Shift shiftRight;
  final Move move;
  final Move single;
  final MaskedMove masked;
  final Unary broadcast;
  final Masked.Compare compareToMask;
  final Masked.Spread spread;
  final Masked.Gather gather;
  final Masked.Blend blend;

  Rows(
      int bytes,
      Binary add,
      Binary sub,
      Binary mul,
      Binary div,
      Binary min,
      Binary max,
      Unary sqrt,
      Binary[] fused,
      Binary[] integer,
      Compare compare,
      Round round,
      Select select,
      Shift shiftLeft,
      Shift shiftRight,
      Move move,
      Move single,
      MaskedMove masked,
      Unary broadcast,
      Masked.Compare compareToMask,
      Masked.Spread spread,
      Masked.Gather gather,
      Masked.Blend blend) {
    this.bytes = bytes;
    this.add = add;
    this.sub = sub;
    this.mul = mul;
    this.div = div;
    this.min = min;
    this.max = max;
    this.sqrt = sqrt;
    this.fma231 = fused[0];
    this.fma213 = fused[1];
    this.fnma231 = fused[2];
    this.fnma213 = fused[3];
    this.intAdd = integer[0];
    this.intSub = integer[1];
    this.compare = compare;
    this.round = round;
    this.select = select;
    this.shiftLeft = shiftLeft;
    this.shiftRight = shiftRight;
    this.move = move;
    this.single = single;
    this.masked = masked;
    this.broadcast = broadcast;
    this.compareToMask = compareToMask;
    this.spread = spread;
    this.gather = gather;
    this.blend = blend;
  }

  static Rows of(Precision precision) {
    return precision == Precision.F32 ? F32 : F64;
  }
}
