package org.ebm4j.training.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/// Numbers as text, one row a line.
final class CsvFile {
  private static final Pattern SEPARATOR = Pattern.compile("\\s*[,;]\\s*|\\s+");

  private final RawFile raw;
  private float[] values = new float[1024];
  private int count;
  private int width;

  private CsvFile(RawFile raw) {
    this.raw = raw;
  }

  static Dataset read(Path file) throws IOException {
    return parse(RawFile.read(file));
  }

  static Dataset parse(RawFile raw) throws IOException {
    return new CsvFile(raw).rows();
  }

  private Dataset rows() throws IOException {
    byte[] bytes = raw.bytes();
    int line = 0;
    for (int from = 0; from < bytes.length; ) {
      int end = from;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      String text = new String(bytes, from, end - from, StandardCharsets.UTF_8).strip();
      line++;
      if (!text.isEmpty() && !(line == 1 && isNames(text))) {
        row(text, line);
      }
      from = end + 1;
    }
    if (count == 0) {
      throw new IOException(
          "csv: "
              + raw.name()
              + " holds no row of numbers in "
              + line
              + " lines; write one row a line, separated by commas");
    }
    return Dataset.owning(Arrays.copyOf(values, count), count / width, width);
  }

  private void row(String text, int line) throws IOException {
    String[] cells = SEPARATOR.split(text, -1);
    width = width == 0 ? cells.length : width;
    if (cells.length != width) {
      throw new IOException(
          "csv: line "
              + line
              + " of "
              + raw.name()
              + " has "
              + cells.length
              + " values, the lines before it "
              + width
              + "; give every row as many");
    }
    for (int column = 0; column < width; column++) {
      append(number(cells[column], line, column));
    }
  }

  private float number(String cell, int line, int column) throws IOException {
    float value = parsed(cell);
    if (!Float.isFinite(value)) {
      throw new IOException(
          "csv: line "
              + line
              + ", column "
              + column
              + " of "
              + raw.name()
              + " is \""
              + shortened(cell)
              + "\", not a finite number; drop or fill such values before");
    }
    return value;
  }

  private static float parsed(String cell) {
    try {
      return Float.parseFloat(unquoted(cell));
    } catch (NumberFormatException e) {
      return Float.NaN; // refused by the caller, who knows the place
    }
  }

  private static String unquoted(String cell) {
    boolean quoted = cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"");
    return quoted ? cell.substring(1, cell.length() - 1) : cell;
  }

  private static String shortened(String cell) {
    return cell.length() <= 40 ? cell : cell.substring(0, 40) + "…";
  }

  /// Whether a first line is column names: its first cell is neither empty nor a number.
  private static boolean isNames(String text) {
    String cell = unquoted(SEPARATOR.split(text, 2)[0]);
    return !cell.isEmpty() && !cell.equalsIgnoreCase("nan") && Float.isNaN(parsed(cell));
  }

  private void append(float value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
    }
    values[count++] = value;
  }
}
