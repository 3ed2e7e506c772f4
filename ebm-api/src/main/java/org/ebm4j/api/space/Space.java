package org.ebm4j.api.space;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.ebm4j.api.expr.In;
import org.ebm4j.api.expr.In.Accessor;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Values;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;

/// A typed set of points: how a T lies in, and is read back from, n numbers; its bounds; where searches begin.
///
///     record Motion(float dx, float dy) {}
///     Space<Motion> motions = Space.of(new Motion(0, 0)).box(-1, 1);
///
/// Coding: numbers and arrays as they are, row-major; whole numbers as themselves, rounded when read back; true as 1, false as
/// 0, read back as true above ½; of spins true as 1, false as −1, read back as true above 0; of k categories number c as k
/// numbers, of which number c is 1 and the others are 0, read back as the place of the largest. Immutable.
///
/// @param <T> the type of the points
public final class Space<T> {
  private final Layout layout;
  private final Coder<T> coder;

  private Space(Layout layout, Coder<T> coder) {
    this.layout = layout;
    this.coder = coder;
  }

  // ---- making one ----

  /// The space of a record's points.
  ///
  /// @param example gives the components and the shapes of their arrays, and is the origin of
  ///   searches
  /// @throws IllegalArgumentException if a component is not made of numbers, or the record cannot
  ///   be read from this module
  public static <T extends Record> Space<T> of(T example) {
    return record(new RecordAccess(Optional.empty()), example);
  }

  /// The space of the points of a record that is not accessible to this library.
  ///
  /// @param lookup {@code MethodHandles.lookup()} called where the record is accessible
  public static <T extends Record> Space<T> of(MethodHandles.Lookup lookup, T example) {
    return record(new RecordAccess(Optional.of(lookup)), example);
  }

  @SuppressWarnings("unchecked") // an object's class is the class of its type
  private static <T extends Record> Space<T> record(RecordAccess access, T example) {
    RecordCoder<T> coder = RecordCoder.of(access, (Class<T>) example.getClass(), example);
    return new Space<>(coder.layout(), coder);
  }

  /// Arrays of real numbers of one shape, as float[], row-major. Without extents: one number.
  public static Space<float[]> real(int... dims) {
    return plain("real", float[].class, Kind.REAL, Shape.of(dims));
  }

  /// Images of one channel.
  public static Space<float[]> image(int height, int width) {
    return plain("image", float[].class, Kind.REAL, Shape.of(height, width));
  }

  /// Images, channels last.
  public static Space<float[]> image(int height, int width, int channels) {
    return plain("image", float[].class, Kind.REAL, Shape.of(height, width, channels));
  }

  /// Arrays of bits of one shape, coded as 0 and 1.
  public static Space<boolean[]> binary(int... dims) {
    return plain("binary", boolean[].class, Kind.BINARY, Shape.of(dims));
  }

  /// Arrays of spins of one shape: bits coded as −1 (false) and 1 (true).
  ///
  ///     var lattice = Space.spins(64, 64);
  public static Space<boolean[]> spins(int... dims) {
    return plain("binary", boolean[].class, Kind.BINARY, Shape.of(dims)).asSpins();
  }

  /// Arrays of sites with one of {@code count} categories each: 0 … count − 1, row-major. A term sees them one-hot along one
  /// more axis, the last.
  ///
  ///     var lattice = Space.categories(3, 64, 64);                                // a term's s is [64, 64, 3]
  ///     var potts = Energy.over(lattice).plus("bonds", s -> dot(s, s.roll(0, 1).plus(s.roll(1, 1))).negated());
  ///
  /// @param count 2 or more
  public static Space<int[]> categories(int count, int... dims) {
    return plain("categories", int[].class, Kind.WHOLE, Shape.of(dims)).oneHot("", count);
  }

  private static <T> Space<T> plain(String type, Class<T> array, Kind kind, Shape shape) {
    Bounds bounds = kind == Kind.BINARY ? Bounds.of(shape.size(), 0, 1) : Bounds.none(shape.size());
    Layout layout =
        new Layout(
            type,
            List.of(new Component("", shape, 0, kind, bounds)),
            Values.of(new double[shape.size()]),
            1);
    ArrayCoder numbers = new ArrayCoder("a point of " + layout, array, Shape.of(shape.size()));
    return new Space<>(layout, new PlainCoder<>(numbers, array));
  }

  /// The space of {@link Nothing}.
  public static Space<Nothing> nothing() {
    return new Space<>(new Layout("Nothing", List.of(), Values.of(), 1), new NothingCoder());
  }

  /// The space of a layout's points where their record is not known.
  public static Space<Point> of(Layout layout) {
    return new Space<>(layout, new PointCoder(layout));
  }

  // ---- changing it ----

  /// Every number between low and high; either may be infinite.
  public Space<T> box(double low, double high) {
    return within(Bounds.of(size(), low, high));
  }

  /// Every number between those of two points.
  public Space<T> box(T low, T high) {
    return within(new Bounds(Values.of(encode(low)), Values.of(encode(high))));
  }

