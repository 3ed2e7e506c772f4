package org.ebm4j.api.space;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ebm4j.api.expr.In.Accessor;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Values;
import org.jspecify.annotations.Nullable;

/// Records of numbers, arrays and records, read through their accessors and built through their
/// canonical constructor.
final class RecordCoder<T> implements Coder<T> {
  private final Class<T> type;
  private final MethodHandle constructor; // (Object[])Object
  private final List<Field> fields;
  private final int size;
  private final double[] example;
  private final List<Probe<T>> probes;

  /// One component of the record: an array, or a record again.
  private record Field(
      String name,
      MethodHandle accessor,
      int offset,
      Optional<ArrayCoder> array,
      Optional<RecordCoder<?>> record) {
    int size() {
      return array.map(a -> a.shape().size()).orElseGet(() -> record.orElseThrow().size);
    }

    Shape shape() {
      return array.map(ArrayCoder::shape).orElseGet(() -> Shape.of(size()));
    }

    void encode(Object value, double[] numbers, int at) {
      if (array.isPresent()) {
        array.get().encode(value, numbers, at);
      } else {
        record.orElseThrow().encodeRecord(value, numbers, at);
      }
    }

    Object decode(double[] numbers, int at) {
      return array.isPresent()
          ? array.get().decode(numbers, at)
          : record.orElseThrow().decode(numbers, at);
    }
  }

  /// A point near the example, and the field in which it differs; −1 for the example itself.
  private record Probe<T>(T point, int field) {}

  private RecordCoder(Class<T> type, MethodHandle constructor, List<Field> fields, T example) {
    this.type = type;
    this.constructor = constructor;
    this.fields = fields;
    this.size = fields.stream().mapToInt(Field::size).sum();
    this.example = new double[size];
    encode(example, this.example, 0);
    this.probes = probes(example);
  }

  static <T> RecordCoder<T> of(RecordAccess access, Class<T> type, T example) {
    RecordComponent[] components = type.getRecordComponents();
    List<Field> fields = new ArrayList<>();
    int offset = 0;
    for (RecordComponent component : components) {
      MethodHandle accessor = access.accessor(type, component);
      Field field =
          field(access, type, component, accessor, offset, RecordAccess.call(accessor, example));
      fields.add(field);
      offset += field.size();
    }
    return new RecordCoder<>(type, access.constructor(type), List.copyOf(fields), example);
  }

  private static Field field(
      RecordAccess access,
      Class<?> owner,
      RecordComponent component,
      MethodHandle accessor,
      int offset,
      Object value) {
    Class<?> type = component.getType();
    String what = owner.getSimpleName() + "." + component.getName();
    if (ArrayCoder.handles(type)) {
      requirePresent(what, value);
      ArrayCoder array = ArrayCoder.of(what, type, value);
      return new Field(component.getName(), accessor, offset, Optional.of(array), Optional.empty());
    }
    if (type.isRecord()) {
      requirePresent(what, value);
      return new Field(
          component.getName(),
          accessor,
          offset,
          Optional.empty(),
          Optional.of(nested(access, type, value)));
    }
    throw new IllegalArgumentException(
        what
            + " is a "
            + type.getSimpleName()
            + ", but a point is made of float, double, int and boolean, arrays of them, and records; keep it outside the point");
  }

  private static void requirePresent(String what, Object value) {
    if (value == null) {
      throw new IllegalArgumentException(
          what + " of the example point is null; give an array, whose shape all points will have");
    }
  }

  private static <C> RecordCoder<C> nested(RecordAccess access, Class<C> type, Object value) {
    return of(access, type, type.cast(value));
  }

  // ---- numbers ----

  @Override
  public void encode(T point, double[] numbers, int offset) {
    for (Field field : fields) {
      field.encode(RecordAccess.call(field.accessor, point), numbers, offset + field.offset);
    }
  }

  private void encodeRecord(Object point, double[] numbers, int offset) {
    encode(type.cast(point), numbers, offset);
  }

