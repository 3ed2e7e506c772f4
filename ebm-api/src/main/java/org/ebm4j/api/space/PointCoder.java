package org.ebm4j.api.space;

import java.util.Arrays;
import org.ebm4j.api.expr.In.Accessor;

/// Points without a class of their own.
record PointCoder(Layout layout) implements Coder<Point> {
  @Override
  public void encode(Point point, double[] numbers, int offset) {
    if (point.layout().size() != layout.size()) {
      throw new IllegalArgumentException(
          "asked for a point of " + layout + ", found one of " + point.layout());
    }
    System.arraycopy(point.numbers(), 0, numbers, offset, layout.size());
  }

  @Override
  public Point decode(double[] numbers, int offset) {
    return Point.of(layout, Arrays.copyOfRange(numbers, offset, offset + layout.size()));
  }

  @Override
  public Part part(Accessor<Point, ?> accessor) {
    throw new IllegalArgumentException(
        "a generic point has no accessors; name the component instead, one of " + layout.listed());
  }
}
