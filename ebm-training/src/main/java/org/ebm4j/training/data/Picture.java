package org.ebm4j.training.data;

/// An image that has values between its pixels and outside: bilinear, and the background.
///
/// @param values (pixels)
/// @param images how they lie
/// @param background the value outside
record Picture(float[] values, Images images, float background) {
  /// A copy of a row as a picture.
  static Picture copyOf(float[] row, Images images, float background) {
    if (row.length != images.pixels()) {
      throw new IllegalArgumentException(
          "augmentation: an image of "
              + images.height()
              + "×"
              + images.width()
              + " has "
              + images.pixels()
              + " values, the row has "
              + row.length);
    }
    return new Picture(row.clone(), images, background);
  }

  /// The value of pixel (i, j).
  float at(int i, int j) {
    return images.contains(i, j) ? values[images.index(i, j)] : background;
  }

  /// The value at a place between pixels.
  float between(double i, double j) {
    int top = (int) Math.floor(i);
    int left = (int) Math.floor(j);
    double a = i - top;
    double b = j - left;
    double upper = (1 - b) * at(top, left) + b * at(top, left + 1);
    double lower = (1 - b) * at(top + 1, left) + b * at(top + 1, left + 1);
    return (float) ((1 - a) * upper + a * lower);
  }
}
