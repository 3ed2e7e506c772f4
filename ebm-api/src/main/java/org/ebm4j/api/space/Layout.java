package org.ebm4j.api.space;

import java.util.List;
import java.util.stream.Collectors;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Values;

/// How a point lies in numbers: its components one after another in one vector of n numbers. Data;
/// it knows no user's class.
///
/// @param type what a point is called, such as the record's simple name, {@code real} or {@code
///   image}
/// @param components in order, without gaps
/// @param origin where searches begin: n numbers
/// @param spread standard deviation of random starts round the origin, in the units of the numbers
///   (of free coordinates where one side is bounded; where both are, starts fill the box evenly)
public record Layout(String type, List<Component> components, Values origin, double spread) {
  public Layout {
    components = List.copyOf(components);
    int at = 0;
    for (Component component : components) {
      if (component.offset() != at) {
        throw new IllegalArgumentException(
            "component '"
                + component.name()
                + "' should begin at "
                + at
                + ", found "
                + component.offset());
      }
      at += component.size();
    }
    if (origin.size() != at) {
      throw new IllegalArgumentException(
          type + " has " + at + " numbers, but its origin has " + origin.size());
    }
    if (!(spread >= 0 && spread < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          type
              + ": the spread of starts must be 0 or more and finite, found "
              + spread
              + "; 1 is usual");
    }
  }

  /// How many numbers a point has.
  public int size() {
    return origin.size();
  }

  /// Whether the point is one plain array rather than named components.
  public boolean isPlain() {
    return components.size() == 1 && components.getFirst().name().isEmpty();
  }

  /// The shape a term sees: a plain array's own, else `[n]`.
  public Shape shape() {
    return isPlain() ? components.getFirst().shape() : Shape.of(size());
  }

  /// The bounds of all numbers.
  public Bounds bounds() {
    Bounds all = Bounds.none(0);
    for (Component component : components) {
      all = all.then(component.bounds());
    }
    return all;
  }

  /// Whether every number is a real one.
  public boolean isContinuous() {
    return components.stream().allMatch(c -> c.kind() == Kind.REAL);
  }

  /// Whether every number is one of two: 0 or 1, or −1 or 1.
  public boolean isTwoValued() {
    return components.stream().allMatch(c -> c.kind().isTwoValued());
  }

  /// The component of a name.
  ///
  /// @throws IllegalArgumentException if there is none, with the names there are
  public Component component(String name) {
    return components.stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                type + " has no component '" + name + "'; it has " + listed()));
  }

  /// The layout as canonical JSON: equal layouts give equal text.
  public String toJson() {
    return LayoutJson.write(this);
  }

  /// Reads what {@link #toJson} wrote.
  ///
  /// @throws IllegalArgumentException if it is not a layout, with what was found
  public static Layout fromJson(String json) {
    return LayoutJson.read(json);
  }

  /// {@code dx [], dy []}.
  String listed() {
    return components.isEmpty()
        ? "none"
        : components.stream()
            .map(c -> c.name() + " " + c.shape())
            .collect(Collectors.joining(", "));
  }

  /// {@code Motion(dx [], dy [])}, {@code image [8, 8]}.
  @Override
  public String toString() {
    return isPlain()
        ? type + " " + shape()
        : type + "(" + (components.isEmpty() ? "" : listed()) + ")";
  }
}
