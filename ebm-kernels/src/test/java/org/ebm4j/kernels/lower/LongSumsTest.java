package org.ebm4j.kernels.lower;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Leaf;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.junit.jupiter.api.Test;

/// Sums over large shared arrays are sums of sums, where the inner ones are worth a loop each.
class LongSumsTest {
  private static boolean isInSteps(int... dims) {
    Expr w = Leaf.parameter("w", new Init.FanIn(1), dims);
    Node sum = LongSums.inSteps(List.of(w.squared().sum().node())).getFirst();
    return sum.input(0).op() instanceof Op.Reduce;
  }

  @Test
  void longRowsAreSummedOneByOne() {
    assertThat(isInSteps(256, 512)).isTrue();
    assertThat(isInSteps(64, 16, 16)).isTrue();
  }

  @Test
  void shortRowsAndSmallArraysAreSummedAtOnce() {
    assertThat(isInSteps(8192, 2)).isFalse();
    assertThat(isInSteps(1000, 17)).isFalse();
    assertThat(isInSteps(16, 512)).isFalse();
  }
}
