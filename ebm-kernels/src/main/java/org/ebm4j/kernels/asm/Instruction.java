package org.ebm4j.kernels.asm;

import static org.ebm4j.kernels.asm.Opcode.Length.L128;
import static org.ebm4j.kernels.asm.Opcode.Length.L256;
import static org.ebm4j.kernels.asm.Opcode.Length.NOT_L128;
import static org.ebm4j.kernels.asm.Opcode.Length.WIDE;
import static org.ebm4j.kernels.asm.Opcode.Map.M0F;
import static org.ebm4j.kernels.asm.Opcode.Map.M0F38;
import static org.ebm4j.kernels.asm.Opcode.Map.M0F3A;
import static org.ebm4j.kernels.asm.Opcode.Prefix.NP;
import static org.ebm4j.kernels.asm.Opcode.Prefix.P66;
import static org.ebm4j.kernels.asm.Opcode.Prefix.PF2;
import static org.ebm4j.kernels.asm.Opcode.Prefix.PF3;
import static org.ebm4j.kernels.asm.Opcode.Wide.D;
import static org.ebm4j.kernels.asm.Opcode.Wide.D_ONE;
import static org.ebm4j.kernels.asm.Opcode.Wide.NONE;
import static org.ebm4j.kernels.asm.Opcode.Wide.S;
import static org.ebm4j.kernels.asm.Opcode.Wide.S_ONE;

