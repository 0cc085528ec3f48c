package io.wardtally.atlas;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatementTest {

    private static final Source SOP = Source.of("SOP 12", "3", Confidence.HOSPITAL);

    @Test
    void a_source_reads_as_people_cite_it() {
        assertThat(SOP.section("4.2").effective(LocalDate.of(2026, 3, 1))).hasToString("SOP 12 rev. 3, 4.2");
    }

    @Test
    void a_procedure_does_not_change_with_the_list_it_was_made_of() {
        List<String> steps = new ArrayList<>(List.of("Wash your hands."));
        Procedure procedure = new Procedure(steps, List.of());
        steps.clear();
        assertThat(procedure.steps()).containsExactly("Wash your hands.");
    }

    @SuppressWarnings("unchecked") // as somebody would have it who silences the compiler
    static Stream<ThrowingCallable> nonsense() {
        return Stream.of(
                () -> Field.WARNING.says("x".repeat(4_001), Scope.GENERAL, SOP),
                () -> Field.WARNING.says(" ", Scope.GENERAL, SOP),
                () -> Field.LONGEST_USE.says(Duration.ZERO, Scope.GENERAL, SOP),
                () -> Field.MAINTENANCE_INTERVAL.says(Period.ofDays(-1), Scope.GENERAL, SOP),
                () -> new Statement<Object>((Field<Object>) (Field<?>) Field.LONGEST_USE, "soon", Scope.GENERAL, SOP),
                () -> Field.WARNING.says("hot", null, SOP),
                () -> Field.WARNING.says("hot", Scope.GENERAL, null),
                () -> Procedure.of(),
                () -> Procedure.of(""),
                () -> new Procedure(Collections.nCopies(101, "again"), List.of()),
                () -> new Procedure(null, List.of()),
                () -> new Course("basics", "Basics", Period.ZERO),
                () -> new Source("SOP", null, "1", null, Confidence.HOSPITAL, "no language", null),
                () -> Source.of("SOP", "1", null),
                () -> ProviderInfo.of("Two Words", "1", "MedEquip Inc"),
                () -> ProviderInfo.of("medequip", "", "MedEquip Inc"),
                () -> DeviceKey.of(""),
                () -> new Passage(Scope.GENERAL, "a\u0000b", SOP),
                () -> new Passage(Scope.GENERAL, "half a \uD83D", SOP),
                () -> new Passage(Scope.GENERAL, "x", SOP).asked("\u001B[2J"),
                () -> new Passage(Scope.GENERAL, "x".repeat(4_001), SOP));
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void nonsense_cannot_be_said(ThrowingCallable said) {
        assertThatThrownBy(said).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothing_but_the_jdk_is_needed() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("io.wardtally.atlas", "java..", "org.jspecify.annotations"))
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.wardtally.atlas"));
    }
}
