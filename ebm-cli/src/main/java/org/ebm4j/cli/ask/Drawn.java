package org.ebm4j.cli.ask;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.ebm4j.api.energy.Samples;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.space.Component;
import org.ebm4j.api.space.Layout;
import org.ebm4j.api.weights.AtomicFile;
import org.ebm4j.api.weights.Tensor;
import org.ebm4j.api.weights.Weights;
import org.ebm4j.cli.run.RunFolder;
import org.ebm4j.cli.story.Grid;
import org.ebm4j.cli.story.Sampled;
import org.ebm4j.cli.story.Story;
import org.ebm4j.inference.diagnose.Diagnostics;

/// Draws of whole answers, what they are worth, and the files they go to.
public final class Drawn {
  private static final int NAMED = 64; // numbers whose moments become figures
  private static final int PICTURED = 1024; // draws

  private final Question question;
  private final Samples samples;
  private final Diagnostics diagnostics;

  /// @param samples with 4 draws a chain or more
  public Drawn(Question question, Samples samples) {
    this.question = question;
    this.samples = samples;
    this.diagnostics = Diagnostics.of(samples);
  }

  /// What the draws are worth.
  public Diagnostics diagnostics() {
    return diagnostics;
  }

  /// The names of the numbers that were asked for.
  public List<String> labels() {
    List<String> labels = new ArrayList<>();
    List<String> all = names(question.answer());
    for (int i = 0; i < all.size(); i++) {
      if (question.isFree(i)) {
        labels.add(all.get(i));
      }
    }
    names(question.latent()).forEach(name -> labels.add("z(" + name + ")"));
    return labels;
  }

  private static List<String> names(Layout layout) {
    List<String> names = new ArrayList<>();
    for (Component c : layout.components()) {
      String name = c.name().isEmpty() ? "y" : c.name();
      for (int i = 0; i < c.size(); i++) {
        names.add(c.shape().isScalar() ? name : name + "[" + i + "]");
      }
    }
    return names;
  }

  /// Every number that came out, by name.
  public SortedMap<String, Double> figures() {
    SortedMap<String, Double> figures = new TreeMap<>();
    figures.put(Sampled.CHAINS, (double) samples.chains());
    figures.put(Sampled.DRAWS, (double) samples.draws());
    figures.put(Sampled.ACCEPTANCE, diagnostics.acceptance());
    figures.put(Sampled.WORST_R_HAT, diagnostics.worstRHat());
    figures.put(Sampled.EFFECTIVE, diagnostics.leastEffective());
    figures.put(Sampled.FINITE, diagnostics.finite() ? 1.0 : 0.0);
    List<String> labels = labels();
    if (labels.size() <= NAMED) {
      for (int i = 0; i < labels.size(); i++) {
        Diagnostics.Of one = diagnostics.numbers().get(i);
        figures.put("mean." + labels.get(i), one.mean());
        figures.put("sd." + labels.get(i), one.sd());
        figures.put("standard_error." + labels.get(i), one.error());
        figures.put("effective." + labels.get(i), one.effective());
        figures.put("r_hat." + labels.get(i), one.rHat());
      }
    }
    return figures;
  }

  /// Writes `draws.safetensors` (chains, draws, shape of an answer), `draws.csv`, and what the page
  /// is drawn from.
  public void save(RunFolder folder) throws IOException {
    folder.save("draws", Weights.empty().with("draws", tensor()));
    AtomicFile.write(
        folder.file("draws.csv"),
        out -> {
          StringBuilder text = new StringBuilder("chain,draw");
          names(question.answer()).forEach(name -> text.append(",\"").append(name).append('"'));
          text.append('\n');
          for (int chain = 0; chain < samples.chains(); chain++) {
            for (int draw = 0; draw < samples.draws(); draw++) {
              StringJoiner line = new StringJoiner(",", "", "\n");
              line.add(Integer.toString(chain)).add(Integer.toString(draw));
              for (double number : point(chain, draw)) {
                line.add(Float.toString((float) number));
              }
              text.append(line);
            }
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            text.setLength(0);
          }
        });
    folder.save(Sampled.NAME + Story.ARRAYS, pictured());
  }

  private double[] point(int chain, int draw) {
    return question.whole(samples.point(chain, draw), 0);
  }

  private Tensor tensor() {
    Shape shape = question.answer().shape();
    int[] dims = new int[shape.rank() + 2];
    dims[0] = samples.chains();
    dims[1] = samples.draws();
    System.arraycopy(shape.dims(), 0, dims, 2, shape.rank());
    int size = question.answer().size();
    float[] all = new float[samples.chains() * samples.draws() * size];
    for (int i = 0; i < samples.chains() * samples.draws(); i++) {
      copy(point(i / samples.draws(), i % samples.draws()), all, i * size);
    }
    return Tensor.of(all, dims);
  }

  private static void copy(double[] point, float[] all, int at) {
    for (int j = 0; j < point.length; j++) {
      all[at + j] = (float) point[j];
    }
  }

  /// Evenly chosen draws, and in the plane the energy under them.
  private Weights pictured() {
    int all = samples.chains() * samples.draws();
    int count = Math.min(PICTURED, all);
    int size = question.answer().size();
    float[] some = new float[count * size];
    for (int i = 0; i < count; i++) {
      int at = (int) ((long) i * all / count);
      copy(point(at % samples.chains(), at / samples.chains()), some, i * size);
    }
    Shape shape = question.answer().shape();
    int[] dims = new int[shape.rank() + 1];
    dims[0] = count;
    System.arraycopy(shape.dims(), 0, dims, 1, shape.rank());
    Weights arrays = Weights.empty().with("draws", Tensor.of(some, dims));
    return size == 2 && question.free() == 2 && question.latent().size() == 0
        ? Grid.over(area(some)).added(arrays, question.asked().problem()::energies)
        : arrays;
  }

  private static double[] area(float[] pairs) {
    double[] area = {
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    for (int i = 0; i < pairs.length; i++) {
      int at = 2 * (i % 2);
      area[at] = Math.min(area[at], pairs[i]);
      area[at + 1] = Math.max(area[at + 1], pairs[i]);
    }
    for (int at = 0; at < 4; at += 2) {
      double margin = Math.max(0.15 * (area[at + 1] - area[at]), 1e-3);
      area[at] -= margin;
      area[at + 1] += margin;
    }
    return area;
  }
}
