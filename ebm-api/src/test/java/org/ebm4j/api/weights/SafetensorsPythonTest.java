package org.ebm4j.api.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/// Python's safetensors reads ours and we read its files, bit for bit. Runs where a Python has the
/// packages safetensors and numpy: `python3`, or the one that the variable `EBM4J_PYTHON` names.
@Timeout(120) // a child that hangs must not hang the build
final class SafetensorsPythonTest {
  private static final String PYTHON =
      Optional.ofNullable(System.getenv("EBM4J_PYTHON")).orElse("python3");

  @TempDir private Path folder;
  private Path file;

  @BeforeAll
  static void requirePython(@TempDir Path empty) throws Exception {
    Path output = empty.resolve("output.txt");
    if (exitCode(output, "import numpy, safetensors.numpy", empty) != 0) {
      String skipped =
          String.format(
              "Python's safetensors was not tried: %s cannot import safetensors and numpy; install"
                  + " them (pip install safetensors numpy), or name another Python in EBM4J_PYTHON",
              PYTHON);
      System.out.println(skipped);
      throw new TestAbortedException(skipped);
    }
  }

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("model.safetensors");
  }

  /// The exit code, or 127 where there is no such Python.
  private static int exitCode(Path output, String script, Path argument)
      throws InterruptedException {
    ProcessBuilder python =
        new ProcessBuilder(PYTHON, "-c", script, argument.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    python.environment().put("PYTHONIOENCODING", "utf-8");
    try {
      Process child = python.start();
      if (!child.waitFor(60, TimeUnit.SECONDS)) {
        child.destroyForcibly();
        throw new AssertionError("Python had not ended after 60 s");
      }
      return child.exitValue();
    } catch (IOException absent) {
      return 127;
    }
  }

  private String python(String script) throws Exception {
    Path output = folder.resolve("output.txt");
    int code = exitCode(output, script, file);
    String printed = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(code).as(printed).isZero();
    return printed;
  }

  private static Weights everyBit() {
    return Weights.empty()
        .with(
            "floats",
            Tensor.of(
                new float[] {
                  1f,
                  -0f,
                  Float.MIN_VALUE,
                  Float.NEGATIVE_INFINITY,
                  Float.intBitsToFloat(0x7fa00001)
                },
                5,
                1))
        .with("doubles", Tensor.of(new double[] {Math.PI, Double.MIN_VALUE}, 1, 2))
        .with("größe/重み😀\"\\\n", Tensor.of(new float[] {7f}))
        .with("empty", Tensor.of(new double[0], 3, 0));
  }

  @Test
  void pythonReadsOurs() throws Exception {
    Safetensors.write(everyBit().withMetadata("epoch", "zwölf"), file);
    String printed =
        python(
            """
            import sys, safetensors
            with safetensors.safe_open(sys.argv[1], "np") as f:
                print(f.metadata())
                for name in sorted(f.keys()):
                    t = f.get_tensor(name)
                    print(ascii(name), t.dtype, list(t.shape), t.tobytes().hex())
            """);
    assertThat(printed.lines())
        .containsExactly(
            "{'epoch': 'zwölf'}",
            "'doubles' float64 [1, 2] 182d4454fb2109400100000000000000",
            "'empty' float64 [3, 0] ",
            "'floats' float32 [5, 1] 0000803f0000008001000000000080ff0100a07f",
            "'gr\\xf6\\xdfe/\\u91cd\\u307f\\U0001f600\"\\\\\\n' float32 [] 0000e040");
  }

  @Test
  void weReadPythonsAndTheBytesAreTheSame() throws Exception {
    python(
        """
        import sys, numpy as np, safetensors.numpy as st
        floats = np.frombuffer(bytes.fromhex("0000803f0000008001000000000080ff0100a07f"), "<f4")
        st.save_file({
            "größe/重み😀\\"\\\\\\n": np.array(7, dtype=np.float32),
            "empty": np.zeros((3, 0)),
            "floats": floats.reshape(5, 1),
            "doubles": np.array([[np.pi, 5e-324]]),
        }, sys.argv[1], metadata={"epoch": "zwölf"})
        """);
    Weights expected = everyBit().withMetadata("epoch", "zwölf");
    assertThat(Safetensors.read(file)).isEqualTo(expected);
    byte[] pythons = Files.readAllBytes(file);
    Safetensors.write(expected, file);
    assertThat(file).hasBinaryContent(pythons);
  }

  @Test
  void weReadPythonsHalves() throws Exception {
    python(
        """
        import sys, numpy as np, safetensors.numpy as st
        half = np.array([1.5, -65504, 6e-8, np.inf], dtype=np.float16)
        st.save_file({"half": half}, sys.argv[1])
        """);
    assertThat(Safetensors.read(file).get("half"))
        .isEqualTo(Tensor.of(new float[] {1.5f, -65504, 0x1p-24f, Float.POSITIVE_INFINITY}, 4));
  }

  @Test
  void whatWeRefusePythonHasSavedProperly() throws Exception {
    python(
        """
        import sys, numpy as np, safetensors.numpy as st
        st.save_file({"ids": np.arange(3)}, sys.argv[1])
        """);
    assertThat(HexFormat.of().formatHex(Files.readAllBytes(file))).endsWith("0200000000000000");
    assertThat(catchThrowable(() -> Safetensors.read(file)))
        .isInstanceOf(WeightsFormatException.class)
        .hasMessageContaining("tensor \"ids\" is of type \"I64\"");
  }
}
