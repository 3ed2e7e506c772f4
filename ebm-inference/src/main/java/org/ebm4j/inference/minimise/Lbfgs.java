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
/// It needs no step size and 2m + O(1) vectors a row; near a minimum with positive curvature it
/// converges linearly, fast when m reaches the number of different curvatures. Where the gradient is
/// wrong or jumps it reports that no step lowers the energy.
///
/// Up to 16 starts, and all in a box, are searches side by side that share the compiled energy and
/// gradient; their line search is [Moré & Thuente 1994], their arithmetic f64. In a box d leads to the
/// minimum of the quadratic model over the coordinates that are free there (L-BFGS-B).
///
/// More starts without bounds run in lanes: the whole iteration is one compiled formula in the
/// problem's precision, line search and recursion included, and a start has the same bits in any
/// company. Their line search keeps a bracket of a step that falls too steeply and one that is too
/// high or rises, doubles or more (2.1 to 5 times) until it has one, tries the minimum of the cubic
/// through both ends, kept off them by a tenth, and halves a bracket that has not shrunk by a third.
/// Where |E − E(u)| is within max(4ε Σ|terms|, 10⁻¹⁰|E|), ε the distance from 1 to the next number,
/// energies tell nothing and slopes decide. A pair is learnt if sᵀy > ε|s||y|; the first step, and
/// one after all pairs were forgotten, is at most 1 or twice the last step long.
///
/// Source: [Liu & Nocedal 1989; Nocedal & Wright 2006, algorithm 7.4; Byrd, Lu, Nocedal, Zhu 1995;
/// Morales & Nocedal 2011]; line searches [Moré & Thuente 1994; Lewis & Overton 2013, §3; Hager & Zhang
/// 2005, §2.1].
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
