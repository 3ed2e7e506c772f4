package org.ebm4j.api.graph;

import java.util.Arrays;

/// Immutable numbers, row-major, equal by bits.
public final class Values {
  private final double[] numbers;

  private Values(double[] numbers) {
    this.numbers = numbers;
  }

  /// Numbers; copied.
  public static Values of(double... numbers) {
    return new Values(numbers.clone());
  }

  /// How many there are.
  public int size() {
    return numbers.length;
  }

  /// One of them, counted from 0.
  public double get(int index) {
    return numbers[index];
  }

  /// A copy.
  public double[] toArray() {
    return numbers.clone();
  }

  /// Whether every number is this one, bit for bit (so −0 is not 0).
  public boolean allEqual(double number) {
    long bits = Double.doubleToRawLongBits(number);
    for (double value : numbers) {
      if (Double.doubleToRawLongBits(value) != bits) {
        return false;
      }
    }
    return numbers.length > 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Values values && Arrays.equals(numbers, values.numbers);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(numbers);
  }

  @Override
  public String toString() {
    return numbers.length <= 6
        ? Arrays.toString(numbers)
        : "[" + numbers[0] + ", … " + numbers.length + " numbers]";
  }
}
