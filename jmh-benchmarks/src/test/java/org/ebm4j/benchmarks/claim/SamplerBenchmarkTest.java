package org.ebm4j.benchmarks.claim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The claim about samplers can be timed as it is declared: outside JMH it would be refused in the
/// same way.
class SamplerBenchmarkTest {
  @ParameterizedTest
  @ValueSource(strings = {"langevin", "mala"})
  void everySamplerIsCheckedAndSteps(String sampler) {
    var claim = new SamplerBenchmark();
    claim.sampler = sampler;
    claim.chains = 3;
    claim.check();
    assertThat(claim.step().all()).hasSize(30);
  }
}