/// A row of the table of vector instructions; each enum is the table of one operand form.
@SuppressWarnings("ImmutableEnumChecker") // a row is a record of enums and numbers
public sealed interface Instruction
    permits Binary,
        Unary,
        Instruction.BinaryImmediate,
        Instruction.UnaryImmediate,
        Instruction.Compare,
        Instruction.Round,
        Instruction.Select,
        Instruction.Extract,
        Instruction.MoveMask,
        Instruction.Shift,
        Instruction.Move,
        Instruction.MaskedMove,
        Instruction.Transfer {

  /// The columns of the row.
  Opcode opcode();

  /// (d, a, b or memory, 8 bits): shuffles that take lanes from two sources.
  enum BinaryImmediate implements Instruction {
    VSHUFPS(new Opcode(M0F, NP, 0xC6, 0, WIDE, S)),
    VSHUFPD(new Opcode(M0F, P66, 0xC6, 0, WIDE, D)),
    VBLENDPS(new Opcode(M0F3A, P66, 0x0C, 0, WIDE, NONE)),
    VBLENDPD(new Opcode(M0F3A, P66, 0x0D, 0, WIDE, NONE)),
    VPBLENDD(new Opcode(M0F3A, P66, 0x02, 0, WIDE, NONE)),
    VPERM2F128(new Opcode(M0F3A, P66, 0x06, 0, L256, NONE)),
    VPERM2I128(new Opcode(M0F3A, P66, 0x46, 0, L256, NONE)),
    VINSERTF128(new Opcode(M0F3A, P66, 0x18, 0, L256, NONE)),
    VINSERTI128(new Opcode(M0F3A, P66, 0x38, 0, L256, NONE));

    private final Opcode opcode;

    BinaryImmediate(Opcode opcode) {
      this.opcode = opcode;
    }

    @Override
    public Opcode opcode() {
      return opcode;
    }
  }

  /// (d, b or memory, 8 bits): shuffles of one source.
  enum UnaryImmediate implements Instruction {
    VPERMILPS(new Opcode(M0F3A, P66, 0x04, 0, WIDE, S)),
    VPERMILPD(new Opcode(M0F3A, P66, 0x05, 0, WIDE, D)),
    VPSHUFD(new Opcode(M0F, P66, 0x70, 0, WIDE, S)),
    VPERMQ(new Opcode(M0F3A, P66, 0x00, 1, NOT_L128, D)),
    VPERMPD(new Opcode(M0F3A, P66, 0x01, 1, NOT_L128, D));

    private final Opcode opcode;

    UnaryImmediate(Opcode opcode) {
      this.opcode = opcode;
    }

    @Override
    public Opcode opcode() {
      return opcode;
    }
  }

  /// (d, a, b or memory, predicate): every lane becomes all ones or all zeros.
  enum Compare implements Instruction {
    VCMPPS(new Opcode(M0F, NP, 0xC2, 0, WIDE, NONE)),
    VCMPPD(new Opcode(M0F, P66, 0xC2, 0, WIDE, NONE)),
    VCMPSS(new Opcode(M0F, PF3, 0xC2, 0, L128, NONE)),
    VCMPSD(new Opcode(M0F, PF2, 0xC2, 0, L128, NONE));

    private final Opcode opcode;

    Compare(Opcode opcode) {
      this.opcode = opcode;
    }

    @Override
    public Opcode opcode() {
      return opcode;
    }
  }

  /// (d, b or memory, direction): to whole numbers, kept as floating point.
  enum Round implements Instruction {
    VROUNDPS(new Opcode(M0F3A, P66, 0x08, 0, WIDE, S)),
    VROUNDPD(new Opcode(M0F3A, P66, 0x09, 0, WIDE, D));

    private final Opcode opcode;

    Round(Opcode opcode) {
      this.opcode = opcode;
    }

    @Override
    public Opcode opcode() {
      return opcode;
    }
  }

  /// (d, a, b or memory, mask): b where the mask's sign bit is set, else a, lane by lane.
  enum Select implements Instruction {
    VBLENDVPS(new Opcode(M0F3A, P66, 0x4A, 0, WIDE, NONE)),
    VBLENDVPD(new Opcode(M0F3A, P66, 0x4B, 0, WIDE, NONE));

    private final Opcode opcode;

    Select(Opcode opcode) {
      this.opcode = opcode;
    }

    @Override
    public Opcode opcode() {
      return opcode;
    }
  }

  /// (d or memory, s, half): 128 of 256 bits; half 0 is the low one.
  enum Extract implements Instruction {
    VEXTRACTF128(new Opcode(M0F3A, P66, 0x19, 0, L256, NONE)),
    VEXTRACTI128(new Opcode(M0F3A, P66, 0x39, 0, L256, NONE));

    private final Opcode opcode;

    Extract(Opcode opcode) {
      this.opcode = opcode;
    }

    @Override
    public Opcode opcode() {
      return opcode;
    }
  }

  /// (general-purpose d, s): bit i of d is the sign bit of lane i.
  enum MoveMask implements Instruction {
    VMOVMSKPS(new Opcode(M0F, NP, 0x50, 0, WIDE, NONE)),
    VMOVMSKPD(new Opcode(M0F, P66, 0x50, 0, WIDE, NONE));

    private final Opcode opcode;

    MoveMask(Opcode opcode) {
      this.opcode = opcode;
    }

    @Override
    public Opcode opcode() {
      return opcode;
    }
  }

  /// (d, a, count): all lanes shifted by the same number of bits; L left, RL right filling zeros,
  /// RA right filling sign bits.
  enum Shift implements Instruction {
    VPSLLD(0x72, 6, S),
    VPSRLD(0x72, 2, S),
    VPSRAD(0x72, 4, S),
    VPSLLQ(0x73, 6, D),
    VPSRLQ(0x73, 2, D);

    private final Opcode opcode;
    private final int digit;

    Shift(int code, int digit, Opcode.Wide wide) {
      opcode = new Opcode(M0F, P66, code, 0, WIDE, wide);
      this.digit = digit;
    }

    @Override
    public Opcode opcode() {
      return opcode;
    }

    /// The part of the opcode that takes the place of a register.
    int digit() {
      return digit;
    }
  }

  /// Between a vector register and memory: the opcode loads, the one above it stores.
  ///
  /// `VMOVAPS` and `VMOVAPD` fault on addresses that are not multiples of the width. `VMOVSS` and
  /// `VMOVSD` move lane 0; a load zeroes the other lanes.
  enum Move implements Instruction {
    VMOVUPS(NP, 0x10, WIDE, S),
    VMOVUPD(P66, 0x10, WIDE, D),
    VMOVAPS(NP, 0x28, WIDE, S),
    VMOVAPD(P66, 0x28, WIDE, D),
    VMOVSS(PF3, 0x10, L128, S_ONE),
    VMOVSD(PF2, 0x10, L128, D_ONE);

    private final Opcode load;
    private final Opcode store;

    Move(Opcode.Prefix prefix, int code, Opcode.Length length, Opcode.Wide wide) {
      load = new Opcode(M0F, prefix, code, 0, length, wide);
      store = new Opcode(M0F, prefix, code + 1, 0, length, wide);
    }

    @Override
    public Opcode opcode() {
      return load;
    }

    /// The columns of the storing form.
    Opcode store() {
      return store;
    }
  }

  /// Between a vector register and memory, lanes where the mask's sign bit is set: the opcode
  /// loads, the one two above it stores. Lanes left out load zeros and are not written.
  enum MaskedMove implements Instruction {
    VMASKMOVPS(0x2C),
    VMASKMOVPD(0x2D);

    private final Opcode load;
    private final Opcode store;

    MaskedMove(int code) {
      load = new Opcode(M0F38, P66, code, 0, WIDE, NONE);
      store = new Opcode(M0F38, P66, code + 2, 0, WIDE, NONE);
    }

    @Override
    public Opcode opcode() {
      return load;
    }

    /// The columns of the storing form.
    Opcode store() {
      return store;
    }
  }

  /// Between lane 0 of a vector register and a general-purpose one, bits unchanged; the rest is
  /// zeroed.
  enum Transfer implements Instruction {
    VMOVD(0),
    VMOVQ(1);

    private final Opcode toVector;
    private final Opcode fromVector;

    Transfer(int w) {
      toVector = new Opcode(M0F, P66, 0x6E, w, L128, NONE);
      fromVector = new Opcode(M0F, P66, 0x7E, w, L128, NONE);
    }

    @Override
    public Opcode opcode() {
      return toVector;
    }

    /// The columns of the form that reads the vector register.
    Opcode fromVector() {
      return fromVector;
    }
  }
}
