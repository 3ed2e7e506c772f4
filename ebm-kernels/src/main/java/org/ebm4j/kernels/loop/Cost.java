package org.ebm4j.kernels.loop;

import java.util.List;
import java.util.function.ToIntFunction;

/// How much work a kernel is, counted in operations on one number; a multiply-add counts two.
public final class Cost {
  private static final int TOGETHER = 16; // numbers in a vector
  private static final int BEGINNING = 50; // vectors of operations that a kernel takes to begin

  private static final long WORD_BLOCK = 110;

  private Cost() {}

  /// Operations of one chain, or of one run for what is shared.
  public static long of(Kernel kernel) {
    return switch (kernel) {
      case Kernel.Nest nest -> each(nest, Cost::operations);
      case Kernel.MatMul product -> 2L * product.m() * product.k() * product.n();
      case Kernel.Contract contract ->
          (contract.symmetric() ? 1L : 2L) * contract.m() * contract.n() * contract.p();
      case Kernel.Turn turn -> (long) turn.n() * turn.p();
      case Kernel.BatchSum sum -> sum.size();
      case Kernel.Combine combine -> combine.size();
      case Kernel.Words words -> WORD_BLOCK * words.blocks();
      case Kernel.Categorical sites -> 400L * sites.count(); // a word needs about three blocks
    };
  }

  /// Operations of one unit of a phase for one chain.
  public static long of(Phase phase) {
    long sum = 0;
    for (Kernel kernel : phase.kernels()) {
      sum += of(kernel);
    }
    for (Kernel kernel : phase.sums()) {
      sum += of(kernel);
    }
    return sum;
  }

  /// Operations of one unit of a phase: of a tile of chains or of a chain by itself, and of all
  /// there is to do for what is shared.
  public static long ofUnit(LoopProgram program, int phase) {
    Phase it = program.phases().get(phase);
    return of(it) * chains(program, it);
  }

  /// Chains of a unit, 1 where there are none.
  public static int chains(LoopProgram program, Phase phase) {
    return program.tiles() && !phase.shared() ? Buffer.LANES : 1;
  }

  /// The share of the multiply-add peak that a phase's instructions allow: an addition or a minimum
  /// takes a unit of the processor as long as a multiply-add, which counts two operations, and a
  /// division as sixteen. Loads and stores are taken to fit beside them.
  public static double shareAllowed(Phase phase) {
    long operations = 0;
    long turns = 0;
    for (List<? extends Kernel> kernels : List.of(phase.kernels(), phase.sums())) {
      for (Kernel kernel : kernels) {
        operations += of(kernel);
        turns += turns(kernel);
      }
    }
    return turns == 0 ? 1 : operations / (2.0 * turns);
  }

  /// Multiply-adds that would keep the units busy as long.
  private static long turns(Kernel kernel) {
    return switch (kernel) {
      case Kernel.Nest nest -> each(nest, Cost::turns);
      case Kernel.MatMul _, Kernel.Contract _ -> of(kernel) / 2;
      case Kernel.Turn _, Kernel.BatchSum _, Kernel.Combine _ -> of(kernel);
      case Kernel.Words _, Kernel.Categorical _ -> of(kernel);
    };
  }

  private static int turns(Primitive primitive) {
    return switch (primitive) {
      case DIV -> 16;
      case SQRT -> 20;
      default -> 1;
    };
  }

  private static int operations(Primitive primitive) {
    return primitive == Primitive.FMA || primitive == Primitive.FNMA ? 2 : 1;
  }

  /// Whether so many chains take longer one by one than as a tile half of whose lanes are idle. A
  /// kernel whose lanes have nothing to run along does one operation where another does {@link
  /// #TOGETHER}, and every kernel takes some time to begin.
  ///
  /// The path follows from the program and the number of chains, not from the engine: the two add
  /// up in different orders.
  ///
  /// @param few a program that runs chain by chain
  /// @param chains at most {@link LoopProgram#FEW}
  public static boolean favoursTiles(LoopProgram few, int chains) {
    long all = 0;
    long one = 0; // vectors a chain
    for (Phase phase : few.phases()) {
      for (Kernel kernel : phase.shared() ? List.<Kernel>of() : phase.kernels()) {
        all += of(kernel);
        one += BEGINNING + vectors(kernel);
      }
    }
    return chains * one > all;
  }

