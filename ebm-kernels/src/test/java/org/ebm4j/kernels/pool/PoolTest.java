package org.ebm4j.kernels.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void everyTaskRunsOnce(int threads) {
    Pool pool = new Pool(threads);
    for (int round = 0; round < 200; round++) {
      AtomicIntegerArray runs = new AtomicIntegerArray(37);
      pool.run(37, (_, task) -> runs.incrementAndGet(task));
      for (int task = 0; task < 37; task++) {
        assertThat(runs.get(task)).isEqualTo(1);
      }
    }
  }

  @Test
  void aWorkersNumberIsItsOwn() {
    Pool pool = new Pool(3);
    AtomicIntegerArray inside = new AtomicIntegerArray(3);
    pool.run(
        500,
        (worker, _) -> {
          assertThat(inside.incrementAndGet(worker)).isEqualTo(1);
          inside.decrementAndGet(worker);
        });
  }

  @Test
  void aJobInsideAJobEnds() {
    Pool pool = new Pool(2);
    AtomicIntegerArray runs = new AtomicIntegerArray(1);
    pool.run(8, (_, _) -> pool.run(8, (_, _) -> runs.incrementAndGet(0)));
    assertThat(runs.get(0)).isEqualTo(64);
  }

  @Test
  void aFailureReachesTheCallerAndThePoolGoesOn() {
    Pool pool = new Pool(3);
    assertThatThrownBy(() ->
            pool.run(
                20,
                (_, task) -> {
                  if (task == 11) {
                    throw new IllegalArgumentException("task 11");
                  }
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("task 11");
    AtomicIntegerArray runs = new AtomicIntegerArray(1);
    pool.run(20, (_, _) -> runs.incrementAndGet(0));
    assertThat(runs.get(0)).isEqualTo(20);
  }
}
