package org.ebm4j.api.energy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.JavacTask;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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
        static void program(Frame frame, Motion motion, Method method, Sampler sampler, Minima starts) {
      """;
  private static final String CLASSES =
      Stream.of(Energy.class, NullMarked.class)
          .map(c -> c.getProtectionDomain().getCodeSource().getLocation().getPath())
          .collect(Collectors.joining(File.pathSeparator));
  private static final String AFTER = "\n  }\n}\n";
  private static final int LINES_BEFORE = (int) BEFORE.lines().count();

  static Stream<Arguments> bad() {
    return Stream.of(
        Arguments.of("forgotten x", "ENERGY.infer(method);", "infer"),
        Arguments.of("forgotten x, sampling", "ENERGY.sample(sampler, Chains.of(4), 1);", "sample"),
        Arguments.of("an answer in place of the observation", "ENERGY.given(motion);", "Motion"),
        Arguments.of("a second observation", "ENERGY.given(frame).given(frame);", "Frame"),
        Arguments.of(
            "another record's field",
            "ENERGY.plus(\"t\", (x, y, z) -> sq(y.get(Frame::pixels)));",
            "Frame"),
        Arguments.of(
            "a field of x on y", "ENERGY.plus(\"t\", y -> sq(y.get(Frame::pixels)));", "Frame"),
        Arguments.of(
            "a field that is not there", "ENERGY.plus(\"t\", y -> sq(y.get(Motion::dz)));", "dz"),
        Arguments.of("a sampler as a method", "ENERGY.given(frame).infer(sampler);", "Sampler"),
        Arguments.of(
            "a method as a sampler",
            "ENERGY.given(frame).sample(method, Chains.of(4), 1);",
            "Method"),
        Arguments.of("a method for all minima", "ENERGY.given(frame).minima(method);", "Method"),
        Arguments.of(
            "wrong order: infer before given", "ENERGY.minimised().given(frame);", "minimised"),
        Arguments.of(
            "sampling a minimum",
            "ENERGY.given(frame).minimised().sample(sampler, Chains.of(4), 1);",
            "sample"),
        Arguments.of(
            "sampling without a seed",
            "ENERGY.given(frame).sample(sampler, Chains.of(4));",
            "sample"),
        Arguments.of(
            "the wrong record as answer",
            "Answer<Frame, Slack> a = ENERGY.given(frame).infer(method);",
            "Motion"),
        Arguments.of("a number for a term", "ENERGY.plus(\"t\", y -> 3.0);", "double"),
        Arguments.of("an energy of other points", "ENERGY.plus(Energy.over(FRAMES));", "Frame"),
        Arguments.of("four arguments", "ENERGY.plus(\"t\", (w, x, y, z) -> sq(y));", "plus"),
        Arguments.of("a box of another record", "MOTIONS.box(Frame::pixels, 0, 1);", "Frame"),
        Arguments.of("a class that is no record", "Space.of(\"text\");", "String"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void isRefusedAtItsLine(String what, String statement, String word) {
    List<Diagnostic<? extends JavaFileObject>> errors =
        compile("    // " + what + "\n    " + statement);
    assertThat(errors).as(what).isNotEmpty();
    assertThat(errors).allSatisfy(e -> assertThat(e.getLineNumber()).isEqualTo(LINES_BEFORE + 2));
    assertThat(errors).anySatisfy(e -> assertThat(e.getMessage(null)).contains(word));
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
