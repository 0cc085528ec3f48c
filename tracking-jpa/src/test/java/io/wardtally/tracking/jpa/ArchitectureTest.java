package io.wardtally.tracking.jpa;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.wardtally.tracking.core.contract.ConstructionRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses STORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.wardtally.tracking.jpa");

    @Test
    void the_store_needs_the_api_and_jakarta_persistence_and_no_provider_of_it() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.wardtally.tracking..",
                        "java..",
                        "javax.sql..",
                        "jakarta.persistence..",
                        "org.slf4j",
                        "org.jspecify.annotations")
                .check(STORE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.wardtally.tracking.core..")
                .check(STORE);
    }

    @Test
    void what_has_many_components_is_made_by_name() {
        ConstructionRules.FEW_BY_POSITION.check(STORE);
    }

    @Test
    void tests_too_make_sessions_and_assets_by_name() {
        ConstructionRules.BY_NAME.check(new ClassFileImporter().importPackages("io.wardtally.tracking.jpa"));
    }

    @Test
    void at_least_half_of_the_types_are_the_stores_own_affair() {
        List<JavaClass> types = STORE.stream()
                .filter(type ->
                        !type.isAnonymousClass() && !type.getSimpleName().equals("package-info"))
                .toList();
        assertThat(types.stream().filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC)))
                .hasSizeLessThanOrEqualTo(types.size() / 2);
    }

    @Test
    void names_say_what_a_type_is() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Dto)(\\$.*)?")
                .check(STORE);
    }
}
