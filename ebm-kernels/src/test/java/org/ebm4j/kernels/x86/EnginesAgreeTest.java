package org.ebm4j.kernels.x86;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Output;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.interpret.ReferenceEngine;
import org.ebm4j.kernels.plain.PlainEngine;
import org.ebm4j.kernels.vector.VectorEngine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The plain engine means what the graph means, and machine code and vectors compute what the plain
/// engine computes, to the bit.
@Tag("once") // every engine is run
@Tag("vector")
class EnginesAgreeTest {
  private static final int[] SIZES = {1, 2, 16, 17, 31, 32, 33, 65, 200};

  /// Infinities, NaN, zeros, denormals and their neighbours, and what overflows and underflows in
  /// functions.
  private static final double[] ODD = {
    0.0,
    -0.0,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Float.MIN_NORMAL,
    -Float.MIN_NORMAL,
    0x1.8p-127,
    -Float.MIN_VALUE,
    0x1p-70,
    -0x1p-64,
    0x1p100,
    -Float.MAX_VALUE,
    88.7,
    -88,
    -103,
    1,
    -1
  };

  /// All but plain, machine code once for every width of registers.
  private static final Map<String, Engine> ENGINES = new TreeMap<>();

  static {
    NativeEngine.widths().forEach(width -> ENGINES.put("native " + width, new NativeEngine(width)));
    if (new VectorEngine().unavailable().isEmpty()) {
      ENGINES.put("vector", VectorEngine.cold());
    }
  }

  private final Engine plain = new PlainEngine();

