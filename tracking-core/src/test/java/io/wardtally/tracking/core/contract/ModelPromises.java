package io.wardtally.tracking.core.contract;

import static io.wardtally.tracking.core.contract.Promises.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.Model;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.scan.ScanResult;
import io.wardtally.tracking.scan.ScanResult.Outcome;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.staff.Reach;
import io.wardtally.tracking.staff.Role;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is true for a model is said once, and its label tells what a unit is. */
interface ModelPromises extends Promises {

    Model VB_500 = Model.of("MedEquip Inc", "VB-500", "ventilator")
            .withIdentifiers(Identifier.gtin("04012345000016"), Identifier.hibc("A123BJC5D6E71"));
    String LABEL = "]d20104012345000016" + "17360100" + "10L77\u001D21VB-8034";

    private static List<AuditEntry> trail(Hospital hospital) {
        return hospital.auditor()
                .audit()
                .trail(Subject.model("MedEquip Inc", "VB-500"), Paging.first(50))
                .items();
    }

    @Test
    default void the_label_of_a_unit_that_is_not_registered_tells_its_model() {
        try (Hospital hospital = hospital()) {
            Workspace tom = hospital.technician();
            assertThat(tom.scans().scan(LABEL).model()).isEmpty();
            refusal(Code.MODEL_UNKNOWN, () -> tom.scans().scan(LABEL).toRegister("VENT002"));
            assertThat(tom.models().record(VB_500)).isEqualTo(VB_500);
            ScanResult seen = tom.scans().scan(LABEL);
            assertThat(seen.outcome()).isEqualTo(Outcome.UNREGISTERED);
            assertThat(seen.model()).contains(VB_500);
            assertThat(seen.readiness().says())
                    .isEqualTo("this device is not registered: MedEquip Inc VB-500 (ventilator)");
            Asset unit = tom.assets().register(seen.toRegister("VENT002"));
            assertThat(unit.name()).isEqualTo("VB-500");
            assertThat(unit.category()).isEqualTo("ventilator");
            assertThat(unit.description().manufacturer()).isEqualTo("MedEquip Inc");
            assertThat(unit.description().model()).isEqualTo("VB-500");
            assertThat(unit.description().serial()).isEqualTo("VB-8034");
            assertThat(unit.description().expires()).isEqualTo(LocalDate.of(2036, 1, 31));
            assertThat(tom.models().find(unit)).contains(VB_500);
            assertThat(tom.scans().scan(LABEL).asset()).isEqualTo(unit);
            assertThat(tom.scans().scan(LABEL).model()).isEmpty();
            Asset named = tom.scans().scan("4012345000016").toRegister("VENT003", "Ventilator G", "bed");
            assertThat(named.name()).isEqualTo("Ventilator G");
            assertThat(named.category()).isEqualTo("bed");
            assertThat(named.description().model()).isEqualTo("VB-500");
            assertThat(tom.scans().scan("+A123BJC5D6E71G").model()).contains(VB_500);
        }
    }

    @Test
    default void a_model_is_found_by_its_names_and_by_what_is_printed_on_its_units() {
        try (Hospital hospital = hospital()) {
            Workspace tom = hospital.technician();
            tom.models().record(VB_500);
            assertThat(tom.models().find("MedEquip Inc", "VB-500")).contains(VB_500);
            assertThat(tom.models().find("MedEquip Inc", "vb-500")).isEmpty();
            assertThat(tom.models().find("Med|Equip", "VB-500")).isEmpty();
            assertThat(tom.models().find(Identifier.gtin("4012345000016"))).contains(VB_500);
            assertThat(tom.models().find(Identifier.hibc("A123BJC5D6E71"))).contains(VB_500);
            assertThat(tom.models().find(Identifier.gtin("04012345000016", "X9")))
                    .contains(VB_500);
            assertThat(tom.models().find(new Identifier(Identifier.Kind.GTIN, "04012345000016", "GS1")))
                    .contains(VB_500);
            assertThat(tom.models().find(Identifier.tag("BME-42"))).isEmpty();
            assertThat(tom.models().find(Identifier.gtin("09506000134352"))).isEmpty();
            refusal(Code.BAD_INPUT, () -> tom.models().find(null, "VB-500"));
            assertThat(tom.models().find(hospital.pump("INF001"))).isEmpty();
            Asset unknown = hospital.pump("INF002");
            assertThat(tom.models()
                            .find(unknown.withDescription(
                                    unknown.description().madeBy("x".repeat(200), "y".repeat(200), null))))
                    .isEmpty();
        }
    }

