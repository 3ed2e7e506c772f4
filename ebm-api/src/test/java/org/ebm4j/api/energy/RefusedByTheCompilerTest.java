package org.ebm4j.api.energy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.JavacTask;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What must not compile does not, and the compiler points at the mistake.
class RefusedByTheCompilerTest {
  private static final String BEFORE =
"""
      import static org.ebm4j.api.expr.Maths.sq;
      import java.util.List;
      import org.ebm4j.api.energy.*;
      import org.ebm4j.api.expr.*;
      import org.ebm4j.api.net.*;
      import org.ebm4j.api.space.*;
      class Program {
        record Frame(float[] pixels) {}
        record Motion(float dx, float dy) {}
        record Slack(float[] v) {}
        static final Space<Frame> FRAMES = Space.of(new Frame(new float[4]));
        static final Space<Motion> MOTIONS = Space.of(new Motion(0, 0));
        static final Space<Slack> SLACKS = Space.of(new Slack(new float[4]));
        static final Energy<Frame, Motion, Slack> ENERGY = Energy.over(FRAMES, MOTIONS, SLACKS);
        static void program(Frame frame, Motion motion, Method method, Sampler sampler, Minima starts, Integrator integrator) {
""";
  private static final String CLASSES =
      Stream.of(Energy.class, NullMarked.class)
          .map(c -> c.getProtectionDomain().getCodeSource().getLocation().getPath())
          .collect(Collectors.joining(File.pathSeparator));
  private static final String AFTER = "\n  }\n}\n";
  private static final int LINES_BEFORE = (int) BEFORE.lines().count();

  /// A statement with a mistake, a word of the compiler's complaint, and its twin without the
  /// mistake.
  private record Bad(String what, String statement, String word, String good) {}

  private static final List<Bad> BAD =
      List.of(
          new Bad(
              "forgotten x",
              "ENERGY.infer(method);",
              "infer",
              "ENERGY.given(frame).infer(method);"),
          new Bad(
              "forgotten x, sampling",
              "ENERGY.sample(sampler, Chains.of(4), 1);",
              "sample",
              "ENERGY.given(frame).sample(sampler, Chains.of(4), 1);"),
          new Bad(
              "an answer in place of the observation",
              "ENERGY.given(motion);",
              "Motion",
              "ENERGY.given(frame);"),
          new Bad(
              "a second observation",
              "ENERGY.given(frame).given(frame);",
              "Frame",
              "ENERGY.given(frame).plus(\"goal\", y -> sq(y));"),
          new Bad(
              "another record's field",
              "ENERGY.plus(\"t\", (x, y, z) -> sq(y.get(Frame::pixels)));",
              "Frame",
              "ENERGY.plus(\"t\", (x, y, z) -> sq(x.get(Frame::pixels)));"),
          new Bad(
              "a field of x on y",
              "ENERGY.plus(\"t\", y -> sq(y.get(Frame::pixels)));",
              "Frame",
              "ENERGY.plus(\"t\", y -> sq(y.get(Motion::dx)));"),
          new Bad(
              "arguments in the wrong order",
              "ENERGY.plus(\"t\", (y, x) -> sq(y.get(Motion::dx)));",
              "Motion",
              "ENERGY.plus(\"t\", (x, y) -> sq(y.get(Motion::dx)));"),
          new Bad(
              "a field that is not there",
              "ENERGY.plus(\"t\", y -> sq(y.get(Motion::dz)));",
              "dz",
              "ENERGY.plus(\"t\", y -> sq(y.get(Motion::dy)));"),
          new Bad(
              "a sampler as a method",
              "ENERGY.given(frame).infer(sampler);",
              "Sampler",
              "ENERGY.given(frame).infer(method);"),
          new Bad(
              "a method as a sampler",
              "ENERGY.given(frame).sample(method, Chains.of(4), 1);",
              "Method",
              "ENERGY.given(frame).sample(sampler, Chains.of(4), 1);"),
          new Bad(
              "a method for all minima",
              "ENERGY.given(frame).minima(method);",
              "Method",
              "ENERGY.given(frame).minima(starts);"),
          new Bad(
              "wrong order: minimised before given",
              "ENERGY.minimised().given(frame);",
              "minimised",
              "ENERGY.given(frame).minimised();"),
          new Bad(
              "wrong order: a free energy before given",
              "ENERGY.freeEnergy(2).at(motion, integrator, 1);",
              "freeEnergy",
              "ENERGY.given(frame).freeEnergy(2).at(motion, integrator, 1);"),
          new Bad(
              "sampling a minimum",
              "ENERGY.given(frame).minimised().sample(sampler, Chains.of(4), 1);",
              "sample",
              "ENERGY.given(frame).minimised().infer(method);"),
          new Bad(
              "sampling without a seed",
              "ENERGY.given(frame).sample(sampler, Chains.of(4));",
              "sample",
              "ENERGY.given(frame).sample(sampler, Chains.of(4), 7);"),
          new Bad(
              "the wrong record as answer",
              "Answer<Frame, Slack> a = ENERGY.given(frame).infer(method);",
              "Motion",
              "Answer<Motion, Slack> a = ENERGY.given(frame).infer(method);"),
          new Bad(
              "a number for a term",
              "ENERGY.plus(\"t\", y -> 3.0);",
              "double",
              "ENERGY.plus(\"t\", y -> Expr.of(3.0));"),
          new Bad(
              "an energy of other points",
              "ENERGY.plus(Energy.over(FRAMES));",
              "Frame",
              "ENERGY.plus(Energy.over(FRAMES, MOTIONS, SLACKS));"),
          new Bad(
              "four arguments",
              "ENERGY.plus(\"t\", (w, x, y, z) -> sq(y));",
              "plus",
              "ENERGY.plus(\"t\", (x, y, z) -> sq(y));"),
          new Bad(
              "a box of another record",
              "MOTIONS.box(Frame::pixels, 0, 1);",
              "Frame",
              "MOTIONS.box(Motion::dx, 0, 1);"),
          new Bad(
              "a class that is no record",
              "Space.of(\"text\");",
              "String",
              "Space.of(new Motion(1, 2));"));

