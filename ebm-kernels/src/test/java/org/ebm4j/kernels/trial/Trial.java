package org.ebm4j.kernels.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Output;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.print.Notation;

/// A computation with the numbers it is run on.
///
/// @param seed what it was made from; also keys its noise
/// @param steps done at once
/// @param values exact in f32, for every leaf by name
public record Trial(
    long seed, Computation computation, int chains, int steps, Map<String, double[]> values) {

  /// The trial of a seed.
  public static Trial of(long seed) {
    return new RandomPrograms(seed).trial();
  }

  /// A smaller trial that fails too: the first node that fails as the only output, else one step or
  /// one output; then fewer chains.
  public Trial shrunk(Predicate<Trial> fails) {
    List<Trial> smaller = new ArrayList<>();
    for (Node node : Graph.topological(computation.roots())) {
      if (!node.inputs().isEmpty()) {
        smaller.add(with(List.of(), List.of(new Output("o", node)), 1));
      }
    }
    smaller.add(with(computation.carries(), computation.outputs(), 1));
    for (Output output : computation.outputs()) {
      smaller.add(with(computation.carries(), List.of(output), steps));
    }
    Trial least = smaller.stream().filter(fails).findFirst().orElse(this);
    return List.of(1, 2, 3, 15, 16, 17, 31, 32, 33).stream()
        .filter(n -> n < least.chains)
        .map(least::with)
        .filter(fails)
        .findFirst()
        .orElse(least);
  }

  private Trial with(List<Computation.Carry> carries, List<Output> outputs, int fewerSteps) {
    Computation part = new Computation(computation.name(), carries, outputs);
    return new Trial(seed, part, chains, fewerSteps, values);
  }

  private Trial with(int fewerChains) {
    Map<String, double[]> fewer = new HashMap<>(values);
    for (Node leaf : computation.leaves()) {
      if (leaf.varies()) {
        fewer.computeIfPresent(
            Computation.nameOf(leaf),
            (_, all) -> Arrays.copyOf(all, leaf.shape().size() * fewerChains));
      }
    }
    return new Trial(seed, computation, fewerChains, steps, fewer);
  }

  /// The seed and the program as mathematics.
  @Override
  public String toString() {
    LinkedHashMap<String, Node> roots = new LinkedHashMap<>();
    computation.outputs().forEach(output -> roots.put(output.name(), output.node()));
    computation
        .carries()
        .forEach(carry -> roots.put("next " + Computation.nameOf(carry.leaf()), carry.next()));
    StringBuilder text = new StringBuilder();
    text.append("seed %d, %d chains, %d steps%n".formatted(seed, chains, steps));
    for (Node leaf : computation.leaves()) {
      String kind = leaf.varies() ? "of each chain" : "shared";
      text.append("  %s %s, %s%n".formatted(Computation.nameOf(leaf), leaf.shape(), kind));
    }
    return text + Notation.of(roots);
  }
}
