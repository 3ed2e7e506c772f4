package org.ebm4j.kernels.vector;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ebm4j.kernels.loop.Fold;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Phase;
import org.jspecify.annotations.Nullable;

/// A program made ready for all threads: the formulas of its nests, and how scratch is divided.
final class Prepared {
  private final Reading reading;
  private final Map<Kernel.Nest, NestPlan> plans = new HashMap<>();
  private final Map<Kernel.Nest, Steps> steps = new HashMap<>();
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
    plans.forEach((nest, plan) -> steps.put(nest, Steps.of(nest, plan, program, sizes)));
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

  /// How far apart rows are in a nest that has a plan.
  Steps steps(Kernel.Nest nest) {
    return Objects.requireNonNull(steps.get(nest));
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
          want(plan.body(), steps(nest).body(), steps(nest).always(), warmth);
          want(plan.tail(), steps(nest).tail(), steps(nest).always(), warmth);
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

  private static void want(Plan plan, List<List<Long>> steps, boolean always, Warmth warmth) {
    for (int i = 0; i < steps.size(); i++) {
      Formula formula = plan.parts().get(i).formula();
      warmth.formula(formula, steps.get(i));
      if (!always) {
        warmth.formula(formula, List.of());
      }
    }
  }
}
