package org.ebm4j.viz.canvas;

import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Writes SVG without identifiers, scripts or outside references, so that several drawings may
/// share a page.
///
/// Alone the drawing is light; in a page that sets the custom properties of [Palette] it follows
/// the page's theme. Coordinates carry two decimals.
public final class SvgCanvas implements Canvas {

  private static final double SAFETY = 1.04; // the reader's font may be wider than ours

  private final StringBuilder body = new StringBuilder();
  private final String head;

  /// @param label what the drawing shows, for readers who cannot see it
  public SvgCanvas(int width, int height, String label) {
    head =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "
            + width
            + " "
            + height
            + "\" width=\""
            + width
            + "\" height=\""
            + height
            + "\" role=\"img\" aria-label=\""
            + Markup.escaped(label)
            + "\" font-family=\"system-ui,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif\">\n";
  }

  /// Measures with an upper estimate, for the font is the reader's.
  public static Ruler ruler() {
    return (text, type) -> SAFETY * StrokeLettering.INSTANCE.width(text, type.size(), type.bold());
  }

  /// The whole drawing so far, as one `svg` element.
  public String svg() {
    return head + body + "</svg>\n";
  }

  @Override
  public void line(double[] x, double[] y, Pen pen) {
    put("<path d=\"" + path(x, y) + "\" fill=\"none\"" + stroke(pen) + theme(null, pen) + "/>");
  }

  @Override
  public void area(double[] x, double[] y, Colour fill) {
    put("<path d=\"" + path(x, y) + "Z\"" + filled(fill) + theme(fill, null) + "/>");
  }

  @Override
  public void fill(Box box, Colour fill) {
    put("<rect" + place(box) + filled(fill) + theme(fill, null) + "/>");
  }

  @Override
  public void disc(double x, double y, Disc disc) {
    Pen rim = disc.rim().width() > 0 ? disc.rim() : null;
    put(
        "<circle"
            + number("cx", x)
            + number("cy", y)
            + number("r", disc.radius())
            + filled(disc.fill())
            + (rim == null ? "" : stroke(rim))
            + theme(disc.fill(), rim)
            + "/>");
  }

  @Override
  public void text(String text, double x, double y, Type type) {
    String anchor =
        switch (type.anchor()) {
          case START -> "";
          case MIDDLE -> " text-anchor=\"middle\"";
          case END -> " text-anchor=\"end\"";
        };
    put(
        "<text"
            + number("x", x)
            + number("y", y)
            + number("font-size", type.size())
            + (type.bold() ? " font-weight=\"600\"" : "")
            + anchor
            + filled(type.colour())
            + theme(type.colour(), null)
            + ">"
            + Markup.escaped(text)
            + "</text>");
  }

  @Override
  public void image(Raster raster, Box box, boolean crisp) {
    put(
        "<image"
            + place(box)
            + " preserveAspectRatio=\"none\""
            + (crisp ? " style=\"image-rendering:pixelated\"" : "")
            + " href=\"data:image/png;base64,"
            + Base64.getEncoder().encodeToString(raster.png())
            + "\"/>");
  }

  @Override
  public void clipped(Box box, Runnable strokes) {
    String view =
        fixed(box.x())
            + " "
            + fixed(box.y())
            + " "
            + fixed(box.width())
            + " "
            + fixed(box.height());
    put(
        "<svg"
            + place(box)
            + " viewBox=\""
            + view
            + "\">"); // an inner svg clips without needing an id
    strokes.run();
    put("</svg>");
  }

  private void put(String element) {
    body.append(element).append('\n');
  }

  private static String path(double[] x, double[] y) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < x.length; i++) {
      path.append(i == 0 ? 'M' : 'L').append(fixed(x[i])).append(' ').append(fixed(y[i]));
    }
    return path.toString();
  }

  private static String stroke(Pen pen) {
    Colour colour = pen.colour();
    return " stroke=\""
        + colour.hex()
        + "\""
        + number("stroke-width", pen.width())
        + (colour.alpha() < 1 ? number("stroke-opacity", colour.alpha()) : "")
        + (pen.dash() > 0 ? number("stroke-dasharray", pen.dash()) : " stroke-linecap=\"round\"")
        + " stroke-linejoin=\"round\"";
  }

  private static String filled(Colour fill) {
    String opacity = fill.alpha() < 1 ? number("fill-opacity", fill.alpha()) : "";
    return " fill=\"" + fill.hex() + "\"" + opacity;
  }

  /// The page's colours stand in a style, which viewers that know no custom properties skip; they
  /// keep the attribute.
  private static String theme(@Nullable Colour fill, @Nullable Pen pen) {
    String style =
        (fill == null || fill.name().isEmpty() ? "" : "fill:" + fill.css() + ";")
            + (pen == null || pen.colour().name().isEmpty() ? "" : "stroke:" + pen.colour().css());
    return style.isEmpty() ? "" : " style=\"" + style + "\"";
  }

  private static String place(Box box) {
    return number("x", box.x())
        + number("y", box.y())
        + number("width", box.width())
        + number("height", box.height());
  }

  private static String number(String name, double value) {
    return " " + name + "=\"" + fixed(value) + "\"";
  }

  /// At most two decimals, no exponent, no trailing zeros.
  static String fixed(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    String cut = text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    return cut.equals("-0") ? "0" : cut;
  }
}
