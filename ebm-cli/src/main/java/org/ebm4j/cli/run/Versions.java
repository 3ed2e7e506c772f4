package org.ebm4j.cli.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/// What figures may depend on besides command and seed.
public final class Versions {
  private Versions() {}

  /// The version that the build wrote beside this class.
  public static String own() {
    Properties properties = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream("version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }

  /// The toolkit's version and the JDK's.
  public static Map<String, String> all() {
    return Map.of("ebm4j", own(), "jdk", Runtime.version().toString());
  }
}
