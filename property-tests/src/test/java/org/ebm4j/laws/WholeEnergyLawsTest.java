package org.ebm4j.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ebm4j.api.expr.Maths.sq;
import static org.ebm4j.laws.RandomTerms.at;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Evaluation;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.space.Space;
import org.ebm4j.inference.minimise.Lbfgs;
import org.ebm4j.laws.RandomTerms.Point;

/// Laws of energies as wholes: saved and loaded, printed, minimised over what is latent, and met by
/// numbers out of the ordinary. Each with a twin that must not pass.
@Tag("once")
class WholeEnergyLawsTest {
  @Provide
  Arbitrary<RandomTerms> terms() {
    return RandomTerms.arbitrary();
  }

  @Provide
  Arbitrary<Point> points() {
    return RandomTerms.points();
  }

  /// NaN, infinities, zeros of both signs and ones.
  @Provide
  Arbitrary<float[]> odd() {
    return Arbitraries.of(
            Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0f, -0f, 1f, -1f)
        .array(float[].class)
        .ofSize(5);
  }

  // Saving and printing

  private static Energy<org.ebm4j.api.space.Point, org.ebm4j.api.space.Point, ?> throughAFile(
      Energy<?, ?, ?> energy) throws IOException {
    Path folder = Files.createTempDirectory("law");
    try {
      energy.save(folder);
      return Energy.load(folder);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE, seed = "31")
  void savingChangesNothing(@ForAll("terms") RandomTerms terms, @ForAll("points") Point point)
      throws IOException {
    Energy<float[], float[], Nothing> energy = terms.energy("e");
    var loaded = throughAFile(energy);
    assertThat(loaded.toJson()).isEqualTo(energy.toJson());
    var x = loaded.xs().decode(wide(point.x()));
    var y = loaded.ys().decode(wide(point.y()));
    Given<org.ebm4j.api.space.Point, ?> given =
        loaded.given(x).on(Engine.named("reference")).in(Precision.F64);
    assertThat(given.problem().at(y.numbers()).energy()).isEqualTo(at(energy, point));
    // the twin: what was saved is not another energy
    var other = throughAFile(energy.plus("g", 1, (_, answer) -> sq(answer).plus(1)));
    assertThat(other.toJson()).isNotEqualTo(energy.toJson());
    Given<org.ebm4j.api.space.Point, ?> changed =
        other
            .given(other.xs().decode(wide(point.x())))
            .on(Engine.named("reference"))
            .in(Precision.F64);
    if (Math.abs(at(energy, point)) < 1e9) { // where a difference of 1 shows
      assertThat(changed.problem().at(y.numbers()).energy()).isNotEqualTo(at(energy, point));
    }
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE, seed = "32")
  void equalDeclarationsGiveEqualText(@ForAll("terms") RandomTerms terms) {
    assertThat(terms.energy("e").toString()).isEqualTo(terms.energy("e").toString());
    assertThat(terms.energy("e").toJson()).isEqualTo(terms.energy("e").toJson());
    // the twins: another name, another coefficient
    assertThat(terms.energy("f").toJson()).isNotEqualTo(terms.energy("e").toJson());
    Energy<float[], float[], Nothing> moved = terms.energy("e").plus("g", 1e-9, (_, y) -> sq(y));
    assertThat(moved.toJson()).isNotEqualTo(terms.energy("e").toJson());
    assertThat(moved.toString()).isNotEqualTo(terms.energy("e").toString());
  }

  private static double[] wide(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  // Minimising over what is latent

  /// |z − ½y − Bx|² + ½|z|², of which min over z is |½y + Bx|²/3.
  private static Energy<float[], float[], float[]> latent(double b) {
    return Energy.over(RandomTerms.XS, RandomTerms.YS, Space.real(3))
        .plus(
            "fit",
            (x, y, z) -> sq(z.minus(y.times(.5)).minus(x.sum().times(b).broadcast(y.shape()))))
        .plus("size", .5, (_, _, z) -> sq(z));
  }

  private static double minimum(Energy<float[], float[], float[]> energy, Point point) {
    return energy
        .given(point.x())
        .on(Engine.named("reference"))
        .in(Precision.F64)
        .minimised()
        .at(point.y(), Lbfgs.standard())
        .energy();
  }

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE, seed = "33")
  void minimisingOverTheLatentIsTheFormula(@ForAll("points") Point point) {
    double wanted = 0;
    for (float y : point.y()) {
      double known = .5 * y + .75 * ((double) point.x()[0] + point.x()[1]);
      wanted += known * known / 3;
    }
    assertThat(close(minimum(latent(.75), point), wanted)).isTrue();
    assertThat(close(minimum(latent(.5), point), wanted)).isEqualTo(sumOf(point.x()) == 0); // twin
  }

  private static double sumOf(float[] values) {
    return (double) values[0] + values[1];
  }

  /// What does not know the latent passes through the minimum; what does, does not.
  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE, seed = "34")
  void aTermOfTheAnswerPassesThroughMinimising(
      @ForAll("terms") RandomTerms terms, @ForAll("points") Point point) {
    Energy<float[], float[], float[]> with = latent(.25);
    for (int i = 0; i < terms.terms().size(); i++) {
      RandomTerms.One term = terms.terms().get(i);
      with = with.plus("t" + i, term.coefficient(), (x, y, _) -> term.of(x, y));
    }
    double apart = minimum(latent(.25), point) + at(terms.energy("e"), point);
    assertThat(close(minimum(with, point), apart)).isTrue();
    double twin = minimum(latent(.25).plus("z", (_, _, z) -> sq(z.minus(1))), point);
    assertThat(close(twin, minimum(latent(.25), point))).isFalse();
  }

