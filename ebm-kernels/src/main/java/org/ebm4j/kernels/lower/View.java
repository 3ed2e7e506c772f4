package org.ebm4j.kernels.lower;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.jspecify.annotations.Nullable;

/// How an array is read out of a buffer: element (i₀, i₁, …) lies at {@code offset + Σ
/// iₐ·strides[a]}.
record View(int buffer, int offset, List<Integer> strides) {

  View {
    strides = List.copyOf(strides);
  }

  static View whole(int buffer, Shape shape) {
    return new View(buffer, 0, boxed(shape.strides()));
  }

  View broadcast(Op.Broadcast op) {
    List<Integer> result = new ArrayList<>();
    for (int axis = 0; axis < op.shape().rank(); axis++) {
      int from = op.axes().indexOf(axis);
      result.add(from < 0 ? 0 : strides.get(from));
    }
    return new View(buffer, offset, result);
  }

  View transpose(List<Integer> order) {
    return new View(buffer, offset, order.stream().map(strides::get).toList());
  }

  View slice(List<Integer> start) {
    return new View(buffer, offset + at(start), strides);
  }

  private int at(List<Integer> index) {
    int sum = 0;
    for (int axis = 0; axis < index.size(); axis++) {
      sum += index.get(axis) * strides.get(axis);
    }
    return sum;
  }

  /// The same numbers in row-major order under another shape, or null where strides cannot say it
  /// and a copy is needed.
  @Nullable View reshape(Shape from, Shape to) {
    if (from.size() == 0) {
      return new View(buffer, offset, boxed(to.strides()));
    }
    List<int[]> runs =
        runs(from); // maximal runs of axes that lie evenly in memory: (extent, stride of the last)
    List<Integer> result = new ArrayList<>();
    int run = 0;
    int left = runs.isEmpty() ? 1 : runs.getFirst()[0];
    for (int axis = 0; axis < to.rank(); axis++) {
      int extent = to.dim(axis);
      if (extent == 1) {
        result.add(0);
        continue;
      }
      if (left == 1) {
        left = runs.get(++run)[0];
      }
      if (left % extent != 0) {
        return null;
      }
      left /= extent;
      result.add(left * runs.get(run)[1]);
    }
    return new View(buffer, offset, result);
  }

  private List<int[]> runs(Shape from) {
    List<int[]> runs = new ArrayList<>();
    for (int axis = 0; axis < from.rank(); axis++) {
      int extent = from.dim(axis);
      int stride = strides.get(axis);
      if (extent == 1) {
        continue;
      }
      int[] last = runs.isEmpty() ? null : runs.getLast();
      if (last != null && last[1] == extent * stride) {
        last[0] *= extent;
        last[1] = stride;
      } else {
        runs.add(new int[] {extent, stride});
      }
    }
    return runs;
  }

  static List<Integer> boxed(int[] numbers) {
    List<Integer> list = new ArrayList<>(numbers.length);
    for (int number : numbers) {
      list.add(number);
    }
    return list;
  }
}
