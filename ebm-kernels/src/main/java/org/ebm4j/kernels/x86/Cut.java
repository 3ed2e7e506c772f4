package org.ebm4j.kernels.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Code;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;

/// A kernel on what all chains share, cut along its first loop: turns of the outermost loop of a
/// nest, columns of a product. No sum is cut, so every number is computed as in one piece.
///
/// @param size turns of a part, but for the last
/// @param count of parts
/// @param turns of the loop
record Cut(Kernel kernel, int size, int count, int turns) {
  private static final int TOGETHER = 16; // numbers in a line of a cache, and in a vector

  /// A kernel in parts of so much work or a little more; empty if it does not fall into two.
  ///
  /// @param least turns of all loops that a part takes, of sixteen multiply-adds in a product
  static Optional<Cut> of(Kernel kernel, int least) {
    return switch (kernel) {
      case Kernel.Nest nest when isIndependent(nest) -> {
        int turns = nest.outer().getFirst();
        boolean lanes = nest.lanes() instanceof Lanes.Along(int loop) && loop == 0;
        yield of(
            kernel, turns, lanes ? TOGETHER : 1, least * (long) turns / Math.max(1, all(nest)));
      }
      case Kernel.MatMul product when staysInside(product) -> {
        long column = (long) product.m() * product.k();
        yield of(kernel, product.n(), 1, least * (long) TOGETHER / Math.max(1, column));
      }
      case Kernel.Nest _, Kernel.MatMul _, Kernel.Turn _, Kernel.Contract _ -> Optional.empty();
      case Kernel.BatchSum _, Kernel.Combine _, Kernel.Words _ -> Optional.empty();
      case Kernel.Categorical _ -> Optional.empty();
    };
  }

  private static Optional<Cut> of(Kernel kernel, int turns, int multiple, long least) {
    int count = (int) (turns / Math.max(1, least));
    if (count < 2) {
      return Optional.empty();
    }
    int size = Math.ceilDiv(Math.ceilDiv(turns, count), multiple) * multiple;
    int parts = Math.ceilDiv(turns, size);
    return parts < 2 ? Optional.empty() : Optional.of(new Cut(kernel, size, parts, turns));
  }

  private static long all(Kernel.Nest nest) {
    long all = 1;
    for (int extent : nest.outer()) {
      all *= extent;
    }
    for (int extent : nest.inner()) {
      all *= extent;
    }
    return all;
  }

  /// Whether no turn of the outermost loop reads or writes what another writes.
  private static boolean isIndependent(Kernel.Nest nest) {
    if (nest.outer().isEmpty()) {
      return false;
    }
    List<Access> stores = new ArrayList<>();
    for (List<Code> codes : List.of(nest.body(), nest.tail())) {
      for (Code code : codes) {
        if (code instanceof Code.Store(var to, _)) {
          stores.add(to);
        }
      }
    }
    return stores.stream()
        .allMatch(to ->
            to.strides().getFirst() != 0
                && Kernel.loads(nest).allMatch(from -> isApart(from, to))
                && stores.stream().allMatch(other -> isApart(other, to)));
  }

  private static boolean isApart(Access one, Access other) {
    return one.buffer() != other.buffer() || one.equals(other);
  }

  /// Whether no column writes past its end.
  private static boolean staysInside(Kernel.MatMul product) {
    return switch (product.lanes()) {
      case Lanes.Chains _ -> false;
      case Lanes.Along(int loop) -> loop != 0 || product.m() % TOGETHER == 0;
      case Lanes.Single _ -> true;
    };
  }

  /// Turns of the last part.
  int last() {
    return turns - (count - 1) * size;
  }

  /// A kernel of so many turns.
  Kernel part(int turns) {
    return switch (kernel) {
      case Kernel.Nest nest -> {
        List<Integer> outer = new ArrayList<>(nest.outer());
        outer.set(0, turns);
        yield new Kernel.Nest(
            outer, nest.inner(), nest.body(), nest.folds(), nest.tail(), nest.lanes(), nest.term());
      }
      case Kernel.MatMul p ->
          new Kernel.MatMul(p.m(), p.k(), turns, p.a(), p.b(), p.c(), p.lanes(), p.term());
      case Kernel.Turn _, Kernel.Contract _, Kernel.BatchSum _, Kernel.Combine _ -> throw whole();
      case Kernel.Words _, Kernel.Categorical _ -> throw whole();
    };
  }

  private IllegalStateException whole() {
    return new IllegalStateException("is done in one piece: " + kernel);
  }
}
