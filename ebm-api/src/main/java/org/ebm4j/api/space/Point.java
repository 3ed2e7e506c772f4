package org.ebm4j.api.space;

import java.util.Arrays;
import java.util.Objects;
import org.ebm4j.api.graph.Values;

/// A point of any layout, for programs that do not have the record it was declared with. Immutable.
public final class Point {
  private final Layout layout;
  private final Values numbers;

  private Point(Layout layout, Values numbers) {
    this.layout = layout;
    this.numbers = numbers;
  }

  /// @param numbers all components one after another; copied
  public static Point of(Layout layout, double... numbers) {
    if (numbers.length != layout.size()) {
      throw new IllegalArgumentException(
          layout + " is a point of " + layout.size() + " numbers, found " + numbers.length);
    }
    return new Point(layout, Values.of(numbers));
  }

  /// Which components it has, and where they lie.
  public Layout layout() {
    return layout;
  }

  /// A copy of all numbers.
  public double[] numbers() {
    return numbers.toArray();
  }

  /// The numbers of one component, row-major, as a new array.
  ///
  /// @throws IllegalArgumentException if there is none of that name, with the names there are
  public double[] get(String component) {
    Component found = layout.component(component);
    return Arrays.copyOfRange(numbers.toArray(), found.offset(), found.offset() + found.size());
  }

  /// This point with the numbers of one component replaced.
  ///
  /// @param values row-major; as many as the component has
  public Point with(String component, double... values) {
    Component found = layout.component(component);
    if (values.length != found.size()) {
      throw new IllegalArgumentException(
          "component '" + component + "' has " + found.size() + " numbers, found " + values.length);
    }
    double[] changed = numbers.toArray();
    System.arraycopy(values, 0, changed, found.offset(), values.length);
    return new Point(layout, Values.of(changed));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Point point
        && layout.equals(point.layout)
        && numbers.equals(point.numbers);
  }

  @Override
  public int hashCode() {
    return Objects.hash(layout, numbers);
  }

  /// {@code Motion(dx = 1.0, dy = 2.0)}.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(layout.type()).append('(');
    for (Component component : layout.components()) {
      text.append(component.offset() == 0 ? "" : ", ");
      text.append(component.name().isEmpty() ? "" : component.name() + " = ");
      double[] values = get(component.name());
      text.append(component.shape().isScalar() ? String.valueOf(values[0]) : Values.of(values));
    }
    return text.append(')').toString();
  }
}
