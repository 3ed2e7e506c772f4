package org.ebm4j.benchmarks.fork;

import java.util.Arrays;

/// Numbers in rising order, without those that are no number.
public final class Sorted {
  private final double[] numbers;

  private Sorted(double[] numbers) {
    this.numbers = numbers;
  }

  /// Of these, which stay as they are.
  public static Sorted of(double... numbers) {
    return new Sorted(
        Arrays.stream(numbers).filter(number -> !Double.isNaN(number)).sorted().toArray());
  }

  /// NaN where there is none.
  public double median() {
    return quantile(.5);
  }

  /// The number below which a share p of them lies, between neighbours in proportion.
  public double quantile(double p) {
    if (numbers.length == 0) {
      return Double.NaN;
    }
    double at = p * (numbers.length - 1);
    int low = (int) at;
    int high = Math.min(low + 1, numbers.length - 1);
    return numbers[low] + (at - low) * (numbers[high] - numbers[low]);
  }

  public double least() {
    return quantile(0);
  }

  public double greatest() {
    return quantile(1);
  }
}
