package org.ebm4j.cli.doctor;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/// What is known to go wrong on some JDKs.
final class JavaWarnings {
  private static final Runtime.Version SOUND = Runtime.Version.parse("25.0.3");

  private JavaWarnings() {}

  /// The warnings about a JDK, one sentence each.
  ///
  /// @param compactHeaders whether it runs with compact object headers
  static List<String> of(Runtime.Version jdk, boolean compactHeaders) {
    List<String> warnings = new ArrayList<>();
    if (jdk.compareToIgnoreOptional(SOUND) < 0) {
      warnings.add(
          "JDK %s: 25.0.0 to 25.0.2 have an error in the G1 collector that corrupts data; install 25.0.3 or newer"
              .formatted(jdk));
    }
    if (compactHeaders && jdk.feature() <= SOUND.feature()) {
      warnings.add(
          "-XX:+UseCompactObjectHeaders is on, which corrupts data on JDK %d; leave it out"
              .formatted(jdk.feature()));
    }
    return List.copyOf(warnings);
  }

  /// Whether this process runs with compact object headers.
  static boolean compactHeaders() {
    HotSpotDiagnosticMXBean hotspot =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    try {
      return hotspot != null
          && Boolean.parseBoolean(hotspot.getVMOption("UseCompactObjectHeaders").getValue());
    } catch (IllegalArgumentException e) {
      return false; // a JVM that does not know the option does not use it
    }
  }
}
