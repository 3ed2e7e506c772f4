package org.ebm4j.api.engine;

import org.ebm4j.api.graph.Shape;

/// Numbers of a run, where the engine keeps them. Outside they are row-major: chain by chain, then
/// the array's axes.
///
/// A shared array has one row. Reads and writes copy; the block lives as long as its run.
public interface Block {
  /// The shape of one row.
  Shape shape();

  /// Rows: the number of chains, or 1 if all share it.
  int rows();

  /// @param values rows · shape().size() numbers; read only
  void set(float[] values);

  /// @param values rows · shape().size() numbers; read only
  void set(double[] values);

  /// Every number the same.
  void fill(double value);

  /// @param values rows · shape().size() numbers; overwritten
  void get(float[] values);

  /// @param values rows · shape().size() numbers; overwritten
  void get(double[] values);

  /// Writes rows {@code first} to {@code first + count − 1} from {@code values} beginning at {@code
  /// offset}.
  void setRows(int first, int count, float[] values, int offset);

  /// Reads rows {@code first} to {@code first + count − 1} into {@code values} beginning at {@code
  /// offset}.
  void getRows(int first, int count, float[] values, int offset);

  /// Copies the other block, which has the same rows and shape; it may belong to another run.
  void copyFrom(Block other);

  /// All numbers as a new array.
  default double[] toArray() {
    double[] values = new double[rows() * shape().size()];
    get(values);
    return values;
  }

  /// All numbers as a new array.
  default float[] toFloats() {
    float[] values = new float[rows() * shape().size()];
    get(values);
    return values;
  }
}
