package org.ebm4j.training.data;

import java.nio.ByteBuffer;

/// How one number lies in a binary file.
enum Element {
  BOOL(1),
  U8(1),
  I8(1),
  I16(2),
  I32(4),
  I64(8),
  F32(4),
  F64(8);

  final int bytes;

  Element(int bytes) {
    this.bytes = bytes;
  }

  /// The numbers that remain in `from`, rounded to f32.
  float[] decode(ByteBuffer from) {
    float[] values = new float[from.remaining() / bytes];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (this) {
            case BOOL -> from.get() == 0 ? 0 : 1;
            case U8 -> from.get() & 0xFF;
            case I8 -> from.get();
            case I16 -> from.getShort();
            case I32 -> from.getInt();
            case I64 -> from.getLong();
            case F32 -> from.getFloat();
            case F64 -> (float) from.getDouble();
          };
    }
    return values;
  }
}
