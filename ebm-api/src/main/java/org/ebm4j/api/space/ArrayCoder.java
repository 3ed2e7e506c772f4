package org.ebm4j.api.space;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.graph.Shape;

/// Numbers and arrays of numbers, of one Java type and one shape.
///
/// @param what for messages: the component or the space
/// @param type such as {@code float} or {@code double[][]}
record ArrayCoder(String what, Class<?> type, Shape shape) {

  /// The coder of an example's type and shape.
  static ArrayCoder of(String what, Class<?> type, Object example) {
    List<Integer> dims = new ArrayList<>();
    Object inner = example;
    for (Class<?> t = type; t.isArray(); t = t.getComponentType()) {
      int length = inner == null ? 0 : Array.getLength(inner);
      dims.add(length);
      inner = length == 0 || t.getComponentType().isPrimitive() ? null : Array.get(inner, 0);
    }
    ArrayCoder coder =
        new ArrayCoder(what, type, Shape.of(dims.stream().mapToInt(Integer::intValue).toArray()));
    coder.kind();
    return coder;
  }

  static boolean handles(Class<?> type) {
    Class<?> element = element(type);
    return element == float.class
        || element == double.class
        || element == int.class
        || element == boolean.class;
  }

  private static Class<?> element(Class<?> type) {
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    return element;
  }

  Kind kind() {
    Class<?> element = element(type);
    if (element == int.class) {
      return Kind.WHOLE;
    }
    return element == boolean.class ? Kind.BINARY : Kind.REAL;
  }

  Bounds bounds() {
    return kind() == Kind.BINARY ? Bounds.of(shape.size(), 0, 1) : Bounds.none(shape.size());
  }

  void encode(Object value, double[] numbers, int offset) {
    encode(value, 0, numbers, offset);
  }

  private int encode(Object value, int axis, double[] numbers, int at) {
    if (axis == shape.rank()) {
      numbers[at] = number(value);
      return at + 1;
    }
    int length = Array.getLength(value);
    if (length != shape.dim(axis)) {
      throw new IllegalArgumentException(
          what
              + " is an array of shape "
              + shape
              + ", found a length of "
              + length
              + " along axis "
              + axis
              + "; all points of a space have the shapes of its example");
    }
    if (value instanceof float[] floats) {
      for (float number : floats) {
        numbers[at++] = number;
      }
      return at;
    }
    for (int i = 0; i < length; i++) {
      at = encode(Array.get(value, i), axis + 1, numbers, at);
    }
    return at;
  }

  private static double number(Object value) {
    return value instanceof Boolean bit ? (bit ? 1 : 0) : ((Number) value).doubleValue();
  }

  Object decode(double[] numbers, int offset) {
    return decode(type, 0, numbers, new int[] {offset});
  }

  private Object decode(Class<?> t, int axis, double[] numbers, int[] at) {
    if (axis == shape.rank()) {
      return element(t, numbers[at[0]++]);
    }
    Object array = Array.newInstance(t.getComponentType(), shape.dim(axis));
    if (array instanceof float[] floats) {
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) numbers[at[0]++];
      }
      return array;
    }
    for (int i = 0; i < shape.dim(axis); i++) {
      Array.set(array, i, decode(t.getComponentType(), axis + 1, numbers, at));
    }
    return array;
  }

  private static Object element(Class<?> type, double number) {
    if (type == float.class) {
      return (float) number;
    }
    if (type == int.class) {
      return (int) Math.rint(number);
    }
    return type == boolean.class ? (Object) (number > .5) : (Object) number;
  }
}
