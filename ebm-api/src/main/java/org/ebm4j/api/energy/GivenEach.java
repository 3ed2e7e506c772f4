package org.ebm4j.api.energy;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.space.Nothing;

/// E(y, z | xᵢ) for many observations, answered at once: chain after chain belongs to the next
/// observation.
public final class GivenEach<Y, Z> {
  private final Given<Y, Z> given;
  private final int count;

  private GivenEach(Given<Y, Z> given, int count) {
    this.given = given;
    this.count = count;
  }

  static <X, Y, Z> GivenEach<Y, Z> of(Sum<X, Y, Z> sum, List<X> observations) {
    if (observations.isEmpty()) {
      throw new IllegalArgumentException("givenEach: there are no observations; give at least one");
    }
    int size = sum.xs().size();
    double[] numbers = new double[size * observations.size()];
    for (int i = 0; i < observations.size(); i++) {
      sum.xs().encode(observations.get(i), numbers, i * size);
    }
    Sum<Nothing, Y, Z> known = sum.given(numbers, observations.size());
    return new GivenEach<>(new Given<>(known, Setup.STANDARD), observations.size());
  }

  /// How many observations there are.
  public int count() {
    return count;
  }

  /// Computed by this engine.
  public GivenEach<Y, Z> on(Engine engine) {
    return new GivenEach<>(given.on(engine), count);
  }

  /// Computed in this precision.
  public GivenEach<Y, Z> in(Precision precision) {
    return new GivenEach<>(given.in(precision), count);
  }

  /// The question as data: as many observations, one unknown for each start.
  public Problem problem() {
    return given.problem();
  }

  /// argmin over y and z for each observation, from the origin of their spaces.
  ///
  /// @return one answer an observation, in their order
  public List<Answer<Y, Z>> infer(Method method) {
    Problem problem = problem();
    double[] origin = problem.origin();
    double[] starts = new double[count * origin.length];
    for (int i = 0; i < count; i++) {
      System.arraycopy(origin, 0, starts, i * origin.length, origin.length);
    }
    List<Answer<Y, Z>> answers = new ArrayList<>();
    method.solve(problem, starts).forEach(outcome -> answers.add(given.answer(outcome)));
    return List.copyOf(answers);
  }
}
