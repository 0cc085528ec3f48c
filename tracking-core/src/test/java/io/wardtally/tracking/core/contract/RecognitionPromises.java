package io.wardtally.tracking.core.contract;

import static io.wardtally.tracking.core.contract.Promises.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.Paging;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.policy.Policies;
import io.wardtally.tracking.scan.CodeFlaw;
import io.wardtally.tracking.scan.ScanResult;
import io.wardtally.tracking.scan.ScanResult.Outcome;
import io.wardtally.tracking.scan.ScannerQuirk;
import io.wardtally.tracking.scan.Scans;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.store.DossierKey;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever code is on a device, a scan knows which device it is, or says why not. */
interface RecognitionPromises extends Promises {

    String GTIN = "09506000134352";
    String LABEL = "]d2" + "01" + GTIN + "11260200" + "17310200" + "10LOT7\u001D21SN-1";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "asset:VENT001",
                "VENT001",
                "BME-42",
                LABEL,
                "(01)09506000134352(21)SN-1",
                "https://id.gs1.org/01/09506000134352/21/SN-1",
                "(8004)4012345ABC",
                "urn:epc:id:giai:4012345.ABC",
                "]C1800309506000134352RENT7",
                "E200341201B8020110A8B5C1",
                "e200341201b8020110a8b5c1",
                "SN-1",
                "(21)SN-1"
            })
    default void one_asset_is_found_by_anything_that_is_on_it(String code) {
        try (Hospital hospital = hospital()) {
            Asset vent = hospital.technician()
                    .assets()
                    .register(Asset.of(
                                    AssetId.of("VENT001"),
                                    Description.of("Ventilator B", "ventilator").madeBy("MedEquip", "V500", "SN-1"))
                            .withIdentifiers(List.of(
                                    Identifier.tag("BME-42", "MedEquip"),
                                    Identifier.gtin(GTIN, "SN-1"),
                                    Identifier.giai("4012345ABC"),
                                    Identifier.grai("09506000134352RENT7"),
                                    Identifier.epc("e200341201b8020110a8b5c1"))));
            hospital.pump("INF001");
            Session session =
                    hospital.sarah().sessions().start(UseRequest.of(vent)).orElseThrow();
            ScanResult seen = hospital.sarah().scans().scan(code);
            assertThat(seen.outcome()).isEqualTo(Outcome.FOUND);
            assertThat(seen.asset().identifiers()).isEqualTo(vent.identifiers());
            assertThat(seen.session()).contains(session);
        }
    }

    @Test
    default void a_device_that_is_not_registered_is_registered_from_its_own_label() {
        try (Hospital hospital = hospital()) {
            Workspace tom = hospital.technician();
            ScanResult seen = tom.scans().scan(LABEL);
            assertThat(seen.outcome()).isEqualTo(Outcome.UNREGISTERED);
            assertThat(seen.readiness()).hasToString("BLOCKED: this device is not registered");
            refusal(Code.ASSET_UNKNOWN, seen::asset);
            Asset vent = tom.assets().register(seen.toRegister("VENT001", "Ventilator B", "ventilator"));
            assertThat(vent.identifiers()).containsExactly(Identifier.gtin(GTIN, "SN-1"));
            assertThat(vent.description().serial()).isEqualTo("SN-1");
            assertThat(vent.description().lot()).isEqualTo("LOT7");
            assertThat(vent.description().made()).isEqualTo(LocalDate.of(2026, 2, 1));
            assertThat(vent.description().expires()).isEqualTo(LocalDate.of(2031, 2, 28));
            ScanResult again = tom.scans().scan(LABEL);
            assertThat(again.asset()).isEqualTo(vent);
            assertThat(again.label().orElseThrow().udi().lot()).isEqualTo("LOT7");
            assertThat(hospital.verify().intact()).isTrue();
        }
    }

    @Test
    default void a_serial_number_alone_may_be_ambiguous_and_beside_a_type_it_is_only_a_hint() {
        try (Hospital hospital = hospital()) {
            Workspace tom = hospital.technician();
            Asset pump = tom.assets().register(made("INF001", "Braun", "SN-1"));
            assertThat(tom.scans().scan("SN-1").asset()).isEqualTo(pump);
            ScanResult other = tom.scans().scan(LABEL);
            assertThat(other.outcome()).isEqualTo(Outcome.UNREGISTERED);
            assertThat(other.candidates()).containsExactly(pump);
            Asset vent = tom.assets().register(made("VENT001", "MedEquip", "SN-1"));
            ScanResult both = tom.scans().scan("SN-1");
            assertThat(both.outcome()).isEqualTo(Outcome.AMBIGUOUS);
            assertThat(both.candidates()).containsExactly(pump, vent);
            refusal(Code.ASSET_UNKNOWN, both::asset);
            tom.assets().attach(vent.id(), Identifier.tag("SN-1"));
            assertThat(tom.scans().scan("SN-1").asset().id()).isEqualTo(vent.id());
        }
    }

    private static Asset made(String id, String maker, String serial) {
        return Asset.of(AssetId.of(id), Description.of("Device", "device").madeBy(maker, null, serial));
    }

    @Test
    default void an_identifier_belongs_to_one_asset_until_it_is_detached() {
        try (Hospital hospital = hospital()) {
            Workspace tom = hospital.technician();
            Asset pump = hospital.pump("INF001");
            Asset other = hospital.pump("INF002");
            Identifier tag = Identifier.tag("BME-42", "MedEquip");
            Asset tagged = tom.assets().attach(pump.id(), tag);
            assertThat(tagged.identifiers()).containsExactly(tag);
            assertThat(tom.assets().attach(pump.id(), Identifier.tag("BME-42"))).isEqualTo(tagged);
            TrackingException taken =
                    refusal(Code.IDENTIFIER_TAKEN, () -> tom.assets().attach(other.id(), Identifier.tag("BME-42")));
            assertThat(taken).hasMessage("INF001 has this tag");
            refusal(
                    Code.IDENTIFIER_TAKEN,
                    () -> tom.assets()
                            .register(Asset.of("INF003", "Pump", "pump").withIdentifiers(List.of(tag))));
            assertThat(tom.assets().list(AssetFilter.all(), Paging.first(9)).items())
                    .containsExactly(tagged, other);
            tom.assets().retire(pump.id(), "worn out");
            assertThat(tom.scans().scan("BME-42").outcome()).isEqualTo(Outcome.RETIRED);
            assertThat(tom.scans().scan("BME-42").asset().id()).isEqualTo(pump.id());
            refusal(Code.IDENTIFIER_TAKEN, () -> tom.assets().attach(other.id(), tag));
            tom.assets().detach(pump.id(), tag, "the sticker goes to its successor");
            tom.assets().detach(pump.id(), tag, "again");
            assertThat(tom.scans().scan("BME-42").outcome()).isEqualTo(Outcome.UNKNOWN);
            tom.assets().attach(other.id(), tag);
            assertThat(tom.scans().scan("BME-42").asset().id()).isEqualTo(other.id());
            refusal(Code.BAD_INPUT, () -> tom.assets().attach(other.id(), Identifier.serial("X9", null)));
            List<Fact> facts =
                    hospital.auditor().audit().trail(Subject.asset(pump.id()), Paging.first(9)).items().stream()
                            .map(AuditEntry::fact)
                            .toList();
            assertThat(facts).element(1).isEqualTo(new Fact.IdentifierAttached(tag));
            assertThat(facts).element(3).isInstanceOf(Fact.IdentifierDetached.class);
            assertThat(hospital.verify().intact()).isTrue();
        }
    }

    @Test
    default void the_label_of_a_person_opens_nothing() {
        try (Hospital hospital = hospital()) {
            hospital.pump("8018061414112345678902");
            for (String wristband : List.of(
                    "]C18018061414112345678902",
                    "8018061414112345678902",
                    "(8018)061414112345678902",
                    "2D76451FD4499602D2000000",
                    "+/EU720060FF0")) {
                ScanResult seen = hospital.sarah().scans().scan(wristband);
                assertThat(seen.outcome()).isEqualTo(Outcome.NOT_A_DEVICE);
                assertThat(seen.label()).isEmpty();
                assertThat(seen.toString() + seen.readiness()).doesNotContain("0614141");
            }
        }
    }

    @Test
    default void a_broken_code_says_what_is_wrong_with_it() {
        try (Hospital hospital = hospital()) {
            ScanResult seen = hospital.sarah().scans().scan("(01)09506000134353");
            assertThat(seen.outcome()).isEqualTo(Outcome.UNREADABLE);
            assertThat(seen.flaw().orElseThrow().kind()).isEqualTo(CodeFlaw.Kind.CHECK);
            assertThat(seen.readiness())
                    .hasToString("BLOCKED: no label could be read: the check digit of 01 does not fit");
        }
    }

    @Test
    default void a_label_that_is_split_over_several_codes_is_read_as_one() {
        try (Hospital hospital = hospital()) {
            Workspace tom = hospital.technician();
            Asset vent = tom.assets()
                    .register(Asset.of("VENT001", "Ventilator B", "ventilator")
                            .withIdentifiers(List.of(Identifier.gtin(GTIN, "SN-1"))));
            assertThat(tom.scans()
                            .scan("]C1" + "01" + GTIN, "]C1" + "10LOT7\u001D21SN-1")
                            .asset())
                    .isEqualTo(vent);
            Asset pump = hospital.pump("INF001");
            ScanResult both = tom.scans().scan("asset:INF001", "(01)" + GTIN + "(21)SN-1");
            assertThat(both.outcome()).isEqualTo(Outcome.AMBIGUOUS);
            assertThat(both.candidates()).containsExactly(pump, vent);
        }
    }

    @Test
    default void every_code_of_a_scan_counts_and_none_hides_another() {
        try (Hospital hospital = hospital()) {
            Workspace tom = hospital.technician();
            Asset pump = tom.assets()
                    .register(Asset.of("INF001", "Pump", "pump").withIdentifiers(List.of(Identifier.tag("BME-42"))));
            Asset vent = tom.assets().register(made("VENT001", "MedEquip", "SN-1"));
            assertThat(tom.scans().scan("REF-8713030", "BME-42").asset()).isEqualTo(pump);
            assertThat(tom.scans().scan("(01)09506000134353", "asset:VENT001").asset())
                    .isEqualTo(vent);
            for (String[] codes : List.of(
                    new String[] {"VENT001", "BME-42"},
                    new String[] {"asset:INF001", "asset:VENT001"},
                    new String[] {"*BME-42*", "REF-8713030", "SN-1"})) {
                ScanResult seen = tom.scans().scan("(8004)1234X", codes);
                assertThat(seen.outcome()).isEqualTo(Outcome.AMBIGUOUS);
                assertThat(seen.candidates()).containsExactly(pump, vent);
            }
        }
    }

    @Test
    default void what_is_nearly_the_label_of_an_asset_is_a_question() {
        try (Hospital hospital = hospital();
                Hospital lenient = hospital.with(Policies.standard().withQuirks(ScannerQuirk.all()))) {
            Asset vent = hospital.technician()
                    .assets()
                    .register(Asset.of("VENT001", "Ventilator B", "ventilator")
                            .withIdentifiers(List.of(Identifier.gtin(GTIN, "5"))));
            assertThat(hospital.sarah().scans().scan("ASSET:vent001").asset()).isEqualTo(vent);
            for (ScanResult seen : List.of(
                    hospital.sarah().scans().scan("vent001"),
                    lenient.sarah().scans().scan("01" + GTIN + "10A215"))) {
                assertThat(seen.outcome()).isEqualTo(Outcome.AMBIGUOUS);
                assertThat(seen.candidates()).containsExactly(vent);
                assertThat(seen.flaw()).isPresent();
                refusal(Code.ASSET_UNKNOWN, seen::asset);
            }
        }
    }

    @Test
    default void a_sticker_is_found_however_many_devices_have_its_text_as_their_serial_number() {
        try (Hospital hospital = hospital()) {
            Workspace tom = hospital.technician();
            for (int i = 10; i < 10 + DossierKey.MOST + 5; i++) {
                tom.assets().register(made("A" + i, "Braun", "0001"));
            }
            Asset last = tom.assets()
                    .register(Asset.of("Z1", "Pump", "pump").withIdentifiers(List.of(Identifier.tag("0001"))));
            assertThat(tom.scans().scan("0001").asset()).isEqualTo(last);
            assertThat(tom.scans().scan("0001", "A10").candidates())
                    .extracting(Asset::id)
                    .containsExactly(AssetId.of("A10"), last.id());
        }
    }

    @Test
    default void a_scan_has_a_limit() {
        try (Hospital hospital = hospital()) {
            Asset pump = hospital.pump("INF001");
            String[] many = new String[Scans.MOST_CODES - 1];
            Arrays.setAll(many, i -> "REF-" + i);
            Scans scans = hospital.sarah().scans();
            assertThat(scans.scan("INF001", many).asset()).isEqualTo(pump);
            assertThat(scans.scan("INF001", "x".repeat(Scans.MOST_CHARACTERS)).asset())
                    .isEqualTo(pump);
            assertThat(refusal(Code.BAD_INPUT, () -> scans.scan("INF001", new String[1_000_000])))
                    .hasMessage("at most 32 codes are scanned at once");
            assertThat(refusal(Code.BAD_INPUT, () -> scans.scan("INF001", Arrays.copyOf(many, Scans.MOST_CODES))))
                    .isInstanceOf(TrackingException.BadInput.class);
            assertThat(refusal(Code.BAD_INPUT, () -> scans.scan("INF001", "x".repeat(Scans.MOST_CHARACTERS + 1))))
                    .hasMessage("what was read is longer than 10000 characters");
            refusal(Code.BAD_INPUT, () -> scans.scan("x".repeat(Scans.MOST_CHARACTERS + 1)));
            refusal(Code.BAD_INPUT, () -> scans.scan("INF001", (String) null));
            refusal(Code.BAD_INPUT, () -> scans.scan("INF001", (String[]) null));
        }
    }

    @Test
    default void a_house_decides_how_strictly_codes_are_read() {
        try (Hospital strict = hospital();
                Hospital lenient = strict.with(Policies.standard().withQuirks(ScannerQuirk.all()))) {
            strict.technician()
                    .assets()
                    .register(Asset.of("VENT001", "Ventilator B", "ventilator")
                            .withIdentifiers(List.of(Identifier.gtin(GTIN, "SN-1"))));
            String wedged = "0109506000134352" + "10LOT7<GS>21SN-1";
            assertThat(strict.sarah().scans().scan(wedged).outcome()).isNotEqualTo(Outcome.FOUND);
            assertThat(lenient.sarah().scans().scan(wedged).outcome()).isEqualTo(Outcome.FOUND);
        }
    }
}
