package org.ebm4j.inference.minimise;

import org.ebm4j.api.space.Bounds;
import org.ebm4j.inference.search.BoxedQuasiNewton;
import org.ebm4j.inference.search.Direction;
import org.ebm4j.inference.search.StrongWolfe;
import org.ebm4j.inference.search.TwoLoop;

/// Limited-memory BFGS: the curvature met in the last m steps shapes the next one.
///
///     u ← u + αd      d = −H∇E(u), H ≈ (∇²E)⁻¹ of the last m steps      α by the strong Wolfe conditions
///
/// In a box d leads to the minimum of the quadratic model over the coordinates that are free there
/// (L-BFGS-B). It needs no step size and 2m + O(1) vectors a row; near a minimum with positive curvature
/// it converges linearly, fast when m reaches the number of different curvatures. Where the gradient is
/// wrong or jumps it reports that no step lowers the energy.
///
/// Source: [Liu & Nocedal 1989; Byrd, Lu, Nocedal, Zhu 1995; Morales & Nocedal 2011]; the line search
/// [Moré & Thuente 1994].
///
/// @param memory m ≥ 1
/// @param rule what a step along d must achieve
public record Lbfgs(int memory, StrongWolfe rule) implements Searching, Iterative {
  public Lbfgs {
    if (memory < 1) {
      throw new IllegalArgumentException(
          "Lbfgs: it should remember at least 1 step, found " + memory + "; 10 is usual");
    }
  }

  /// m = 10, c₁ = 10⁻⁴, c₂ = 0.9.
  public static Lbfgs standard() {
    return new Lbfgs(10, StrongWolfe.standard());
  }

  /// The same with another memory.
  public Lbfgs memory(int steps) {
    return new Lbfgs(steps, rule);
  }

  @Override
  public Direction direction(Bounds box) {
    return box.isBounded() ? new BoxedQuasiNewton(memory, box) : new TwoLoop(memory);
  }

  @Override
  public Minimise loop() {
    return Minimise.by(this);
  }
}
