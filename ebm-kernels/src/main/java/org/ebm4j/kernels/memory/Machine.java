package org.ebm4j.kernels.memory;

import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandles;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether emitted code runs in this process, found out once: by trying.
public final class Machine {
  private Machine() {}

  /// Why no machine code runs here, in one sentence with the way out; empty when it does.
  public static Optional<String> unavailable() {
    return Found.ANSWER.reason();
  }

  /// What the processor can do; empty when not even that could be asked.
  public static Optional<CpuFeatures> features() {
    return Found.ANSWER.features();
  }

  /// The instruction set to emit: the best the processor has and `-Debm4j.isa` allows.
  public static Isa isa() {
    return Found.ANSWER.isa();
  }

  /// Found on first use, so that a program which never emits code never links a native call.
  private static final class Found {
    static final Answer ANSWER =
        find(
            System.getProperty("os.name", ""),
            System.getProperty("os.arch", ""),
            Optional.ofNullable(System.getProperty(Isa.PROPERTY)));
  }

  record Answer(Optional<String> reason, Optional<CpuFeatures> features, Isa isa) {
    static Answer no(String reason) {
      return new Answer(Optional.of(reason), Optional.empty(), Isa.NONE);
    }
  }

  static Answer find(String system, String processor, Optional<String> restriction) {
    Optional<Isa> allowed = Isa.allowedBy(restriction.orElse(null));
    if (allowed.isEmpty()) {
      return Answer.no(
          "machine code: -D%s=%s is not known; use none, avx2 or avx512"
              .formatted(Isa.PROPERTY, restriction.orElse("")));
    }
    if (allowed.get() == Isa.NONE) {
      return Answer.no(
          "machine code: switched off by -D%s=none; leave the option out to use it"
              .formatted(Isa.PROPERTY));
    }
    boolean x64 = processor.equals("amd64") || processor.equals("x86_64");
    if (!system.toLowerCase(Locale.ROOT).equals("linux") || !x64) {
      return Answer.no(
          "machine code: written for Linux on x86-64, but this is %s on %s; the plain engine runs everywhere"
              .formatted(system, processor));
    }
    return link().map(Answer::no).orElseGet(() -> ask(allowed.get()));
  }

  /// Links the one native call; says why it could not.
  private static Optional<String> link() {
    try {
      MethodHandles.lookup().ensureInitialized(SixRegisters.class);
      MethodHandles.lookup().ensureInitialized(Pages.class);
      return Optional.empty();
    } catch (ExceptionInInitializerError e) {
      return Optional.of(unlinked(e.getCause()));
    } catch (IllegalAccessException e) {
      throw new AssertionError("own package", e);
    }
  }

  private static String unlinked(@Nullable Throwable cause) {
    if (cause instanceof IllegalCallerException) {
      Module module = Machine.class.getModule();
      return "machine code: this JVM denies native access to %s; start it with --enable-native-access=%s"
          .formatted(
              module.isNamed() ? "module " + module.getName() : "the class path",
              module.isNamed() ? module.getName() : "ALL-UNNAMED");
    }
    return "machine code: this JVM cannot call native functions (%s); use a JDK 25 for Linux on x86-64"
        .formatted(cause);
  }

  private static Answer ask(Isa allowed) {
    try (Arena arena = Arena.ofConfined()) {
      Loaded leaf = GeneratedFunction.map(Cpuid.leafCode(), arena);
      Loaded xcr0 = GeneratedFunction.map(Cpuid.xcr0Code(), arena);
      if (leaf instanceof GeneratedFunction a && xcr0 instanceof GeneratedFunction b) {
        var cpu = new Cpuid.Emitted(a, b, OffHeap.allocate(16, arena));
        return answer(CpuFeatures.read(cpu), allowed);
      }
      return Answer.no(((Refused) (leaf instanceof Refused ? leaf : xcr0)).reason());
    }
  }

  static Answer answer(CpuFeatures features, Isa allowed) {
    Isa best = features.best();
    Isa isa = best.compareTo(allowed) < 0 ? best : allowed;
    Optional<String> reason = Optional.empty();
    if (isa == Isa.NONE) {
      reason =
          Optional.of(
              "machine code: needs AVX2, FMA and 256-bit registers saved by the system, but %s has avx2=%b fma=%b saved=%b; the plain engine runs everywhere"
                  .formatted(
                      features.processor().isEmpty() ? "this processor" : features.processor(),
                      features.avx2(),
                      features.fma(),
                      features.ymmEnabled()));
    }
    return new Answer(reason, Optional.of(features), isa);
  }
}
