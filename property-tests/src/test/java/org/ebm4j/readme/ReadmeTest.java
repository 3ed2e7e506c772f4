package org.ebm4j.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ebm4j.api.expr.Maths.dot;
import static org.ebm4j.api.expr.Maths.sq;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.ebm4j.api.energy.Chains;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.space.Space;
import org.ebm4j.inference.minima.MultiStart;
import org.ebm4j.inference.minimise.Lbfgs;
import org.ebm4j.inference.sample.BlockGibbs;
import org.ebm4j.inference.sample.Mala;
import org.ebm4j.inference.sample.Sampling;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  // begin
  record Point(float x, float y) {}

  @Test
  void theFirstScreenRuns() {
    var plane = Space.of(new Point(0, 0)).box(-5, 5);
    var energy =
        Energy.over(plane)
            .plus("first", p -> sq(p.get(Point::x).squared().plus(p.get(Point::y)).minus(11)))
            .plus("second", p -> sq(p.get(Point::x).plus(p.get(Point::y).squared()).minus(7)));

    var best = energy.infer(Lbfgs.standard()); // the lowest point from here
    var all = energy.minima(MultiStart.of(64, 1)); // all four valleys
    var draws = energy.sample(Sampling.by(Mala.tuned(.01)), Chains.of(100), 1); // points ~ exp(−E)
    // end
    assertThat(best.energy()).isCloseTo(0, within(1e-6));
    assertThat(all).hasSize(4).allSatisfy(a -> assertThat(a.energy()).isCloseTo(0, within(1e-6)));
    assertThat(draws.chains()).isEqualTo(100);
    assertThat(draws.finite()).isTrue();
  }

  @Test
  void spinsRun() {
    // begin
    var ising =
        Energy.over(Space.spins(64, 64))
            .plus("bonds", s -> dot(s, s.roll(0, 1).plus(s.roll(1, 1))).negated());
    var lattice = ising.sample(BlockGibbs.standard().beta(.4), Chains.of(16), 1);

    var potts =
        Energy.over(Space.categories(3, 32, 32)) // a term sees s one-hot, [32, 32, 3]
            .plus("bonds", s -> dot(s, s.roll(0, 1).plus(s.roll(1, 1))).negated());
    int[] colours = potts.sample(BlockGibbs.standard(), Chains.of(32).draws(50), 1).get(0, 49);
    // end
    assertThat(lattice.chains()).isEqualTo(16);
    assertThat(lattice.finite()).isTrue();
    assertThat(colours).hasSize(1024).contains(0, 1, 2);
  }

  /// The README shows this file's lines, and no others.
  @Test
  void theReadmeShowsTheseLines() throws IOException {
    Path root = Path.of("").toAbsolutePath().getParent();
    String readme = Files.readString(root.resolve("README.md"));
    String own =
        Files.readString(
            root.resolve("property-tests/src/test/java/org/ebm4j/readme/ReadmeTest.java"));
    String first = readme.substring(readme.indexOf("```java") + 7);
    assertThat(bare(first.substring(0, first.indexOf("```"))))
        .isEqualTo(
            bare(run(own, 0).replace("@Test", "").replace("void theFirstScreenRuns() {", "")));
    int spins = readme.indexOf("Space.spins");
    String second = readme.substring(readme.lastIndexOf("```java", spins) + 7);
    assertThat(bare(second.substring(0, second.indexOf("```")))).isEqualTo(bare(run(own, 1)));
  }

  /// What stands between the marks, the first time or the second.
  private static String run(String own, int number) {
    int begin = own.indexOf("// begin");
    for (int i = 0; i < number; i++) {
      begin = own.indexOf("// begin", begin + 1);
    }
    return own.substring(begin + 8, own.indexOf("// end", begin));
  }

  private static String bare(String code) {
    return code.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n"));
  }
}
