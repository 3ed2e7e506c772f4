package org.ebm4j.kernels.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;
import org.ebm4j.kernels.loop.LoopProgram;

/// How far apart the rows are that a nest's formulas read and write, where that is known before it
/// runs. A kernel printed with these distances has its bounds checked by the JVM once for all rows.
///
/// @param usual the walk they are for
/// @param always whether there is no other
/// @param body for each formula bytes from row to row of its operands and results in their order;
///   none where they are not known
/// @param tail the same
record Steps(Walk usual, boolean always, List<List<Long>> body, List<List<Long>> tail) {
  private static final long LARGEST = 4096;

  static Steps of(Kernel.Nest nest, NestPlan plan, LoopProgram program, Sizes sizes) {
    Walk usual = Walk.of(nest, sizes.tiles);
    if (!(nest.lanes() instanceof Lanes.Chains)) {
      return new Steps(usual, false, none(plan.body()), none(plan.tail()));
    }
    boolean always =
        IntStream.rangeClosed(1, sizes.tiles).allMatch(units -> Walk.of(nest, units).equals(usual));
    long gathered = usual.foldsRows() ? 0 : sizes.row;
    return new Steps(
        usual,
        always,
        all(plan.body(), usual.bodyAlong(), gathered, program, sizes),
        usual.foldsRows()
            ? none(plan.tail()) // single rows
            : all(plan.tail(), usual.along(), gathered, program, sizes));
  }

  private static List<List<Long>> none(Plan plan) {
    return plan.parts().stream().map(_ -> List.<Long>of()).toList();
  }

  private static List<List<Long>> all(
      Plan plan, int along, long gathered, LoopProgram program, Sizes sizes) {
    return plan.parts().stream().map(part -> of(part, along, gathered, program, sizes)).toList();
  }

  private static List<Long> of(
      Plan.Part part, int along, long gathered, LoopProgram program, Sizes sizes) {
    List<Long> steps = new ArrayList<>();
    for (boolean reads : new boolean[] {true, false}) {
      for (Plan.Operand operand : reads ? part.in() : part.out()) {
        steps.add(
            switch (operand) {
              case Plan.Temporary _ -> (long) sizes.row;
              case Plan.Gathered _ -> gathered;
              case Plan.Memory(var access, boolean isNumber, _) -> {
                Layout layout = new Layout(access, program, sizes);
                yield reads ? layout.readStep(along, isNumber) : layout.writeStep(along);
              }
            });
      }
    }
    return steps.stream().allMatch(step -> step <= LARGEST) ? steps : List.of();
  }
}
