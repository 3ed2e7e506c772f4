package org.ebm4j.training;

import java.io.IOException;
import java.nio.file.Path;
import org.ebm4j.api.weights.Safetensors;
import org.ebm4j.api.weights.Weights;

/// A fit between two steps: weights, their averages, the optimiser's memory, the objective's state
/// such as a replay buffer, and how many steps were done. Immutable.
///
/// A fit that is resumed from it gives the same bits as one that was never interrupted: all that is
/// random is a function of the seed and the step, and the rate schedule of the step and the total.
///
/// @param step steps done
/// @param settings of the fit it belongs to, in words; a fit of other settings refuses it
/// @param state every array by name
public record Checkpoint(long step, String settings, Weights state) {
  private static final String FORMAT = "ebm4j checkpoint 1";
  private static final String FORMAT_KEY = "format";
  private static final String STEP_KEY = "step";
  private static final String SETTINGS_KEY = "settings";

  /// Writes it as safetensors, whole or not at all, even if the process is killed meanwhile.
  ///
  /// @throws IOException in one sentence, if that fails; an older file of that name is then as it
  ///   was
  public void save(Path file) throws IOException {
    Weights all =
        state
            .withMetadata(FORMAT_KEY, FORMAT)
            .withMetadata(STEP_KEY, Long.toString(step))
            .withMetadata(SETTINGS_KEY, settings);
    Safetensors.write(all, file);
  }

  /// Reads one.
  ///
  /// @throws IOException if the file is missing, damaged, or no checkpoint, in one sentence
  public static Checkpoint load(Path file) throws IOException {
    Weights all = Safetensors.read(file);
    String format = all.metadata().getOrDefault(FORMAT_KEY, "none");
    if (!format.equals(FORMAT)) {
      throw new IOException(
          file
              + ": this is no checkpoint of a fit (its format is '"
              + format
              + "', not '"
              + FORMAT
              + "'); give a file that a fit saved, or start anew from these weights");
    }
    String step = all.metadata().getOrDefault(STEP_KEY, "missing");
    if (!step.matches("\\d{1,18}")) {
      throw new IOException(
          file + ": its step is '" + step + "', not a number; the file is damaged");
    }
    String settings = all.metadata().getOrDefault(SETTINGS_KEY, "");
    return new Checkpoint(Long.parseLong(step), settings, Weights.of(all.tensors()));
  }

  /// Refuses a checkpoint of another fit.
  void requireSettings(String wanted) {
    if (!settings.equals(wanted)) {
      throw new IllegalArgumentException(
          "this checkpoint belongs to another fit: "
              + difference(settings, wanted)
              + "; resume with the same settings, or start a new fit from its weights");
    }
  }

  private static String difference(String saved, String wanted) {
    String[] before = saved.split("\n", -1);
    String[] now = wanted.split("\n", -1);
    for (int i = 0; i < Math.min(before.length, now.length); i++) {
      if (!before[i].equals(now[i])) {
        return "it was made with " + before[i] + ", asked for is " + now[i];
      }
    }
    return "their settings have " + before.length + " and " + now.length + " lines";
  }
}