  private static boolean close(double a, double b) {
    return Math.abs(a - b) <= 1e-7 * (1 + Math.abs(a) + Math.abs(b));
  }

  // Numbers out of the ordinary

  /// What a number is: NaN, ∞, −∞ or finite.
  private static String kind(double value) {
    return Double.isFinite(value) ? "finite" : Double.toString(value);
  }

  private static List<String> kinds(Given<float[], Nothing> energy, String engine, float[] y) {
    Evaluation found = energy.on(Engine.named(engine)).in(Precision.F64).at(y);
    return Stream.concat(
            Stream.of(found.energy()), Arrays.stream(found.gradient().toArray()).boxed())
        .map(WholeEnergyLawsTest::kind)
        .toList();
  }

  private static List<String> kinds(RandomTerms terms, String engine, float[] odd) {
    float[] x = {odd[0], odd[1]};
    float[] y = {odd[2], odd[3], odd[4]};
    return kinds(terms.energy("e").given(x), engine, y);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, seed = "35")
  void nanAndInfinityTravelTheSameWayInEveryEngine(
      @ForAll("terms") RandomTerms terms, @ForAll("odd") float[] odd) {
    List<String> meant = kinds(terms, "reference", odd);
    assertThat(kinds(terms, "plain", odd)).isEqualTo(meant);
    assertThat(kinds(terms, Engine.best().name(), odd)).isEqualTo(meant);
  }

  /// The twin: a maximum that swallows NaN, as the processor's own instruction does.
  @Property(tries = 1, generation = GenerationMode.RANDOMIZED, seed = "36")
  void aMaximumThatSwallowsNanIsSeen(@ForAll("points") Point point) {
    Given<float[], Nothing> hinge = Energy.over(RandomTerms.YS).plus("h", y -> y.relu().sum());
    Given<float[], Nothing> twin =
        Energy.over(RandomTerms.YS)
            .plus("h", y -> y.greaterThan(Expr.of(0)).choose(y, Expr.of(0)).sum());
    assertThat(twin.at(point.y()).energy()).isEqualTo(hinge.at(point.y()).energy());
    float[] y = {1, Float.NaN, 2};
    assertThat(kinds(twin, "plain", y)).isNotEqualTo(kinds(hinge, "plain", y));
  }
}
