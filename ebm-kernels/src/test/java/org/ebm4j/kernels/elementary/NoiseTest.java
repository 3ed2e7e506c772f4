package org.ebm4j.kernels.elementary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.random.Philox;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
import org.junit.jupiter.api.Test;

/// Words to numbers, as the random streams of the language make them.
class NoiseTest {
  private static final int BLOCKS = 500;
  private static final int[] ZEROS = {0, 0, 0, 0};
  private static final int[] ONES = {-1, -1, -1, -1};

  private static Functions blocks(Precision precision, boolean normal, int... edge) {
    int numbers = precision == Precision.F32 ? 4 : 2;
    Functions run =
        new Functions(
            precision,
            4,
            numbers,
            true,
            (functions, w) ->
                normal ? new Noise(functions).normals(w) : new Noise(functions).uniforms(w));
    int[] words = new int[4];
    for (int block = 0; block < BLOCKS; block++) {
      Philox.words(42, Purpose.NOISE, 7, 3, block, words);
      for (int w = 0; w < 4; w++) {
        run.word(w, block, edge.length > 0 ? edge[w] : words[w]);
      }
    }
    run.run();
    return run;
  }

  @Test
  void uniformsAreTheStreamsToTheBit() {
    Functions single = blocks(Precision.F32, false);
    float[] wanted = new float[4 * BLOCKS];
    RandomStream.of(42, Purpose.NOISE, 7, 3).uniforms(wanted);
    for (int i = 0; i < wanted.length; i++) {
      assertThat((float) single.result(i % 4, i / 4)).isEqualTo(wanted[i]);
    }
    Functions both = blocks(Precision.F64, false);
    double[] doubles = new double[2 * BLOCKS];
    RandomStream.of(42, Purpose.NOISE, 7, 3).uniforms(doubles);
    for (int i = 0; i < doubles.length; i++) {
      assertThat(both.result(i % 2, i / 2)).isEqualTo(doubles[i]);
    }
  }

  @Test
  void uniformsLieAboveZeroAndReachOne() {
    assertThat(blocks(Precision.F32, false, ZEROS).result(0, 0)).isEqualTo(0x1p-25);
    assertThat(blocks(Precision.F32, false, ONES).result(3, 0)).isEqualTo(1);
    assertThat(blocks(Precision.F64, false, ZEROS).result(0, 0)).isEqualTo(0x1p-54);
    assertThat(blocks(Precision.F64, false, ONES).result(1, 0)).isEqualTo(1);
  }

  @Test
  void normalsAreTheStreamsWithinRounding() {
    Functions single = blocks(Precision.F32, true);
    float[] wanted = new float[4 * BLOCKS];
    RandomStream.of(42, Purpose.NOISE, 7, 3).normals(wanted);
    for (int i = 0; i < wanted.length; i++) {
      assertThat(single.result(i % 4, i / 4)).isCloseTo(wanted[i], within(2e-6));
    }
    Functions both = blocks(Precision.F64, true);
    double[] doubles = new double[2 * BLOCKS];
    RandomStream.of(42, Purpose.NOISE, 7, 3).normals(doubles);
    for (int i = 0; i < doubles.length; i++) {
      assertThat(both.result(i % 2, i / 2)).isCloseTo(doubles[i], within(4e-15));
    }
  }

  @Test
  void normalsAreFiniteAtTheEdges() {
    for (Precision precision : Precision.values()) {
      for (int[] edge : new int[][] {ZEROS, ONES, {0, 0, -1, -1}, {-1, -1, 0, 0}}) {
        Functions run = blocks(precision, true, edge);
        assertThat(run.result(0, 0)).isFinite();
        assertThat(run.result(1, 0)).isFinite();
      }
    }
  }
}
