package org.ebm4j.api.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Values;

/// One component's numbers of categories, written one-hot: number c of k becomes k numbers of which
/// number c is 1.
///
/// @param component of whole numbers, as it lay before
/// @param size how many numbers a point had before
/// @param count k, how many categories a site has
record OneHot(Component component, int size, int count) {

  static OneHot of(Layout layout, String name, int count) {
    Component component = layout.component(name);
    if (component.kind() != Kind.WHOLE) {
      throw new IllegalArgumentException(
          "categories: they are whole numbers, found component '"
              + name
              + "' of the kind "
              + component.kind()
              + " in "
              + layout
              + "; declare it as int or int[]");
    }
    if (count < 2) {
      throw new IllegalArgumentException(
          "categories: a site should have 2 or more, found "
              + count
              + "; what has one value needs no number");
    }
    return new OneHot(component, layout.size(), count);
  }

  /// How many numbers a point has, written one-hot.
  int codedSize() {
    return size + more();
  }

  private int more() {
    return component.size() * (count - 1);
  }

  private int end() {
    return component.offset() + component.size();
  }

  /// The layout written one-hot.
  Layout coded(Layout layout) {
    List<Component> components = new ArrayList<>();
    for (Component c : layout.components()) {
      boolean mine = c.name().equals(component.name());
      components.add(
          new Component(
              c.name(),
              mine ? longer(c.shape()) : c.shape(),
              moved(c.offset()),
              mine ? Kind.CATEGORY : c.kind(),
              mine ? Bounds.of(c.size() * count, 0, 1) : c.bounds()));
    }
    double[] origin = new double[codedSize()];
    toOneHot(layout.origin().toArray(), origin, 0);
    return new Layout(layout.type(), components, Values.of(origin), layout.spread());
  }

  /// Where the accessor's part lies, written one-hot.
  Coder.Part coded(Coder.Part part) {
    boolean mine = part.name().equals(component.name());
    Shape shape = mine ? longer(part.shape()) : part.shape();
    return new Coder.Part(part.name(), moved(part.offset()), shape, part.record());
  }

  private Shape longer(Shape shape) {
    int[] dims = Arrays.copyOf(shape.dims(), shape.rank() + 1);
    dims[shape.rank()] = count;
    return Shape.of(dims);
  }

  private int moved(int offset) {
    return offset >= end() ? offset + more() : offset;
  }

  /// Writes a point one-hot.
  ///
  /// @param whole its numbers before
  /// @param into modified from offset on
  void toOneHot(double[] whole, double[] into, int offset) {
    int begin = component.offset();
    System.arraycopy(whole, 0, into, offset, begin);
    System.arraycopy(whole, end(), into, offset + end() + more(), size - end());
    Arrays.fill(into, offset + begin, offset + end() + more(), 0);
    for (int i = 0; i < component.size(); i++) {
      double category = whole[begin + i];
      if (!(category >= 0 && category < count)) {
        throw new IllegalArgumentException(
            "a site of "
                + count
                + " categories holds 0 to "
                + (count - 1)
                + ", found "
                + (int) category
                + " at site "
                + i);
      }
      into[offset + begin + i * count + (int) category] = 1;
    }
  }

  /// The numbers before, of a point written one-hot.
  double[] toWhole(double[] from, int offset) {
    double[] whole = new double[size];
    int begin = component.offset();
    System.arraycopy(from, offset, whole, 0, begin);
    System.arraycopy(from, offset + end() + more(), whole, end(), size - end());
    for (int i = 0; i < component.size(); i++) {
      int site = offset + begin + i * count;
      whole[begin + i] = largest(from, site, count) - site;
    }
    return whole;
  }

  /// Where the first largest of some numbers stands.
  private static int largest(double[] numbers, int begin, int count) {
    int largest = begin;
    for (int at = begin + 1; at < begin + count; at++) {
      if (numbers[at] > numbers[largest]) {
        largest = at;
      }
    }
    return largest;
  }

  /// Of every {@code width} numbers the largest becomes 1 and the others 0.
  ///
  /// @param numbers modified from offset on
  static void harden(double[] numbers, int offset, int size, int width) {
    for (int at = offset; at < offset + size; at += width) {
      int largest = largest(numbers, at, width);
      Arrays.fill(numbers, at, at + width, 0);
      numbers[largest] = 1;
    }
  }
}
