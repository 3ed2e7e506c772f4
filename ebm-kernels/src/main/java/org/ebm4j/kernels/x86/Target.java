package org.ebm4j.kernels.x86;

import org.ebm4j.kernels.asm.Width;

/// What machine code is written for.
///
/// @param width of the vector registers
/// @param turns of its loops that a part of a shared kernel takes at least
/// @param rounds of Philox: [Philox#ROUNDS], or another number to see what they cost
record Target(Width width, int turns, int rounds) {
  static Target of(Width width) {
    return new Target(width, Stage.LEAST, Philox.ROUNDS);
  }

  Target turns(int turns) {
    return new Target(width, turns, rounds);
  }

  Target rounds(int rounds) {
    return new Target(width, turns, rounds);
  }
}
