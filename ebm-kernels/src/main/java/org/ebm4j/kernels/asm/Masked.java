package org.ebm4j.kernels.asm;

import static org.ebm4j.kernels.asm.Opcode.Length.WIDE;
import static org.ebm4j.kernels.asm.Opcode.Map.M0F;
import static org.ebm4j.kernels.asm.Opcode.Map.M0F38;
import static org.ebm4j.kernels.asm.Opcode.Map.M0F3A;
import static org.ebm4j.kernels.asm.Opcode.Prefix.NP;
import static org.ebm4j.kernels.asm.Opcode.Prefix.P66;
import static org.ebm4j.kernels.asm.Opcode.Prefix.PF3;
import static org.ebm4j.kernels.asm.Opcode.Wide.D;
import static org.ebm4j.kernels.asm.Opcode.Wide.S;
import static org.ebm4j.kernels.asm.Opcode.Wide.S_HALF;

/// The rows that exist in EVEX only: comparisons into masks, choices by masks, functions of three
/// bits, halves of 512 bits.
@SuppressWarnings("ImmutableEnumChecker") // a row is a record of enums and numbers
public final class Masked {
  /// The low bits of a general-purpose register to a mask; a VEX instruction.
  static final Opcode KMOVW = new Opcode(M0F, NP, 0x92, 0, Opcode.Length.L128, Opcode.Wide.NONE);

  private Masked() {}

  private static Opcode row(Opcode.Map map, Opcode.Prefix prefix, int code, Opcode.Wide wide) {
    return new Opcode(map, prefix, code, 0, WIDE, wide);
  }

  /// (mask, a, b or memory, predicate).
  public enum Compare {
    VCMPPS(row(M0F, NP, 0xC2, S)),
    VCMPPD(row(M0F, P66, 0xC2, D));

    private final Opcode opcode;

    Compare(Opcode opcode) {
      this.opcode = opcode;
    }

    Opcode opcode() {
      return opcode;
    }
  }

  /// (d, mask, a, b or memory).
  public enum Blend {
    VBLENDMPS(row(M0F38, P66, 0x65, S)),
    VBLENDMPD(row(M0F38, P66, 0x65, D)),
    VPBLENDMD(row(M0F38, P66, 0x64, S)),
    VPBLENDMQ(row(M0F38, P66, 0x64, D));

    private final Opcode opcode;

    Blend(Opcode opcode) {
      this.opcode = opcode;
    }

    Opcode opcode() {
      return opcode;
    }
  }

  /// (d, a, b or memory, table): every bit of d becomes bit 4·d + 2·a + b of the table.
  public enum Ternary {
    VPTERNLOGD(row(M0F3A, P66, 0x25, S));

    private final Opcode opcode;

    Ternary(Opcode opcode) {
      this.opcode = opcode;
    }

    Opcode opcode() {
      return opcode;
    }
  }

  /// (d, mask): bits become lanes.
  public enum Spread {
    VPMOVM2D(row(M0F38, PF3, 0x38, S)),
    VPMOVM2Q(row(M0F38, PF3, 0x38, D));

    private final Opcode opcode;

    Spread(Opcode opcode) {
      this.opcode = opcode;
    }

    Opcode opcode() {
      return opcode;
    }
  }

  /// (mask, s): sign bits become a mask.
  public enum Gather {
    VPMOVD2M(row(M0F38, PF3, 0x39, S)),
    VPMOVQ2M(row(M0F38, PF3, 0x39, D));

    private final Opcode opcode;

    Gather(Opcode opcode) {
      this.opcode = opcode;
    }

    Opcode opcode() {
      return opcode;
    }
  }

  /// (d or memory, s, half): 256 of 512 bits.
  public enum Extract {
    VEXTRACTF32X8(row(M0F3A, P66, 0x1B, S_HALF)),
    VEXTRACTF64X4(new Opcode(M0F3A, P66, 0x1B, 0, WIDE, Opcode.Wide.D_HALF));

    private final Opcode opcode;

    Extract(Opcode opcode) {
      this.opcode = opcode;
    }

    Opcode opcode() {
      return opcode;
    }
  }
}
