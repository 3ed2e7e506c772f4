package org.ebm4j.api.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import java.util.List;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.In;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.junit.jupiter.api.Test;

class SpaceTest {
  record Motion(float dx, float dy) {
    float speed() {
      return (float) Math.hypot(dx, dy);
    }

    float size() {
      return Math.abs(dx);
    }

    float one() {
      return 1;
    }

    float twin() {
      return dx;
    }
  }

  record Wheel(double angle, double[] grip) {}

  record Car(float[][] body, Wheel wheel, int gear, boolean lit) {}

  private record Hidden(double a) {}

  /// Copies its array and refuses what is not positive.
  record Careful(double[] rates, double scale) {
    Careful {
      if (!(scale > 0)) {
        throw new IllegalArgumentException("scale");
      }
      rates = rates.clone();
    }
  }

  record Named(String name, float x) {}

  private static final Car CAR =
      new Car(new float[][] {{1, 2, 3}, {4, 5, 6}}, new Wheel(.5, new double[] {7, 8}), 3, true);

  private static <T> In<T> leaf(Space<T> space) {
    return space.in(Node.leaf(new Op.Input("y"), Shape.of(space.size())));
  }

  /// Which numbers an expression of a component takes: the start of its slice.
  private static int start(Expr part) {
    Node node = part.node();
    while (node.op() instanceof Op.Reshape) {
      node = node.input(0);
    }
    return node.op() instanceof Op.Slice slice ? slice.start().getFirst() : 0;
  }

  // ---- numbers ----

  @Test
  void aRecordLiesInNumbersComponentAfterComponent() {
    Space<Car> cars = Space.of(CAR);
    assertThat(cars.encode(CAR)).containsExactly(1, 2, 3, 4, 5, 6, .5, 7, 8, 3, 1);
    Car back = cars.decode(1, 2, 3, 4, 5, 6, .25, 7, 8, 3.4, .2);
    assertThat(back.body()).isEqualTo(CAR.body());
    assertThat(back.wheel().angle()).isEqualTo(.25);
    assertThat(back.gear()).isEqualTo(3);
    assertThat(back.lit()).isFalse();
    assertThat(cars)
        .hasToString("Car(body [2, 3], wheel.angle [], wheel.grip [2], gear [], lit [])");
    assertThat(cars.layout().component("wheel.grip").offset()).isEqualTo(7);
    assertThat(cars.layout().component("lit").kind()).isEqualTo(Kind.BINARY);
    assertThat(cars.layout().component("gear").kind()).isEqualTo(Kind.WHOLE);
    assertThat(cars.layout().isContinuous()).isFalse();
  }

  @Test
  void plainSpacesKeepTheirShape() {
    assertThat(Space.image(8, 8).shape()).isEqualTo(Shape.of(8, 8));
    assertThat(Space.image(8, 6, 3).size()).isEqualTo(144);
    assertThat(leaf(Space.real(2, 3)).shape()).isEqualTo(Shape.of(2, 3));
    assertThat(Space.real().shape()).isEqualTo(Shape.SCALAR);
    assertThat(Space.real(3).decode(1, 2, 3)).containsExactly(1f, 2f, 3f);
    assertThat(Space.binary(3).decode(.2, .9, 1)).containsExactly(false, true, true);
    assertThat(Space.binary(2).encode(new boolean[] {true, false})).containsExactly(1, 0);
    assertThat(Space.nothing().size()).isZero();
    assertThat(Space.nothing().decode()).isEqualTo(Nothing.NOTHING);
  }

  @Test
  void anotherLengthIsRefusedWithBoth() {
    assertThatThrownBy(() -> Space.real(784).encode(new float[64]))
        .hasMessage(
            "a point of real [784] is an array of shape [784], found a length of 64 along axis 0; all points of a space"
                + " have the shapes of its example");
    assertThatThrownBy(() -> Space.of(new Motion(0, 0)).decode(1))
        .hasMessage("a point of Motion(dx [], dy []) has 2 numbers, found 1");
  }

