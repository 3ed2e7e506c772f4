package org.ebm4j.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Leaf;
import org.ebm4j.api.expr.Maths;
import org.ebm4j.api.graph.Gradient;
import org.ebm4j.api.net.Parameters;
import org.ebm4j.training.objective.Loss;
import org.ebm4j.training.optimizer.Optimizer;

/// One step of a fit as one computation: loss, gradient, clipping, optimiser, averages.
///
/// Everything a step leaves to the next is carried, so the host only fills inputs and settings.
final class FitStep {
  static final String LOSS = "loss";
  static final String GRADIENT_NORM = "gradient norm";
  static final String AVERAGE_DECAY = "average decay";
  private static final String AVERAGE = "average/";

  private final Loss loss;
  private final Optimizer optimizer;
  private final Parameters parameters;
  private final List<Computation.Carry> carries = new ArrayList<>();
  private final List<String> carried = new ArrayList<>();
  private final Computation computation;

  /// @param clip the most the norm of the gradient may be; infinite for no limit
  /// @param averages whether averages of the parameters are kept
  FitStep(Loss loss, Optimizer optimizer, double clip, boolean averages) {
    this.loss = loss;
    this.optimizer = optimizer;
    this.parameters = Parameters.of(List.of(loss.value().node()));
    List<Expr> gradients =
        Gradient.of(loss.value().node(), parameters.leaves()).stream().map(Expr::of).toList();
    Expr norm =
        gradients.stream().map(Maths::sq).reduce(Expr::plus).orElseGet(() -> Expr.of(0)).sqrt();
    Map<String, Expr> settings = settings(optimizer);
    Map<String, Expr> nexts = new HashMap<>();
    for (int i = 0; i < gradients.size(); i++) {
      Expr clipped =
          clip < Double.POSITIVE_INFINITY
              ? clipped(gradients.get(i), norm, clip)
              : gradients.get(i);
      nexts.put(parameters.names().get(i), update(i, clipped, settings));
    }
    if (averages) {
      average(nexts);
    }
    follow(nexts);
    this.computation = new Computation("training step", carries, outputs(norm));
  }

  private static Map<String, Expr> settings(Optimizer optimizer) {
    Map<String, Expr> settings = new HashMap<>();
    optimizer.settings(0, 1).keySet().forEach(name -> settings.put(name, Leaf.setting(name)));
    return settings;
  }

  /// g·min(1, c/|g|), where |g| is the norm over all parameters [Pascanu, Mikolov & Bengio 2013].
  private static Expr clipped(Expr gradient, Expr norm, double clip) {
    return gradient.times(Expr.of(clip).over(norm.max(Expr.of(clip))));
  }

  private Expr update(int index, Expr gradient, Map<String, Expr> settings) {
    Expr parameter = Expr.of(parameters.leaves().get(index));
    String name = parameters.names().get(index);
    Map<String, Expr> slots = new HashMap<>();
    for (String slot : optimizer.slots()) {
      slots.put(slot, Leaf.setting(slot + "/" + name, parameter.shape().dims()));
    }
    Optimizer.Next next =
        optimizer.next(new Optimizer.Arguments(parameter, gradient, slots, settings));
    carry(name, parameter, next.parameter());
    for (String slot : optimizer.slots()) {
      carry(slot + "/" + name, of(slots, slot), of(next.slots(), slot));
    }
    return next.parameter();
  }

  private void carry(String name, Expr leaf, Expr next) {
    carries.add(new Computation.Carry(leaf.node(), next.node()));
    carried.add(name);
  }

  private static Expr of(Map<String, Expr> all, String name) {
    Expr found = all.get(name);
    if (found == null) {
      throw new IllegalStateException(
          "'" + name + "' is missing among " + all.keySet() + ", where every name has a value");
    }
    return found;
  }

  private void average(Map<String, Expr> nexts) {
    Expr decay = Leaf.setting(AVERAGE_DECAY);
    for (String name : parameters.names()) {
      Expr next = of(nexts, name);
      Expr average = Leaf.setting(AVERAGE + name, next.shape().dims());
      carry(AVERAGE + name, average, mixed(average, next, decay));
    }
  }

  private void follow(Map<String, Expr> nexts) {
    for (Loss.Follower follower : loss.followers()) {
      Expr next = of(nexts, Computation.nameOf(follower.parameter().node()));
      carry(
          Computation.nameOf(follower.setting().node()),
          follower.setting(),
          mixed(follower.setting(), next, Expr.of(follower.decay())));
    }
  }

  /// d·a + (1 − d)·b.
  private static Expr mixed(Expr a, Expr b, Expr d) {
    return a.times(d).plus(b.times(Expr.of(1).minus(d)));
  }

  private List<Computation.Output> outputs(Expr norm) {
    List<Computation.Output> outputs = new ArrayList<>();
    outputs.add(new Computation.Output(LOSS, loss.value().node()));
    outputs.add(new Computation.Output(GRADIENT_NORM, norm.node()));
    loss.parts().forEach((name, part) -> outputs.add(new Computation.Output(name, part.node())));
    return outputs;
  }

  Computation computation() {
    return computation;
  }

  Parameters parameters() {
    return parameters;
  }

  /// Every array that a step leaves to the next: parameters, the optimiser's memory, averages,
  /// followers.
  List<String> carried() {
    return List.copyOf(carried);
  }

  /// The outputs to record.
  List<String> recorded() {
    return computation.outputs().stream().map(Computation.Output::name).toList();
  }

  /// Where a carried array begins: the name of the parameter it copies, or empty if it begins at 0.
  String beginsAt(String name) {
    if (parameters.names().contains(name)) {
      return name;
    }
    if (name.startsWith(AVERAGE)) {
      return name.substring(AVERAGE.length());
    }
    return loss.followers().stream()
        .filter(f -> Computation.nameOf(f.setting().node()).equals(name))
        .map(f -> Computation.nameOf(f.parameter().node()))
        .findFirst()
        .orElse("");
  }

  /// The array that holds a parameter's result.
  static String resultOf(String parameter, boolean averages) {
    return averages ? AVERAGE + parameter : parameter;
  }
}
