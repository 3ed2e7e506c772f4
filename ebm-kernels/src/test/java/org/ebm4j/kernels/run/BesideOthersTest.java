package org.ebm4j.kernels.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A long run beside a busy collector and a second JVM that does the same gives the bits it gives
/// alone.
@Tag("once")
class BesideOthersTest {
  @Test
  void aLongRunKeepsItsBits() throws Exception {
    int alone = BusyChild.walk(BusyChild.STEPS);
    assertThat(BusyChild.walk(BusyChild.STEPS - 1)).isNotEqualTo(alone); // or nothing is said
    List<Process> others = List.of(busy("-XX:+UseSerialGC"), busy("-XX:+UseG1GC"));
    for (Process other : others) {
      String text = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text).matches("-?\\d+ \\d+\n");
      String[] said = text.strip().split(" ", -1);
      assertThat(Integer.parseInt(said[0])).isEqualTo(alone);
      assertThat(Long.parseLong(said[1])).as("collections meanwhile").isGreaterThan(10);
      assertThat(other.waitFor()).isZero();
    }
  }

  private static Process busy(String collector) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            collector,
            "-Xmx48m",
            "-Debm4j.threads=2",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            BusyChild.class.getName()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }
}
