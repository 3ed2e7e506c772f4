package org.ebm4j.kernels.vector;

/// What a kernel works on; operands it has no use for are left as they are.
final class Operands {
  final Rows a;
  final Rows b;
  final Rows c;
  final Rows out;

  /// Bits, for the shifts.
  final int shift;

  Operands(Rows a, Rows b, Rows c, Rows out, int shift) {
    this.a = a;
    this.b = b;
    this.c = c;
    this.out = out;
    this.shift = shift;
  }

  Operands(Rows a, Rows out) {
    this(a, a, a, out, 0);
  }
}
