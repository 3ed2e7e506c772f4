package org.ebm4j.cli.aot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Old jars become new ones that do the same.
@Tag("once")
class OldClassesTest {

  /// `static int sign(int n) { return n < 0 ? -1 : 1; }`, in a class of that version without stack
  /// maps.
  private static byte[] sign(int version) {
    return ClassFile.of(StackMapsOption.DROP_STACK_MAPS)
        .build(
            ClassDesc.of("Sign"),
            type ->
                type.withVersion(version, 0)
                    .withMethodBody(
                        "sign",
                        MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int),
                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                        code -> {
                          var below = code.newLabel();
                          code.iload(0).iflt(below).iconst_1().ireturn();
                          code.labelBinding(below).iconst_m1().ireturn();
                        }));
  }

  private static Path jar(Path folder, byte[] sign) throws IOException {
    Path jar = folder.resolve("old.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry("words.txt"));
      zip.write("as it was".getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("Sign.class"));
      zip.write(sign);
    }
    return jar;
  }

  private static int sign(Path jar, int n) throws IOException, ReflectiveOperationException {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
      return (int) loader.loadClass("Sign").getMethod("sign", int.class).invoke(null, n);
    }
  }

  private static byte[] entry(Path jar, String name) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile());
        var in = zip.getInputStream(zip.getEntry(name))) {
      return in.readAllBytes();
    }
  }

  @Test
  void anOldClassGetsStackMapsAndDoesTheSame(@TempDir Path folder) throws Exception {
    Path jar = jar(folder, sign(ClassFile.JAVA_5_VERSION));
    assertThat(OldClasses.old(jar)).isTrue();

    OldClasses.main(new String[] {folder.toString()});

    assertThat(OldClasses.old(jar)).isFalse();
    assertThat(sign(jar, -7)).isEqualTo(-1);
    assertThat(sign(jar, 7)).isEqualTo(1);
    assertThat(entry(jar, "words.txt")).asString().isEqualTo("as it was");
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(jar);
    }
  }

  @Test
  void withANewVersionAloneTheClassWouldBeRefused(@TempDir Path folder) throws IOException {
    Path jar = jar(folder, sign(ClassFile.JAVA_8_VERSION));

    assertThatThrownBy(() -> sign(jar, 7)).isInstanceOf(VerifyError.class);
  }

  @Test
  void aNewJarIsLeftAlone(@TempDir Path folder) throws IOException {
    Path jar = jar(folder, sign(ClassFile.JAVA_8_VERSION));
    byte[] before = Files.readAllBytes(jar);

    OldClasses.main(new String[] {folder.toString()});

    assertThat(Files.readAllBytes(jar)).isEqualTo(before);
  }
}
