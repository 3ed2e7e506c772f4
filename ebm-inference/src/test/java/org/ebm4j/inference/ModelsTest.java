package org.ebm4j.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ebm4j.api.expr.Maths.huber;
import static org.ebm4j.api.expr.Maths.sq;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.ebm4j.api.energy.Answer;
import org.ebm4j.api.energy.Chains;
import org.ebm4j.api.energy.Draws;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.FreeEnergy;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.space.Space;
import org.ebm4j.inference.diagnose.Diagnostics;
import org.ebm4j.inference.integrate.Ais;
import org.ebm4j.inference.minima.MultiStart;
import org.ebm4j.inference.minimise.Lbfgs;
import org.ebm4j.inference.sample.Mala;
import org.junit.jupiter.api.Test;

/// Three models as a person would write them, from declaration to answers.
class ModelsTest {
  // begin
  record Series(float[] time, float[] value) {}

  record Line(float slope, float intercept) {}

  record Jumps(float[] jump) {}

  static final Energy<Series, Line, Jumps> LINES =
      Energy.over(
              Space.of(new Series(new float[8], new float[8])),
              Space.of(new Line(0, 0)),
              Space.of(new Jumps(new float[8])))
          .plus(
              "fit",
              (x, y, z) -> {
                Expr line =
                    x.get(Series::time).times(y.get(Line::slope)).plus(y.get(Line::intercept));
                return sq(x.get(Series::value).minus(line).minus(z.get(Jumps::jump)));
              })
          .plus("rare", .5, (_, _, z) -> huber(z, .01));

  // end

  /// A line through points of which one jumped off it: jumps are latent, and rare.
  @Test
  void aRegressionThatExplainsItsOutliers() {
    float[] time = {0, 1, 2, 3, 4, 5, 6, 7};
    float[] value = {1, 3, 5, 7, 9, 40, 13, 15}; // 2t + 1, but for one
    Series seen = new Series(time, value);
    // begin
    var given = LINES.given(seen);
    var best = given.infer(Lbfgs.standard()); // the line, and what jumped off it
    var other = given.minimised().at(new Line(3, 0), Lbfgs.standard()); // the jumps of a given line
    var free =
        given.freeEnergy(1).at(best.y(), Ais.steps(100), 1); // how good it is, whatever jumped
    // end
    assertThat(best.converged()).isTrue();
    assertThat(best.y().slope()).isCloseTo(2, within(.01f));
    assertThat(best.y().intercept()).isCloseTo(1, within(.01f));
    assertThat(best.z().jump()[5]).isCloseTo(29, within(.05f));
    assertThat(best).asString().startsWith("E = ").contains(": fit ").contains(", rare ");
    assertThat(other.energy()).isGreaterThan(best.energy());
    FreeEnergy bad = given.freeEnergy(1).at(new Line(-3, 0), Ais.steps(100), 1);
    assertThat(bad.value()).isGreaterThan(free.value() + 3 * free.standardError());
  }

  /// The README shows these lines, and no others.
  @Test
  void theReadmeShowsTheRegression() throws IOException {
    Path root = Path.of("").toAbsolutePath().getParent();
    String[] blocks = Files.readString(root.resolve("README.md")).split("```", -1);
    String own =
        Files.readString(
            root.resolve("ebm-inference/src/test/java/org/ebm4j/inference/ModelsTest.java"));
    String[] parts = own.split("// (begin|end)\n", -1);
    assertThat(bare(blocks[3].replaceFirst("java", ""))).isEqualTo(bare(parts[1] + parts[3]));
  }

  private static String bare(String code) {
    return code.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  record Place(double east, double north) {}

  /// Two places with weights .3 and .7: either one is low, and draws visit both.
  @Test
  void aMixtureOfTwoPlaces() {
    Space<Place> map = Space.of(new Place(0, 0)).spread(2);
    Given<Place, Nothing> mixture =
        Energy.either("either", hill(map, "west", -1.5, .3), hill(map, "east", 1.5, .7));
    List<Answer<Place, Nothing>> all = mixture.minima(MultiStart.of(32, 1));
    assertThat(all).hasSize(2);
    assertThat(all.getFirst().y().east()).isCloseTo(1.5, within(.2));
    assertThat(all.get(1).y().east()).isCloseTo(-1.5, within(.2));

    Draws<Place> draws = mixture.sample(Mala.tuned(.1), Chains.of(64), 1);
    Diagnostics diagnostics = Diagnostics.of(draws.samples());
    assertThat(draws.stopped()).isEmpty();
    // mean .7·1.5 − .3·1.5, by chains that cross seldom
    assertThat(diagnostics.numbers().getFirst().mean())
        .isCloseTo(.6, within(6 * diagnostics.numbers().getFirst().error()));
    assertThat(diagnostics).asString().contains("acceptance 0.").contains("every chain finite");
  }

  private static Given<Place, Nothing> hill(
      Space<Place> map, String name, double east, double weight) {
    return Energy.over(map)
        .plus(name, .5, p -> sq(p.get(Place::east).minus(east)).plus(sq(p.get(Place::north))))
        .plus(name + " weight", _ -> Expr.of(-Math.log(weight)));
  }

  record Decay(float amplitude, float rate) {}

  /// A decay fitted inside a box, with a guard that keeps amplitude + rate below 4.
  @Test
  void aFitUnderConstraints() {
    Energy<Series, Decay, Nothing> energy =
        Energy.over(
                Space.of(new Series(new float[5], new float[5])),
                Space.of(new Decay(1, .1f)).box(Decay::amplitude, 0, 10).box(Decay::rate, 0, .4))
            .plus(
                "fit",
                (x, y) -> {
                  Expr fading = x.get(Series::time).times(y.get(Decay::rate)).negated().exp();
                  return sq(x.get(Series::value).minus(fading.times(y.get(Decay::amplitude))));
                })
            .plus(
                "guard",
                1000,
                y -> y.get(Decay::amplitude).plus(y.get(Decay::rate)).minus(4).relu().squared());
    Given<Decay, Nothing> given =
        energy.given(
            new Series(new float[] {0, 1, 2, 3, 4}, new float[] {5, 3.1f, 1.8f, 1.1f, .7f}));
    Answer<Decay, Nothing> best = given.infer(Lbfgs.standard());
    assertThat(best.converged()).isTrue();
    assertThat(best.y().rate()).isBetween(0f, .4f);
    assertThat(best.y().amplitude() + best.y().rate()).isCloseTo(4, within(.01f));
    Answer<Decay, Nothing> free =
        given
            .plus(
                "no guard",
                -1000,
                y -> y.get(Decay::amplitude).plus(y.get(Decay::rate)).minus(4).relu().squared())
            .infer(Lbfgs.standard());
    assertThat(free.y().amplitude()).isGreaterThan(4.2f);
    assertThat(free.y().rate()).isCloseTo(.4f, within(1e-6f)); // on the edge of the box

    Draws<Decay> draws = given.sample(Mala.tuned(.001), Chains.of(8).draws(200), 3);
    assertThat(draws.all()).allMatch(d -> d.rate() > 0 && d.rate() < .4f && d.amplitude() > 0);
  }
}
