package org.ebm4j.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.ebm4j.viz.record.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What scripts rely on: the array on standard output, its keys, their types, exit codes.
class ContractTest {
  private static Map<String, Json> only(Spoken bench) {
    assertThat(bench.code()).as(bench.err()).isZero();
    List<Json> rows = ((Json.Arr) Json.parse(bench.out())).items();
    assertThat(rows).hasSize(1);
    return ((Json.Obj) rows.getFirst()).fields();
  }

  @Test
  void aRowIsAnObjectWithItsTimeThePeakTheShareAndTheBytes() {
    Map<String, Json> row = only(Spoken.bench("--only", "gemm-64", "--quick", "--json"));

    assertThat(row).containsEntry("row", Json.of("gemm-64")).doesNotContainKeys("unit", "value");
    for (String number : List.of("us_per_step", "spread", "bytes_per_step", "error", "tolerance")) {
      assertThat(row.get(number).asDouble()).as(number).isGreaterThanOrEqualTo(0);
    }
    assertThat(row).containsKeys("fma_peak_gflops", "share_of_peak", "lanes_bits", "jdk");
    assertThat(row).containsEntry("threads", Json.of(1)).containsEntry("forks", Json.of(1));
    if (row.get("engine").equals(Json.of("native"))) {
      double gigaflops = 2.0 * 64 * 64 * 64 / row.get("us_per_step").asDouble() / 1e3;
      assertThat(row.get("fma_peak_gflops").asDouble()).isPositive();
      assertThat(row.get("share_of_peak").asDouble())
          .isBetween(.3 * gigaflops / row.get("fma_peak_gflops").asDouble(), 1.3);
    }
  }

  @Test
  void aRowOfAnotherUnitHasAValue() {
    Map<String, Json> row = only(Spoken.bench("--only", "rosenbrock-batch", "--quick", "--json"));

    assertThat(row).containsEntry("unit", Json.of("us/problem")).doesNotContainKey("us_per_step");
    assertThat(row.get("value").asDouble()).isPositive();
    assertThat(row).containsEntry("share_of_peak", new Json.Null());
  }

  @Test
  void engineAndThreadsAreThoseAskedFor() {
    Map<String, Json> row =
        only(
            Spoken.bench(
                "--only", "mlp-one", "--quick", "--json", "--engine", "plain", "--threads", "2"));

    assertThat(row).containsEntry("engine", Json.of("plain")).containsEntry("threads", Json.of(2));
  }

  @Test
  void withoutMachineCodeThereIsNoPeakToCompareWith() {
    Map<String, Json> row =
        only(Spoken.bench("--only", "mlp-one", "--quick", "--json", "--isa", "none"));

    assertThat(row)
        .containsEntry("fma_peak_gflops", new Json.Null())
        .containsEntry("share_of_peak", new Json.Null());
  }

  @Test
  void anUnknownRowIsOneSentenceWithTheRows() {
    Spoken bench = Spoken.bench("--only", "gemm-64,gem", "--json");

    assertThat(bench.code()).isEqualTo(2);
    assertThat(bench.out()).isEmpty();
    assertThat(bench.err().lines())
        .singleElement()
        .asString()
        .startsWith("ebm bench: there is no row 'gem'; there are gemm-64, gemm-256, gemm-1024,")
        .contains("quad-100", "train-vicreg", "rosenbrock-batch", "cold-start");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--threads 0 | ebm bench: --threads asks for 0; give 1 to 1024; see ebm bench --help",
        "--set large | ebm bench: --set asks for 'large'; give short, standard or full; see ebm bench --help",
        "--onl | ebm bench: unknown option: '--onl'; see ebm bench --help"
      })
  void wrongWordsAreOneSentence(String words, String sentence) {
    Spoken bench = Spoken.bench(words.split(" "));

    assertThat(bench.code()).isEqualTo(2);
    assertThat(bench.err().strip()).startsWith(sentence);
    assertThat(bench.out()).isEmpty();
  }

  @Test
  void anEngineThatIsNotThereFailsTheRowWithTheEnginesThereAre() {
    Spoken bench = Spoken.bench("--only", "mlp-one", "--quick", "--json", "--engine", "abacus");

    assertThat(bench.code()).isEqualTo(1);
    Json row = ((Json.Arr) Json.parse(bench.out())).items().getFirst();
    assertThat(((Json.Text) ((Json.Obj) row).fields().get("failed")).value())
        .startsWith("there is no engine 'abacus'; there are ");
  }
}
