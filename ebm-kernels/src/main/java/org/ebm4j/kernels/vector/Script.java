package org.ebm4j.kernels.vector;

import java.util.ArrayList;
import java.util.List;

/// Straight-line code ready to run on blocks.
final class Script {
  /// One formula with its operands, and where these have to be found for each block.
  private record Step(RowKernel kernel, Operands operands, Reach[] in, Reach[] out) {}

  /// Rows that stand for a place in memory.
  private record Reach(Point point, boolean isNumber, Rows rows, Rows copies) {}

  private final Bench bench;
  private final Rows[] gathered;
  private final Step[] steps;
  private final List<Rows> kept = new ArrayList<>();

  /// @param gathered the results of folds
  Script(Plan plan, Rows[] gathered, Bench bench) {
    this.bench = bench;
    this.gathered = gathered;
    steps = plan.parts().stream().map(this::step).toArray(Step[]::new);
    plan.kept().forEach(operand -> kept.add(rows(operand, new ArrayList<>())));
  }

  private Step step(Plan.Part part) {
    List<Reach> in = new ArrayList<>();
    List<Reach> out = new ArrayList<>();
    Rows[] reads = part.in().stream().map(operand -> rows(operand, in)).toArray(Rows[]::new);
    Rows[] writes = part.out().stream().map(operand -> rows(operand, out)).toArray(Rows[]::new);
    return new Step(
        Kernels.of(part.formula()),
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
        reaches.add(new Reach(new Point(access, bench), isNumber, rows, spare));
        yield rows;
      }
    };
  }

  /// The values that are kept, in order.
  List<Rows> kept() {
    return kept;
  }

  void run(Stand stand) {
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
      step.operands.perform(step.kernel, rows);
      for (Reach reach : step.out) {
        reach.point.write(stand, reach.rows);
      }
    }
  }
}
