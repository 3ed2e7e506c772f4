package org.ebm4j.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;

/// One rule over the compiled classes, with the twin that breaks it.
///
/// @param name what a person calls it
/// @param rule the check
/// @param twin source text, one compilation unit per element, that the rule must refuse
record HouseRule(String name, ArchRule rule, List<String> twin) {

  /// The modules in the order of the flow, each with the later ones that it must not know. Figures
  /// and reports are drawn from plain records: they know the language at most, and only the command
  /// knows them.
  private static final List<String> FLOW =
      List.of("api", "kernels", "inference", "training", "agent", "cli");

  @Override
  public String toString() {
    return name;
  }

  static List<HouseRule> all() {
    List<HouseRule> rules = new ArrayList<>(arrows());
    rules.addAll(places());
    rules.addAll(words());
    return rules;
  }

  /// Rules about what may be used where.
  private static List<HouseRule> places() {
    return List.of(
        new HouseRule(
            "no cycle between packages",
            slices().matching("org.ebm4j.(**)").should().beFreeOfCycles(),
            List.of(
                "package org.ebm4j.api.left; public class Left { org.ebm4j.api.right.Right r; }",
                "package org.ebm4j.api.right; public class Right { org.ebm4j.api.left.Left l; }")),
        new HouseRule(
            "the incubating vectors in the portable engine only",
            noClasses()
                .that(not(resideInAPackage("org.ebm4j.kernels.vector..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator.vector.."),
            List.of(
                "package org.ebm4j.kernels.lanes; class Lanes { jdk.incubator.vector.FloatVector v; }")),
        new HouseRule(
            "foreign memory in the kernels only",
            noClasses()
                .that(not(resideInAPackage("org.ebm4j.kernels..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.foreign.."),
            List.of(
                "package org.ebm4j.inference.fast; class Fast { java.lang.foreign.MemorySegment m; }")),
        new HouseRule(
            "calls into the machine from its own packages only",
            noClasses()
                .that(
                    not(
                        resideInAnyPackage(
                            "org.ebm4j.kernels.x86..", "org.ebm4j.kernels.memory..")))
                .should()
                .dependOnClassesThat(type(java.lang.foreign.Linker.class)),
            List.of(
                "package org.ebm4j.kernels.plain; class Calls { java.lang.foreign.Linker l; }")),
        new HouseRule(
            "only the compiler, printing and saving read nodes",
            noClasses()
                .that(not(resideInAnyPackage("org.ebm4j.api..", "org.ebm4j.kernels..")))
                .should()
                .dependOnClassesThat(assignableTo("org.ebm4j.api.graph.Op")),
            List.of(
                "package org.ebm4j.inference.nosy; class Nosy { org.ebm4j.api.graph.Op op; }")));
  }

  private static List<HouseRule> arrows() {
    List<HouseRule> rules = new ArrayList<>();
    for (int i = 0; i < FLOW.size() - 1; i++) {
      List<String> later = new ArrayList<>(FLOW.subList(i + 1, FLOW.size()));
      later.add("viz");
      rules.add(arrow(FLOW.get(i), later));
    }
    rules.add(arrow("viz", FLOW.subList(1, FLOW.size())));
    return rules;
  }

  private static HouseRule arrow(String module, List<String> unknown) {
    String[] packages = unknown.stream().map(m -> "org.ebm4j." + m + "..").toArray(String[]::new);
    String forbidden = "org.ebm4j." + unknown.getFirst() + "." + module + ".Known";
    return new HouseRule(
        module + " knows none of " + String.join(", ", unknown),
        noClasses()
            .that()
            .resideInAPackage("org.ebm4j." + module + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packages),
        List.of(
            "package org.ebm4j." + unknown.getFirst() + "." + module + "; public class Known {}",
            "package org.ebm4j." + module + ".arrow; class Knows { " + forbidden + " known; }"));
  }

  /// Rules about how things are called and closed.
  private static List<HouseRule> words() {
    return List.of(
        new HouseRule(
            "names say what a thing is",
            classes().should().haveNameNotMatching(".*(Impl|Utils?|Helper|Manager)(\\$.*)?"),
            List.of(
                "package org.ebm4j.api.twin; class ShapeUtil { static int one() { return 1; } }")),
        new HouseRule(
            "nothing is protected",
            members().should().notHaveModifier(JavaModifier.PROTECTED),
            List.of("package org.ebm4j.api.twin; class Open { protected int x; }")));
  }
}
