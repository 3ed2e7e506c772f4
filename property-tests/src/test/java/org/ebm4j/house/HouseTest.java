package org.ebm4j.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the rules of the house over what the build has compiled, and each rule against its twin.
@Tag("once")
final class HouseTest {
  /// What each module may require of ours; all of it must be there, so that this table stays true.
  private static final Map<String, Set<String>> REQUIRES =
      Map.of(
          "api", Set.of(),
          "kernels", Set.of("api"),
          "inference", Set.of("api", "kernels"),
          "training", Set.of("api", "kernels", "inference"),
          "viz", Set.of(),
          "cli", Set.of("api", "kernels", "inference", "training", "viz"));

  private static JavaClasses house;

  @BeforeAll
  static void readTheHouse() {
    house =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.ebm4j");
    assertThat(house).as("classes of the house").hasSizeGreaterThan(10);
  }

  static List<HouseRule> rules() {
    return HouseRule.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void theHouseKeeps(HouseRule rule) {
    rule.rule().allowEmptyShould(true).check(house);
  }

  @Test
  void everyTwinBreaksItsRule(@TempDir Path folder) {
    List<HouseRule> rules = HouseRule.all();
    Sources.compile(rules.stream().flatMap(rule -> rule.twin().stream()).toList(), folder);
    JavaClasses twins = new ClassFileImporter().importPath(folder);
    for (HouseRule rule : rules) {
      assertThat(rule.rule().evaluate(twins).getFailureReport().getDetails())
          .as(rule.name())
          .anyMatch(detail -> detail.contains(Sources.nameOf(rule.twin().getLast())));
    }
  }

  @Test
  void modulesRequireWhatTheFlowAllows() {
    Map<String, Set<String>> found = new TreeMap<>();
    classPathModules()
        .filter(module -> module.name().startsWith("org.ebm4j."))
        .forEach(module -> found.put(shortName(module.name()), requiresOfOurs(module)));
    assertThat(found).isEqualTo(new TreeMap<>(REQUIRES));
  }

  @Test
  void theLanguageNeedsNothingBut() {
    ModuleDescriptor api =
        classPathModules().filter(m -> m.name().equals("org.ebm4j.api")).findFirst().orElseThrow();
    assertThat(api.requires().stream().map(Requires::name))
        .isSubsetOf("java.base", "org.jspecify", "org.slf4j", "com.fasterxml.jackson.core");
  }

  private static Set<String> requiresOfOurs(ModuleDescriptor module) {
    return module.requires().stream()
        .map(Requires::name)
        .filter(name -> name.startsWith("org.ebm4j."))
        .map(HouseTest::shortName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String shortName(String module) {
    return module.substring("org.ebm4j.".length());
  }

  private static Stream<ModuleDescriptor> classPathModules() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> entry.contains("ebm-"))
        .flatMap(entry -> ModuleFinder.of(Path.of(entry)).findAll().stream())
        .map(reference -> reference.descriptor());
  }
}
