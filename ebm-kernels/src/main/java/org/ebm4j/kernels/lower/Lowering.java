package org.ebm4j.kernels.lower;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.simplify.Simplify;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Phase;

/// Turns a computation into a loop program.
public final class Lowering {
  private final Computation computation;
  private final List<Node> nexts = new ArrayList<>();
  private final List<Node> results = new ArrayList<>();
  private final List<Node> nodes;
  private final Draft draft;
  private final Map<String, Integer> leaves = new LinkedHashMap<>();
  private final Map<String, Integer> outputs = new LinkedHashMap<>();
  private final Set<Node> kept = Collections.newSetFromMap(new IdentityHashMap<>());

  private Lowering(Computation computation, Precision precision, boolean tiles) {
    this.computation = computation;
    int carries = computation.carries().size();
    List<Node> simple = UnitAxes.dropped(Simplify.forEvaluation(computation.roots()));
    List<Node> roots = LongSums.inSteps(tiles ? ThinProducts.writtenOut(simple) : simple);
    nexts.addAll(roots.subList(0, carries));
    results.addAll(roots.subList(carries, roots.size()));
    List<Node> all = new ArrayList<>(roots);
    all.addAll(computation.leaves());
    this.nodes = Graph.topological(all);
    this.draft = new Draft(precision, tiles, new Levels(nodes, carried()), Rings.of(nodes));
    kept.addAll(roots);
  }

  private Set<Node> carried() {
    Set<Node> carried = Collections.newSetFromMap(new IdentityHashMap<>());
    computation.carries().forEach(carry -> carried.add(carry.leaf()));
    return carried;
  }

  /// @param tiles whether chains run 32 to a tile; else one by one. A computation with batch
  ///   reductions needs tiles
  public static LoopProgram lower(Computation computation, Precision precision, boolean tiles) {
    Lowering lowering = new Lowering(computation, precision, tiles);
    if (!tiles && lowering.nodes.stream().anyMatch(Levels::isBatchReduction)) {
      throw new IllegalArgumentException(
          "cannot lower '"
              + computation.name()
              + "' chain by chain: it reduces over the batch; lower it to tiles");
    }
    return lowering.lower();
  }

  private LoopProgram lower() {
    placeLeaves();
    Map<Node, List<Node>> readers = readers();
    int last = draft.levels.last();
    keepForLater(last);
    draft.joins = Joins.of(nodes, kept, draft);
    Overwrites overwrites = new Overwrites(computation.carries(), nexts, readers, kept);
    for (int level = 0; level <= last; level++) {
      schedule(readers, overwrites, level, true);
      schedule(readers, overwrites, level, false);
    }
    publish(last);
    new Carries(draft, computation.carries(), nexts).write(last);
    List<Phase> phases = phases(last + 1);
    return new LoopProgram(
        computation.name(),
        draft.precision,
        draft.tiles,
        draft.places.settle(Lifetimes.of(phases, draft.places.count(), held())),
        phases,
        leaves,
        outputs,
        draft.batchSize,
        draft.constants);
  }

  /// Buffers that are written or read between steps.
  private Set<Integer> held() {
    Set<Integer> held = new HashSet<>(leaves.values());
    held.addAll(outputs.values());
    held.addAll(draft.constants.keySet());
    held.add(draft.batchSize);
    return held;
  }

  private void placeLeaves() {
    for (Node node : nodes) {
      switch (node.op()) {
        case Op.Input(var name) -> leaf(node, name, Region.CHAIN);
        case Op.Parameter(var name, _) -> leaf(node, name, Region.SHARED);
        case Op.Setting(var name) -> leaf(node, name, Region.SHARED);
        case Op.BatchSize _ -> {
          if (draft.batchSize < 0) {
            draft.batchSize = draft.places.array("batch size", Region.SHARED, 1);
          }
          draft.place(node, new View(draft.batchSize, 0, List.of()));
        }
        case Op.Constant(var values) -> constant(node, values.toArray());
        default -> {} // placed by the kernel that computes it
      }
    }
  }

  private void leaf(Node node, String name, Region region) {
    int buffer = draft.places.array(name, region, node.shape().size());
    draft.place(node, View.whole(buffer, node.shape()));
    leaves.put(name, buffer);
  }

  private void constant(Node node, double[] values) {
    int buffer = draft.places.array(Draft.label(node), Region.SHARED, values.length);
    draft.place(node, View.whole(buffer, node.shape()));
    draft.constants.put(buffer, values);
  }

  private Map<Node, List<Node>> readers() {
    Map<Node, List<Node>> readers = new IdentityHashMap<>();
    for (Node node : nodes) {
      for (Node input : node.inputs()) {
        readers.computeIfAbsent(input, _ -> new ArrayList<>(2)).add(node);
      }
    }
    return readers;
  }

  /// What is read after its phase must not lie in scratch.
  private void keepForLater(int last) {
    for (Node root : kept) {
      Node base = root;
      while (Levels.isView(base)) {
        base = base.input(0);
      }
      if (base.varies()) {
        draft.levels.readAt(base, last + 1);
        draft.levels.readAt(root, last + 1);
      }
    }
  }

  private void schedule(
      Map<Node, List<Node>> readers, Overwrites overwrites, int level, boolean shared) {
    draft.enter(level, shared);
    List<Node> mine = new ArrayList<>();
    for (Node node : nodes) {
      if (!node.inputs().isEmpty() || node.op() instanceof Op.Noise) {
        boolean reduction = Levels.isBatchReduction(node);
        int at = draft.levels.runs(node) - (reduction ? 1 : 0);
        boolean inShared = !node.varies() && !reduction;
        if (at == level && inShared == shared) {
          mine.add(node);
        }
      }
    }
    new Schedule(draft, readers, kept, overwrites).run(mine);
  }

  /// Outputs are buffers of their own unless the node's own buffer will do.
  private void publish(int last) {
    Map<Integer, Boolean> isLeaf = new HashMap<>();
    leaves.values().forEach(buffer -> isLeaf.put(buffer, true));
    for (int i = 0; i < results.size(); i++) {
      Node node = results.get(i);
      String name = computation.outputs().get(i).name();
      View view = draft.view(node);
      boolean whole = view.equals(View.whole(view.buffer(), node.shape()));
      if (whole
          && !isLeaf.containsKey(view.buffer())
          && draft.places.region(view.buffer()) != Region.SCRATCH) {
        outputs.put(name, view.buffer());
        continue;
      }
      int buffer =
          draft.places.array(
              name, node.varies() ? Region.CHAIN : Region.SHARED, node.shape().size());
      draft.enter(last, !node.varies());
      Copies.copy(draft, node, view, View.whole(buffer, node.shape()));
      outputs.put(name, buffer);
    }
  }

  private List<Phase> phases(int levels) {
    List<Phase> phases = new ArrayList<>();
    phases.add(new Phase(Phase.Kind.SHARED, draft.kernels(0, true)));
    for (int level = 0; level <= levels; level++) {
      if (level > 0 && !draft.kernels(level, true).isEmpty()) {
        phases.add(new Phase(Phase.Kind.SHARED, draft.kernels(level, true)));
      }
      List<Kernel> chains = draft.kernels(level, false);
      List<Kernel.BatchSum> sums = draft.sums(level);
      if (!chains.isEmpty() || !sums.isEmpty()) {
        phases.add(new Phase(Phase.Kind.CHAINS, chains, sums));
      }
      if (!draft.contractions(level).isEmpty()) {
        phases.add(new Phase(Phase.Kind.CONTRACTIONS, draft.contractions(level)));
      }
    }
    return phases;
  }
}
