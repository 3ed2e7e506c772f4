package org.ebm4j.kernels.vector;

import java.util.List;
import java.util.stream.IntStream;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.LastStep;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Phase;
import org.ebm4j.kernels.run.Call;

/// The kernels of all phases, made for one thread.
final class Ready {
  private final Prepared prepared;
  private final LoopProgram program;
  private final Bench bench;
  private final Work[][] kernels;
  private final Work[][] awake; // those that every step of a call needs
  private final Work[][] sums;
  private final ContractWork[][] contractions;

  Ready(Prepared prepared, Bench bench) {
    this.prepared = prepared;
    this.bench = bench;
    program = bench.program;
    List<Phase> phases = program.phases();
    kernels = new Work[phases.size()][];
    awake = new Work[phases.size()][];
    sums = new Work[phases.size()][];
    contractions = new ContractWork[phases.size()][];
    for (int i = 0; i < kernels.length; i++) {
      Phase phase = phases.get(i);
      boolean contracts = phase.kind() == Phase.Kind.CONTRACTIONS;
      kernels[i] = contracts ? new Work[0] : works(phase.kernels());
      boolean[] rests = LastStep.of(program, i);
      Work[] all = kernels[i];
      awake[i] =
          IntStream.range(0, all.length)
              .filter(k -> !rests[k])
              .mapToObj(k -> all[k])
              .toArray(Work[]::new);
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
      case Kernel.Nest nest -> {
        NestPlan plan = prepared.plan(nest);
        yield plan == null
            ? new PlainWork(nest, bench)
            : new NestWork(nest, plan, prepared.steps(nest), bench);
      }
      case Kernel.MatMul product -> new ProductWork(product, bench);
      case Kernel.Turn turn -> new TurnWork(turn, bench);
      case Kernel.BatchSum sum -> new SumWork(sum, bench, prepared.reading());
      case Kernel.Combine combine -> new CombineWork(combine, bench);
      case Kernel.Words words -> new WordsWork(words, bench);
      case Kernel.Categorical sites -> new PlainWork(sites, bench);
      case Kernel.Contract _ ->
          throw new IllegalStateException("is no work of one tile: " + kernel);
    };
  }

  void run(int phase, Call call) {
    bench.serve(call);
    switch (program.phases().get(phase).kind()) {
      case SHARED -> perform(kernels[phase], 0, 1, call.firstStep);
      case CHAINS -> chains(phase, call);
      case CONTRACTIONS -> contract(phase, call);
    }
  }

  private void chains(int phase, Call call) {
    int group = bench.sizes.tiles;
    for (long done = 0; done < call.count; done += group) {
      int units = (int) Math.min(group, call.count - done);
      long last = call.firstStep + call.steps - 1;
      for (long step = call.firstStep; step < last; step++) {
        perform(awake[phase], call.first + done, units, step);
      }
      perform(kernels[phase], call.first + done, units, last);
    }
    perform(sums[phase], call.first, (int) call.count, call.firstStep);
  }

  private void contract(int phase, Call call) {
    bench.first = 0;
    long number = call.first; // of the part, counted from the contraction's first
    long left = call.count;
    List<Kernel> all = program.phases().get(phase).kernels();
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
