package org.ebm4j.kernels.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
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

  /// Each worker's first task waits until the other has begun one, so that nobody can help.
  @Test
  void aWorkerBeginsWithItsOwnShare() {
    Pool pool = new Pool(2);
    for (int round = 0; round < 50; round++) {
      CountDownLatch begun = new CountDownLatch(2);
      int[] first = {-1, -1};
      pool.run(
          10,
          (worker, task) -> {
            if (first[worker] < 0) {
              first[worker] = task;
              begun.countDown();
              awaited(begun);
            }
          });
      assertThat(first).containsExactly(0, 5);
    }
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
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

  /// Jobs of few and of many tasks in turn, so that helpers sleep through some and come late to
  /// others.
  @Test
  void noJobEndsBeforeItsLastTask() {
    Pool pool = new Pool(4);
    AtomicIntegerArray runs = new AtomicIntegerArray(9);
    for (int round = 1; round <= 5000; round++) {
      int tasks = 1 + round % 9;
      int[] done = new int[tasks]; // plain: the end of a job is what makes it visible
      pool.run(tasks, (_, task) -> done[task] = runs.incrementAndGet(task));
      assertThat(done).doesNotContain(0);
    }
    int sum = 0;
    for (int task = 0; task < 9; task++) {
      sum += runs.get(task);
    }
    int wanted = 0;
    for (int round = 1; round <= 5000; round++) {
      wanted += 1 + round % 9;
    }
    assertThat(sum).isEqualTo(wanted);
  }

  @Test
  void callersDoNotDisturbEachOther() throws InterruptedException {
    Pool pool = new Pool(3);
    AtomicIntegerArray runs = new AtomicIntegerArray(4);
    Thread[] callers = new Thread[4];
    for (int i = 0; i < callers.length; i++) {
      int caller = i;
      callers[i] =
          Thread.ofPlatform()
              .start(() -> {
                for (int round = 0; round < 300; round++) {
                  pool.run(5, (_, _) -> runs.incrementAndGet(caller));
                }
              });
    }
    for (int i = 0; i < callers.length; i++) {
      callers[i].join();
      assertThat(runs.get(i)).isEqualTo(1500);
    }
  }

  @Test
  void anInterruptIsKeptAndEndsNothing() {
    Pool pool = new Pool(2);
    AtomicIntegerArray runs = new AtomicIntegerArray(1);
    Thread.currentThread().interrupt();
    pool.run(
        50,
        (_, _) -> {
          LockSupport.parkNanos(100_000);
          runs.incrementAndGet(0);
        });
    assertThat(Thread.interrupted()).isTrue();
    assertThat(runs.get(0)).isEqualTo(50);
  }
}
