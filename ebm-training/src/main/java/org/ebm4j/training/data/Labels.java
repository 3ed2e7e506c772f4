package org.ebm4j.training.data;

/// What may be a label: whole numbers from 0.
final class Labels {
  private Labels() {}

  static void requireFromZero(int[] labels) {
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0) {
        throw new IllegalArgumentException(
            "data set: the label of row " + i + " is " + labels[i] + "; number the classes from 0");
      }
    }
  }

  static int whole(float value, int row) {
    if (value != (int) value) {
      throw new IllegalArgumentException(
          "data set: the label of row "
              + row
              + " is "
              + value
              + "; labels are whole numbers from 0");
    }
    return (int) value;
  }
}