  @Override
  public T decode(double[] numbers, int offset) {
    Object[] values = new Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = fields.get(i).decode(numbers, offset + fields.get(i).offset);
    }
    return type.cast(RecordAccess.call(constructor, values));
  }

  double[] example() {
    return example.clone();
  }

  /// The components as data, nested records spread out under dotted names.
  Layout layout() {
    List<Component> components = new ArrayList<>();
    list("", 0, components);
    return new Layout(type.getSimpleName(), components, Values.of(example), 1);
  }

  private void list(String path, int offset, List<Component> components) {
    for (Field field : fields) {
      String name = path + field.name;
      int at = offset + field.offset;
      field.array.ifPresent(
          a -> components.add(new Component(name, a.shape(), at, a.kind(), a.bounds())));
      field.record.ifPresent(r -> r.list(name + ".", at, components));
    }
  }

  // ---- which field an accessor reads ----

  /// Points that differ from the example in one field each, by a small and by a large amount, up
  /// and down. A derived accessor agrees with a component at some of them, never at all: √(dx² +
  /// dy²) is dx for a small dy, |dx| is dx above zero.
  private List<Probe<T>> probes(T centre) {
    List<Probe<T>> found = new ArrayList<>();
    found.add(new Probe<>(centre, -1));
    for (int i = 0; i < fields.size(); i++) {
      for (double nudge : new double[] {1e-2, -1e-2, 1.5, -2.5}) {
        T nudged = nudged(fields.get(i), nudge);
        if (nudged != null) {
          found.add(new Probe<>(nudged, i));
        }
      }
    }
    return List.copyOf(found);
  }

  /// The example with one field moved, or null where the constructor refuses such a point.
  private @Nullable T nudged(Field field, double nudge) {
    double[] moved = example.clone();
    boolean binary = field.array.map(a -> a.kind() == Kind.BINARY).orElse(false);
    boolean whole = field.array.map(a -> a.kind() == Kind.WHOLE).orElse(false);
    for (int j = field.offset; j < field.offset + field.size(); j++) {
      double step =
          whole
              ? Math.copySign(Math.ceil(Math.abs(nudge)), nudge)
              : nudge * Math.max(1, Math.abs(moved[j]));
      moved[j] = binary ? 1 - moved[j] : moved[j] + step;
    }
    try {
      return decode(moved, 0);
    } catch (RuntimeException refused) {
      return null; // a validating constructor; another nudge may pass
    }
  }

  @Override
  public Part part(Accessor<T, ?> accessor) {
    for (int i = 0; i < fields.size(); i++) {
      if (follows(accessor, i)) {
        Field field = fields.get(i);
        return new Part(field.name, field.offset, field.shape(), field.record);
      }
    }
    throw new IllegalArgumentException(
        "the accessor given follows no single component of "
            + type.getSimpleName()
            + ", which has "
            + layout().listed()
            + "; a derived value is written as an expression of them");
  }

  /// Whether the accessor gives what the field's own accessor gives at every probe, and the field
  /// moved at one of them.
  private boolean follows(Accessor<T, ?> accessor, int index) {
    Field field = fields.get(index);
    boolean moved = false;
    for (Probe<T> probe : probes) {
      double[] own = new double[field.size()];
      field.encode(RecordAccess.call(field.accessor, probe.point), own, 0);
      if (!sameAs(field, own, accessor.of(probe.point))) {
        return false;
      }
      moved |= probe.field == index;
    }
    return moved || field.size() == 0;
  }

  private static boolean sameAs(Field field, double[] own, Object value) {
    double[] other = new double[own.length];
    try {
      field.encode(value, other, 0);
    } catch (IllegalArgumentException
        | ClassCastException
        | ArrayIndexOutOfBoundsException otherShape) {
      return false; // another component's array, of another type or shape
    }
    return Arrays.equals(own, other);
  }
}
