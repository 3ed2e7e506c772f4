package org.ebm4j.kernels.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a machine can do is read from the processor and the system together; what it cannot is one
/// sentence.
final class MachineTest {
  private static final int OSXSAVE_AVX_FMA_F16C = 1 << 27 | 1 << 28 | 1 << 12 | 1 << 29;
  private static final int AVX2_BMI2 = 1 << 5 | 1 << 8;
  private static final int AVX512 = 1 << 16 | 1 << 17 | 1 << 30 | 1 << 31;

  /// A processor made of the three words that matter.
  private record Paper(int highest, int ecx1, int ebx7, long xcr0) implements Cpuid {
    @Override
    public int[] leaf(int leaf, int subleaf) {
      return switch (leaf) {
        case 0 -> new int[] {highest, 0, 0, 0};
        case 1 -> new int[] {0, 0, ecx1, 0};
        case 7 -> new int[] {0, ebx7, 0, 0};
        case 0x8000_0000 -> new int[] {0x8000_0004, 0, 0, 0};
        case 0x8000_0002 -> new int[] {0x65706150, 0x20202072, 0x20202020, 0x20202020};
        default -> new int[4];
      };
    }
  }

  private static Isa best(int highest, int ecx1, int ebx7, long xcr0) {
    return CpuFeatures.read(new Paper(highest, ecx1, ebx7, xcr0)).best();
  }

  @Test
  void featuresCountOnlyWhenTheSystemSavesTheRegisters() {
    int all = AVX2_BMI2 | AVX512;
    assertThat(best(7, OSXSAVE_AVX_FMA_F16C, all, 0xE7)).isEqualTo(Isa.AVX512);
    assertThat(best(7, OSXSAVE_AVX_FMA_F16C, all, 0x07))
        .isEqualTo(Isa.AVX2); // upper halves not saved
    assertThat(best(7, OSXSAVE_AVX_FMA_F16C, all, 0x67))
        .isEqualTo(Isa.AVX2); // upper registers not saved
    assertThat(best(7, OSXSAVE_AVX_FMA_F16C, all, 0x03)).isEqualTo(Isa.NONE);
    assertThat(best(7, OSXSAVE_AVX_FMA_F16C & ~(1 << 27), all, 0xE7))
        .isEqualTo(Isa.NONE); // XCR0 must not be read
    assertThat(best(7, OSXSAVE_AVX_FMA_F16C & ~(1 << 12), all, 0xE7)).isEqualTo(Isa.NONE); // no FMA
    assertThat(best(7, OSXSAVE_AVX_FMA_F16C, AVX512, 0xE7)).isEqualTo(Isa.NONE); // no AVX2
    assertThat(best(7, OSXSAVE_AVX_FMA_F16C, all & ~(1 << 31), 0xE7)).isEqualTo(Isa.AVX2); // no VL
    assertThat(best(1, OSXSAVE_AVX_FMA_F16C, all, 0xE7))
        .isEqualTo(Isa.NONE); // leaf 7 means something else
  }

  @Test
  void theNameIsRead() {
    assertThat(CpuFeatures.read(new Paper(7, 0, 0, 0)).processor()).isEqualTo("Paper");
  }

  @Test
  void restrictions() {
    var features = CpuFeatures.read(new Paper(7, OSXSAVE_AVX_FMA_F16C, AVX2_BMI2 | AVX512, 0xE7));
    assertThat(Machine.answer(features, Isa.AVX512).isa()).isEqualTo(Isa.AVX512);
    assertThat(Machine.answer(features, Isa.AVX2).isa()).isEqualTo(Isa.AVX2);
    var old = CpuFeatures.read(new Paper(7, 1 << 12, 0, 0));
    assertThat(Machine.answer(old, Isa.AVX512).reason())
        .hasValue(
            "machine code: needs AVX2, FMA and 256-bit registers saved by the system, but Paper has avx2=false fma=true saved=false; the plain engine runs everywhere");
    assertThat(Isa.allowedBy(null)).hasValue(Isa.AVX512);
    assertThat(Isa.allowedBy("avx2")).hasValue(Isa.AVX2);
    assertThat(Isa.allowedBy("NONE")).hasValue(Isa.NONE);
    assertThat(Isa.allowedBy("sse")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Windows 11 | amd64   |      | machine code: written for Linux on x86-64, but this is Windows 11 on amd64; the plain engine runs everywhere",
        "Linux      | aarch64 |      | machine code: written for Linux on x86-64, but this is Linux on aarch64; the plain engine runs everywhere",
        "Linux      | amd64   | none | machine code: switched off by -Debm4j.isa=none; leave the option out to use it",
        "Linux      | amd64   | sse4 | machine code: -Debm4j.isa=sse4 is not known; use none, avx2 or avx512"
      })
  void unavailable(String system, String processor, String restriction, String sentence) {
    var answer = Machine.find(system, processor, Optional.ofNullable(restriction));
    assertThat(answer.reason()).hasValue(sentence);
    assertThat(answer.isa()).isEqualTo(Isa.NONE);
  }

  /// The kernel lists a flag only when the processor has it and the system supports it: the same
  /// question, asked elsewhere.
  @Test
  void agreesWithTheKernel() throws IOException {
    Emitted.assumeAvailable();
    Set<String> flags = kernelFlags();
    CpuFeatures found = Machine.features().orElseThrow();
    Map<String, Boolean> ours =
        Map.of(
            "avx2",
            found.avx2(),
            "fma",
            found.fma(),
            "f16c",
            found.f16c(),
            "bmi2",
            found.bmi2(),
            "avx512f",
            found.avx512f(),
            "avx512dq",
            found.avx512dq(),
            "avx512bw",
            found.avx512bw(),
            "avx512vl",
            found.avx512vl());
    ours.forEach((flag, have) -> assertThat(have).as(flag).isEqualTo(flags.contains(flag)));
    assertThat(Files.readString(Path.of("/proc/cpuinfo")))
        .contains(found.processor().replaceAll(" +", " "));
    assertThat(found.processor()).isNotBlank();
  }

  /// Skips nothing: where the kernel says AVX2 and FMA, and nobody forbids it, machine code must
  /// run.
  @Test
  void availableWhereTheKernelSaysSo() throws IOException {
    boolean x64 =
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64");
    boolean allowed = !"none".equals(System.getProperty(Isa.PROPERTY));
    boolean able = x64 && allowed && kernelFlags().containsAll(Set.of("avx2", "fma"));
    assertThat(Machine.unavailable().isEmpty()).isEqualTo(able);
    assertThat(Machine.isa() != Isa.NONE).isEqualTo(able);
  }

  private static Set<String> kernelFlags() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.exists(info)) {
      return Set.of();
    }
    return Files.readAllLines(info).stream()
        .filter(line -> line.startsWith("flags"))
        .findFirst()
        .map(line -> Set.of(line.substring(line.indexOf(':') + 1).strip().split(" ")))
        .orElse(Set.of());
  }
}
