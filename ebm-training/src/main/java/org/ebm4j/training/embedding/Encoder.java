package org.ebm4j.training.embedding;

import java.util.Arrays;
import java.util.List;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Program;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Leaf;
import org.ebm4j.api.net.Network;
import org.ebm4j.api.weights.Weights;
import org.ebm4j.training.data.Dataset;

/// A network with weights, that maps rows to embeddings. Immutable.
///
/// @param network the function
/// @param weights its parameters' values, and perhaps others
public record Encoder(Network network, Weights weights) {
  private static final int MOST_AT_ONCE = 4096;

  public Encoder {
    network.parameters().requireFitting(weights);
    List<String> missing = network.parameters().missingFrom(weights);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "the encoder's parameters "
              + String.join(", ", missing)
              + " have no values; train it or use Encoder.untrained(network, seed)");
    }
  }

  /// With parameters from their initial laws: the floor that a trained one is compared with.
  public static Encoder untrained(Network network, long seed) {
    return new Encoder(network, network.parameters().initial(seed));
  }

  /// The embedding of every row, on the best engine in f32.
  ///
  /// @param data rows of network.inputs() numbers; not modified
  /// @return as many rows of network.outputs() numbers, with the same labels
  public Dataset embed(Dataset data) {
    return embed(data, Engine.best());
  }

  /// The embedding of every row, in f32.
  public Dataset embed(Dataset data, Engine engine) {
    int wide = network.inputs();
    if (data.width() != wide) {
      throw new IllegalArgumentException(
          "the encoder takes " + wide + " numbers, but the rows have " + data.width());
    }
    float[] in = data.values();
    float[] out = new float[data.size() * network.outputs()];
    Program program = engine.compile(computation(), Precision.F32);
    for (int first = 0; first < data.size(); first += MOST_AT_ONCE) {
      int count = Math.min(MOST_AT_ONCE, data.size() - first);
      try (Run run = program.start(count, 0)) {
        for (String name : network.parameters().names()) {
          run.block(name).set(weights.get(name).doubles());
        }
        run.block("input").set(Arrays.copyOfRange(in, first * wide, (first + count) * wide));
        run.step(1);
        float[] part = run.block("embedding").toFloats();
        System.arraycopy(part, 0, out, first * network.outputs(), part.length);
      }
    }
    Dataset embedded = Dataset.of(out, network.outputs());
    return data.labelled() ? embedded.withLabels(data.labels()) : embedded;
  }

  private Computation computation() {
    Expr embedding = network.of(Leaf.input("input", network.inputs()));
    return new Computation(
        "embed", List.of(), List.of(new Computation.Output("embedding", embedding.node())));
  }
}
