package org.ebm4j.kernels.asm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.ebm4j.kernels.asm.Opcode.Length;

/// How the manual writes operands; knows each instruction's register widths by name, not from our
/// rows.
final class Spelling {
  private static final Set<String> NEVER_128 =
      Set.of("VPERMPS", "VPERMD", "VPERMQ", "VPERMPD", "VBROADCASTSD");
  private static final Set<String> ALWAYS_256 =
      Set.of(
          "VPERM2F128", "VPERM2I128", "VINSERTF128", "VINSERTI128", "VEXTRACTF128", "VEXTRACTI128");
  private static final Set<String> HALF_DESTINATION =
      Set.of("VCVTPD2PS", "VCVTPD2DQ", "VCVTTPD2DQ");
  private static final Set<String> HALF_SOURCE =
      Set.of("VCVTPS2PD", "VCVTDQ2PD", "VPMOVZXDQ", "VPMOVSXDQ");
  private static final Set<String> SMALL_SOURCE =
      Set.of(
          "VBROADCASTSS",
          "VBROADCASTSD",
          "VPBROADCASTD",
          "VPBROADCASTQ",
          "VINSERTF128",
          "VINSERTI128");

  /// Addresses that use every base, every index, every scale, and displacements of 0, 8 and 32 bits
  /// with their edges.
  static final List<Memory> ADDRESSES = addresses();

  private Spelling() {}

  private static List<Memory> addresses() {
    var all = new ArrayList<Memory>();
    for (Register base : Register.values()) {
      for (int d : new int[] {0, 8, -128, 127, 128, -129, 0x12345678}) {
        all.add(Memory.at(base, d));
      }
    }
    for (Register index : Register.values()) {
      if (index != Register.RSP) {
        for (int k = 0; k < 4; k++) {
          Register base = Register.of(5 * index.number() + 3 * k + 1 & 15);
          all.add(Memory.at(base, index, 1 << k, new int[] {0, -4, 0x400, -0x400}[k]));
          all.add(Memory.at(Register.of(k == 0 ? 13 : 5 * (k & 1)), index, 1 << k, 0));
        }
      }
    }
    return all;
  }

  static String mnemonic(Enum<?> row) {
    return row.name().toLowerCase(Locale.ROOT);
  }

  static String destination(Enum<?> row, Width width, Vec d) {
    return register(HALF_DESTINATION.contains(row.name()) ? half(width) : width(row, width), d);
  }

  static String first(Enum<?> row, Width width, Vec a) {
    return register(width(row, width), a);
  }

  static String last(Enum<?> row, Width width, Operand b) {
    return switch (b) {
      case Vec v ->
          register(
              SMALL_SOURCE.contains(row.name())
                  ? Width.XMM
                  : HALF_SOURCE.contains(row.name()) ? half(width) : width(row, width),
              v);
      case Memory m ->
          (HALF_DESTINATION.contains(row.name()) ? width + "WORD PTR " : "") + address(m);
    };
  }

  private static Width half(Width width) {
    return width == Width.ZMM ? Width.YMM : Width.XMM;
  }

  static String register(Width width, Vec v) {
    return width.name().toLowerCase(Locale.ROOT) + v.number();
  }

  static String register(Mask mask) {
    return mask.name().toLowerCase(Locale.ROOT);
  }

  static String register(Register r) {
    return r.name().toLowerCase(Locale.ROOT);
  }

  static String register32(Register r) {
    String name = register(r);
    return r.number() < 8 ? "e" + name.substring(1) : name + "d";
  }

  static String list(Object... operands) {
    return Arrays.stream(operands).map(String::valueOf).collect(Collectors.joining(", "));
  }

  /// The mnemonic that has the predicate in it, such as `vcmplt_oqps`.
  static String comparison(Enum<?> row, Predicate p) {
    String name =
        switch (p) {
          case EQUAL -> "eq_oq";
          case LESS -> "lt_oq";
          case LESS_OR_EQUAL -> "le_oq";
          case UNORDERED -> "unord_q";
          case NOT_EQUAL -> "neq_uq";
          case NOT_LESS -> "nlt_uq";
          case NOT_LESS_OR_EQUAL -> "nle_uq";
          case ORDERED -> "ord_q";
          case LESS_OR_GREATER -> "neq_oq";
          case GREATER_OR_EQUAL -> "ge_oq";
          case GREATER -> "gt_oq";
        };
    return "vcmp" + name + mnemonic(row).substring(4);
  }

  static int immediate(Rounding r) {
    return switch (r) {
      case NEAREST -> 0x8;
      case DOWN -> 0x9;
      case UP -> 0xA;
      case ZERO -> 0xB;
    };
  }

  static String address(Memory m) {
    var index = m.index();
    return "[%s%s%+d]"
        .formatted(
            register(m.base()),
            index == null ? "" : "+" + register(index) + "*" + m.scale(),
            m.displacement());
  }

  private static Width width(Enum<?> row, Width width) {
    String name = row.name();
    boolean scalar =
        (name.endsWith("SS")
                || name.endsWith("SD")
                || name.endsWith("SS2SD")
                || name.endsWith("SD2SS"))
            && !name.contains("BROADCAST")
            && !name.startsWith("VP");
    if (scalar) {
      return Length.L128.in(width);
    }
    boolean wider = NEVER_128.contains(name) && width == Width.XMM;
    return wider || ALWAYS_256.contains(name) ? Width.YMM : width;
  }
}
