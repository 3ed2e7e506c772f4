package org.ebm4j.kernels.asm;

import java.util.Arrays;

/// A place in the code that jumps can name before or after it is known.
///
/// Belongs to the assembler that made it ([Assembler#label]); bound once by [Assembler#bind].
public final class Label {
  private final Bytes out;
  private int position = -1;
  private int[] waiting = new int[2]; // positions of 4-byte displacements still to be filled in
  private int count;

  Label(Bytes out) {
    this.out = out;
  }

  boolean isBound() {
    return position >= 0;
  }

  /// Appends the displacement from the end of the jump, or leaves room for it.
  void refer(Bytes from) {
    if (!isBound()) {
      if (count == waiting.length) {
        waiting = Arrays.copyOf(waiting, 2 * count);
      }
      waiting[count++] = out.size();
    }
    out.int32(isBound() ? position - (out.size() + 4) : 0);
  }

  void bind(Bytes from) {
    sameProgram(from);
    if (isBound()) {
      throw new IllegalStateException(
          "label: bound at byte " + position + " already, asked again at byte " + out.size());
    }
    position = out.size();
    for (int i = 0; i < count; i++) {
      out.patch(waiting[i], position - (waiting[i] + 4));
    }
  }

  /// Refuses to be used in another program.
  void sameProgram(Bytes other) {
    if (other != out) {
      throw new IllegalArgumentException(
          "label: made by another assembler; ask the one that jumps for its own");
    }
  }
}