  /// All bad statements in one program, each followed by its good twin.
  private static final Map<Long, List<String>> ERRORS =
      compile(
              BAD.stream()
                  .map(bad -> "{ " + bad.statement + " }\n{ " + bad.good + " }")
                  .collect(Collectors.joining("\n")))
          .stream()
          .collect(
              Collectors.groupingBy(
                  Diagnostic::getLineNumber,
                  Collectors.mapping(d -> d.getMessage(Locale.ROOT), Collectors.toList())));

  static IntStream bad() {
    return IntStream.range(0, BAD.size());
  }

  @ParameterizedTest
  @MethodSource("bad")
  void isRefusedAtItsLine(int index) {
    Bad bad = BAD.get(index);
    long line = LINES_BEFORE + 2L * index + 1;
    assertThat(ERRORS.getOrDefault(line, List.of()))
        .as(bad.what)
        .isNotEmpty()
        .anySatisfy(message -> assertThat(message).contains(bad.word));
    assertThat(ERRORS).doesNotContainKey(line + 1);
  }

  @Test
  void theRightProgramsCompile() {
    String good =
        """
        Energy<Frame, Motion, Slack> energy = ENERGY
            .plus("fit", (x, y, z) -> sq(x.get(Frame::pixels).minus(z.get(Slack::v)).minus(y.get(Motion::dx))))
            .plus("slack", 0.1, (_, _, z) -> sq(z))
            .plus("pair", (x, y) -> sq(y).times(sq(x)))
            .plus("prior", 0.5, y -> sq(y.get(Motion::dy)));
        Answer<Motion, Slack> best = energy.given(frame).infer(method);
        List<Answer<Motion, Slack>> all = energy.given(frame).minima(starts);
        List<Answer<Motion, Slack>> each = energy.givenEach(List.of(frame, frame)).infer(method);
        Draws<Motion> draws = energy.given(frame).sample(sampler, Chains.of(8), 1);
        Answer<Motion, Slack> least = energy.given(frame).minimised().infer(method);
        Marginal<Motion, Slack> marginal = energy.given(frame).freeEnergy(2);
        Given<Motion, Nothing> free = Energy.over(MOTIONS).plus("prior", y -> sq(y));
        Answer<Motion, Nothing> answer = free.plus("goal", y -> sq(y.minus(1))).tempered(2).infer(method);
        Given<Motion, Nothing> mixture = Energy.either("mix", free, free.times(2));
        Energy<Frame, Motion, Nothing> half = free.through(FRAMES, MOTIONS, (x, w) -> w);
        """;
    assertThat(compile(good)).isEmpty();
  }

  /// Analyses the program without writing classes.
  private static List<Diagnostic<? extends JavaFileObject>> compile(String body) {
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(
                    new StringWriter(),
                    null,
                    found,
                    List.of("-proc:none", "-cp", CLASSES),
                    null,
                    List.of(new Source(BEFORE + body + AFTER)));
    try {
      task.analyze();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // sources lie in memory
    }
    return found.getDiagnostics().stream()
        .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
        .toList();
  }

  /// A source in memory.
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///Program.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
