package org.ebm4j.api.engine;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/// The engines on the path, best first.
final class Engines {
  private Engines() {}

  /// Found once; engines hold no state that a run could change.
  private static final class Found {
    static final List<Engine> ALL =
        announced().stream()
            .map(ServiceLoader.Provider::get)
            .sorted((one, other) -> Integer.compare(other.rank(), one.rank()))
            .toList();
    static final Engine BEST = choose();

    /// Where nothing lies on the class path only modules are asked: to look for a file in each of
    /// them opens them all.
    private static ServiceLoader<Engine> announced() {
      ModuleLayer layer = Engine.class.getModule().getLayer();
      return layer != null && System.getProperty("java.class.path", "").isEmpty()
          ? ServiceLoader.load(layer, Engine.class)
          : ServiceLoader.load(Engine.class, Engine.class.getClassLoader());
    }

    private static Engine choose() {
      for (Engine engine : ALL) {
        Optional<String> reason = engine.unavailable();
        if (reason.isEmpty()) {
          return engine;
        }
        // The logger is looked up where there is something to say: setting one up takes longer than
        // a small answer.
        LoggerFactory.getLogger(Engine.class)
            .info("engine '{}' is not used: {}", engine.name(), reason.get());
      }
      throw new IllegalStateException(
          "no engine was found on the path; add ebm-kernels, which brings the plain one, to the dependencies");
    }
  }

  static Engine best() {
    return Found.BEST;
  }

  static Engine named(String name) {
    for (Engine engine : Found.ALL) {
      if (engine.name().equals(name)) {
        engine.unavailable().ifPresent(reason -> refuse(name, reason));
        return engine;
      }
    }
    throw new IllegalArgumentException(
        "there is no engine '"
            + name
            + "'; there are "
            + Found.ALL.stream().map(Engine::name).collect(Collectors.joining(", ")));
  }

  private static void refuse(String name, String reason) {
    throw new IllegalArgumentException("engine '" + name + "' cannot run here: " + reason);
  }
}
