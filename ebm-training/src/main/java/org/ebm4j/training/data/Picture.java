package org.ebm4j.training.data;

import java.util.Arrays;

/// An image that has values between its pixels and outside: bilinear, and the background.
///
/// It is kept in a frame of background one pixel wide, so that places at its edge need no
/// questions.
///
/// @param framed (height + 2, width + 2)
/// @param images how the image lies
/// @param background the value outside
record Picture(float[] framed, Images images, float background) {
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
    int width = images.width();
    float[] framed = new float[(images.height() + 2) * (width + 2)];
    if (background != 0) {
      Arrays.fill(framed, background);
    }
    for (int i = 0; i < images.height(); i++) {
      System.arraycopy(row, i * width, framed, (i + 1) * (width + 2) + 1, width);
    }
    return new Picture(framed, images, background);
  }

  /// The value of pixel (i, j).
  float at(int i, int j) {
    return images.contains(i, j) ? framed[place(i, j)] : background;
  }

  /// The value at a place between pixels.
  float between(double i, double j) {
    if (!(i >= -1 && i < images.height() && j >= -1 && j < images.width())) {
      return background;
    }
    int top = (int) Math.floor(i);
    int left = (int) Math.floor(j);
    double a = i - top;
    double b = j - left;
    int above = place(top, left);
    int below = above + images.width() + 2;
    double upper = (1 - b) * framed[above] + b * framed[above + 1];
    double lower = (1 - b) * framed[below] + b * framed[below + 1];
    return (float) ((1 - a) * upper + a * lower);
  }

  private int place(int i, int j) {
    return (i + 1) * (images.width() + 2) + j + 1;
  }
}
