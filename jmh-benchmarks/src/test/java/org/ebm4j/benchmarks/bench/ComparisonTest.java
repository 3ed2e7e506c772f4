package org.ebm4j.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.benchmarks.bench.Comparison.Verdict;
import org.ebm4j.viz.record.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What changed is told, noise is not.
class ComparisonTest {
  private static Result row(double microseconds, double share, double spread) {
    Map<String, Json> figures = new LinkedHashMap<>();
    figures.put("row", Json.of("mlp-chain"));
    figures.put("us_per_step", Json.of(microseconds));
    figures.put("spread", Json.of(spread));
    figures.put("share_of_peak", Double.isNaN(share) ? new Json.Null() : Json.of(share));
    return new Result("mlp-chain", figures);
  }

  private static Verdict verdict(Result before, Result after) {
    return Comparison.of(List.of(before), List.of(after)).getFirst().verdict();
  }

  @ParameterizedTest
  @CsvSource({
    "100, 100, SAME",
    "100, 104, SAME",
    "100, 96, SAME",
    "100, 108, SLOWER",
    "100, 92, FASTER"
  })
  void timesBeyondFivePerCentAreChanges(double before, double after, Verdict verdict) {
    assertThat(verdict(row(before, Double.NaN, 0), row(after, Double.NaN, 0))).isEqualTo(verdict);
  }

  @Test
  void whatIsWithinTheSpreadOfBothRunsIsNoise() {
    assertThat(verdict(row(100, Double.NaN, .1), row(118, Double.NaN, .1))).isEqualTo(Verdict.SAME);
    assertThat(verdict(row(100, Double.NaN, .1), row(118, Double.NaN, 0)))
        .isEqualTo(Verdict.SLOWER);
  }

  @Test
  void onASlowerMachineTheShareDecides() {
    assertThat(verdict(row(100, .8, .01), row(150, .8, .01))).isEqualTo(Verdict.SAME);
    assertThat(verdict(row(100, .8, .01), row(100, .6, .01))).isEqualTo(Verdict.SLOWER);
  }

  @Test
  void ofRatesMoreIsBetter() {
    Result before = rate(1);
    Result after = rate(2);
    assertThat(verdict(before, after)).isEqualTo(Verdict.FASTER);
    assertThat(verdict(after, before)).isEqualTo(Verdict.SLOWER);
  }

  private static Result rate(double value) {
    Map<String, Json> figures = new LinkedHashMap<>();
    figures.put("row", Json.of("ising-64"));
    figures.put("value", Json.of(value));
    figures.put("unit", Json.of("flips/ns"));
    figures.put("spread", Json.of(.01));
    return new Result("ising-64", figures);
  }

  @Test
  void rowsThatOneRunLacksOrThatFailedAreLeftOut() {
    assertThat(Comparison.of(List.of(), List.of(rate(1)))).isEmpty();
    assertThat(Comparison.of(List.of(Result.failed("ising-64", "wrong")), List.of(rate(1))))
        .isEmpty();
  }

  @Test
  void unitsMustBeTheSame() {
    Map<String, Json> figures = new LinkedHashMap<>(rate(1).figures());
    figures.put("unit", Json.of("us/flip"));
    assertThatThrownBy(
            () -> Comparison.of(List.of(rate(1)), List.of(new Result("ising-64", figures))))
        .hasMessage(
            "row ising-64 was saved in flips/ns and is now in us/flip; save a new run to compare with");
  }
}
