package io.wardtally.tracking.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.core.contract.ConstructionRules;
import io.wardtally.tracking.core.contract.Operation;
import io.wardtally.tracking.core.kernel.Bulkhead;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String CORE = "io.wardtally.tracking.core..";
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.wardtally");
    private static final DescribedPredicate<JavaClass> API =
            resideInAPackage("io.wardtally.tracking..").and(not(resideInAPackage(CORE)));

    @Test
    void the_api_needs_nothing_but_the_jdk_and_the_atlas() {
        holds(classes()
                .that(API)
                .should()
                .onlyDependOnClassesThat(
                        API.or(resideInAnyPackage("java..", "io.wardtally.atlas", "org.jspecify.annotations"))));
    }

    @Test
    void the_core_needs_the_api_a_logger_a_cache_and_readers_of_pictures_and_lists() {
        holds(classes()
                .that()
                .resideInAPackage(CORE)
                .should()
                .onlyDependOnClassesThat(API.or(resideInAnyPackage(
                        CORE,
                        "java..",
                        "javax.crypto..",
                        "javax.imageio..",
                        "org.jspecify.annotations",
                        "org.slf4j",
                        "io.wardtally.atlas",
                        "com.github.benmanes.caffeine.cache",
                        "com.google.zxing..",
                        "de.siegmar.fastcsv.."))));
    }

    @Test
    void pictures_lists_and_caches_are_the_business_of_one_package_each_and_cryptography_of_two() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackage("io.wardtally.tracking.core.scan")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.awt..", "javax.imageio..", "com.google.zxing.."));
        holds(noClasses()
                .that()
                .resideOutsideOfPackage("io.wardtally.tracking.core.asset")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("de.siegmar.fastcsv.."));
        holds(noClasses()
                .that()
                .resideOutsideOfPackage("io.wardtally.tracking.core.atlas")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.github.benmanes.."));
        holds(noClasses()
                .that()
                .resideOutsideOfPackage("io.wardtally.tracking.core.keys")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.crypto.."));
        holds(noClasses()
                .that()
                .resideInAPackage("io.wardtally.tracking.core")
                .and()
                .doNotHaveSimpleName("Wardtally")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.security.."));
    }

    /** The floors, lowest first; each may know those below it. */
    private static final List<String> FLOORS =
            List.of("codec", "keys", "audit", "kernel", "policy", "asset", "staff", "atlas", "session", "scan");

    @Test
    void a_floor_knows_only_those_below_it() {
        for (int i = 0; i < FLOORS.size(); i++) {
            String[] above = FLOORS.subList(i + 1, FLOORS.size()).stream()
                    .map(floor -> "io.wardtally.tracking.core." + floor)
                    .toArray(String[]::new);
            if (above.length > 0) {
                holds(noClasses()
                        .that()
                        .resideInAPackage("io.wardtally.tracking.core." + FLOORS.get(i))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(above));
            }
            holds(noClasses()
                    .that()
                    .resideInAPackage("io.wardtally.tracking.core." + FLOORS.get(i))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.wardtally.tracking.core", "io.wardtally.tracking.core.memory"));
        }
        holds(noClasses()
                .that()
                .resideInAPackage("io.wardtally.tracking.core.staff")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.wardtally.tracking.core.asset"));
        holds(classes()
                .that()
                .resideInAPackage("io.wardtally.tracking.core.memory")
                .should()
                .onlyDependOnClassesThat(API.or(resideInAnyPackage(
                        "io.wardtally.tracking.core.memory", "java..", "org.jspecify.annotations"))));
        Set<String> packages = HOUSE.stream()
                .filter(resideInAPackage("io.wardtally.tracking.core.*"))
                .map(type -> type.getPackageName().substring("io.wardtally.tracking.core.".length()))
                .collect(Collectors.toSet());
        packages.remove("memory");
        assertThat(packages).as("every package is on a floor").hasSameElementsAs(FLOORS);
    }

    @Test
    void no_service_makes_another_one() {
        holds(noClasses()
                .that()
                .haveSimpleNameEndingWith("Service")
                .and()
                .doNotHaveSimpleName("TrackingService")
                .should()
                .dependOnClassesThat(describe(
                        "a service",
                        type -> type.getSimpleName().endsWith("Service")
                                && type.getPackageName().startsWith("io.wardtally.tracking.core")))
                .allowEmptyShould(false));
    }

    @Test
    void what_has_many_components_is_made_by_name() {
        holds(ConstructionRules.FEW_BY_POSITION);
    }

    @Test
    void tests_too_make_sessions_and_assets_by_name() {
        ConstructionRules.BY_NAME.check(new ClassFileImporter().importPackages("io.wardtally"));
    }

    @Test
    void the_rules_know_no_store_no_clock_no_log_and_no_thread() {
        holds(noClasses()
                .that()
                .haveSimpleNameEndingWith("Rules")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "org.slf4j..",
                                "java.util.concurrent..",
                                "java.io..",
                                "io.wardtally.tracking.core.audit..",
                                "io.wardtally.tracking.core.keys..",
                                "io.wardtally.tracking.core.memory..")
                        .or(describe(
                                "a store, a kernel or a clock",
                                type -> Set.of("Store", "Kernel", "Commands", "Clock", "SettableClock")
                                        .contains(type.getSimpleName())))));
        assertThat(HOUSE.stream().filter(type -> type.getSimpleName().endsWith("Rules")))
                .hasSize(7);
    }

    @Test
    void time_and_chance_are_read_in_one_class_only() {
        DescribedPredicate<JavaMethodCall> readsThem = describe("reads the time or makes a random id", call -> {
            String owner = call.getTargetOwner().getName();
            String name = call.getName();
            return owner.startsWith("java.time") && name.equals("now")
                    || owner.equals(Clock.class.getName()) && name.startsWith("system")
                    || owner.equals(UUID.class.getName()) && name.equals("randomUUID")
                    || owner.equals("java.lang.System") && name.equals("currentTimeMillis")
                    || owner.equals("java.lang.System") && name.equals("nanoTime") && !waits(call)
                    || owner.equals("java.lang.Math") && name.equals("random");
        });
        holds(noClasses().that().doNotHaveSimpleName("Wardtally").should().callMethodWhere(readsThem));
    }

    /** How long somebody waits for a thread is no business of the clock. */
    private static boolean waits(JavaMethodCall call) {
        return call.getOriginOwner().getName().startsWith(Bulkhead.class.getName());
    }

    @Test
    void the_entry_package_of_the_core_has_one_public_type() {
        assertThat(HOUSE.stream()
                        .filter(type -> type.getPackageName().equals("io.wardtally.tracking.core"))
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getSimpleName))
                .containsExactly("Wardtally");
    }

    @Test
    void at_least_half_of_the_cores_types_are_its_own_affair() {
        List<JavaClass> types = HOUSE.stream()
                .filter(resideInAPackage(CORE))
                .filter(type ->
                        !type.isAnonymousClass() && !type.getSimpleName().equals("package-info"))
                .toList();
        List<JavaClass> open = types.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .toList();
        assertThat(open).hasSizeLessThanOrEqualTo(types.size() / 2);
    }

    @Test
    void no_type_of_the_port_shows_through_the_ward() {
        List<Class<?>> shown = new ArrayList<>(Operation.SERVICES);
        shown.addAll(List.of(Tracking.class, Workspace.class));
        for (Class<?> service : shown) {
            for (Method method : service.getMethods()) {
                assertThat(method.toGenericString()).doesNotContain("io.wardtally.tracking.store");
            }
        }
        holds(noClasses()
                .that(API)
                .and()
                .resideOutsideOfPackage("io.wardtally.tracking.store")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.wardtally.tracking.store"));
    }

    @Test
    void the_modules_open_what_a_host_needs_and_no_more() throws IOException {
        assertThat(exports("../tracking-core")).containsExactly("io.wardtally.tracking.core");
        Set<String> packages = HOUSE.stream()
                .filter(API)
                .map(JavaClass::getPackageName)
                .filter(name -> !name.endsWith(".internal"))
                .collect(Collectors.toSet());
        assertThat(exports("../tracking-api")).isEqualTo(packages);
    }

    private static Set<String> exports(String module) throws IOException {
        try (InputStream descriptor = Files.newInputStream(Path.of(module, "target/classes/module-info.class"))) {
            return ModuleDescriptor.read(descriptor).exports().stream()
                    .filter(export -> !export.isQualified())
                    .map(ModuleDescriptor.Exports::source)
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void names_say_what_a_type_is() {
        holds(noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Utils?|Dto)(\\$.*)?"));
    }

    private static void holds(ArchRule rule) {
        rule.check(HOUSE);
    }
}
