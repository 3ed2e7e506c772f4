package org.ebm4j.kernels.run;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Code;
import org.ebm4j.kernels.loop.Fold;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Phase;
import org.ebm4j.kernels.loop.Primitive;

/// Mistakes an engine could make, as changes of the program it is given.
enum Mutant {
  ADD_IS_SUB(Primitive.ADD, Primitive.SUB),
  SUB_IS_ADD(Primitive.SUB, Primitive.ADD),
  MUL_IS_ADD(Primitive.MUL, Primitive.ADD),
  DIV_IS_MUL(Primitive.DIV, Primitive.MUL),
  FMA_IS_FNMA(Primitive.FMA, Primitive.FNMA),
  FNMA_IS_FMA(Primitive.FNMA, Primitive.FMA),
  MIN_IS_MAX(Primitive.MIN, Primitive.MAX),
  MAX_IS_MIN(Primitive.MAX, Primitive.MIN),
  LESS_ALLOWS_EQUAL(Primitive.LESS, Primitive.LESS_EQUAL),
  LESS_EQUAL_IS_LESS(Primitive.LESS_EQUAL, Primitive.LESS),
  EQUAL_IS_LESS_EQUAL(Primitive.EQUAL, Primitive.LESS_EQUAL),
  AND_IS_OR(Primitive.AND, Primitive.OR),
  OR_IS_AND(Primitive.OR, Primitive.AND),
  XOR_IS_OR(Primitive.XOR, Primitive.OR),
  NAN_IS_SWALLOWED(Primitive.UNORDERED, Primitive.LESS),
  SHIFT_GOES_LEFT(Primitive.SHIFT_RIGHT, Primitive.SHIFT_LEFT),
  INTEGERS_SUBTRACT(Primitive.INT_ADD, Primitive.INT_SUB),
  LOADS_ITS_NEIGHBOUR,
  SUM_IS_MAX,
  PRODUCT_FORGETS_A_COLUMN,
  CONTRACTION_FORGETS_A_ROW,
  SUM_OVER_CHAINS_SKIPS_ONE,
  NOISE_OF_ANOTHER_PURPOSE;

  private final Primitive from;
  private final Primitive to;

  Mutant(Primitive from, Primitive to) {
    this.from = from;
    this.to = to;
  }

  Mutant() {
    this(Primitive.ADD, Primitive.ADD);
  }

  /// The program with this mistake everywhere it can be made; the same program if nowhere.
  LoopProgram of(LoopProgram program) {
    List<Phase> phases = new ArrayList<>();
    for (Phase phase : program.phases()) {
      List<Kernel> kernels = phase.kernels().stream().map(this::of).toList();
      phases.add(new Phase(phase.kind(), kernels, phase.sums().stream().map(this::sum).toList()));
    }
    return new LoopProgram(
        program.name(),
        program.precision(),
        program.tiles(),
        program.buffers(),
        phases,
        program.leaves(),
        program.outputs(),
        program.batchSize(),
        program.constants());
  }

  private Kernel of(Kernel kernel) {
    return switch (kernel) {
      case Kernel.Nest n ->
          new Kernel.Nest(
              n.outer(),
              n.inner(),
              code(n.body()),
              n.folds().stream().map(this::of).toList(),
              code(n.tail()),
              n.lanes(),
              n.term());
      case Kernel.MatMul p when this == PRODUCT_FORGETS_A_COLUMN ->
          new Kernel.MatMul(p.m(), p.k() - 1, p.n(), p.a(), p.b(), p.c(), p.lanes(), p.term());
      case Kernel.Words w when this == NOISE_OF_ANOTHER_PURPOSE ->
          new Kernel.Words(
              w.buffer(), w.blocks(), w.firstBlock(), w.purpose() + 1, w.lanes(), w.term());
      case Kernel.Contract c when this == CONTRACTION_FORGETS_A_ROW ->
          new Kernel.Contract(c.m() - 1, c.n(), c.p(), c.a(), c.turned(), c.c(), false, c.term());
      case Kernel.MatMul _,
          Kernel.Turn _,
          Kernel.Contract _,
          Kernel.BatchSum _,
          Kernel.Combine _,
          Kernel.Words _,
          Kernel.Categorical _ ->
          kernel;
    };
  }

  private Kernel.BatchSum sum(Kernel.BatchSum s) {
    return this == SUM_OVER_CHAINS_SKIPS_ONE
        ? new Kernel.BatchSum(s.size() - 1, s.a(), s.partial(), s.term())
        : s;
  }

  private Fold of(Fold fold) {
    return this == SUM_IS_MAX && fold.kind() == Fold.Kind.SUM
        ? new Fold(Fold.Kind.MAX, fold.a(), fold.b())
        : fold;
  }

  private List<Code> code(List<Code> code) {
    return code.stream().map(this::of).toList();
  }

  private Code of(Code code) {
    return switch (code) {
      case Code.Apply(var p, var a, var b, var c, var shift) when p == from ->
          new Code.Apply(to, a, b, c, shift);
      case Code.Load(Access(var buffer, var offset, var strides))
          when this == LOADS_ITS_NEIGHBOUR && offset > 0 ->
          new Code.Load(new Access(buffer, offset - 1, strides));
      case Code.Apply _,
          Code.Load _,
          Code.LoadWord _,
          Code.Literal _,
          Code.Folded _,
          Code.Store _ ->
          code;
    };
  }
}