  @Test
  void whatIsNoNumberIsRefused() {
    assertThatThrownBy(() -> Space.of(new Named("a", 1)))
        .hasMessage(
            "Named.name is a String, but a point is made of float, double, int and boolean, arrays of them, and records;"
                + " keep it outside the point");
    assertThatThrownBy(() -> Space.of(new Careful(null, 1)))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> Space.of(new Wheel(1, null)))
        .hasMessage(
            "Wheel.grip of the example point is null; give an array, whose shape all points will have");
  }

  // ---- components by accessor ----

  @Test
  void anAccessorFindsItsComponent() {
    In<Car> car = leaf(Space.of(CAR));
    assertThat(car.get(Car::body).shape()).isEqualTo(Shape.of(2, 3));
    assertThat(start(car.get(Car::gear))).isEqualTo(9);
    assertThat(start(car.get(Car::lit))).isEqualTo(10);
    assertThat(car.get(Car::wheel).shape()).isEqualTo(Shape.of(3));
    assertThat(car.in(Car::wheel).get(Wheel::grip).shape()).isEqualTo(Shape.of(2));
    assertThat(start(car.in(Car::wheel).get(Wheel::grip))).isEqualTo(1);
    assertThat(start(car.get("wheel.grip"))).isEqualTo(7);
    In<Motion> motion = leaf(Space.of(new Motion(0, 0)));
    assertThat(start(motion.get(Motion::dy))).isEqualTo(1);
    assertThat(start(motion.get(m -> m.dx()))).isZero();
    assertThat(start(motion.get(Motion::twin)))
        .isZero(); // it is dx at every point, whatever it is called
  }

  @Test
  void equalComponentsOfTheExampleAreToldApart() {
    In<Motion> motion = leaf(Space.of(new Motion(3, 3)));
    assertThat(start(motion.get(Motion::dx))).isZero();
    assertThat(start(motion.get(Motion::dy))).isEqualTo(1);
  }

  @Test
  void aDerivedAccessorIsRefused() {
    for (Motion example :
        List.of(new Motion(0, 0), new Motion(3, 0), new Motion(0, 3), new Motion(3, 4))) {
      In<Motion> motion = leaf(Space.of(example));
      for (In.Accessor<Motion, Float> derived :
          List.<In.Accessor<Motion, Float>>of(Motion::speed, Motion::size, Motion::one)) {
        assertThatThrownBy(() -> motion.get(derived))
            .hasMessage(
                "the accessor given follows no single component of Motion, which has dx [], dy []; a derived value is"
                    + " written as an expression of them");
      }
    }
  }

  @Test
  void validatingAndCopyingConstructorsAreNoObstacle() {
    In<Careful> careful = leaf(Space.of(new Careful(new double[] {1, 2}, 1e-3)));
    assertThat(careful.get(Careful::rates).shape()).isEqualTo(Shape.of(2));
    assertThat(start(careful.get(Careful::scale))).isEqualTo(2);
  }

  @Test
  void aPrivateRecordTakesALookup() {
    Space<Hidden> hidden = Space.of(MethodHandles.lookup(), new Hidden(1));
    assertThat(hidden.decode(2)).isEqualTo(new Hidden(2));
    assertThatThrownBy(() -> Space.of(MethodHandles.publicLookup(), new Hidden(1)))
        .hasMessage(
            "the record Hidden cannot be read from here; pass MethodHandles.lookup() first:"
                + " Space.of(MethodHandles.lookup(), example)");
  }

  @Test
  void plainArraysHaveNoFields() {
    assertThatThrownBy(() -> leaf(Space.real(3)).get(a -> a.length))
        .hasMessage(
            "a point of real [3] is one array without fields; use it as the expression it is, or its at(), slice() and"
                + " reshape()");
    assertThatThrownBy(() -> leaf(Space.of(CAR)).get("gears"))
        .hasMessage(
            "Car has no component 'gears'; it has body [2, 3], wheel.angle [], wheel.grip [2], gear [], lit []");
  }

  // ---- without the record ----

  @Test
  void aLayoutAloneMakesPoints() {
    Layout layout = Space.of(CAR).layout();
    Space<Point> points = Space.of(layout);
    Point point = points.decode(Space.of(CAR).encode(CAR));
    assertThat(point.get("wheel.grip")).containsExactly(7, 8);
    assertThat(points.encode(point.with("gear", 4))[9]).isEqualTo(4);
    assertThat(leaf(points).get("body").shape()).isEqualTo(Shape.of(2, 3));
    assertThat(point).isEqualTo(Point.of(layout, point.numbers()));
    assertThat(Space.of(Space.of(new Motion(0, 0)).layout()).decode(1, 2))
        .hasToString("Motion(dx = 1.0, dy = 2.0)");
    assertThatThrownBy(() -> leaf(points).get(p -> p.get("gear")))
        .hasMessageStartingWith(
            "a generic point has no accessors; name the component instead, one of body [2, 3]");
  }

  @Test
  void aLayoutIsData() {
    double inf = Double.POSITIVE_INFINITY;
    for (Space<?> space :
        List.of(
            Space.of(CAR),
            Space.of(new Motion(.1f, -3)).box(Motion::dx, -1, 2).spread(.25),
            Space.of(new Motion(0, 0)).box(0, inf),
            Space.image(3, 2),
            Space.binary(),
            Space.spins(2, 2),
            Space.categories(3, 2),
            Space.nothing())) {
      String json = space.layout().toJson();
      assertThat(Layout.fromJson(json)).isEqualTo(space.layout());
      assertThat(Layout.fromJson(json).toJson()).isEqualTo(json);
    }
    assertThat(Space.of(new Motion(0, 0)).box(Motion::dx, -1, 2).layout().toJson())
        .isEqualTo(
            "{\"type\":\"Motion\",\"spread\":1.0,\"origin\":0.0,\"components\":["
                + "{\"name\":\"dx\",\"shape\":[],\"kind\":\"real\",\"low\":-1.0,\"high\":2.0},"
                + "{\"name\":\"dy\",\"shape\":[],\"kind\":\"real\",\"low\":null,\"high\":null}]}");
  }

  @Test
  void damagedLayoutsAreRefused() {
    String good = Space.of(new Motion(0, 0)).layout().toJson();
    assertRefused("[]", "a space should be START_OBJECT, found START_ARRAY");
    assertRefused(good.substring(0, 40), "Unexpected end-of-input");
    assertRefused(
        good.replace("spread", "spreed"), "a space has a field 'spreed' unknown to this version");
    assertRefused(good.replace("real", "complex"), "there is no kind of numbers 'complex'");
    assertRefused(good.replace("[]", "[2000000000]"), "has more than 16777216 numbers");
    assertRefused(
        good.replace("1.0", "\"wide\""), "'spread' should be a number, found VALUE_STRING");
    assertRefused(good.replace(":0.0", ":[1.0]"), "Motion has 2 numbers, but its origin has 1");
  }

  private static void assertRefused(String json, String message) {
    assertThatThrownBy(() -> Layout.fromJson(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  // ---- bounds and starts ----

  @Test
  void bounds() {
    Space<Motion> box = Space.of(new Motion(0, 0)).box(Motion::dx, -1, 2);
    assertThat(box.bounds().low().toArray()).containsExactly(-1, Double.NEGATIVE_INFINITY);
    assertThat(
            Space.of(new Motion(0, 0))
                .box(new Motion(-1, -2), new Motion(1, 2))
                .bounds()
                .high()
                .toArray())
        .containsExactly(1, 2);
    assertThatThrownBy(() -> Space.real(2).box(1, 1))
        .hasMessage(
            "box: number 0 should lie between 1.0 and 1.0; the lower bound must be below the upper one (an observation"
                + " fixes a number, a box does not)");
  }

  @Test
  void startsAreReproducibleAndInside() {
    Space<float[]> space = Space.real(64).box(-1, 3);
    double[] a = new double[64];
    double[] b = new double[64];
    space.start(7, 5, a, 0);
    space.start(7, 5, b, 0);
    assertThat(a).isEqualTo(b);
    space.start(7, 6, b, 0);
    assertThat(a).isNotEqualTo(b);
    assertThat(Arrays.stream(a).min().orElseThrow())
        .isBetween(-1.0, -.5); // 64 uniforms leave no such gap at the edge
    assertThat(Arrays.stream(a).max().orElseThrow()).isBetween(2.5, 3.0);
    Space.real(64).origin(filled(64, 10)).spread(.1).start(1, 0, a, 0);
    assertThat(Arrays.stream(a).average().orElseThrow()).isBetween(9.9, 10.1);
    Space.real(64).box(0, Double.POSITIVE_INFINITY).start(1, 0, a, 0);
    assertThat(Arrays.stream(a).min().orElseThrow()).isPositive();
    Space.binary(64).start(1, 0, a, 0);
    assertThat(Arrays.stream(a).distinct().sorted().toArray()).containsExactly(0, 1);
  }

  @Test
  void spinsAreBitsInAnotherCoding() {
    Space<boolean[]> pair = Space.spins(2);
    assertThat(pair).hasToString("spins [2]");
    assertThat(pair.encode(new boolean[] {true, false})).containsExactly(1, -1);
    assertThat(pair.decode(-1, .1)).containsExactly(false, true);
    assertThat(pair.decode(new double[] {9, 1, -1}, 1)).containsExactly(true, false);
    assertThat(pair.origin()).containsExactly(-1, -1);
    assertThat(pair.bounds()).isEqualTo(Bounds.of(2, -1, 1));
    assertThat(pair.box(0, 5).bounds()).isEqualTo(Bounds.of(2, -1, 1));
    assertThat(pair.layout().isTwoValued()).isTrue();
    double[] start = new double[64];
    Space.spins(64).start(1, 0, start, 0);
    assertThat(Arrays.stream(start).distinct().sorted().toArray()).containsExactly(-1, 1);
  }

  @Test
  void theBitsOfARecordBecomeSpinsAndTheRestStays() {
    record Flags(boolean[] on, float heat, boolean last) {}
    Space<Flags> bits = Space.of(new Flags(new boolean[2], 3, true));
    Space<Flags> spins = bits.asSpins();
    Flags point = new Flags(new boolean[] {false, true}, 7, false);
    assertThat(bits.encode(point)).containsExactly(0, 1, 7, 0);
    assertThat(spins.encode(point)).containsExactly(-1, 1, 7, -1);
    assertThat(spins.origin()).containsExactly(-1, -1, 3, 1);
    Flags back = spins.decode(-1, 1, 7, -1);
    assertThat(back.on()).containsExactly(false, true);
    assertThat(back.heat()).isEqualTo(7);
    assertThat(back.last()).isFalse();
    assertThat(start(leaf(spins).get(Flags::last))).isEqualTo(3);
    assertThat(spins.layout().isTwoValued()).isFalse();
    assertThat(spins.layout().component("last").kind()).isEqualTo(Kind.SPIN);
    assertThatThrownBy(() -> spins.asSpins())
        .hasMessage(
            "asSpins: Flags(on [2], heat [], last []) has no bits; declare what is −1 or 1 as boolean, or use Space.spins");
  }

  @Test
  void categoriesLieOneHot() {
    Space<int[]> pair = Space.categories(3, 2);
    assertThat(pair).hasToString("categories [2, 3]");
    assertThat(pair.shape()).isEqualTo(Shape.of(2, 3));
    assertThat(leaf(pair).shape()).isEqualTo(Shape.of(2, 3));
    assertThat(pair.encode(new int[] {2, 0})).containsExactly(0, 0, 1, 1, 0, 0);
    assertThat(pair.decode(.2, .3, .1, 9, 9, 7)).containsExactly(1, 0);
    assertThat(pair.decode(new double[] {5, 0, 1, 0, 0, 0, 1}, 1)).containsExactly(1, 2);
    assertThat(pair.origin()).containsExactly(1, 0, 0, 1, 0, 0);
    assertThat(pair.origin(new int[] {1, 2}).origin()).containsExactly(0, 1, 0, 0, 0, 1);
    assertThat(pair.bounds()).isEqualTo(Bounds.of(6, 0, 1));
    assertThat(pair.box(0, 5).bounds()).isEqualTo(Bounds.of(6, 0, 1));
    assertThat(pair.layout().isTwoValued()).isTrue();
    assertThat(pair.layout().isContinuous()).isFalse();
    assertThat(pair.layout().components().getFirst().width()).isEqualTo(3);
    assertThat(Space.categories(4).decode(0, 0, 0, 1)).containsExactly(3);
    assertThat(pair.layout().toJson()).contains("\"shape\":[2,3],\"kind\":\"category\"");
    assertRefused(
        pair.layout().toJson().replace("[2,3]", "[6,1]"),
        "component '' of categories needs two or more along its last axis, found the shape [6, 1]");
  }

  @Test
  void startsAreOneHotAndEven() {
    int sites = 3000;
    double[] start = new double[3 * sites];
    Space.categories(3, sites).start(1, 0, start, 0);
    int[] counts = new int[3];
    for (int site = 0; site < sites; site++) {
      double[] one = Arrays.copyOfRange(start, 3 * site, 3 * site + 3);
      assertThat(one).containsOnly(0, 1);
      assertThat(Arrays.stream(one).sum()).isEqualTo(1);
      counts[(int) (one[1] + 2 * one[2])]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(900, 1100); // four standard deviations
    }
  }

  @Test
  void aComponentOfARecordBecomesCategoriesAndTheRestStays() {
    record Ratings(float heat, int[] stars, boolean[] taste, int gear) {}
    Space<Ratings> plain = Space.of(new Ratings(2, new int[2], new boolean[1], 7));
    Space<Ratings> space = plain.categories(Ratings::stars, 3).asSpins();
    Ratings point = new Ratings(5, new int[] {1, 2}, new boolean[] {true}, -3);
    assertThat(space.encode(point)).containsExactly(5, 0, 1, 0, 0, 0, 1, 1, -3);
    assertThat(space).hasToString("Ratings(heat [], stars [2, 3], taste [1], gear [])");
    Ratings back = space.decode(5, 0, 1, 0, 0, 0, 1, 1, -3);
    assertThat(back.heat()).isEqualTo(5);
    assertThat(back.stars()).containsExactly(1, 2);
    assertThat(back.taste()).containsExactly(true);
    assertThat(back.gear()).isEqualTo(-3);
    In<Ratings> argument = leaf(space);
    assertThat(argument.get(Ratings::stars).shape()).isEqualTo(Shape.of(2, 3));
    assertThat(start(argument.get(Ratings::taste))).isEqualTo(7);
    assertThat(start(argument.get(Ratings::gear))).isEqualTo(8);
    assertThat(argument.get("stars").shape()).isEqualTo(Shape.of(2, 3));
    Space<Ratings> both = plain.categories(Ratings::gear, 9).categories(Ratings::stars, 3);
    assertThat(both.size()).isEqualTo(1 + 6 + 1 + 9);
    assertThat(both.decode(both.encode(new Ratings(1, new int[] {2, 0}, new boolean[1], 8))).gear())
        .isEqualTo(8);
    Space<Car> cars = Space.of(CAR).categories(Car::gear, 5);
    assertThat(start(leaf(cars).in(Car::wheel).get(Wheel::grip))).isEqualTo(1);
    assertThat(start(leaf(cars).get(Car::lit))).isEqualTo(14);
  }

  @Test
  void whatIsNoCategoryIsRefused() {
    assertThatThrownBy(() -> Space.categories(1, 4))
        .hasMessage(
            "categories: a site should have 2 or more, found 1; what has one value needs no number");
    assertThatThrownBy(() -> Space.categories(3, 2).encode(new int[] {0, 3}))
        .hasMessage("a site of 3 categories holds 0 to 2, found 3 at site 1");
    assertThatThrownBy(() -> Space.categories(3, 2).encode(new int[] {-1, 0}))
        .hasMessage("a site of 3 categories holds 0 to 2, found -1 at site 0");
    assertThatThrownBy(() -> Space.of(new Motion(0, 0)).categories(Motion::dx, 3))
        .hasMessage(
            "categories: they are whole numbers, found component 'dx' of the kind REAL in Motion(dx [], dy []); declare it"
                + " as int or int[]");
  }

  private static float[] filled(int n, float value) {
    float[] values = new float[n];
    Arrays.fill(values, value);
    return values;
  }
}
