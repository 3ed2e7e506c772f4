package org.ebm4j.api.random;

import static java.lang.Math.cos;
import static java.lang.Math.log;
import static java.lang.Math.sin;
import static java.lang.Math.sqrt;

/// The random numbers of one (seed, purpose, chain, step), read in order.
///
/// Every call begins at a fresh block of [Philox], so what a call returns depends on how many
/// blocks the calls before it used, never on what they returned: n numbers in f32 use ⌈n/4⌉ blocks,
/// n in f64 or n integers ⌈n/2⌉. The first call after [#of] reads blocks 0, 1, 2, …, which is what
/// a compiled program draws for the same name.
///
/// Normals are computed in f64 and rounded once; engines with own polynomials agree with them
/// within rounding. A stream is confined to its caller; make another one rather than share it.
public final class RandomStream {
  private static final long BLOCKS = 1L << 32;

  private final long seed;
  private final Purpose purpose;
  private final long chain;
  private final int step;
  private final int[] words = new int[4];
  private long block;

  private RandomStream(long seed, Purpose purpose, long chain, int step) {
    this.seed = seed;
    this.purpose = purpose;
    this.chain = chain;
    this.step = step;
  }

  /// The stream of a name, at its beginning.
  ///
  /// @param seed any 64 bits
  /// @param chain the caller's number for the chain or row, 0 ≤ chain < 2⁵⁶
  /// @param step taken as 32 bits without sign
  public static RandomStream of(long seed, Purpose purpose, long chain, int step) {
    Philox.lastWord(purpose, chain); // refuses a chain out of range
    return new RandomStream(seed, purpose, chain, step);
  }

  /// A number in (0, 1], f32.
  public float uniform() {
    next();
    return Philox.uniform(words[0]);
  }

  /// A number in (0, 1], f64.
  public double uniformF64() {
    next();
    return Philox.uniform(words[0], words[1]);
  }

  /// An integer in 0 … bound − 1, each equally likely within bound·2⁻⁶⁴.
  public int below(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException(
          "random integer: the bound must be at least 1, found " + bound);
    }
    next();
    return scaled(words[0], words[1], bound);
  }

  /// Fills `out` with numbers in (0, 1].
  public void uniforms(float[] out) {
    for (int i = 0; i < out.length; i += 4) {
      next();
      for (int k = 0; k < 4 && i + k < out.length; k++) {
        out[i + k] = Philox.uniform(words[k]);
      }
    }
  }

  /// Fills `out` with numbers in (0, 1].
  public void uniforms(double[] out) {
    for (int i = 0; i < out.length; i += 2) {
      next();
      out[i] = Philox.uniform(words[0], words[1]);
      if (i + 1 < out.length) {
        out[i + 1] = Philox.uniform(words[2], words[3]);
      }
    }
  }

  /// Fills `out` with independent N(0, 1) numbers.
  public void normals(float[] out) {
    for (int i = 0; i < out.length; i += 2) {
      int pair = i & 2; // of the block's words
      if (pair == 0) {
        next();
      }
      double r = sqrt(-2 * log(Philox.uniform(words[pair])));
      Circle.write(r, Philox.uniform(words[pair + 1]), out, i);
    }
  }

  /// Fills `out` with independent N(0, 1) numbers.
  public void normals(double[] out) {
    for (int i = 0; i < out.length; i += 2) {
      next();
      double r = sqrt(-2 * log(Philox.uniform(words[0], words[1])));
      double angle = 2 * Math.PI * Philox.uniform(words[2], words[3]);
      out[i] = r * cos(angle);
      if (i + 1 < out.length) {
        out[i + 1] = r * sin(angle);
      }
    }
  }

  /// The numbers 0 … n − 1 in an order drawn uniformly from all n!.
  ///
  /// From the last place down, each place is exchanged with one at or before it [Durstenfeld 1964].
  public int[] permutation(int n) {
    if (n < 0) {
      throw new IllegalArgumentException(
          "permutation: the length must not be negative, found " + n);
    }
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    for (int i = n - 1, draw = 0; i > 0; i--, draw++) {
      int half = 2 * (draw & 1);
      if (half == 0) {
        next();
      }
      int j = scaled(words[half], words[half + 1], i + 1);
      int held = order[i];
      order[i] = order[j];
      order[j] = held;
    }
    return order;
  }

  private void next() {
    if (block == BLOCKS) {
      throw new IllegalStateException(
          "random stream: all 2³² blocks of chain "
              + chain
              + ", step "
              + step
              + " are used; draw from the next step");
    }
    Philox.words(seed, purpose, chain, step, (int) block++, words);
  }

  private static int scaled(int high, int low, int bound) {
    long bits = (high & 0xFFFFFFFFL) << 32 | (low & 0xFFFFFFFFL);
    return (int) Math.unsignedMultiplyHigh(bits, bound);
  }

  @Override
  public String toString() {
    return "RandomStream[seed "
        + seed
        + ", "
        + purpose
        + ", chain "
        + chain
        + ", step "
        + Integer.toUnsignedString(step)
        + ", next block "
        + block
        + "]";
  }
}
