package org.ebm4j.kernels.x86;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Output;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.random.Philox;
import org.ebm4j.kernels.asm.Width;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Philox as machine code with another number of rounds than programs have is right, so that what
/// the rounds cost can be measured.
@Tag("once") // no other engine is run
class PhiloxRoundsTest {
  private static final int FEW = 7; // the fewest that pass BigCrush [Salmon et al. 2011, table 2]
  private static final int ALL = 10;
  private static final long SEED = 0x299f31d0a4093822L;
  private static final int SIZE = 20;
  private static final int CHAINS = 45; // a whole tile and a part of one

  /// The words of a block in long arithmetic.
  private static int[] words(int rounds, long seed, int... counter) {
    int[] c = counter.clone();
    for (int round = 0; round < rounds; round++) {
      long p0 = 0xD2511F53L * Integer.toUnsignedLong(c[0]);
      long p1 = 0xCD9E8D57L * Integer.toUnsignedLong(c[2]);
      int k0 = (int) seed + round * 0x9E3779B9;
      int k1 = (int) (seed >>> 32) + round * 0xBB67AE85;
      c =
          new int[] {
            (int) (p1 >>> 32) ^ c[1] ^ k0, (int) p1, (int) (p0 >>> 32) ^ c[3] ^ k1, (int) p0
          };
    }
    return c;
  }

  @Test
  void theWordsOfSevenRoundsAreTheAuthorsKnownOnes() {
    assertThat(words(FEW, 0, 0, 0, 0, 0))
        .isEqualTo(hex(0x5f6fb709, 0x0d893f64, 0x4f121f81, 0x4f730a48));
    assertThat(words(FEW, SEED, 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344))
        .isEqualTo(hex(0x4dfccaba, 0x190a87f0, 0xc47362ba, 0xb6b5242a));
  }

  private static int[] hex(int... words) {
    return words;
  }

  /// Uniform numbers of step 0, chain by chain.
  private static double[] plain(int rounds) {
    double[] numbers = new double[CHAINS * SIZE];
    for (int chain = 0; chain < CHAINS; chain++) {
      for (int i = 0; i < SIZE; i++) {
        int[] four = words(rounds, SEED, i / 4, 0, chain, 1 << 24);
        numbers[chain * SIZE + i] = Philox.uniform(four[i % 4]);
      }
    }
    return numbers;
  }

  @ParameterizedTest
  @ValueSource(ints = {FEW, ALL})
  void machineCodeDrawsWhatSoManyRoundsGive(int rounds) {
    assumeTrue(!NativeEngine.widths().isEmpty(), "there is no machine code here");
    Expr numbers = Cases.noise(Op.Noise.Law.UNIFORM, 0, SIZE);
    Computation draw = new Computation("draw", List.of(), List.of(new Output("u", numbers.node())));
    for (Width width : NativeEngine.widths()) {
      NativeEngine engine = new NativeEngine(Target.of(width).rounds(rounds));
      try (Run run = engine.compile(draw, Precision.F32).start(CHAINS, SEED)) {
        run.step(1);
        assertThat(run.block("u").toArray()).as("%s", width).isEqualTo(plain(rounds));
        assertThat(run.block("u").toArray()).as("twin").isNotEqualTo(plain(FEW + ALL - rounds));
      }
    }
  }
}
