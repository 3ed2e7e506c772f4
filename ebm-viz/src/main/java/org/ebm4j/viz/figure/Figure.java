package org.ebm4j.viz.figure;

import java.io.IOException;
import java.nio.file.Path;
import org.ebm4j.viz.file.WholeFile;

/// A picture of data.
public sealed interface Figure permits LineChart, BarChart, Landscape, ImageGrid {

  /// Width in CSS pixels on paper and on a large screen.
  int WIDE = 720;

  /// Width in CSS pixels on a phone.
  int NARROW = 360;

  /// What the figure shows, in a few words.
  String title();

  /// The figure in words, with its numbers, for readers who cannot see it.
  String alt();

  /// The figure as the bytes of a PNG file, [#WIDE] CSS pixels wide at two pixels each.
  ///
  /// The same figure gives the same bytes, also on another machine of the same processor family;
  /// only a text with signs beyond Latin, Greek and mathematics takes the machine's font.
  ///
  /// @throws IllegalArgumentException where there is nothing to draw
  default byte[] png() {
    return Drawing.png(this);
  }

  /// Writes [#png()] to the file, whole or not at all.
  default void png(Path file) throws IOException {
    WholeFile.write(file, png());
  }

  /// The figure as one `svg` element, [#WIDE] wide, whose text and lines follow the theme of a page
  /// that sets its colours.
  default String svg() {
    return svg(WIDE);
  }

  /// The figure laid out for another width.
  ///
  /// @param width in CSS pixels, at least 240
  default String svg(int width) {
    return Drawing.svg(this, width);
  }
}
