package org.ebm4j.kernels.loop;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A unit of work that every engine knows how to print.
public sealed interface Kernel {
  /// The terms it serves, for listings.
  String term();

  /// What a nest reads; other kernels' factors have their own names.
  static Stream<Access> loads(Nest nest) {
    return Stream.concat(nest.body().stream(), nest.tail().stream())
        .<Access>mapMulti((code, to) -> {
          switch (code) {
            case Code.Load(var from) -> to.accept(from);
            case Code.LoadWord(var from) -> to.accept(from);
            case Code.Store _, Code.Literal _, Code.Apply _, Code.Folded _ -> {}
          }
        });
  }

  private static IntStream stores(Nest nest) {
    return Stream.concat(nest.body().stream(), nest.tail().stream())
        .mapMultiToInt((code, to) -> {
          if (code instanceof Code.Store(var at, _)) {
            to.accept(at.buffer());
          }
        });
  }

  /// The buffers it reads.
  default IntStream read() {
    return switch (this) {
      case Nest nest -> loads(nest).mapToInt(Access::buffer);
      case MatMul product -> IntStream.of(product.a().buffer(), product.b().buffer());
      case Turn turn -> IntStream.of(turn.a().buffer());
      case Contract contract -> IntStream.of(contract.a().buffer(), contract.turned());
      case BatchSum sum -> IntStream.of(sum.a().buffer());
      case Combine combine -> IntStream.of(combine.partial());
      case Words _ -> IntStream.empty();
      case Categorical sites -> IntStream.of(sites.of().buffer());
    };
  }

  /// The buffers it writes.
  default IntStream written() {
    return switch (this) {
      case Nest nest -> stores(nest);
      case MatMul product -> IntStream.of(product.c().buffer());
      case Turn turn -> IntStream.of(turn.turned());
      case Contract contract -> IntStream.of(contract.c().buffer());
      case BatchSum sum -> IntStream.of(sum.partial().buffer());
      case Combine combine -> IntStream.of(combine.shared());
      case Words words -> IntStream.of(words.buffer());
      case Categorical sites -> IntStream.of(sites.to().buffer());
    };
  }

  /// Whether it writes to a buffer.
  default boolean writes(int buffer) {
    return written().anyMatch(written -> written == buffer);
  }

  /// Loops round straight-line code:
  ///
  ///     for outer…: folds start; for inner…: body, folds gather; tail
  ///
  /// Without inner loops the body is empty and the tail is the work. Accesses in the tail have
  /// stride 0 on inner loops.
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

  /// Copies A(j, p), rows in CHAIN, so that a chain's numbers lie side by side, 16 indices j at a
  /// time: number j mod 16 of chain c stands at 16·c + j mod 16 of panel p·⌈n/16⌉ + ⌊j/16⌋, and a
  /// panel takes 16 rows. What stands for j ≥ n means nothing.
  ///
  /// @param a over (j, p)
  /// @param turned buffer of 16·p·⌈n/16⌉ rows in CHAIN
  record Turn(int n, int p, Access a, int turned, String term) implements Kernel {
    /// Numbers that stand side by side.
    public static final int PANEL = 16;

    /// Panels of n numbers.
    public static int panels(int n) {
      return (n + PANEL - 1) / PANEL;
    }

    /// Rows of lanes that the copy takes.
    public static int rows(int n, int p) {
      return PANEL * p * panels(n);
    }
  }

  /// C(i, j) = Σ over {@link #CHUNK} tiles at a time in order, of Σ over p, then over their chains
  /// ascending, of A(i, p)·B(j, p), each chunk by fma into one accumulator that begins at 0.
  ///
  /// Accesses: A over (i, p), rows in CHAIN; C over (i, j), dense in SHARED. B has been turned.
  ///
  /// @param turned the buffer of {@link Turn} that holds B
  /// @param symmetric whether C(i, j) = C(j, i), so that half of it need not be computed
  record Contract(
      int m, int n, int p, Access a, int turned, Access c, boolean symmetric, String term)
      implements Kernel {
    /// Tiles to a chunk: what a block of rows and columns reads again lies in the first cache, and
    /// a sum has 256 terms.
    public static final int CHUNK = 8;
  }

  /// P(i) = Σ over the chunk's tiles, in order, of A(i), lane by lane; lanes without a chain add
  /// nothing. A is a row in CHAIN, P one in PARTIAL.
  record BatchSum(int size, Access a, Access partial, String term) implements Kernel {}

  /// Adds the chunks' partial results in order into a shared array; rows of lanes are then added as
  /// a tree: (l, l + 16), (l, l + 8), … (l, l + 1).
  record Combine(int size, int partial, int shared, String term) implements Kernel {}

  /// Philox words: element 4b + w of the buffer is word w of block {@code firstBlock + b} for this
  /// chain, step and purpose.
  record Words(int buffer, int blocks, int firstBlock, int purpose, Lanes lanes, String term)
      implements Kernel {}

  /// Random categories of 0 … q − 1: bit b of word {@code to}(i, c) is 1 where the category is at
  /// most c, for c < q − 1.
  ///
  /// It is 1 where U < `below[c]` of the bit's class, for the 32-bit number U whose k-th highest
  /// bit is bit b of word k mod 4 of Philox block {@code firstBlock + 8i + ⌊k/4⌋}. Bits that can no
  /// longer change the answer need not be drawn. With q = 2 these are random bits, each with its
  /// own chance. Chains in the lanes, in rows of 32-bit words; F32 programs only.
  ///
  /// @param planes how many words {@code of}(i, 0), {@code of}(i, 1), … spell a class, low bit
  ///   first
  /// @param of over (i, plane)
  /// @param to over (i, c)
  /// @param odds of every class that occurs; what comes of a bit of another class is not said
  record Categorical(
      int count,
      int planes,
      Access of,
      Access to,
      List<Odds> odds,
      int firstBlock,
      int purpose,
      String term)
      implements Kernel {
    /// Blocks that an element may draw.
    public static final int BLOCKS = 8;

    /// How many categories there may be.
    public static final int MOST_CATEGORIES = 5;

    /// How many planes.
    public static final int MOST_PLANES = 12;

    /// How many classes.
    public static final int MOST_CLASSES = 84;

    public Categorical {
      odds = List.copyOf(odds);
    }

    /// How many bits a category is coded by, q − 1.
    public int thresholds() {
      return odds.getFirst().below().size();
    }

    /// The law of one class.
    ///
    /// @param spelt the class
    /// @param below for c < q − 1 the chance of a category of at most c, 0 … 2³² and ascending
    public record Odds(int spelt, List<Long> below) {
      public Odds {
        below = List.copyOf(below);
      }
    }
  }
}
