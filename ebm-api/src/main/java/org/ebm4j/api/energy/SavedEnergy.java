package org.ebm4j.api.energy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.ebm4j.api.space.Point;
import org.ebm4j.api.weights.AtomicFile;
import org.ebm4j.api.weights.Safetensors;
import org.ebm4j.api.weights.Weights;

/// An energy as two files: {@code energy.json}, canonical and versioned, and {@code
/// weights.safetensors}, which names the hash of the first in its metadata.
final class SavedEnergy {
  private static final String HASH = "energy.json sha256";
  private static final long MOST_BYTES = 1L << 30;

  private SavedEnergy() {}

  static void save(Sum<?, ?, ?> sum, Path folder) throws IOException {
    byte[] energy = EnergyText.write(sum).getBytes(StandardCharsets.UTF_8);
    Files.createDirectories(folder);
    AtomicFile.write(folder.resolve("energy.json"), out -> out.write(energy));
    Weights weights = sum.weights().withMetadata(HASH, hash(energy));
    Safetensors.write(weights, folder.resolve("weights.safetensors"));
  }

  private static String hash(byte[] energy) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(energy));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible); // every Java platform has it
    }
  }

  static Sum<Point, Point, Point> load(Path folder) throws IOException {
    Path file = folder.resolve("energy.json");
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "there is no energy in "
              + folder
              + ": it should hold energy.json and weights.safetensors");
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException(
          file
              + " has "
              + Files.size(file)
              + " bytes, more than the "
              + MOST_BYTES
              + " an energy may have");
    }
    byte[] energy = Files.readAllBytes(file);
    Sum<Point, Point, Point> sum = EnergyReader.read(new String(energy, StandardCharsets.UTF_8));
    Weights weights = Safetensors.read(folder.resolve("weights.safetensors"));
    String known = weights.metadata().getOrDefault(HASH, "");
    if (!known.isEmpty() && !known.equals(hash(energy))) {
      throw new IOException(
          "the weights in "
              + folder
              + " belong to another energy.json; put back the one they were saved with");
    }
    return sum.with(weights);
  }
}
