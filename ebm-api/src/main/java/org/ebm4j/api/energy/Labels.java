package org.ebm4j.api.energy;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.space.Component;
import org.ebm4j.api.space.Layout;

/// Names for single numbers.
final class Labels {
  private Labels() {}

  static List<String> of(Layout y, Layout z) {
    List<String> labels = new ArrayList<>(of(y, "y"));
    of(z, "z").forEach(label -> labels.add("z(" + label + ")"));
    return List.copyOf(labels);
  }

  private static List<String> of(Layout layout, String plain) {
    List<String> labels = new ArrayList<>();
    for (Component component : layout.components()) {
      String name = component.name().isEmpty() ? plain : component.name();
      for (int i = 0; i < component.size(); i++) {
        labels.add(
            component.shape().isScalar() ? name : name + index(component.shape().strides(), i));
      }
    }
    return labels;
  }

  private static String index(int[] strides, int flat) {
    StringBuilder text = new StringBuilder("[");
    int rest = flat;
    for (int i = 0; i < strides.length; i++) {
      text.append(i == 0 ? "" : ", ").append(rest / strides[i]);
      rest %= strides[i];
    }
    return text.append(']').toString();
  }
}
