package org.ebm4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.interpret.ReferenceEngine;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.training.optimizer.Schedule;
import org.ebm4j.training.optimizer.Sgd;
import org.junit.jupiter.api.Test;

/// The fit loop on a problem whose every step is known by hand.
final class FitTest {
  private static Train<Given<float[], Nothing>> line(double rate) {
    return Train.energy(Line.energy())
        .on(Line.DATA)
        .by(new Line())
        .optimizer(Sgd.of(rate))
        .engine(new ReferenceEngine())
        .precision(Precision.F64)
        .every(1);
  }

  private static double w(Trained<?> trained) {
    return trained.weights().get("w").get();
  }

  @Test
  void descendsAsTheFormulaSays() {
    Trained<Given<float[], Nothing>> trained = line(.5).steps(3).run(1);
    assertThat(w(trained)).isEqualTo(3 * (1 - .125)); // the distance halves at each step
    assertThat(trained.model().weights().get("w").get()).isEqualTo(w(trained));
    assertThat(trained.outcome()).isEqualTo(new FitOutcome.Finished(3));
    assertThat(trained.outcome().reason()).isEqualTo("all 3 steps were done");
  }

  @Test
  void followsTheSchedule() {
    Schedule schedule = Schedule.cosine(.5).warmUp(2);
    double expected = 0;
    for (int s = 0; s < 5; s++) {
      expected += schedule.at(s, 5) * (Line.MEAN - expected);
    }
    assertThat(w(line(1).optimizer(new Sgd(schedule)).steps(5).run(1)))
        .isCloseTo(expected, within(1e-12));
  }

  @Test
  void clipsByTheNormOfAllGradients() {
    assertThat(w(line(.5).clipped(1).steps(1).run(1))).isCloseTo(.5, within(1e-12));
    assertThat(w(line(.5).clipped(10).steps(1).run(1))).isCloseTo(1.5, within(1e-12));
  }

  @Test
  void averagesTheWeights() {
    double w = 0;
    double average = 0;
    for (int t = 0; t < 4; t++) {
      w += .5 * (Line.MEAN - w);
      double decay = Math.min(.15, (1.0 + t) / (10 + t));
      average = decay * average + (1 - decay) * w;
    }
    assertThat(w(line(.5).averaged(.15).steps(4).run(1))).isCloseTo(average, within(1e-12));
  }

  @Test
  void recordsMeansOverTheStepsSinceTheLastRecord() {
    List<Metrics> heard = new ArrayList<>();
    Trained<?> trained = line(.5).every(2).steps(3).metrics(heard::add).run(1);
    double spread = 3.5 / 2; // half the variance of the data
    double[] loss = new double[3];
    for (int t = 0; t < 3; t++) {
      loss[t] = spread + Math.pow(3 * Math.pow(.5, t), 2) / 2;
    }
    assertThat(heard).isEqualTo(trained.history()).hasSize(2);
    assertThat(heard.getFirst().get("loss")).isCloseTo((loss[0] + loss[1]) / 2, within(1e-12));
    assertThat(heard.getFirst().get("gradient norm")).isCloseTo((3 + 1.5) / 2, within(1e-12));
    assertThat(heard.getFirst().get("mean")).isCloseTo(3, within(1e-12));
    assertThat(heard.getLast().step()).isEqualTo(3);
    assertThat(heard.getLast().get("loss")).isCloseTo(loss[2], within(1e-12));
    assertThatThrownBy(() -> heard.getLast().get("los"))
        .hasMessage("there is no number 'los' at step 3; there are [gradient norm, loss, mean]");
  }

  @Test
  void readsGaugesAndTellsHowFarItIs() {
    List<Long> done = new ArrayList<>();
    Trained<Given<float[], Nothing>> trained =
        line(.5)
            .steps(5)
            .every(5)
            .watch(2, model -> Map.of("w", model.weights().get("w").get()))
            .progress((at, total) -> done.add(10 * at + total))
            .run(1);
    assertThat(done).containsExactly(15L, 25L, 35L, 45L, 55L);
    assertThat(trained.history("w").stream().map(Metrics::step)).containsExactly(0L, 2L, 4L, 5L);
    assertThat(trained.history("w").get(1).get("w")).isEqualTo(2.25);
  }

  @Test
  void stopsWhenAskedAndKeepsTheWork() {
    long[] steps = {0};
    Trained<?> trained =
        line(.5).steps(100).stopWhen(() -> steps[0] == 2).progress((d, _) -> steps[0] = d).run(1);
    assertThat(trained.outcome()).isEqualTo(new FitOutcome.StoppedEarly(2, 100));
    assertThat(trained.outcome().reason()).isEqualTo("stopped after 2 of 100 steps, as was asked");
    assertThat(w(trained)).isEqualTo(2.25);
    assertThat(trained.finished()).isFalse();
  }

  @Test
  void anInterruptStopsItAndIsNotSwallowed() {
    Trained<?> trained;
    boolean interrupted;
    try {
      trained =
          line(.5)
              .steps(100)
              .progress((done, _) -> {
                if (done == 3) {
                  Thread.currentThread().interrupt();
                }
              })
              .run(1);
    } finally {
      interrupted = Thread.interrupted();
    }
    assertThat(interrupted).isTrue();
    assertThat(trained.outcome()).isEqualTo(new FitOutcome.StoppedEarly(3, 100));
  }

  @Test
  void numbersGoingWrongIsAnOutcomeWithTheLastGoodWeights() {
    Trained<?> trained = line(-1 + 1e200).steps(50).every(1).run(1);
    assertThat(trained.outcome()).isInstanceOf(FitOutcome.WentWrong.class);
    assertThat(w(trained)).isFinite();
    assertThat(trained.outcome().reason())
        .isEqualTo(
            "at step 1 the loss was Infinity and the norm of its gradient Infinity, so the weights"
                + " of step 1 were kept; a smaller learning rate or clipped(1) usually helps");
    assertThat(trained.checkpoint().step()).isEqualTo(1);
  }

  @Test
  void beginsAtTheWeightsTheModelHas() {
    Trained<Given<float[], Nothing>> first = line(.5).steps(2).run(1);
    Trained<?> further =
        Train.energy(first.model())
            .on(Line.DATA)
            .by(new Line())
            .optimizer(Sgd.of(.5))
            .engine(new ReferenceEngine())
            .precision(Precision.F64)
            .steps(1)
            .run(1);
    assertThat(w(further)).isEqualTo(3 * (1 - .125));
  }

  @Test
  void wrongNumbersAreRefusedInOneSentence() {
    assertThatThrownBy(() -> line(.5).steps(0))
        .hasMessage("fit: steps should be at least 1, found 0");
    assertThatThrownBy(() -> line(.5).averaged(1))
        .hasMessage("fit: the decay of averages should be at least 0 and below 1, found 1.0");
    assertThatThrownBy(() -> line(.5).batch(9).run(1))
        .hasMessage(
            "a batch of 9 cannot be drawn from 4 rows; take one between 1 and the number of rows");
  }
}
