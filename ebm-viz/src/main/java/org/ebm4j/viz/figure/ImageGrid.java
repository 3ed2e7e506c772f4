package org.ebm4j.viz.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Rows of small grey images under each other, every pixel a sharp square: column by column the
/// same example in several states.
///
/// Values run from `paper` (white) to `ink` (black) and are clipped to it; a value that is not
/// finite is unknown and shown as a pale blue.
///
/// @param height of every image, in its own pixels
/// @param width of every image, in its own pixels
public record ImageGrid(
    String title, int height, int width, double paper, double ink, List<Row> rows)
    implements Figure {

  /// One row of images.
  ///
  /// @param images each (height, width), row by row from the top; they are not copied
  /// @param marked for each image which pixels to outline, those that were hidden say; empty for
  ///   none
  public record Row(String label, List<float[]> images, List<boolean[]> marked) {

    public Row {
      images = List.copyOf(images);
      marked = List.copyOf(marked);
      if (images.isEmpty()) {
        throw new IllegalArgumentException(
            "row '%s' has no images; leave it out until it has one".formatted(label));
      }
      if (!marked.isEmpty() && marked.size() != images.size()) {
        throw new IllegalArgumentException(
            "row '%s' has %d images and %d masks; give one mask for each or Row.of(…).marking(mask) for all"
                .formatted(label, images.size(), marked.size()));
      }
    }

    public static Row of(String label, List<float[]> images) {
      return new Row(label, images, List.of());
    }

    /// The same row with the same pixels outlined in every image.
    public Row marking(boolean[] mask) {
      return new Row(label, images, images.stream().map(_ -> mask).toList());
    }

    /// The same row with pixels outlined image by image.
    public Row marking(List<boolean[]> masks) {
      return new Row(label, images, masks);
    }
  }

  public ImageGrid {
    rows = List.copyOf(rows);
    if (!(Math.abs(ink - paper) > 0)) {
      throw new IllegalArgumentException(
          "image grid '%s': white is %s and black is %s; give two different numbers"
              .formatted(title, paper, ink));
    }
    for (Row row : rows) {
      check(title, height, width, row);
    }
  }

  private static void check(String title, int height, int width, Row row) {
    for (int i = 0; i < row.images().size(); i++) {
      int found = row.images().get(i).length;
      if (found != height * width) {
        throw new IllegalArgumentException(
            "image grid '%s': image %d of row '%s' has %d values; %d × %d pixels need %d"
                .formatted(title, i, row.label(), found, height, width, height * width));
      }
      if (!row.marked().isEmpty() && row.marked().get(i).length != found) {
        throw new IllegalArgumentException(
            "image grid '%s': mask %d of row '%s' has %d values for an image of %d"
                .formatted(title, i, row.label(), row.marked().get(i).length, found));
      }
    }
  }

  /// A grid without rows yet, with 0 as white and 1 as black.
  public static ImageGrid of(String title, int height, int width) {
    return new ImageGrid(title, height, width, 0, 1, List.of());
  }

  /// The same grid with other values for white and black.
  public ImageGrid range(double paper, double ink) {
    return new ImageGrid(title, height, width, paper, ink, rows);
  }

  public ImageGrid plus(Row added) {
    List<Row> all = new ArrayList<>(rows);
    all.add(added);
    return new ImageGrid(title, height, width, paper, ink, all);
  }

  @Override
  public String alt() {
    String each =
        rows.stream()
            .map(row -> row.images().size() + " " + row.label())
            .collect(Collectors.joining(", "));
    return "%s. Rows of images of %d by %d pixels: %s.".formatted(title, height, width, each);
  }
}
