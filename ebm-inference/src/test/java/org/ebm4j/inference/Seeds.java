package org.ebm4j.inference;

/// Statistical checks: a seed of the day, so that no lucky one is frozen in, and two stages, so
/// that an unlucky one does not fail a build.
public final class Seeds {
  private static final double ONCE_IN_A_THOUSAND = 3.29;
  private static final double ONCE_IN_A_HUNDRED_THOUSAND = 4.42;

  private Seeds() {}

  /// Standard errors between what was found and what is exact.
  @FunctionalInterface
  public interface Test {
    /// @param times how much more data than the test's least
    double standardErrors(int times, long seed);
  }

  /// The seed of the day.
  public static long today() {
    return System.currentTimeMillis() / 86_400_000;
  }

  /// Whether the exact value holds: within 1e-3, or with ten times the data within 1e-5.
  public static boolean holds(String name, Test test) {
    long seed = today();
    double z = test.standardErrors(1, seed);
    System.out.printf("%s: seed %d, %.2f standard errors%n", name, seed, z);
    if (Math.abs(z) <= ONCE_IN_A_THOUSAND) {
      return true;
    }
    double again = test.standardErrors(10, ~seed);
    System.out.printf("%s: seed %d, %.2f standard errors at ten times%n", name, ~seed, again);
    return Math.abs(again) <= ONCE_IN_A_HUNDRED_THOUSAND;
  }
}