  static Stream<Computation> cases() {
    return Cases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void plainAgreesWithTheGraph(Computation computation) {
    Engine reference = new ReferenceEngine();
    for (Precision precision : Precision.values()) {
      for (int chains : SIZES) {
        Map<String, double[]> values = NativeEngineTest.values(computation, chains);
        Map<String, double[]> wanted =
            NativeEngineTest.results(reference, computation, precision, values, chains);
        Map<String, double[]> found =
            NativeEngineTest.results(plain, computation, precision, values, chains);
        for (String name : wanted.keySet()) {
          assertThat(NativeEngineTest.error(wanted.get(name), found.get(name)))
              .as("%s, %s, %d chains, %s", computation.name(), precision, chains, name)
              .isLessThanOrEqualTo(precision == Precision.F32 ? 1e-4 : 3e-11);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void enginesArePlainToTheBit(Computation computation) {
    assumeTrue(!ENGINES.isEmpty(), "there is only plain here");
    for (Precision precision : Precision.values()) {
      for (int chains : SIZES) {
        Map<String, double[]> values = NativeEngineTest.values(computation, chains);
        assertSameBits(computation, precision, values, chains);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void enginesArePlainToTheBitOnNumbersOutOfTheOrdinary(Computation computation) {
    assumeTrue(!ENGINES.isEmpty(), "there is only plain here");
    SplittableRandom random = new SplittableRandom(3);
    for (Precision precision : Precision.values()) {
      for (int chains : new int[] {3, 40}) {
        Map<String, double[]> values = NativeEngineTest.values(computation, chains);
        values.values().forEach(array -> disturb(array, random, precision));
        assertSameBits(computation, precision, values, chains);
      }
    }
  }

  /// Sums that are made stretch by stretch, of one length or two.
  @ParameterizedTest
  @CsvSource({"33, 256", "5, 257", "40, 300", "3, 512", "29, 1000"})
  void longSumsArePlainToTheBit(int rows, int terms) {
    assumeTrue(!ENGINES.isEmpty(), "there is only plain here");
    Expr w = Cases.parameter("W", rows, terms);
    Expr y = Cases.input("Y", terms, 2);
    Computation products =
        new Computation(
            "long sums",
            List.of(),
            List.of(
                new Output("z", w.matmul(y).node()),
                new Output("back", w.transpose().matmul(w.matmul(y)).node())));
    for (Precision precision : Precision.values()) {
      for (int chains : new int[] {5, 40}) {
        Map<String, double[]> values = NativeEngineTest.values(products, chains);
        assertSameBits(products, precision, values, chains);
      }
    }
  }

  /// A denormal factor is 0 and stays 0 beside a number so large that their product would not be
  /// small.
  @ParameterizedTest
  @CsvSource({"0x1p100, 0", "Infinity, 1"})
  void aDenormalFactorIsNothingBesideALargeOne(double large, double others) {
    assumeTrue(!ENGINES.isEmpty(), "there is only plain here");
    Expr y = Cases.input("Y", 7);
    Computation product =
        new Computation(
            "large",
            List.of(),
            List.of(new Output("z", Cases.parameter("W", 5, 7).matmul(y).node())));
    for (int chains : new int[] {5, 40}) {
      Map<String, double[]> values = NativeEngineTest.values(product, chains);
      Arrays.fill(values.get("W"), large);
      Arrays.fill(values.get("Y"), others);
      values.get("Y")[3] = Float.MIN_VALUE;
      assertSameBits(product, Precision.F32, values, chains);
    }
  }

  /// The low halves of 64-bit ids wrap inside a tile; the high halves must follow.
  @Test
  void noiseOfChainsAroundTheTwoToThe32ndIsThatOfTheStream() {
    assumeTrue(!ENGINES.isEmpty(), "there is only plain here");
    Computation noise = Cases.noise(3);
    long first = (1L << 32) - 40;
    for (int chains : new int[] {5, 100}) {
      double[] wanted = noise(plain, noise, chains, first);
      for (Engine engine : ENGINES.values()) {
        assertThat(noise(engine, noise, chains, first)).containsExactly(wanted);
        assertThat(noise(engine, noise, chains, 0)).isNotEqualTo(wanted);
      }
    }
  }

  private static double[] noise(Engine engine, Computation noise, int chains, long first) {
    try (Run run = engine.compile(noise, Precision.F64).start(chains, 9)) {
      run.firstChain(first);
      run.step(1);
      return run.block("noise").toArray();
    }
  }

  /// A chunk of more tiles than are packed at once, whose last tile is not full.
  @Test
  void sumsOverManyChainsAgreeToTheBit() {
    assumeTrue(!ENGINES.isEmpty(), "there is only plain here");
    Computation computation = Cases.sumsOverChains(13, 77);
    for (Precision precision : Precision.values()) {
      for (int chains : new int[] {2048, 2500, 4200}) {
        Map<String, double[]> values = NativeEngineTest.values(computation, chains);
        assertSameBits(computation, precision, values, chains);
      }
    }
  }

  private void assertSameBits(
      Computation computation, Precision precision, Map<String, double[]> values, int chains) {
    Map<String, double[]> wanted =
        NativeEngineTest.results(plain, computation, precision, values, chains);
    for (var engine : ENGINES.entrySet()) {
      Map<String, double[]> found =
          NativeEngineTest.results(engine.getValue(), computation, precision, values, chains);
      for (String name : wanted.keySet()) {
        assertThat(Arrays.mismatch(wanted.get(name), found.get(name))) // −0 is not 0, NaN is NaN
            .as(
                "first different number of %s, %s, %s, %d chains, %s",
                computation.name(), engine.getKey(), precision, chains, name)
            .isEqualTo(-1);
      }
    }
  }

  /// Every third number becomes one of those, in F64 at times near the least of its range.
  private static void disturb(double[] values, SplittableRandom random, Precision precision) {
    for (int i = 0; i < values.length; i++) {
      if (random.nextInt(3) == 0) {
        double scale = precision == Precision.F64 && random.nextInt(4) == 0 ? 0x1p-940 : 1;
        values[i] = ODD[random.nextInt(ODD.length)] * scale;
      }
    }
  }

  @Test
  void plainIsFoundByItsNameAndAlwaysAvailable() {
    assertThat(Engine.named("plain")).isInstanceOf(PlainEngine.class);
    assertThat(plain.unavailable()).isEmpty();
    assertThat(plain.rank()).isLessThan(new VectorEngine().rank());
    assertThat(new VectorEngine().rank()).isLessThan(new NativeEngine().rank());
  }
}
