package org.ebm4j.api.interpret;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.engine.Block;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.random.Philox;

/// A run of the interpreter: its leaves' arrays are the blocks.
final class ReferenceRun implements Run {
  private final int chains;
  private final long seed;
  private final Precision precision;
  private final Interpreter graph;
  private final Map<String, Block> blocks = new LinkedHashMap<>();
  private final List<Result> outputs = new ArrayList<>();
  private final List<Result> carries = new ArrayList<>();
  private long done;
  private long first;

  /// A value of the graph, where it goes, and the rounded copy taken before anything is
  /// overwritten.
  private record Result(double[] from, double[] staged, double[] to) {}

  ReferenceRun(ReferenceProgram program, int chains, long seed) {
    Computation computation = program.computation();
    this.chains = chains;
    this.seed = seed;
    this.precision = program.precision();
    List<Node> nodes = new ArrayList<>(computation.roots());
    nodes.addAll(computation.leaves());
    this.graph = Interpreter.of(nodes, chains);
    for (Node leaf : computation.leaves()) {
      blocks.put(Computation.nameOf(leaf), block(leaf, graph.values(leaf)));
    }
    for (Computation.Output output : computation.outputs()) {
      double[] from = graph.values(output.node());
      double[] to = new double[from.length];
      if (blocks.putIfAbsent(output.name(), block(output.node(), to)) == null) {
        outputs.add(new Result(from, to, to));
      }
    }
    for (Computation.Carry carry : computation.carries()) {
      double[] to = graph.values(carry.leaf());
      carries.add(new Result(graph.values(carry.next()), new double[to.length], to));
    }
  }

  private Block block(Node node, double[] numbers) {
    return new ArrayBlock(node.shape(), node.varies() ? chains : 1, precision, numbers);
  }

  @Override
  public int chains() {
    return chains;
  }

  @Override
  public Block block(String name) {
    Block block = blocks.get(name);
    if (block == null) {
      throw new IllegalArgumentException(
          "there is no array '"
              + name
              + "' in this run; there are "
              + String.join(", ", blocks.keySet()));
    }
    return block;
  }

  @Override
  public void step(int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("cannot perform " + steps + " steps; ask for at least 1");
    }
    for (int i = 0; i < steps; i++) {
      graph.evaluate(new PhiloxDraws(seed, done, first, precision));
      outputs.forEach(this::stage);
      carries.forEach(this::stage);
      for (Result carry : carries) {
        System.arraycopy(carry.staged(), 0, carry.to(), 0, carry.to().length);
      }
      done++;
    }
  }

  /// Copies and rounds; a shared value that enters a varying array is repeated for each chain.
  private void stage(Result result) {
    double[] from = result.from();
    double[] staged = result.staged();
    for (int i = 0; i < staged.length; i += from.length) {
      for (int j = 0; j < from.length; j++) {
        staged[i + j] = ArrayBlock.round(from[j], precision);
      }
    }
  }

  @Override
  public long stepsDone() {
    return done;
  }

  @Override
  public void stepsDone(long steps) {
    done = steps;
  }

  @Override
  public void firstChain(long first) {
    if (first < 0 || first > Philox.CHAINS - chains) {
      throw new IllegalArgumentException(
          "chains are numbered 0 … 2⁵⁶ − 1; " + chains + " from " + first + " on leave that range");
    }
    this.first = first;
  }

  @Override
  public void close() {
    // arrays on the heap: nothing to free
  }
}
