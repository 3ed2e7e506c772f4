package org.ebm4j.kernels.vector;

import java.time.Duration;
import java.util.Optional;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Program;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.run.Compiler;
import org.ebm4j.kernels.run.Executor;
import org.ebm4j.kernels.run.LoopEngine;

/// Loop programs on the Vector API, for processors without machine code and where native access is
/// refused. Needs the module `jdk.incubator.vector`.
///
/// The JVM takes a while to compile vector kernels. A call for many steps waits for that before the
/// first of them, and says so in the log; small calls are interpreted until it would have been
/// worth it, and then the next one waits.
public final class VectorEngine implements LoopEngine {
  private static final String MODULE = "jdk.incubator.vector";

  /// In which even a single chain is asked for enough to be worth vectors.
  private static final Duration WARM_UP = Duration.ofSeconds(5);

  private final long worthWarming;
  private final Compiler compiler = new Compiler("vector", this::translate);

  public VectorEngine() {
    this(VectorExecutor.WORTH_WARMING);
  }

  private VectorEngine(long worthWarming) {
    this.worthWarming = worthWarming;
  }

  /// One that uses vectors from the first step on, however slow they are until the JVM has compiled
  /// them; for tests.
  public static VectorEngine cold() {
    return new VectorEngine(0);
  }

  /// One that waits for vectors after so many operations; for tests.
  static VectorEngine warmAfter(long operations) {
    return new VectorEngine(operations);
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public int rank() {
    return 50;
  }

  @Override
  public Optional<String> unavailable() {
    return ModuleLayer.boot().findModule(MODULE).isPresent()
        ? Optional.empty()
        : Optional.of(
            "vectors: the JVM's vector module is not loaded; add --add-modules " + MODULE);
  }

  @Override
  public Duration warmUp() {
    return WARM_UP;
  }

  @Override
  public Executor translate(LoopProgram program) {
    return new VectorExecutor(program, worthWarming);
  }

  @Override
  public Program compile(Computation computation, Precision precision) {
    return compiler.compile(computation, precision);
  }
}
