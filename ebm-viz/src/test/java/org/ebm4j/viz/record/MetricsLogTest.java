package org.ebm4j.viz.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MetricsLogTest {

  private Path file;

  @BeforeEach
  void place(@TempDir Path folder) {
    file = folder.resolve("metrics.jsonl");
  }

  private static Metrics metrics(long step) {
    return Metrics.at("digits", step, Map.of("loss", 1.0 / step, "gauge.std", Double.NaN));
  }

  private void write(long from, long to) throws IOException {
    try (MetricsLog log = MetricsLog.create(file)) {
      for (long step = from; step <= to; step++) {
        log.write(metrics(step));
      }
    }
  }

  @Test
  void aLineHoldsOneMeasurementInSortedOrder() throws IOException {
    try (MetricsLog log = MetricsLog.create(file)) {
      log.write(Metrics.at("", 7, Map.of("b", 1.5, "a", Double.NEGATIVE_INFINITY)));
      log.write(Metrics.at("r", 8, Map.of("b", 2.0)).took(Map.of("step", 0.25)));
    }
    assertThat(file)
        .hasContent(
            """
            {"step":7,"values":{"a":"-Infinity","b":1.5}}
            {"run":"r","step":8,"values":{"b":2.0},"times":{"step":0.25}}
            """);
  }

  @Test
  void whatIsWrittenReadsBack() throws IOException {
    write(1, 20);
    assertThat(MetricsLog.read(file)).hasSize(20).element(4).isEqualTo(metrics(5));
  }

  @Test
  void aLineIsInTheFileBeforeTheNext() throws IOException {
    try (MetricsLog log = MetricsLog.create(file)) {
      log.write(metrics(1));
      assertThat(MetricsLog.read(file)).hasSize(1);
      log.write(metrics(2));
      assertThat(MetricsLog.read(file)).hasSize(2);
    }
  }

  @Test
  void aHalfWrittenLastLineIsLeftOut() throws IOException {
    write(1, 3);
    Files.writeString(file, "{\"step\":4,\"val", StandardOpenOption.APPEND);
    assertThat(MetricsLog.read(file)).extracting(Metrics::step).containsExactly(1L, 2L, 3L);
  }

  @Test
  void resumingGivesTheSameBytesAsNeverStopping() throws IOException {
    write(1, 10);
    String whole = Files.readString(file);
    write(1, 8); // stopped at 8, its checkpoint was at 6
    Files.writeString(file, "{\"step\":9", StandardOpenOption.APPEND);
    try (MetricsLog log = MetricsLog.resume(file, m -> m.step() <= 6)) {
      for (long step = 7; step <= 10; step++) {
        log.write(metrics(step));
      }
    }
    assertThat(file).hasContent(whole);
  }

  @Test
  void resumingWithoutAFileStartsOne() throws IOException {
    try (MetricsLog log = MetricsLog.resume(file, _ -> true)) {
      log.write(metrics(1));
    }
    assertThat(MetricsLog.read(file)).hasSize(1);
  }

  @Test
  void aSeriesIsOneValueOfOneRun() {
    List<Metrics> all =
        List.of(
            metrics(1),
            Metrics.at("other", 1, Map.of("loss", 9.0)),
            Metrics.at("digits", 2, Map.of("accuracy", 0.5)),
            metrics(4));
    double[][] series = MetricsLog.series(all, "digits", "loss");
    assertThat(series[0]).containsExactly(1, 4);
    assertThat(series[1]).containsExactly(1, 0.25);
  }

  @Test
  void errorsAreSentences() throws IOException {
    write(1, 3);
    String text = Files.readString(file);
    Files.writeString(file, text.replace("\"step\":2", "\"step\":two"));
    assertThatThrownBy(() -> MetricsLog.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "metrics.jsonl: line 2 of 3 is not metrics (JSON: wanted true at sign 23 of 67, found 't'; "
                + "the text is cut off or not JSON); remove it or start the file anew");
    assertThatThrownBy(() -> Metrics.at("r", -1, Map.of()))
        .hasMessage("metrics of run 'r' at step -1; steps count from 0");
  }
}
