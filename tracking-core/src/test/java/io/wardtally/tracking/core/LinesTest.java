package io.wardtally.tracking.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.wardtally.tracking.Message;
import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.TrackingException.BadInput;
import io.wardtally.tracking.asset.AssetColumn;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.CsvImportOptions;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.HoldId;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.Model;
import io.wardtally.tracking.asset.Ownership;
import io.wardtally.tracking.asset.Udi;
import io.wardtally.tracking.audit.Checkpoint;
import io.wardtally.tracking.audit.Digest;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.policy.AtlasPolicies;
import io.wardtally.tracking.scan.CodeElement;
import io.wardtally.tracking.scan.OfflineAction;
import io.wardtally.tracking.scan.OfflineBatch;
import io.wardtally.tracking.session.ChecklistRecord;
import io.wardtally.tracking.session.ConcernCode;
import io.wardtally.tracking.session.Correction;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.EndRequest;
import io.wardtally.tracking.session.Handover;
import io.wardtally.tracking.session.OverrideId;
import io.wardtally.tracking.session.PatientId;
import io.wardtally.tracking.session.Pseudonym;
import io.wardtally.tracking.session.Segment;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionFilter;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Competence;
import io.wardtally.tracking.staff.Role;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every line of text that a host gives passes one door, so that no two of them look the same and differ. */
class LinesTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final AssetId PUMP = AssetId.of("INF001");
    private static final UUID ONE = new UUID(0, 1);

    /** A line of each type that has any. */
    private static final List<Record> SAMPLES = List.of(
            PUMP,
            RequestId.of("R1"),
            Subject.asset(PUMP),
            Place.of("ICU", "302"),
            Actor.nurse("sarah", "ICU"),
            new Role("PORTER"),
            Competence.of("infusion-basics"),
            Description.of("Pump", "infusion-pump", draft -> {
                draft.manufacturer = "MedEquip Inc";
                draft.model = "VB-500";
                draft.serial = "77";
                draft.lot = "L77";
            }),
            Identifier.tag("BME-42", "RentAll"),
            Identifier.serial("77", "MedEquip Inc"),
            Identifier.gtin("04012345000016", "77"),
            Identifier.hibc("A123BJC5D6E71", "77"),
            Identifier.epc("urn:epc:id:sgtin:4012345.000001.77"),
            Model.of("MedEquip Inc", "VB-500", "ventilator"),
            Ownership.rented("RentAll", NOON, null),
            AssetFilter.all().ofCategory("pump").inRoom("ICU", "302"),
            new Hold(new HoldId(ONE), Hold.Kind.FAULT, "tom", "it leaks", NOON),
            new Segment(NOON, "sarah", "ICU", null),
            EmergencyOverride.declared(new OverrideId(ONE), PUMP, "sarah", NOON, draft -> {
                draft.reason = "it is the last one";
                draft.expires = NOON;
            }),
            Handover.to("ann").inDepartment("ER").because("end of shift"),
            UseRequest.of(PUMP).inDepartment("ICU").because("monitoring"),
            new EndRequest(new SessionId(ONE), "wiped", "forgotten"),
            Correction.because("typo").department("ICU"),
            SessionFilter.all().byUser("sarah").inDepartment("ICU").withPurpose("audit"),
            new ConcernCode("LOW_BATTERY"),
            new AtlasPolicies("Biomedical engineering, 4711"),
            OfflineBatch.of("scanner-1", NOON),
            OfflineAction.take().inDepartment("ICU").because("monitoring"),
            new OfflineAction.Fault("it leaks"),
            new OfflineAction.GiveBack("wiped", "forgotten"),
            Checkpoint.unsigned("st-mary", 0, Digest.of(new byte[32]), NOON, 1));

    /** What may have several lines, and is not compared. */
    private static final Set<String> FREE_TEXTS = Set.of("reason", "notes", "because", "purpose");

    /** What is no line that a host gives: read from codes and facts, or made here. */
    private static final Set<Class<?>> NOT_GIVEN = Set.of(
            Udi.class,
            CodeElement.class,
            OfflineBatch.Line.class,
            Message.class,
            Message.Argument.class,
            Page.class,
            Paging.class,
            Pseudonym.class,
            ChecklistRecord.class,
            Session.class,
            EmergencyOverride.Review.class);

    /** The names of its lines that say something. */
    private static List<String> lines(Record sample) {
        return Arrays.stream(sample.getClass().getRecordComponents())
                .filter(component -> component.getType() == String.class)
                .filter(component -> value(sample, component) != null)
                .map(RecordComponent::getName)
                .filter(name -> !FREE_TEXTS.contains(name) && !name.equals("signature"))
                .toList();
    }

    private static Object value(Record sample, RecordComponent component) {
        try {
            return component.getAccessor().invoke(sample);
        } catch (ReflectiveOperationException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private static Record changed(Record sample, String line, UnaryOperator<String> how) {
        try {
            List<Class<?>> types = new ArrayList<>();
            List<Object> values = new ArrayList<>();
            for (RecordComponent component : sample.getClass().getRecordComponents()) {
                Object value = value(sample, component);
                types.add(component.getType());
                values.add(component.getName().equals(line) ? how.apply((String) value) : value);
            }
            return sample.getClass().getConstructor(types.toArray(Class[]::new)).newInstance(values.toArray());
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(refused);
        } catch (ReflectiveOperationException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private static List<UnaryOperator<String>> ways(String character) {
        return List.of(
                line -> line + character,
                line -> character + line,
                line -> line.substring(0, 1) + character + line.substring(1));
    }

    static Stream<Integer> invisible() {
        return Stream.of(
                0x00A0, 0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x1680, 0x17B4, 0x180B, 0x180E, 0x2000, 0x2003, 0x2007,
                0x2009, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202E, 0x202F, 0x205F, 0x2060,
                0x2063, 0x2065, 0x2066, 0x2069, 0x206F, 0x2800, 0x3000, 0x3164, 0xFDD0, 0xFE00, 0xFE0F, 0xFEFF, 0xFFA0,
                0xFFF9, 0xFFFC, 0xFFFE, 0xFFFF, 0x1D159, 0x1D173, 0xE0001, 0xE0020, 0xE0100, 0xE0FFF);
    }

    @ParameterizedTest
    @MethodSource("invisible")
    void a_character_that_cannot_be_seen_is_refused_by_its_number_wherever_a_line_has_it(int invisible) {
        String number = String.format(Locale.ROOT, "U+%04X", invisible);
        int tried = 0;
        for (Record sample : SAMPLES) {
            for (String line : lines(sample)) {
                for (UnaryOperator<String> way : ways(Character.toString(invisible))) {
                    BadInput refused = catchThrowableOfType(BadInput.class, () -> changed(sample, line, way));
                    assertThat(refused).as("%s of %s", line, sample).isNotNull();
                    assertThat(refused.message().code()).isEqualTo("input.invisible-character");
                    assertThat(refused.message().arguments().get(1).value()).isEqualTo(number);
                    tried++;
                }
            }
        }
        assertThat(tried).isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0007", "\n", "\r", "\t", "\u001D", "\u0085", "\uFFFD"})
    void what_breaks_a_line_or_was_not_decoded_is_refused_wherever_a_line_has_it(String bad) {
        for (Record sample : SAMPLES) {
            for (String line : lines(sample)) {
                BadInput refused = catchThrowableOfType(
                        BadInput.class, () -> changed(sample, line, ways(bad).get(2)));
                assertThat(refused.message().code()).isIn("input.control-character", "input.not-decoded");
            }
        }
    }

    @Test
    void every_type_with_a_line_is_tried() {
        Set<Class<?>> tried = SAMPLES.stream().map(Object::getClass).collect(Collectors.toSet());
        List<Class<?>> withLines = new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .withImportOption(location -> !location.contains("-tests.jar"))
                        .importPackages("io.wardtally.tracking")
                        .stream()
                        .filter(JavaClass::isRecord)
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> !type.getPackageName().matches(".*\\.tracking\\.(core|jpa|store|atlas)\\b.*"))
                        .<Class<?>>map(JavaClass::reflect)
                        .filter(type -> !Fact.class.isAssignableFrom(type) && !NOT_GIVEN.contains(type))
                        .filter(type -> Arrays.stream(type.getRecordComponents())
                                .anyMatch(component -> component.getType() == String.class))
                        .toList();
        assertThat(withLines).hasSizeGreaterThan(20);
        assertThat(tried).containsAll(withLines);
    }

    @ParameterizedTest
    @MethodSource("invisible")
    void what_people_type_and_lists_carry_is_stripped_of_it(int invisible) {
        String c = Character.toString(invisible);
        PatientId patient = PatientId.of("mrn", "P12345");
        assertThat(List.of(
                        PatientId.of("mrn", "P12345" + c),
                        PatientId.of("mrn", c + "P12345"),
                        PatientId.of("mrn", " " + c + "\tP12345 " + c + c + " ")))
                .containsOnly(patient);
        assertThat(AssetFilter.all().matching(c + "infus 47 " + c))
                .isEqualTo(AssetFilter.all().matching("infus 47"));
        assertThat(CsvImportOptions.standard()
                        .heading("Nr." + c, AssetColumn.ID)
                        .headings())
                .containsOnlyKeys("Nr.");
        BadInput inside = catchThrowableOfType(BadInput.class, () -> PatientId.of("mrn", "P1" + c + "2345"));
        assertThat(inside.message().code()).isEqualTo("input.invisible-character");
    }

    @Test
    void what_shows_nothing_at_all_is_missing_as_a_line_and_as_a_reason() {
        for (String nothing : List.of("\u200B", "\u00A0 \u2003", "\uFEFF\u00AD", "\u3164")) {
            assertThat(catchThrowableOfType(BadInput.class, () -> AssetId.of(nothing)))
                    .hasMessage("asset id is missing");
            assertThat(catchThrowableOfType(BadInput.class, () -> PatientId.of(nothing)))
                    .hasMessage("patient id is missing");
            assertThat(catchThrowableOfType(BadInput.class, () -> Correction.because(nothing)))
                    .hasMessage("reason is missing");
            assertThat(new EndRequest(new SessionId(ONE), "x" + nothing, null).notes())
                    .as("a note keeps what it has")
                    .isEqualTo("x" + nothing);
        }
    }
}