  /// The numbers of one component between low and high.
  public Space<T> box(Accessor<T, ?> component, double low, double high) {
    Coder.Part part = coder.part(component);
    double[] lows = bounds().low().toArray();
    double[] highs = bounds().high().toArray();
    Arrays.fill(lows, part.offset(), part.offset() + part.shape().size(), low);
    Arrays.fill(highs, part.offset(), part.offset() + part.shape().size(), high);
    return within(new Bounds(Values.of(lows), Values.of(highs)));
  }

  /// The same points with every bit coded as −1 or 1 instead of 0 or 1.
  ///
  ///     record Machine(boolean[] visible, boolean[] hidden) {}
  ///     var machines = Space.of(new Machine(new boolean[784], new boolean[100])).asSpins();
  ///
  /// @throws IllegalArgumentException if there are no bits coded as 0 or 1
  public Space<T> asSpins() {
    BitSet spins = SpinCoder.bits(layout);
    return new Space<>(SpinCoder.coded(layout, spins), new SpinCoder<>(coder, size(), spins));
  }

  /// The same points with the whole numbers of one component read as categories.
  ///
  ///     record Ratings(int[] stars, boolean[] taste) {}
  ///     var ratings = Space.of(new Ratings(new int[20], new boolean[8])).categories(Ratings::stars, 5);
  ///
  /// @param count 2 or more: the component holds 0 … count − 1
  /// @throws IllegalArgumentException if the component is not one of whole numbers
  public Space<T> categories(Accessor<T, ?> component, int count) {
    return oneHot(coder.part(component).name(), count);
  }

  private Space<T> oneHot(String component, int count) {
    OneHot places = OneHot.of(layout, component, count);
    return new Space<>(places.coded(layout), new OneHotCoder<>(coder, places));
  }

  private Space<T> within(Bounds bounds) {
    List<Component> components = new ArrayList<>();
    for (Component c : layout.components()) {
      components.add(c.kind().isTwoValued() ? c : c.within(bounds.part(c.offset(), c.size())));
    }
    return with(new Layout(layout.type(), components, layout.origin(), layout.spread()));
  }

  /// Searches begin at this point, or round it.
  public Space<T> origin(T point) {
    return with(
        new Layout(layout.type(), layout.components(), Values.of(encode(point)), layout.spread()));
  }

  /// Random starts lie round the origin with this standard deviation; 1 unless said. Coordinates
  /// bounded on both sides are not concerned: their starts fill the box evenly.
  ///
  /// @param sd ≥ 0, in the units of the numbers
  public Space<T> spread(double sd) {
    return with(new Layout(layout.type(), layout.components(), layout.origin(), sd));
  }

  private Space<T> with(Layout other) {
    return new Space<>(other, coder);
  }

  // ---- reading it ----

  /// Names, shapes, kinds, bounds and starts, as data.
  public Layout layout() {
    return layout;
  }

  /// How many numbers a point has.
  public int size() {
    return layout.size();
  }

  /// The shape a term sees: a plain array's own, else `[n]`.
  public Shape shape() {
    return layout.shape();
  }

  /// The bounds of all numbers.
  public Bounds bounds() {
    return layout.bounds();
  }

  // ---- points and numbers ----

  /// The numbers of a point.
  public double[] encode(T point) {
    double[] numbers = new double[size()];
    coder.encode(point, numbers, 0);
    return numbers;
  }

  /// Writes the numbers of a point.
  ///
  /// @param numbers modified from offset on
  public void encode(T point, double[] numbers, int offset) {
    coder.encode(point, numbers, offset);
  }

  /// The point of n numbers.
  public T decode(double... numbers) {
    if (numbers.length != size()) {
      throw new IllegalArgumentException(
          "a point of " + layout + " has " + size() + " numbers, found " + numbers.length);
    }
    return coder.decode(numbers, 0);
  }

  /// The point of the numbers from offset on.
  public T decode(double[] numbers, int offset) {
    return coder.decode(numbers, offset);
  }

  /// Where searches begin, inside the bounds.
  public double[] origin() {
    double[] numbers = layout.origin().toArray();
    bounds().clamp(numbers, 0);
    return numbers;
  }

  /// A random start.
  ///
  ///     REAL      both sides bounded: U(low, high); else origin + spread·ξ, ξ ~ N(0, 1), in free coordinates where one side is
  ///     WHOLE     the same, rounded
  ///     BINARY    0 or 1, each with probability ½
  ///     SPIN      −1 or 1, each with probability ½
  ///     CATEGORY  every category of a site with the same probability
  ///
  /// @param seed the same seed and chain give the same start
  /// @param chain the number of the chain
  /// @param numbers modified from offset on
  public void start(long seed, long chain, double[] numbers, int offset) {
    Starts.draw(layout, RandomStream.of(seed, Purpose.START, chain, 0), numbers, offset);
  }

  // ---- in a term ----

  /// The argument of a term whose numbers are these.
  ///
  /// @param flat `[n]`
  public In<T> in(Node flat) {
    String name = flat.op() instanceof Op.Input input ? input.name() : layout.type();
    return In.of(name, Nodes.reshape(flat, shape()), new ComponentFields<>(coder, layout));
  }

  /// {@code Motion(dx [], dy [])}.
  @Override
  public String toString() {
    return layout.toString();
  }
}
