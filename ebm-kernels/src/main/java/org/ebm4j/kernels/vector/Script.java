package org.ebm4j.kernels.vector;

import java.util.ArrayList;
import java.util.List;

/// Straight-line code ready to run on blocks.
final class Script {
  /// One formula with its operands, and where these have to be found for each block.
  ///
  /// @param usual the kernel for rows as far apart as they usually are
  private record Step(
      RowKernel usual, RowKernel other, Operands operands, Reach[] in, Reach[] out) {}

  /// Rows that stand for a place in memory.
  private record Reach(Point point, boolean isNumber, Rows rows, Rows copies) {}

  private final Bench bench;
  private final Rows[] gathered;
  private final Step[] steps;
  private final List<Rows> kept = new ArrayList<>();

  /// @param distances of each formula's rows, usually or always
  /// @param gathered the results of folds
  Script(Plan plan, List<List<Long>> distances, boolean always, Rows[] gathered, Bench bench) {
    this.bench = bench;
    this.gathered = gathered;
    steps = new Step[plan.parts().size()];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = step(plan.parts().get(i), distances.get(i), always);
    }
    plan.kept().forEach(operand -> kept.add(rows(operand, new ArrayList<>())));
  }

  private Step step(Plan.Part part, List<Long> distances, boolean always) {
    List<Reach> in = new ArrayList<>();
    List<Reach> out = new ArrayList<>();
    Rows[] reads = part.in().stream().map(operand -> rows(operand, in)).toArray(Rows[]::new);
    Rows[] writes = part.out().stream().map(operand -> rows(operand, out)).toArray(Rows[]::new);
    RowKernel usual = Kernels.of(part.formula(), distances);
    return new Step(
        usual,
        always ? usual : Kernels.of(part.formula(), List.of()),
        new Operands(part.formula(), reads, writes),
        in.toArray(Reach[]::new),
        out.toArray(Reach[]::new));
  }

  private Rows rows(Plan.Operand operand, List<Reach> reaches) {
    return switch (operand) {
      case Plan.Temporary(int number) -> bench.temporary(number);
      case Plan.Gathered(int fold) -> gathered[fold];
      case Plan.Memory(var access, boolean isNumber, int copies) -> {
        Rows rows = new Rows();
        Rows spare = isNumber ? rows : bench.temporary(copies);
        reaches.add(
            new Reach(
                new Point(new Layout(access, bench.program, bench.sizes), bench),
                isNumber,
                rows,
                spare));
        yield rows;
      }
    };
  }

  /// The values that are kept, in order.
  List<Rows> kept() {
    return kept;
  }

  /// @param usual whether the rows are as far apart as usual
  void run(Stand stand, boolean usual) {
    int rows = stand.rows();
    for (Step step : steps) {
      for (Reach reach : step.in) {
        if (reach.isNumber) {
          reach.point.number(stand, reach.rows);
        } else {
          reach.point.read(stand, reach.rows, reach.copies);
        }
      }
      for (Reach reach : step.out) {
        reach.point.aim(stand, reach.rows, reach.copies);
      }
      step.operands.perform(usual ? step.usual : step.other, rows);
      for (Reach reach : step.out) {
        reach.point.write(stand, reach.rows);
      }
    }
  }
}
