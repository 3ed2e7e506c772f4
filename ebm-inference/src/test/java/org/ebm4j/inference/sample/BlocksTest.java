package org.ebm4j.inference.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ebm4j.api.expr.Maths.dot;
import static org.ebm4j.api.expr.Maths.sq;

import java.util.Arrays;
import org.ebm4j.api.energy.Chains;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.space.Space;
import org.ebm4j.inference.minimise.GradientDescent;
import org.junit.jupiter.api.Test;

/// Which blocks are found, and what cannot be drawn block by block.
class BlocksTest {
  private static final Chains LAST = Chains.of(50).warmUp(1).draws(1);

  @Test
  void blocksAreFound() {
    assertThat(new Interactions(SpinModels.ising(8).problem()).blocks())
        .hasToString("2 blocks of [32, 32] sites");
    // no two colours serve a ring of odd length
    assertThat(new Interactions(SpinModels.ising(5).problem()).blocks().count()).isBetween(3, 4);
    assertThat(new Interactions(SpinModels.machine(true).problem()).blocks())
        .isEqualTo(Blocks.of(0, 0, 0, 0, 1, 1, 1));
  }

  @Test
  void blocksGivenAreChecked() {
    Problem ring = SpinModels.ising(4, 2).problem();
    Blocks stripes = Blocks.of(0, 1, 1, 0, 0, 1, 1, 0);
    assertThat(BlockGibbs.standard().blocks(stripes).sample(ring, LAST, 1).draws()).isEqualTo(1);
    assertThatThrownBy(
            () -> BlockGibbs.standard().blocks(Blocks.of(0, 1, 0, 1, 0, 1, 0, 1)).on(ring))
        .hasMessage(
            "BlockGibbs: y[0, 0] interacts with another site of its block 0; put them in different blocks, or leave the"
                + " blocks out to have them found");
    assertThatThrownBy(() -> BlockGibbs.standard().blocks(Blocks.of(0, 1)).on(ring))
        .hasMessage(
            "BlockGibbs: the blocks are of 2 sites, but the unknown has 8; number the block of every one");
    int many = 16385; // a ring of odd length
    Problem large =
        Energy.over(Space.spins(many)).plus("ring", s -> dot(s, s.roll(0, 1))).problem();
    assertThatThrownBy(() -> BlockGibbs.standard().on(large))
        .hasMessage(
            "BlockGibbs finds the blocks of other graphs than chequerboards and layers for at most 16384 sites, found"
                + " 16385; give them by blocks(Blocks.of(…))");
    int[] three = new int[many];
    Arrays.setAll(three, i -> i == many - 1 ? 2 : i % 2);
    assertThat(BlockGibbs.standard().blocks(Blocks.of(three)).on(large))
        .isInstanceOf(PairSweep.class);
    assertThatThrownBy(() -> Blocks.of(0, 2))
        .hasMessage(
            "Blocks: the sites' blocks should be numbered 0, 1, … without gaps, found [0, 2]");
  }

  @Test
  void blocksAreOfSitesWhateverTheirCategories() {
    Problem torus = SpinModels.potts(4, 4, 3, 0).problem();
    assertThat(new Interactions(torus).blocks()).hasToString("2 blocks of [8, 8] sites");
    assertThat(new Interactions(SpinModels.potts(5, 3, 3, 0).problem()).blocks().sites())
        .isEqualTo(15);
    assertThat(new Interactions(SpinModels.ratings().problem()).blocks())
        .isEqualTo(Blocks.of(0, 0, 0, 0, 1, 1, 1));
    assertThatThrownBy(() -> BlockGibbs.standard().blocks(Blocks.of(new int[16])).on(torus))
        .hasMessageStartingWith(
            "BlockGibbs: y[0, 0] interacts with another site of its block 0; put them");
    assertThatThrownBy(() -> BlockGibbs.standard().blocks(Blocks.of(0, 1)).on(torus))
        .hasMessageContaining("the blocks are of 2 sites, but the unknown has 16;");
    Problem pairs =
        Energy.over(Space.categories(3, 2))
            .plus("own", y -> dot(y.slice(1, 0, 1), y.slice(1, 1, 2)))
            .problem();
    assertThatThrownBy(() -> BlockGibbs.standard().on(pairs))
        .hasMessageContaining("found the second derivative 1.0 by y[0, 0] and y[0, 1];");
    assertThat(Sites.of(SpinModels.ratings().problem()).label(SpinModels.ratings().problem(), 1))
        .isEqualTo("stars[1]");
    Problem one = Energy.over(Space.categories(3)).plus("a", y -> y.slice(0, 0, 1).sum()).problem();
    assertThat(Sites.of(one).label(one, 0)).isEqualTo("y");
  }

  @Test
  void anEnergyThatIsNotLinearInASiteIsRefused() {
    Problem squares = Energy.over(Space.spins(3)).plus("squares", s -> sq(s)).problem();
    assertThatThrownBy(() -> BlockGibbs.standard().on(squares))
        .hasMessage(
            "BlockGibbs needs an energy that is linear in every single site, found the second derivative 2.0 by y[0];"
                + " multiply different sites only: a spin's square is 1, a bit's or a category's is itself, and what a latent was summed"
                + " out of needs that latent back");
    Problem steps =
        Energy.over(Space.spins(6)).plus("steps", s -> s.plus(s.roll(0, 1)).relu().sum()).problem();
    assertThatThrownBy(() -> BlockGibbs.standard().on(steps))
        .hasMessageStartingWith(
            "BlockGibbs needs an energy that is linear in every single site, found one that changes by ")
        .hasMessageEndingWith(
            " more than its gradient says when a block of sites changes; write it without comparisons, absolute values and"
                + " other functions of the sites");
  }

  @Test
  void otherSpacesAreRefused() {
    Problem real = Energy.over(Space.real(2)).plus("bowl", y -> sq(y)).problem();
    assertThatThrownBy(() -> BlockGibbs.standard().sample(real, LAST, 1))
        .hasMessage(
            "BlockGibbs walks over bits, spins and categories, but some numbers of [y[0], y[1]] are real or whole; sample"
                + " real ones with Mala.tuned(.1)");
    assertThatThrownBy(() -> Mala.of(.1).sample(SpinModels.ising(4).problem(), LAST, 1))
        .hasMessage(
            "Mala walks in real numbers, but some numbers of [y[0, 0], y[0, 1], y[0, 2], y[0, 3], y[1, 0], y[1, 1], … 16"
                + " in all] are whole or binary; sample bits, spins and categories with BlockGibbs.standard()");
    assertThatThrownBy(() -> SpinModels.ising(4).infer(GradientDescent.of(.1)))
        .hasMessage(
            "GradientDescent[step=0.1] walks in real numbers, but some components of the unknown are bits, spins or categories; draw them by"
                + " sample(BlockGibbs.standard().beta(β), …) with a large β and keep the lowest");
    assertThatThrownBy(() -> BlockGibbs.standard().beta(0))
        .hasMessage(
            "BlockGibbs: the inverse temperature should be positive and finite, found 0.0; 1 samples exp(−E) itself");
    Problem fine = Energy.over(Space.spins(2)).plus("a", s -> dot(s, s.roll(0, 1))).problem();
    assertThatThrownBy(() -> fine.step(BlockGibbs.standard()))
        .hasMessage("BlockGibbs steps only once it knows its problem: on(problem)");
  }
}
