package org.ebm4j.kernels.vector;

import java.util.List;
import org.ebm4j.kernels.loop.Access;

/// Straight-line code divided into formulas, with what each of them reads and writes.
///
/// @param temporaries blocks of rows it needs
/// @param kept where the values are that are read after the code has run, as numbers
record Plan(List<Part> parts, int temporaries, List<Operand> kept) {
  Plan {
    parts = List.copyOf(parts);
    kept = List.copyOf(kept);
  }

  record Part(Formula formula, List<Operand> in, List<Operand> out) {
    Part {
      in = List.copyOf(in);
      out = List.copyOf(out);
    }
  }

  /// Where rows are.
  sealed interface Operand {}

  /// In memory, or where these are no whole rows copied to or from a temporary.
  ///
  /// @param isNumber whether it is one number for all lanes of a row, never copied
  record Memory(Access access, boolean isNumber, int copies) implements Operand {}

  record Temporary(int number) implements Operand {}

  record Gathered(int fold) implements Operand {}
}
