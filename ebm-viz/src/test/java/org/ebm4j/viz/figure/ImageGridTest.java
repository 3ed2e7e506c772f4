package org.ebm4j.viz.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.ebm4j.viz.figure.ImageGrid.Row;
import org.junit.jupiter.api.Test;

final class ImageGridTest {

  private static final float[] STEPS = {0, 0.25f, 0.5f, 1};

  private static ImageGrid grid() {
    return ImageGrid.of("grid", 2, 2);
  }

  private static int[] greys(ImageGrid grid) throws IOException {
    BufferedImage image = FigureTest.read(grid.png());
    int[] count = new int[256];
    for (int y = 60; y < image.getHeight(); y++) { // below the title
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        if ((rgb >> 16 & 255) == (rgb & 255) && (rgb >> 8 & 255) == (rgb & 255)) {
          count[rgb & 255]++;
        }
      }
    }
    return count;
  }

  @Test
  void eachPixelIsASharpSquareOfItsGrey() throws IOException {
    int[] greys = greys(grid().plus(Row.of("r", List.of(STEPS))));
    int quarter = greys[191];
    int half = greys[127] + greys[128];
    assertThat(quarter).isGreaterThan(1500);
    assertThat((double) half / quarter).isBetween(0.97, 1.03);
    assertThat((double) greys[0] / quarter).isBetween(0.97, 1.1);
    assertThat(greys[160]).as("no smoothing between squares").isLessThan(20);
  }

  @Test
  void theRangeIsRespectedAndClipped() throws IOException {
    float[] image = {0, 8, 16, 99};
    int[] greys = greys(grid().range(0, 16).plus(Row.of("r", List.of(image))));
    assertThat(greys[0]).isGreaterThan(2 * (int) (0.97 * (greys[127] + greys[128])));
  }

  @Test
  void unknownPixelsAreBlueAndMarkedOnesOutlined() {
    float[] image = {0, Float.NaN, 1, Float.NaN};
    boolean[] mask = {false, true, false, true};
    String svg = grid().plus(Row.of("masked", List.of(image, image)).marking(mask)).svg();
    assertThat(svg.split("#0072b2", -1)).hasSize(1 + 2 * 4); // four sides for each image
    assertThat(grid().plus(Row.of("plain", List.of(image))).svg()).doesNotContain("#0072b2");
  }

  @Test
  void manyImagesContinueInFurtherBlocks() {
    List<float[]> many = Collections.nCopies(40, new float[64]);
    String svg = ImageGrid.of("many", 8, 8).plus(Row.of("a", many)).plus(Row.of("b", many)).svg();
    assertThat(svg.split(">a</text>", -1)).hasSizeGreaterThan(2);
    assertThat(svg.split(">a</text>", -1)).hasSameSizeAs(svg.split(">b</text>", -1));
  }

  @Test
  void errorsAreSentences() {
    assertThatThrownBy(() -> grid().svg())
        .hasMessage("image grid 'grid' has no rows; add one with plus(Row.of(label, images))");
    assertThatThrownBy(() -> Row.of("r", List.of()))
        .hasMessage("row 'r' has no images; leave it out until it has one");
    assertThatThrownBy(() -> grid().plus(Row.of("r", List.of(STEPS, new float[3]))))
        .hasMessage("image grid 'grid': image 1 of row 'r' has 3 values; 2 × 2 pixels need 4");
    assertThatThrownBy(() -> grid().plus(Row.of("r", List.of(STEPS)).marking(new boolean[5])))
        .hasMessage("image grid 'grid': mask 0 of row 'r' has 5 values for an image of 4");
    assertThatThrownBy(
            () -> Row.of("r", List.of(STEPS)).marking(List.of(new boolean[4], new boolean[4])))
        .hasMessage(
            "row 'r' has 1 images and 2 masks; give one mask for each or Row.of(…).marking(mask) for all");
    assertThatThrownBy(() -> grid().range(1, 1))
        .hasMessage("image grid 'grid': white is 1.0 and black is 1.0; give two different numbers");
  }
}
