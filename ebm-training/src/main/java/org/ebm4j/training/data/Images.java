package org.ebm4j.training.data;

/// How the values of a row lie as a grey image: pixel (i, j), row i from the top and column j from
/// the left, is value i·width + j.
///
/// @param height rows of pixels
/// @param width columns of pixels
public record Images(int height, int width) {
  public Images {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "images: height and width must be at least 1, found " + height + "×" + width);
    }
  }

  /// The layout of a data set whose rows have two axes.
  public static Images of(Dataset data) {
    int[] shape = data.shape();
    if (shape.length != 2) {
      throw new IllegalArgumentException(
          "images: a grey image has two axes, the rows have "
              + shape.length
              + "; say how they lie with shaped(height, width)");
    }
    return new Images(shape[0], shape[1]);
  }

  /// The number of pixels.
  public int pixels() {
    return height * width;
  }

  /// Where a pixel lies in the row.
  public int index(int i, int j) {
    return i * width + j;
  }

  /// Whether a pixel lies in the image.
  public boolean contains(int i, int j) {
    return i >= 0 && i < height && j >= 0 && j < width;
  }

  /// Half of an image. Where the side is odd, LEFT and TOP leave the middle out, RIGHT and BOTTOM
  /// have it.
  public enum Half {
    LEFT,
    RIGHT,
    TOP,
    BOTTOM
  }

  /// True on the pixels of one half.
  public boolean[] half(Half which) {
    boolean[] inside = new boolean[pixels()];
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < width; j++) {
        inside[index(i, j)] =
            switch (which) {
              case LEFT -> j < width / 2;
              case RIGHT -> j >= width / 2;
              case TOP -> i < height / 2;
              case BOTTOM -> i >= height / 2;
            };
      }
    }
    return inside;
  }
}
