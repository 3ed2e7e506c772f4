package org.ebm4j.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A JVM that failed is told from one that somebody ended before it began.
class JvmTest {
  @Test
  void whoEndsWithoutAWordWasEnded() {
    assertThat(Jvm.endedWhileStarting(1, "", "")).isTrue();
    assertThat(Jvm.endedWhileStarting(1, "", "Runtime.exit() logging failed: null")).isTrue();
    assertThat(Jvm.endedWhileStarting(1, "", "Picked up JAVA_TOOL_OPTIONS: -Xmx1g")).isTrue();
    assertThat(Jvm.endedWhileStarting(1, "", "NOTE: x\nRuntime.exit() logging failed")).isTrue();
  }

  @Test
  void whoSaysWhyFailed() {
    String hotspot = "Error occurred during initialization of VM\nCould not reserve enough space";
    assertThat(Jvm.endedWhileStarting(1, hotspot, "")).isFalse();
    assertThat(Jvm.endedWhileStarting(1, "", "Exception in thread main")).isFalse();
    assertThat(Jvm.endedWhileStarting(1, "", "Picked up X\nException")).isFalse();
    assertThat(Jvm.endedWhileStarting(0, "", "")).isFalse();
    assertThat(Jvm.endedWhileStarting(137, "", "")).isFalse();
  }
}
