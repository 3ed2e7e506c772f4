package org.ebm4j.kernels.loop;

/// One instruction of straight-line code. Its value is named by its position in the list; operands
/// are earlier positions.
public sealed interface Code {
  /// A float from a buffer: a row of lanes, or one number for all lanes where the buffer is shared
  /// on the tile path.
  record Load(Access from) implements Code {}

  /// A 32-bit word from a buffer of words: its bits in F32 programs, zero-extended to 64 bits in
  /// F64 ones.
  record LoadWord(Access from) implements Code {}

  /// A literal, as bits of the program's precision (the low 32 in F32 programs).
  record Literal(long bits) implements Code {}

  /// A primitive; unused operands are −1. {@code shift} counts bits for the shifts and is 0
  /// elsewhere.
  record Apply(Primitive primitive, int a, int b, int c, int shift) implements Code {}

  /// The result of fold number {@code fold} of this nest; only in its tail.
  record Folded(int fold) implements Code {}

  /// Writes a value; has no value itself.
  record Store(Access to, int value) implements Code {}
}
