package org.ebm4j.api.graph;

import java.util.List;

/// Every operation a graph may hold. Records carry attributes only; the inputs stand in the {@link
/// Node}.
///
/// Lists stand for arrays, so that two operations with the same attributes are equal.
public sealed interface Op {

  // ---- leaves ----

  /// One array per chain: a part of x, y or z, or of a solver's state. Varies.
  record Input(String name) implements Op {}

  /// A trainable array, bound by name to {@code Weights}. Shared.
  record Parameter(String name, Init init) implements Op {}

  /// A number or array set anew for a run — step size, inverse temperature, learning rate. Shared.
  record Setting(String name) implements Op {}

  /// Numbers known when the graph is built, row-major. Shared.
  record Constant(Values values) implements Op {}

  /// Fresh random numbers for every chain and step, keyed by (seed, chain, step, purpose, draw).
  /// Varies. Two noise nodes of one program are independent if and only if their purposes or draws
  /// differ.
  ///
  /// Element e of the node is a function of the four words w₀ … w₃ of one block of {@code Philox},
  /// whose counter is (block, step, chain, purpose) and whose key is the seed:
  ///
  /// | precision | block              | law     | element                                                            |
  /// |-----------|--------------------|---------|--------------------------------------------------------------------|
  /// | f32       | draw·2¹⁶ + ⌊e/4⌋   | UNIFORM | (w >>> 8 + ½)·2⁻²⁴ with w = w[e mod 4]                             |
  /// | f32       | draw·2¹⁶ + ⌊e/4⌋   | NORMAL  | Box-Muller of (w₀, w₁) for e mod 4 = 0, 1 and of (w₂, w₃) for 2, 3 |
  /// | f64       | draw·2¹⁶ + ⌊e/2⌋   | UNIFORM | 53 bits of (w₀, w₁) for even e, of (w₂, w₃) for odd e              |
  /// | f64       | draw·2¹⁶ + ⌊e/2⌋   | NORMAL  | Box-Muller of u₁ from (w₀, w₁) and u₂ from (w₂, w₃)                |
  ///
  /// Box-Muller of (u₁, u₂) gives r cos 2πu₂ where e is even and r sin 2πu₂ where it is odd, r =
  /// √(−2 ln u₁).
  ///
  /// @param purpose the code of the purpose, 0 to 255
  /// @param draw 0 to 2¹⁶ − 1; so a node holds at most 2¹⁷ numbers
  record Noise(Law law, int purpose, int draw) implements Op {
    /// Blocks of one draw, as a power of two.
    public static final int BLOCK_BITS = 16;

    /// What the numbers are drawn from.
    public enum Law {
      /// N(0, 1)
      NORMAL,
      /// U(0, 1), never 0; 1 only by rounding
      UNIFORM
    }
  }

  /// The number of chains in the run, as a scalar. Shared.
  record BatchSize() implements Op {}

  // ---- elementwise ----

  /// One number in, one out; the input's shape.
  record Map(Unary function) implements Op {}

  /// Two arrays of the same shape, element by element.
  record Zip(Binary function) implements Op {}

  /// (condition, a, b) of one shape: a where the condition is not zero, else b; NaN where the
  /// condition is NaN.
  record Where() implements Op {}

  // ---- shape ----

  /// Axis i of the input becomes axis {@code axes[i]} of the output; every other axis of {@code
  /// shape} repeats.
  record Broadcast(Shape shape, List<Integer> axes) implements Op {}

  /// The same numbers in row-major order under another shape.
  record Reshape(Shape shape) implements Op {}

  /// Output axis i is input axis {@code order[i]}.
  record Transpose(List<Integer> order) implements Op {}

  /// The box of extent {@code shape} that begins at {@code start}.
  record Slice(List<Integer> start, Shape shape) implements Op {}

  /// The input at {@code start} inside zeros of extent {@code shape}; the transpose of {@link
  /// Slice}.
  record Pad(List<Integer> start, Shape shape) implements Op {}

  /// The inputs one after another along an axis.
  record Concat(int axis) implements Op {}

  // ---- reductions and products ----

  /// Sum or maximum over axes, which disappear. The sum of nothing is 0, the maximum of nothing −∞.
  record Reduce(Kind kind, List<Integer> axes) implements Op {
    /// What becomes of the elements.
    public enum Kind {
      SUM,
      MAX
    }
  }

  /// (m, k) · (k, n) → (m, n).
  record MatMul() implements Op {}

  /// The value as it is; no derivative passes.
  record StopGradient() implements Op {}

  // ---- across the chains ----

  /// Σ over the chains of one array: varying in, shared out.
  record BatchSum() implements Op {}

  /// Σ over the chains of A·Bᵀ for A (m, p) and B (n, p): two varying arrays in, one shared (m, n)
  /// out. Weight gradients, covariances and Gram matrices are this.
  record BatchContract() implements Op {}
}
