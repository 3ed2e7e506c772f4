package org.ebm4j.kernels.vector;

import java.util.HashMap;
import java.util.Map;
import org.ebm4j.kernels.loop.Fold;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Phase;
import org.jspecify.annotations.Nullable;

/// A program made ready for all threads: the formulas of its nests, and how scratch is divided.
final class Prepared {
  private final Reading reading;
  private final Map<Kernel.Nest, NestPlan> plans = new HashMap<>();
  private final Sizes sizes;

  Prepared(LoopProgram program) {
    reading = new Reading(program);
    int temporaries = 1;
    for (Phase phase : program.phases()) {
      for (Kernel kernel : phase.kernels()) {
        if (kernel instanceof Kernel.Nest nest && !Hazards.readsWhatItWrites(nest, reading)) {
          NestPlan plan = NestPlan.of(nest, reading);
          plans.put(nest, plan);
          temporaries = Math.max(temporaries, plan.temporaries());
        }
      }
    }
    sizes = new Sizes(program, temporaries);
  }

  Reading reading() {
    return reading;
  }

  Sizes sizes() {
    return sizes;
  }

  /// How a nest is performed; null where it is left to plain.
  @Nullable NestPlan plan(Kernel.Nest nest) {
    return plans.get(nest);
  }

  /// Waits until what the program uses is compiled.
  void warm() {
    Warmth warmth = new Warmth(reading.program().precision());
    for (Phase phase : reading.program().phases()) {
      phase.kernels().forEach(kernel -> want(kernel, warmth));
      phase.sums().forEach(kernel -> want(kernel, warmth));
    }
    warmth.warm(reading.program().name());
  }

  private void want(Kernel kernel, Warmth warmth) {
    switch (kernel) {
      case Kernel.Nest nest -> {
        NestPlan plan = plans.get(nest);
        if (plan != null) {
          plan.body().formulas().forEach(warmth::formula);
          plan.tail().formulas().forEach(warmth::formula);
          nest.folds().stream().map(Fold::kind).forEach(warmth::start);
        }
      }
      case Kernel.MatMul product -> warmth.product(product, sizes.panels(product) >= 0);
      case Kernel.Contract contract -> warmth.contraction(contract.m());
      case Kernel.Words _ -> warmth.words();
      case Kernel.BatchSum _ -> warmth.sum();
      case Kernel.Combine _, Kernel.Turn _, Kernel.Categorical _ -> {}
    }
  }
}
