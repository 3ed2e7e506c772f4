package org.ebm4j.cli.demo;

import java.util.Map;
import java.util.function.Function;
import org.ebm4j.cli.terminal.Progress;
import org.ebm4j.training.experiment.Audience;
import org.ebm4j.viz.record.Metrics;
import org.jspecify.annotations.Nullable;

/// Shows how far an experiment has come, and writes down what it measures on the way.
final class Follower implements Audience, AutoCloseable {
  private final Conditions conditions;
  private final String name;
  private final Function<String, String> title;
  private String stage = "";
  private Progress.@Nullable Task task;

  /// @param name of the experiment, before the names of its runs
  /// @param title what a person calls one of its stages
  Follower(Conditions conditions, String name, Function<String, String> title) {
    this.conditions = conditions;
    this.name = name;
    this.title = title;
  }

  @Override
  public void progress(String part, long done, long total) {
    Progress.Task current = task;
    if (current == null || !stage.equals(part)) {
      close();
      stage = part;
      current = conditions.progress().begin(title.apply(part), total);
      task = current;
    }
    current.at(done, "");
  }

  @Override
  public void metrics(String run, org.ebm4j.training.Metrics metrics) {
    write(run, metrics.step(), metrics.values());
  }

  private void write(String run, long step, Map<String, Double> values) {
    conditions.metrics().accept(Metrics.at(name + "." + run.replace(' ', '.'), step, values));
  }

  @Override
  public boolean stop() {
    return conditions.stop().getAsBoolean();
  }

  @Override
  public void close() {
    Progress.Task current = task;
    if (current != null) {
      current.close();
      task = null;
    }
  }
}
