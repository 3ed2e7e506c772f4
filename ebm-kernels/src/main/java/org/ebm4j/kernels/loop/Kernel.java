package org.ebm4j.kernels.loop;

import java.util.List;

/// A unit of work that every engine knows how to print.
public sealed interface Kernel {
  /// The terms it serves, for listings.
  String term();

  /// Loops round straight-line code:
  ///
  ///     for outer…: folds start; for inner…: body, folds gather; tail
  ///
  /// Without inner loops the body is empty and the tail is the work. Accesses in the tail have stride 0 on inner loops.
  record Nest(
      List<Integer> outer,
      List<Integer> inner,
      List<Code> body,
      List<Fold> folds,
      List<Code> tail,
      Lanes lanes,
      String term)
      implements Kernel {
    public Nest {
      outer = List.copyOf(outer);
      inner = List.copyOf(inner);
      body = List.copyOf(body);
      folds = List.copyOf(folds);
      tail = List.copyOf(tail);
    }
  }

  /// C(i, j) = start(i, j) + Σₖ A(i, k)·B(k, j), one fma after another in ascending k into one
  /// accumulator.
  ///
  /// Accesses have two strides: A over (i, k), B over (k, j), C and start over (i, j). A is dense.
  /// With lanes {@code Chains} B and C are rows. With {@code Along(0)} all are dense and A and C
  /// have stride 1 in i; with {@code Along(1)} A and B have stride 1 in k, and the sum keeps 16
  /// partial results as {@link Lanes.Along} says, to which start is added last; {@code Single}
  /// needs none of this.
  ///
  /// @param start the accumulators' first value; {@code null} is 0
  record MatMul(
      int m,
      int k,
      int n,
      Access a,
      Access b,
      Access c,
      @org.jspecify.annotations.Nullable Access start,
      Lanes lanes,
      String term)
      implements Kernel {}

  /// P(i, j) += Σ over the valid lanes of the tile, for p then lane ascending, of A(i, p)·B(j, p),
  /// by fma into one accumulator.
  ///
  /// Accesses: A over (i, p), B over (j, p), rows; P over (i, j), dense in PARTIAL. The tiles of a
  /// chunk come in order; P begins at 0.
  record Contract(int m, int n, int p, Access a, Access b, Access partial, String term)
      implements Kernel {}

  /// P(i) += A(i) lane by lane; invalid lanes add nothing. P is a row in PARTIAL and begins at 0.
  record BatchSum(int size, Access a, Access partial, String term) implements Kernel {}

  /// Adds the chunks' partial results in order into a shared array; rows of lanes are then added as
  /// a tree: (l, l + 16), (l, l + 8), … (l, l + 1).
  record Combine(int size, int partial, int shared, String term) implements Kernel {}

  /// Philox words: element 4b + w of the buffer is word w of block {@code firstBlock + b} for this
  /// chain, step and purpose.
  record Words(int buffer, int blocks, int firstBlock, int purpose, Lanes lanes, String term)
      implements Kernel {}
}