  /// Operations on vectors that a kernel does for one chain by itself: what is left of a loop
  /// beside whole vectors fills one more.
  private static long vectors(Kernel kernel) {
    long work = of(kernel);
    return switch (kernel) {
      case Kernel.Nest(var outer, var inner, _, _, _, Lanes.Along(int loop), _) -> {
        int along = loop < outer.size() ? outer.get(loop) : inner.get(loop - outer.size());
        yield along == 0 ? 0 : work * filled(along) / along;
      }
      case Kernel.MatMul(int m, int k, _, _, _, _, Lanes.Along(int loop), _) -> {
        int along = loop == 0 ? m : k;
        yield along == 0 ? 0 : work * filled(along) / along;
      }
      case Kernel.Nest(_, _, _, _, _, Lanes.Single _, _) -> work;
      case Kernel.MatMul(_, _, _, _, _, _, Lanes.Single _, _) -> work;
      case Kernel.Nest(_, _, _, _, _, Lanes.Chains _, _) -> work / TOGETHER;
      case Kernel.MatMul(_, _, _, _, _, _, Lanes.Chains _, _) -> work / TOGETHER;
      case Kernel.Words words -> WORD_BLOCK * filled(words.blocks());
      case Kernel.Turn _, Kernel.Contract _, Kernel.BatchSum _ -> work / TOGETHER;
      case Kernel.Combine _, Kernel.Categorical _ -> work / TOGETHER;
    };
  }

  private static int filled(int numbers) {
    return (numbers + TOGETHER - 1) / TOGETHER;
  }

  private static long product(List<Integer> extents) {
    long product = 1;
    for (int extent : extents) {
      product *= extent;
    }
    return product;
  }

  private static long each(Kernel.Nest nest, ToIntFunction<Primitive> worth) {
    long outer = product(nest.outer());
    long inner = nest.folds().isEmpty() ? 0 : product(nest.inner());
    return outer
        * (inner * (each(nest.body(), worth) + nest.folds().size()) + each(nest.tail(), worth));
  }

  private static long each(List<Code> codes, ToIntFunction<Primitive> worth) {
    long sum = 0;
    for (Code code : codes) {
      sum +=
          switch (code) {
            case Code.Apply(var primitive, _, _, _, _) -> worth.applyAsInt(primitive);
            case Code.Load _, Code.LoadWord _, Code.Literal _, Code.Folded _, Code.Store _ -> 0;
          };
    }
    return sum;
  }

  /// The kernel's form and extents, in one line.
  public static String describe(Kernel kernel) {
    return switch (kernel) {
      case Kernel.Nest nest ->
          "nest "
              + nest.outer()
              + (nest.inner().isEmpty() ? "" : " folding " + nest.inner())
              + ", "
              + (nest.body().size() + nest.tail().size())
              + " instructions"
              + lanes(nest.lanes());
      case Kernel.MatMul product ->
          "product "
              + product.m()
              + "×"
              + product.k()
              + "·"
              + product.k()
              + "×"
              + product.n()
              + lanes(product.lanes());
      case Kernel.Contract contract ->
          "contraction over chains "
              + contract.m()
              + "×"
              + contract.n()
              + (contract.p() > 1 ? " of " + contract.p() : "")
              + (contract.symmetric() ? ", half of it" : "");
      case Kernel.Turn turn -> "turned round, " + turn.n() + "×" + turn.p();
      case Kernel.BatchSum sum -> "sum over chains of " + sum.size();
      case Kernel.Combine combine -> "chunks added, " + combine.size();
      case Kernel.Words words -> "random words, " + words.blocks() + " blocks";
      case Kernel.Categorical sites ->
          "random categories, "
              + sites.count()
              + " words of "
              + (sites.thresholds() + 1)
              + " categories and "
              + sites.odds().size()
              + " classes";
    };
  }

  private static String lanes(Lanes lanes) {
    return switch (lanes) {
      case Lanes.Chains _ -> "";
      case Lanes.Along(int loop) -> ", lanes along loop " + loop;
      case Lanes.Single _ -> ", one by one";
    };
  }
}
