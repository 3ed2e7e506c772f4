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

  /// C(i, j) = Σₖ A(i, k)·B(k, j), one fma after another in ascending k into one accumulator that
  /// begins at 0.
  ///
  /// Accesses have two strides: A over (i, k), B over (k, j), C over (i, j). A is dense. With lanes
  /// {@code Chains} B and C are rows. With {@code Along(0)} all are dense and A and C have stride 1
  /// in i; with {@code Along(1)} A and B have stride 1 in k, and the sum keeps 16 partial results
  /// as {@link Lanes.Along} says; {@code Single} needs none of this.
  record MatMul(int m, int k, int n, Access a, Access b, Access c, Lanes lanes, String term)
      implements Kernel {}

  /// Sums over the chains of a chunk, which it reads where its tiles lie.
  sealed interface Reduction extends Kernel {}

  /// P(i, j) = Σ over p, then over the chunk's chains ascending, of A(i, p)·B(j, p), by fma into
  /// one accumulator that begins at 0.
  ///
  /// Accesses: A over (i, p), B over (j, p), rows in CHAIN; P over (i, j), dense in PARTIAL.
  ///
  /// @param lower whether only i ≥ j is needed; the other elements of P mean nothing then
  record Contract(
      int m, int n, int p, Access a, Access b, Access partial, boolean lower, String term)
      implements Reduction {}

  /// P(i) = Σ over the chunk's tiles, in order, of A(i), lane by lane; lanes without a chain add
  /// nothing. A is a row in CHAIN, P one in PARTIAL.
  record BatchSum(int size, Access a, Access partial, String term) implements Reduction {}

  /// Adds the chunks' partial results in order into a shared array; rows of lanes are then added as
  /// a tree: (l, l + 16), (l, l + 8), … (l, l + 1).
  ///
  /// @param mirrored rows of a square array whose elements above the diagonal are then copied from
  ///   below it; 0 for any other array
  record Combine(int size, int partial, int shared, int mirrored, String term) implements Kernel {}

  /// Philox words: element 4b + w of the buffer is word w of block {@code firstBlock + b} for this
  /// chain, step and purpose.
  record Words(int buffer, int blocks, int firstBlock, int purpose, Lanes lanes, String term)
      implements Kernel {}
}
