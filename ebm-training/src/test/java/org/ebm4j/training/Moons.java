package org.ebm4j.training;

import java.util.Map;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.interpret.ReferenceEngine;
import org.ebm4j.api.net.Mlp;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.space.Space;
import org.ebm4j.training.data.TwoMoons;
import org.ebm4j.training.objective.PersistentCd;
import org.ebm4j.training.objective.Walk;
import org.ebm4j.training.optimizer.AdamW;
import org.ebm4j.training.optimizer.Schedule;

/// A small fit with everything that has a state: optimiser, averages, replay buffer, records.
final class Moons {
  private Moons() {}

  static Train<Given<float[], Nothing>> fit(long steps, Precision precision) {
    Mlp net = Mlp.of("net", 2, 8, 1);
    return Train.energy(Energy.over(Space.real(2)).plus("net", y -> net.of(y).sum()))
        .on(TwoMoons.standard().sample(100, 1))
        .by(PersistentCd.of(Walk.adjusted(.01)).steps(2).buffer(50).penalty(.01))
        .optimizer(AdamW.of(Schedule.cosine(.01).warmUp(5)).decay(.01))
        .averaged(.9)
        .clipped(1)
        .batch(16)
        .steps(steps)
        .every(7)
        .watch(20, model -> Map.of("first", model.weights().get("net/0/weight").get(0, 0)))
        .engine(new ReferenceEngine())
        .precision(precision);
  }
}
