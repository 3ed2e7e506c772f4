package org.ebm4j.kernels.x86;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import java.util.stream.Stream;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.interpret.ReferenceEngine;
import org.ebm4j.kernels.plain.PlainEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The plain engine means what the graph means, and machine code computes what the plain engine
/// computes, to the bit.
class EnginesAgreeTest {
  private static final int[] SIZES = {1, 2, 16, 17, 31, 32, 33, 65, 200};

  private final Engine plain = new PlainEngine();
  private final Engine machineCode = new NativeEngine();

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
  void machineCodeIsPlainToTheBit(Computation computation) {
    assumeTrue(machineCode.unavailable().isEmpty(), () -> machineCode.unavailable().orElseThrow());
    for (Precision precision : Precision.values()) {
      for (int chains : SIZES) {
        Map<String, double[]> values = NativeEngineTest.values(computation, chains);
        Map<String, double[]> wanted =
            NativeEngineTest.results(plain, computation, precision, values, chains);
        Map<String, double[]> found =
            NativeEngineTest.results(machineCode, computation, precision, values, chains);
        for (String name : wanted.keySet()) {
          assertThat(found.get(name)) // −0 is not 0 here, and one NaN is like another
              .as("%s, %s, %d chains, %s", computation.name(), precision, chains, name)
              .containsExactly(wanted.get(name));
        }
      }
    }
  }

  @Test
  void plainIsFoundByItsNameAndAlwaysAvailable() {
    assertThat(Engine.named("plain")).isInstanceOf(PlainEngine.class);
    assertThat(plain.unavailable()).isEmpty();
    assertThat(plain.rank()).isLessThan(machineCode.rank());
  }
}