    @Test
    default void a_model_is_replaced_as_a_whole_and_recording_it_again_changes_nothing() {
        try (Hospital hospital = hospital()) {
            Workspace tom = hospital.technician();
            tom.models().record(VB_500);
            tom.models().record(VB_500);
            assertThat(trail(hospital)).hasSize(1);
            Model other = Model.of("MedEquip Inc", "VB-500", "icu-ventilator")
                    .withIdentifiers(Identifier.gtin("09506000134352"));
            tom.models().record(other);
            assertThat(tom.models().find("MedEquip Inc", "VB-500")).contains(other);
            assertThat(tom.models().find(Identifier.gtin("04012345000016"))).isEmpty();
            assertThat(tom.models().find(Identifier.gtin("09506000134352"))).contains(other);
            assertThat(trail(hospital))
                    .extracting(AuditEntry::fact)
                    .containsExactly(new Fact.ModelRecorded(VB_500), new Fact.ModelRecorded(other));
            assertThat(hospital.verify().intact()).isTrue();
        }
    }

    @Test
    default void an_identifier_belongs_to_one_model() {
        try (Hospital hospital = hospital()) {
            Workspace tom = hospital.technician();
            tom.models().record(VB_500);
            Model rival =
                    Model.of("MedEquip Inc", "VB-700", "ventilator").withIdentifiers(Identifier.gtin("04012345000016"));
            assertThat(refusal(Code.IDENTIFIER_TAKEN, () -> tom.models().record(rival)))
                    .hasMessage("MedEquip Inc VB-500 has this GTIN");
            assertThat(tom.models().find("MedEquip Inc", "VB-700")).isEmpty();
        }
    }

    @Test
    default void a_model_has_a_hundred_identifiers_at_most() {
        try (Hospital hospital = hospital()) {
            Identifier[] many = IntStream.rangeClosed(0, Identifier.MOST)
                    .mapToObj(i -> Identifier.hibc("A123%04d1".formatted(i)))
                    .toArray(Identifier[]::new);
            Model model = Model.of("Acme", "X1", "infusion-pump");
            assertThat(refusal(
                            Code.TOO_MANY, () -> hospital.technician().models().record(model.withIdentifiers(many))))
                    .hasMessage("Acme X1 has no more than 100 identifiers");
            Model most = model.withIdentifiers(Arrays.copyOf(many, Identifier.MOST));
            assertThat(hospital.technician().models().record(most)).isEqualTo(most);
        }
    }

    @Test
    default void models_come_in_pages_in_the_order_of_their_names() {
        try (Hospital hospital = hospital()) {
            Workspace tom = hospital.technician();
            List<Model> models = new ArrayList<>();
            for (int i = 9; i >= 0; i--) {
                models.add(0, tom.models().record(Model.of("Maker " + i % 2, "M" + i / 2, "monitor")));
            }
            models.sort((a, b) -> (a.manufacturer() + a.name()).compareTo(b.manufacturer() + b.name()));
            Page<Model> first = tom.models().list(Paging.first(6));
            Page<Model> second = tom.models().list(Paging.after(first.next(), 6));
            List<Model> all = new ArrayList<>(first.items());
            all.addAll(second.items());
            assertThat(all).isEqualTo(models);
            assertThat(second.next()).isNull();
        }
    }

    @Test
    default void a_repeated_request_records_a_model_once() {
        try (Hospital hospital = hospital()) {
            Workspace once = hospital.technician().request(RequestId.of("r1"));
            assertThat(once.models().record(VB_500)).isEqualTo(VB_500);
            hospital.technician().models().record(Model.of("MedEquip Inc", "VB-500", "bed"));
            assertThat(once.models().record(VB_500)).isEqualTo(VB_500);
            assertThat(trail(hospital)).hasSize(2);
        }
    }

    @Test
    default void what_cannot_be_a_model_is_refused() {
        refusal(Code.BAD_INPUT, () -> Model.of("A|B", "C", "bed"));
        refusal(Code.BAD_INPUT, () -> Model.of("x".repeat(40), "y".repeat(24), "bed"));
        Model.of("x".repeat(40), "y".repeat(23), "bed");
        refusal(Code.BAD_INPUT, () -> Model.of("", "C", "bed"));
        refusal(Code.BAD_INPUT, () -> VB_500.withIdentifiers(Identifier.tag("BME-42")));
        refusal(
                Code.BAD_INPUT,
                () -> VB_500.withIdentifiers(
                        VB_500.identifiers().get(0), VB_500.identifiers().get(0)));
        refusal(
                Code.BAD_INPUT,
                () -> Asset.of("INF001", "Pump", "infusion-pump")
                        .withIdentifiers(List.of(Identifier.gtin("04012345000016"))));
        try (Hospital hospital = hospital();
                Hospital narrow = hospital.with(
                        Wardtally.roleTable().granting(Role.NURSE, Permission.REGISTER, Reach.DEPARTMENT))) {
            refusal(Code.PERMISSION_DENIED, () -> narrow.sarah().models().record(VB_500));
        }
    }
}
