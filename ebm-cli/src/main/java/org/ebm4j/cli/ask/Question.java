package org.ebm4j.cli.ask;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Values;
import org.ebm4j.api.space.Component;
import org.ebm4j.api.space.Kind;
import org.ebm4j.api.space.Layout;
import org.ebm4j.api.space.Point;
import org.ebm4j.api.space.Space;
import org.ebm4j.cli.terminal.Refusal;
import org.ebm4j.cli.terminal.Sentence;
import org.ebm4j.viz.record.Json;
import org.jspecify.annotations.Nullable;

/// A saved energy with what is known: an observation where it has one, and perhaps some numbers of
/// the answer, which are then no longer asked for.
public final class Question {
  private final Given<Point, Point> asked;
  private final Layout answer;
  private final double[] known; // NaN where it is asked for

  private Question(Given<Point, Point> asked, Layout answer, double[] known) {
    this.asked = asked;
    this.answer = answer;
    this.known = known;
  }

  /// What a person typed.
  ///
  /// @param path of the energy's folder, or of a run's
  /// @param given the observation; null for none
  /// @param known numbers of the answer; null for none
  public record Typed(String path, @Nullable String given, @Nullable String known) {}

  /// Loads the energy and puts in what is known.
  ///
  /// @throws Refusal where something is missing, damaged, or does not fit
  public static Question of(Typed typed, Engine engine, Precision precision) {
    Energy<Point, Point, Point> energy = Refusal.unless(() -> Energy.load(folder(typed.path())));
    Given<Point, Point> given = observed(energy, typed.given());
    Layout answer = energy.ys().layout();
    double[] known = new double[answer.size()];
    Arrays.fill(known, Double.NaN);
    if (typed.known() != null) {
      known = PointText.partial("--known", typed.known(), answer);
      given = restricted(given, answer, known);
    }
    Question question = new Question(given.on(engine).in(precision), answer, known);
    Refusal.unless(question.asked::problem); // unbound parameters and the like
    return question;
  }

  /// The folder itself, or the `energy` in a run's folder.
  private static Path folder(String path) throws IOException {
    Path folder = Path.of(path);
    if (Files.isRegularFile(folder) && folder.endsWith("energy.json")) {
      Path parent = folder.toAbsolutePath().getParent();
      return parent == null ? folder : parent;
    }
    Path inside = folder.resolve("energy");
    boolean run = !Files.exists(folder.resolve("energy.json")) && Files.isDirectory(inside);
    if (!run && !Files.exists(folder.resolve("energy.json"))) {
      throw new Refusal(
          Sentence.visible(path)
              + " holds no energy.json"
              + nearby(folder)
              + "; give a folder that an energy was saved in");
    }
    return run ? inside : folder;
  }

  /// The energies below, such as those of a demo.
  private static String nearby(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return "";
    }
    List<String> found = new ArrayList<>();
    try (var inside = Files.newDirectoryStream(folder)) {
      inside.forEach(path -> {
        if (Files.exists(path.resolve("energy.json"))) {
          found.add(path.toString());
        }
      });
    }
    found.sort(null);
    return found.isEmpty() ? "" : ", but there are " + String.join(", ", found);
  }

  private static Given<Point, Point> observed(
      Energy<Point, Point, Point> energy, @Nullable String given) {
    Layout xs = energy.xs().layout();
    if (given == null && xs.size() > 0) {
      throw new Refusal("the energy has an observation, " + xs + "; give it with --given");
    }
    if (given == null) {
      return energy.given(energy.xs().decode());
    }
    if (xs.size() == 0) {
      throw new Refusal(
          "--given: the energy has no observation; numbers of the answer are given with --known");
    }
    return energy.given(Point.of(xs, PointText.whole("--given", given, xs)));
  }

  // ---- a part of the answer known ----

  private static Given<Point, Point> restricted(
      Given<Point, Point> energy, Layout answer, double[] known) {
    int free = (int) Arrays.stream(known).filter(Double::isNaN).count();
    if (free == 0) {
      throw new Refusal("--known: nothing is left to ask for; write null where a number is asked");
    }
    if (!answer.isContinuous()) {
      throw new Refusal(
          "--known: some numbers of " + answer + " are whole or binary; leave it out");
    }
    Space<Point> rest = Space.of(rest(answer, known, free));
    return energy.through(rest, w -> joined(w.reshape(free), known));
  }

  /// The space of the numbers that are asked for.
  private static Layout rest(Layout answer, double[] known, int free) {
    double[][] parts = new double[3][free];
    for (int i = 0, to = 0; i < known.length; i++) {
      if (Double.isNaN(known[i])) {
        parts[0][to] = answer.bounds().low().get(i);
        parts[1][to] = answer.bounds().high().get(i);
        parts[2][to++] = answer.origin().get(i);
      }
    }
    var bounds = new org.ebm4j.api.space.Bounds(Values.of(parts[0]), Values.of(parts[1]));
    Component all = new Component("", Shape.of(free), 0, Kind.REAL, bounds);
    return new Layout("real", List.of(all), Values.of(parts[2]), answer.spread());
  }

  /// All numbers in order, run by run of known and unknown ones.
  private static Expr joined(Expr free, double[] known) {
    List<Expr> runs = new ArrayList<>();
    int taken = 0;
    for (int from = 0, to; from < known.length; from = to) {
      boolean open = Double.isNaN(known[from]);
      to = from + 1;
      while (to < known.length && Double.isNaN(known[to]) == open) {
        to++;
      }
      runs.add(
          open
              ? free.slice(0, taken, taken + to - from)
              : Expr.vector(Arrays.copyOfRange(known, from, to)));
      taken += open ? to - from : 0;
    }
    return runs.size() == 1 ? runs.getFirst() : Expr.concat(0, runs.toArray(Expr[]::new));
  }

  // ---- asking ----

  /// The energy of what is asked for.
  public Given<Point, Point> asked() {
    return asked;
  }

  /// The layout of whole answers.
  public Layout answer() {
    return answer;
  }

  /// The layout of latents; empty where there are none.
  public Layout latent() {
    return asked.zs().layout();
  }

  /// How many numbers of the answer are asked for.
  public int free() {
    return asked.ys().size();
  }

  /// Whether this number of the answer is asked for.
  boolean isFree(int index) {
    return Double.isNaN(known[index]);
  }

  /// The numbers asked for, of a whole answer.
  double[] start(double[] whole) {
    double[] part = new double[free()];
    for (int i = 0, to = 0; i < known.length; i++) {
      if (Double.isNaN(known[i])) {
        part[to++] = whole[i];
      }
    }
    return part;
  }

  /// A whole answer from the numbers asked for, which begin at `offset`.
  public double[] whole(double[] numbers, int offset) {
    double[] whole = known.clone();
    int from = offset;
    for (int i = 0; i < whole.length; i++) {
      whole[i] = Double.isNaN(whole[i]) ? numbers[from++] : whole[i];
    }
    return whole;
  }

  /// A point as JSON: a list, or an object by component.
  static Json json(Layout layout, double[] numbers) {
    if (layout.isPlain()) {
      return Json.numbers(numbers);
    }
    Map<String, Json> fields = new LinkedHashMap<>();
    for (Component c : layout.components()) {
      fields.put(
          c.name(),
          c.shape().isScalar()
              ? Json.of(numbers[c.offset()])
              : Json.numbers(Arrays.copyOfRange(numbers, c.offset(), c.offset() + c.size())));
    }
    return new Json.Obj(fields);
  }
}
