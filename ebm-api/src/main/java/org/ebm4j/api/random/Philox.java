package org.ebm4j.api.random;

/// Philox4x32-10: 128 random bits as a function of a 128-bit counter and a 64-bit key.
///
/// Ten rounds of (c₀, c₁, c₂, c₃) ← (hi(M₁c₂) ⊕ c₁ ⊕ k₀, lo(M₁c₂), hi(M₀c₀) ⊕ c₃ ⊕ k₁, lo(M₀c₀)), the
/// key advancing by (W₀, W₁) between rounds. Here the key is the seed, k₀ its low and k₁ its high
/// word, and the counter says where the numbers are used:
///
///     c₀ = draw block    c₁ = step    c₂ = chain, low 32 bits
///     c₃ = purpose's code in bits 24–31, chain's high 24 bits below it
///
/// Words w become numbers by
///
///     uniform, f32:  (w >>> 8 + ½)·2⁻²⁴
///     uniform, f64:  (m + ½)·2⁻⁵³,  m the first 53 of the 64 bits w₀w₁ (w₀ high)
///     normals:       r = √(−2 ln u₀), φ = 2π·u₁;  (r cos φ, r sin φ)
///
/// so a block holds four uniforms or normals in f32 (u₀ and u₁ from w₀ and w₁, then w₂ and w₃), two in
/// f64 (u₀ from w₀w₁, u₁ from w₂w₃). A uniform is rounded once to its type and lies in (0, 1]: the
/// logarithm is finite, and only the topmost of the 2²⁴ (2⁵³) cells rounds to 1.
///
/// Source: [Salmon, Moraes, Dror & Shaw 2011, §3.3]; [Box & Muller 1958].
public final class Philox {
  private static final long M0 = 0xD2511F53L;
  private static final long M1 = 0xCD9E8D57L;
  private static final int W0 = 0x9E3779B9;
  private static final int W1 = 0xBB67AE85;
  private static final int ROUNDS = 10;
  private static final long WORD = 0xFFFFFFFFL;

  /// Chains are numbered below 2⁵⁶.
  public static final long CHAINS = 1L << 56;

  private Philox() {}

  /// The four words at a counter.
  ///
  /// @param counter c₀ … c₃; not modified unless it is `out`
  /// @param k0 the key's first word
  /// @param k1 the key's second word
  /// @param out receives the words in its first four places; may be `counter`
  public static void words(int[] counter, int k0, int k1, int[] out) {
    rounds(counter[0], counter[1], counter[2], counter[3], k0, k1, out);
  }

  /// The four words of one draw block of a stream.
  ///
  /// @param chain the caller's number for the chain, 0 ≤ chain < 2⁵⁶
  /// @param step taken as 32 bits without sign
  /// @param block taken as 32 bits without sign
  /// @param out receives the words in its first four places
  public static void words(long seed, Purpose purpose, long chain, int step, int block, int[] out) {
    rounds(
        block, step, (int) chain, lastWord(purpose, chain), (int) seed, (int) (seed >>> 32), out);
  }

  /// The counter's fourth word: the purpose's code above the chain's high 24 bits.
  public static int lastWord(Purpose purpose, long chain) {
    if (chain < 0 || chain >= CHAINS) {
      throw new IllegalArgumentException(
          "random numbers: chains are numbered 0 … 2⁵⁶ − 1, found "
              + chain
              + "; give each chain its own number in that range");
    }
    return purpose.code() << 24 | (int) (chain >>> 32);
  }

  /// A word as a number in (0, 1], f32.
  public static float uniform(int word) {
    return (float) (((word >>> 8) + 0.5) * 0x1p-24);
  }

  /// Two words as a number in (0, 1], f64.
  public static double uniform(int high, int low) {
    return ((((high & WORD) << 32 | (low & WORD)) >>> 11) + 0.5) * 0x1p-53;
  }

  private static void rounds(int a, int b, int c, int d, int k0, int k1, int[] out) {
    int c0 = a;
    int c1 = b;
    int c2 = c;
    int c3 = d;
    for (int round = 0; round < ROUNDS; round++) {
      long p0 = M0 * (c0 & WORD);
      long p1 = M1 * (c2 & WORD);
      c0 = (int) (p1 >>> 32) ^ c1 ^ (k0 + round * W0);
      c1 = (int) p1;
      c2 = (int) (p0 >>> 32) ^ c3 ^ (k1 + round * W1);
      c3 = (int) p0;
    }
    out[0] = c0;
    out[1] = c1;
    out[2] = c2;
    out[3] = c3;
  }
}
