package org.ebm4j.kernels.vector;

import java.util.List;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Phase;
import org.ebm4j.kernels.run.Call;
import org.ebm4j.kernels.run.Executor;

/// Performs phases with vector kernels; what a thread needs is made at its first call.
final class VectorExecutor implements Executor {
  private final Reading reading;
  private final Sizes sizes;

  VectorExecutor(LoopProgram program) {
    reading = new Reading(program);
    sizes = new Sizes(reading);
    Warmth warmth = new Warmth();
    new Ready(new Bench(program, sizes, warmth));
    warmth.warm();
  }

  @Override
  public LoopProgram program() {
    return reading.program();
  }

  @Override
  public long scratchBytes() {
    return sizes.bytes;
  }

  @Override
  public long sharedBytes() {
    return program().bytes(Region.SHARED);
  }

  @Override
  public int parts(int phase) {
    return program().phases().get(phase).kernels().stream()
        .mapToInt(kernel -> ContractWork.parts((Kernel.Contract) kernel))
        .sum();
  }

  @Override
  public long operationsPerMillisecond() {
    return 10_000_000;
  }

  @Override
  public void run(int phase, Call call) {
    if (!(call.kept instanceof Ready)) {
      call.kept = new Ready(new Bench(program(), sizes, call));
    }
    ((Ready) call.kept).run(phase, call);
  }

  /// The kernels of all phases, made for one thread.
  private final class Ready {
    private final Bench bench;
    private final Work[][] kernels;
    private final Work[][] sums;
    private final ContractWork[][] contractions;

    Ready(Bench bench) {
      this.bench = bench;
      List<Phase> phases = program().phases();
      kernels = new Work[phases.size()][];
      sums = new Work[phases.size()][];
      contractions = new ContractWork[phases.size()][];
      for (int i = 0; i < kernels.length; i++) {
        Phase phase = phases.get(i);
        boolean contracts = phase.kind() == Phase.Kind.CONTRACTIONS;
        kernels[i] = contracts ? new Work[0] : works(phase.kernels());
        sums[i] = works(phase.sums());
        contractions[i] = contracts ? contractions(phase) : new ContractWork[0];
      }
    }

    private Work[] works(List<? extends Kernel> all) {
      return all.stream().map(this::work).toArray(Work[]::new);
    }

    private ContractWork[] contractions(Phase phase) {
      return phase.kernels().stream()
          .map(kernel -> new ContractWork((Kernel.Contract) kernel, bench))
          .toArray(ContractWork[]::new);
    }

    private Work work(Kernel kernel) {
      return switch (kernel) {
        case Kernel.Nest nest ->
            Hazards.readsWhatItWrites(nest, reading)
                ? new PlainWork(nest, bench)
                : new NestWork(nest, bench, reading);
        case Kernel.MatMul product -> new ProductWork(product, bench);
        case Kernel.Turn turn -> new TurnWork(turn, bench);
        case Kernel.BatchSum sum -> new SumWork(sum, bench, reading);
        case Kernel.Combine combine -> new CombineWork(combine, bench);
        case Kernel.Words words -> new WordsWork(words, bench);
        case Kernel.Bernoulli bits -> new PlainWork(bits, bench);
        case Kernel.Contract _ ->
            throw new IllegalStateException("is no work of one tile: " + kernel);
      };
    }

    void run(int phase, Call call) {
      bench.serve(call);
      switch (program().phases().get(phase).kind()) {
        case SHARED -> perform(kernels[phase], 0, 1, call.firstStep);
        case CHAINS -> chains(phase, call);
        case CONTRACTIONS -> contract(phase, call);
      }
    }

    private void chains(int phase, Call call) {
      for (long done = 0; done < call.count; done += sizes.tiles) {
        int units = (int) Math.min(sizes.tiles, call.count - done);
        for (long step = call.firstStep; step < call.firstStep + call.steps; step++) {
          perform(kernels[phase], call.first + done, units, step);
        }
      }
      perform(sums[phase], call.first, (int) call.count, call.firstStep);
    }

    private void contract(int phase, Call call) {
      bench.first = 0;
      long number = call.first; // of the part, counted from the contraction's first
      long left = call.count;
      List<Kernel> all = program().phases().get(phase).kernels();
      for (int i = 0; left > 0; i++) {
        int parts = ContractWork.parts((Kernel.Contract) all.get(i));
        for (; number < parts && left > 0; number++, left--) {
          contractions[phase][i].run((int) number);
        }
        number -= parts;
      }
    }

    private void perform(Work[] works, long first, int count, long step) {
      bench.first = first;
      bench.count = count;
      bench.step = step;
      for (Work work : works) {
        work.run(bench);
      }
    }
  }
}
