package org.ebm4j.api.weights;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// Weights as files that other toolkits read too: eight bytes with the length of the header
/// (little-endian), the header (JSON: type, shape and place of each tensor, and metadata), then the
/// numbers of all tensors, row-major and little-endian, without gaps [Hugging Face, *safetensors*,
/// "Format"].
///
/// What is written and read back is equal, bit for bit. Equal weights give equal files.
public final class Safetensors {
  private Safetensors() {}

  /// Reads a file from anywhere. F64 and F32 tensors keep their bits; F16 and BF16 ones are widened
  /// to f32, which is exact; integer, boolean and narrower types are refused.
  ///
  /// A damaged or hostile file costs memory only in proportion to its own size, whatever sizes it
  /// claims.
  ///
  /// @throws WeightsFormatException if the file is missing, is cut short, contradicts itself, or
  ///   holds what cannot be a tensor here, in one sentence
  /// @throws IOException if the system fails to read it
  public static Weights read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw WeightsFormatException.of(file, "there is no such file", "check the path");
    }
    if (!Files.isRegularFile(file)) { // opening a pipe would wait for its other end
      throw WeightsFormatException.of(
          file, "it is a folder or a device", "give the path of a .safetensors file");
    }
    if (!Files.isReadable(file)) {
      throw WeightsFormatException.of(
          file, "this user may not read it", "change its permissions or give another path");
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      return new SafetensorsReader(file, channel).read();
    }
  }

  /// Writes a file, or replaces it whole as [AtomicFile] does.
  ///
  /// @param file a path of the default file system, in a folder that exists
  /// @throws IOException if that is not so or writing fails, in one sentence; a file that could not
  ///   be replaced is what it was before, and nothing is left beside it
  public static void write(Weights weights, Path file) throws IOException {
    AtomicFile.write(file, new SafetensorsWriter(weights)::write);
  }
}
