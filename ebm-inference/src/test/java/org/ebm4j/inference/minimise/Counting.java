package org.ebm4j.inference.minimise;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.ebm4j.api.engine.Block;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Program;
import org.ebm4j.api.engine.Run;

/// The reference engine, counting chains times steps.
final class Counting implements Engine {
  private final Engine engine = Engine.named("reference");
  final AtomicLong evaluations = new AtomicLong();

  @Override
  public String name() {
    return "counting " + System.identityHashCode(this);
  }

  @Override
  public int rank() {
    return -1;
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public Program compile(Computation computation, Precision precision) {
    Program program = engine.compile(computation, precision);
    return new Counted(program);
  }

  private final class Counted implements Program {
    private final Program program;

    Counted(Program program) {
      this.program = program;
    }

    @Override
    public Computation computation() {
      return program.computation();
    }

    @Override
    public Precision precision() {
      return program.precision();
    }

    @Override
    public String engine() {
      return program.engine();
    }

    @Override
    public String explain() {
      return program.explain();
    }

    @Override
    public Run start(int chains, long seed) {
      return new CountedRun(program.start(chains, seed));
    }
  }

  private final class CountedRun implements Run {
    private final Run run;

    CountedRun(Run run) {
      this.run = run;
    }

    @Override
    public void step(int steps) {
      evaluations.addAndGet((long) steps * chains());
      run.step(steps);
    }

    @Override
    public int chains() {
      return run.chains();
    }

    @Override
    public Block block(String name) {
      return run.block(name);
    }

    @Override
    public long stepsDone() {
      return run.stepsDone();
    }

    @Override
    public void stepsDone(long steps) {
      run.stepsDone(steps);
    }

    @Override
    public void firstChain(long first) {
      run.firstChain(first);
    }

    @Override
    public void close() {
      run.close();
    }
  }
}
