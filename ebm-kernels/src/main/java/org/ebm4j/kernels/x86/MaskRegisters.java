package org.ebm4j.kernels.x86;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.ebm4j.kernels.asm.Mask;
import org.ebm4j.kernels.loop.Code;
import org.ebm4j.kernels.loop.Primitive;
import org.jspecify.annotations.Nullable;

/// Which conditions of a piece of code lie in which mask register, where lanes have 512 bits.
///
/// A comparison stays in a mask register, and its lanes of ones and zeros are never made, where all
/// that reads it are choices, and bitwise ANDs and ORs with numbers. A sign bit that several
/// choices ask for is gathered once. When no mask register is free the condition takes a vector
/// register like any other value.
final class MaskRegisters {
  private final boolean[] stays; // comparisons whose lanes nobody needs
  private final int[] lastUse;
  private final @Nullable Mask[] register;
  private final Deque<Mask> free = new ArrayDeque<>();

  /// @param there whether the processor's mask registers are used
  /// @param strands that share the mask registers; K1 is left to who needs one for a moment
  /// @param kept values that are read after the code
  MaskRegisters(boolean there, List<Code> codes, int strand, int strands, int[] kept) {
    this.stays = new boolean[codes.size()];
    this.lastUse = VectorRegisters.lastUses(codes, kept);
    this.register = new Mask[codes.size()];
    if (there) {
      markStaying(codes, kept);
      Mask[] all = Mask.values();
      for (int i = 2 + strand; i < all.length; i += strands) {
        free.addLast(all[i]);
      }
    }
  }

  private void markStaying(List<Code> codes, int... kept) {
    for (int i = 0; i < codes.size(); i++) {
      stays[i] = isComparison(codes, i);
    }
    for (Code code : codes) {
      switch (code) {
        case Code.Apply(Primitive primitive, int x, int y, int z, _) -> {
          boolean bitwise = primitive == Primitive.AND || primitive == Primitive.OR;
          boolean withNumber = bitwise && !(isComparison(codes, x) && isComparison(codes, y));
          leave(x, !withNumber && primitive != Primitive.BLEND);
          leave(y, !withNumber);
          leave(z, true);
        }
        case Code.Store(_, int value) -> leave(value, true);
        case Code.Load _, Code.LoadWord _, Code.Literal _, Code.Folded _ -> {}
      }
    }
    Arrays.stream(kept).forEach(value -> leave(value, true));
  }

  private void leave(int value, boolean needsLanes) {
    if (value >= 0 && needsLanes) {
      stays[value] = false;
    }
  }

  private static boolean isComparison(List<Code> codes, int value) {
    return codes.get(value) instanceof Code.Apply(Primitive primitive, _, _, _, _)
        && switch (primitive) {
          case LESS, LESS_EQUAL, EQUAL, UNORDERED -> true;
          case ADD, SUB, MUL, DIV, MIN, MAX, FMA, FNMA, SQRT, ROUND, BLEND -> false;
          case AND, AND_NOT, OR, XOR, INT_ADD, INT_SUB, INT_TO_FLOAT -> false;
          case SHIFT_LEFT, SHIFT_RIGHT -> false;
        };
  }

  /// The mask register a comparison's result goes to; null if its lanes are wanted.
  @Nullable Mask fresh(int value) {
    return stays[value] ? take(value) : null;
  }

  /// A mask register for the sign bits of a value that other choices ask for later; null if none
  /// does or none is free.
  @Nullable Mask gathered(int value, int now) {
    return lastUse[value] > now ? take(value) : null;
  }

  private @Nullable Mask take(int value) {
    register[value] = free.pollFirst();
    return register[value];
  }

  /// Where the condition lies; null if it is in no mask register.
  @Nullable Mask of(int value) {
    return register[value];
  }

  /// Where a comparison without lanes lies.
  @Nullable Mask only(int value) {
    return stays[value] ? register[value] : null;
  }

  void expire(int value, int now) {
    Mask mask = register[value];
    if (mask != null && lastUse[value] <= now) {
      register[value] = null;
      free.addFirst(mask);
    }
  }
}
