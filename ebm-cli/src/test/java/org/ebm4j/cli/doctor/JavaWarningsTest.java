package org.ebm4j.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class JavaWarningsTest {

  @ParameterizedTest
  @ValueSource(strings = {"25", "25.0.1+8-LTS", "25.0.2"})
  void jdksWithTheCollectorsErrorAreWarnedOf(String version) {
    assertThat(JavaWarnings.of(Runtime.Version.parse(version), false))
        .singleElement()
        .asString()
        .startsWith("JDK " + version)
        .contains("G1")
        .endsWith("install 25.0.3 or newer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"25.0.3+9-LTS", "25.0.10", "26", "26.0.1"})
  void soundJdksAreNot(String version) {
    assertThat(JavaWarnings.of(Runtime.Version.parse(version), false)).isEmpty();
  }

  @Test
  void compactHeadersAreWarnedOfOnTheJdkTheyCorrupt() {
    assertThat(JavaWarnings.of(Runtime.Version.parse("25.0.3"), true))
        .containsExactly(
            "-XX:+UseCompactObjectHeaders is on, which corrupts data on JDK 25; leave it out");
    assertThat(JavaWarnings.of(Runtime.Version.parse("26"), true)).isEmpty();
  }

  @Test
  void thisProcessIsAsked() {
    assertThat(JavaWarnings.compactHeaders()).isFalse();
  }
}
