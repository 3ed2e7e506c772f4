package org.ebm4j.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.viz.figure.Bar;
import org.ebm4j.viz.record.Json;
import org.junit.jupiter.api.Test;

/// A run in words.
class CardsTest {
  private static final Result OURS =
      row(
          Map.of(
              "us_per_step", Json.of(100.0),
              "spread", Json.of(.02),
              "forks", Json.of(3),
              "share_of_peak", Json.of(.8),
              "fma_peak_gflops", Json.of(200.0),
              "bytes_per_step", Json.of(.5)),
          Map.of(
              "engine", Json.of("native"),
              "checked", Json.of("plain loops in f64"),
              "error", Json.of(1e-7),
              "tolerance", Json.of(1e-4)));

  private static Result row(Map<String, Json> figures, Map<String, Json> more) {
    Map<String, Json> all = new LinkedHashMap<>(figures);
    all.putAll(more);
    all.put("row", Json.of("mlp-chain"));
    return new Result("mlp-chain", all);
  }

  private static Result peer(String name, double ratio) {
    return row(
        Map.of("us_per_step", Json.of(100 * ratio), "ratio", Json.of(ratio)),
        Map.of("peer", Json.of(name), "peer_name", Json.of(name), "first_s", Json.of(1.5)));
  }

  @Test
  void aCardHasCommandFigureSpreadBoundAndWhatPeersTake() {
    String cards =
        Cards.of(List.of(OURS, peer("slow", 2), peer("fast", .5)), "./ebm bench --peers");

    assertThat(cards)
        .startsWith("    ./ebm bench --peers\n")
        .contains("## mlp-chain\n")
        .contains("- figure: 100 us/step\n")
        .contains("- spread: 2.0 % over 3 JVMs; bytes a step 0.500\n")
        .contains("reached 0.80 of 200 GFLOP/s a core\n")
        .contains("- checked: off by 1.0e-07 (allowed 1e-04), held against plain loops in f64\n")
        .contains("| slow | 200 us/step | 2.00× as fast | 1.50 s |\n");
  }

  @Test
  void furtherFiguresAreSaidInWordsAndOnlyWhereThereAreAny() {
    Map<String, Json> figures = new LinkedHashMap<>(OURS.figures());
    figures.put("converged", Json.of(.5));
    figures.put("gradients_per_start", Json.of(12.25));

    assertThat(Cards.of(List.of(new Result("mlp-chain", figures)), "x"))
        .contains("- further: 50 % converged; 12.3 gradients a start\n");
    assertThat(Cards.of(List.of(OURS), "x")).doesNotContain("further");
  }

  @Test
  void aPointOfAGrowthCurveSaysItsWorkToo() {
    Map<String, Json> figures = new LinkedHashMap<>(OURS.figures());
    figures.put("row", Json.of("chains-33"));

    assertThat(Cards.of(List.of(new Result("chains-33", figures)), "x"))
        .contains("## chains-33\n\n- work: ", "- bound: ");
  }

  @Test
  void whatIsLostIsSaid() {
    List<Result> both = List.of(OURS, peer("slow", 2), peer("fast", .5));

    assertThat(Cards.of(both, "x"))
        .endsWith("## What we lose\n\n- mlp-chain: fast is 2.00× as fast as ours.\n");
    assertThat(Cards.of(List.of(OURS, peer("slow", 2)), "x")).endsWith("No row of this run.\n");
  }

  @Test
  void whatFailedIsSaid() {
    Result failed = Result.failed("mlp-chain", "the answer is off");

    assertThat(Cards.of(List.of(failed), "x")).contains("Failed: the answer is off\n");
    assertThat(Cards.picture(List.of(failed))).isEmpty();
  }

  @Test
  void thePictureHasOurTimeFirstAndTheBound() {
    var chart = Cards.picture(List.of(OURS, peer("slow", 2))).orElseThrow();

    assertThat(chart.bars()).extracting(Bar::value).containsExactly(100.0, 200.0);
    assertThat(chart.floors().getFirst().value()).isEqualTo(80);
    assertThat(chart.axis().to()).isNaN();
    assertThat(Cards.picture(List.of(OURS))).isEmpty();
  }

  @Test
  void oneToolThatDwarfsTheOthersDoesNotShrinkThem() {
    List<Result> most = List.of(OURS, peer("a", 2), peer("b", 4), peer("c", 50));
    assertThat(Cards.picture(most).orElseThrow().axis().to()).isEqualTo(480);
    List<Result> even = List.of(OURS, peer("a", 2), peer("b", 4), peer("c", 11));
    assertThat(Cards.picture(even).orElseThrow().axis().to()).isNaN();
  }
}
