package org.ebm4j.api.net;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
import org.ebm4j.api.weights.Tensor;
import org.ebm4j.api.weights.Weights;

/// The parameters that expressions use, in the order they were made. Names are unique.
public final class Parameters {
  private final List<Node> leaves;

  private Parameters(List<Node> leaves) {
    this.leaves = leaves;
  }

  /// The parameters found below these nodes.
  ///
  /// @throws IllegalArgumentException if two different parameters have one name
  public static Parameters of(Collection<Node> roots) {
    List<Node> found = new ArrayList<>();
    for (Node node : Graph.topological(roots)) {
      if (node.op() instanceof Op.Parameter) {
        found.add(node);
      }
    }
    return distinct(found);
  }

  /// These and others; a parameter in both counts once.
  ///
  /// @throws IllegalArgumentException if two different parameters have one name
  public Parameters and(Parameters others) {
    List<Node> both = new ArrayList<>(leaves);
    both.addAll(others.leaves);
    return distinct(both);
  }

  private static Parameters distinct(List<Node> nodes) {
    Map<String, Node> names = new LinkedHashMap<>();
    for (Node node : nodes) {
      Node other = names.putIfAbsent(name(node), node);
      if (other != null && other != node) {
        throw new IllegalArgumentException(
            "two parameters are called '"
                + name(node)
                + "', of shapes "
                + other.shape()
                + " and "
                + node.shape()
                + "; share one network object, or give the second network another name");
      }
    }
    return new Parameters(List.copyOf(names.values()));
  }

  /// The leaves; for the compiler and trainers.
  public List<Node> leaves() {
    return leaves;
  }

  /// Their names, in this order.
  public List<String> names() {
    return leaves.stream().map(Parameters::name).toList();
  }

  private static String name(Node leaf) {
    return ((Op.Parameter) leaf.op()).name();
  }

  /// Whether there is none.
  public boolean isEmpty() {
    return leaves.isEmpty();
  }

  /// How many numbers they hold.
  public long count() {
    return leaves.stream().mapToLong(leaf -> leaf.shape().size()).sum();
  }

  // ---- values ----

  /// Draws every parameter from its initial law, in f32. Each has a random stream of its own, keyed
  /// by the seed and its name, so adding a network changes no other's start.
  public Weights initial(long seed) {
    Weights weights = Weights.empty();
    for (Node leaf : leaves) {
      Op.Parameter parameter = (Op.Parameter) leaf.op();
      double[] values = draw(parameter.init(), leaf.shape(), stream(seed, parameter.name()));
      float[] floats = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        floats[i] = (float) values[i];
      }
      weights = weights.with(parameter.name(), Tensor.of(floats, leaf.shape().dims()));
    }
    return weights;
  }

  private static RandomStream stream(long seed, String name) {
    long hash =
        0xcbf29ce484222325L; // FNV-1a, 64 bits [Fowler, Noll, Vo 1991], of which a chain's id takes
    // 56
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return RandomStream.of(seed, Purpose.INIT, hash >>> 8, 0);
  }

  private static double[] draw(Init init, Shape shape, RandomStream random) {
    double[] values = new double[shape.size()];
    int out = shape.rank() == 0 ? 1 : Math.max(shape.dim(0), 1);
    double fanIn = Math.max(1, values.length / out);
    switch (init) {
      case Init.Constant(double value) -> Arrays.fill(values, value);
      case Init.Normal(double sd) -> normals(values, sd, random);
      case Init.FanIn(double gain) -> normals(values, gain / Math.sqrt(fanIn), random);
      case Init.Glorot(double gain) -> {
        double a = gain * Math.sqrt(6 / (fanIn + out));
        random.uniforms(values);
        for (int i = 0; i < values.length; i++) {
          values[i] = a * (2 * values[i] - 1);
        }
      }
      case Init.Given(var given) -> System.arraycopy(given.toArray(), 0, values, 0, values.length);
    }
    return values;
  }

  private static void normals(double[] values, double sd, RandomStream random) {
    random.normals(values);
    for (int i = 0; i < values.length; i++) {
      values[i] *= sd;
    }
  }

  /// Checks that weights fit: every tensor that has a parameter's name has its shape.
  ///
  /// @throws IllegalArgumentException with the first that does not, and both shapes
  public void requireFitting(Weights weights) {
    for (Node leaf : leaves) {
      if (weights.names().contains(name(leaf))) {
        Shape found = weights.get(name(leaf)).shape();
        if (!found.equals(leaf.shape())) {
          throw new IllegalArgumentException(
              "parameter '"
                  + name(leaf)
                  + "' has shape "
                  + leaf.shape()
                  + ", but the weights' tensor has "
                  + found
                  + "; these weights belong to another network");
        }
      }
    }
  }

  /// The parameters that weights hold no tensor for.
  public List<String> missingFrom(Weights weights) {
    return names().stream().filter(name -> !weights.names().contains(name)).toList();
  }

  /// One line a parameter with its shape and count, and their total.
  public String describe() {
    int width = names().stream().mapToInt(String::length).reduce(5, Math::max);
    String row = "%-" + width + "s  %-12s %,12d\n";
    StringBuilder text = new StringBuilder();
    for (Node leaf : leaves) {
      text.append(String.format(Locale.ROOT, row, name(leaf), leaf.shape(), leaf.shape().size()));
    }
    return text.append(String.format(Locale.ROOT, row, "total", "", count())).toString();
  }

  @Override
  public String toString() {
    return names().toString();
  }
}
