package io.wardtally.tracking.core.contract;

import io.wardtally.tracking.Paging;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Assets;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.CsvImportOptions;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.HoldId;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.Model;
import io.wardtally.tracking.asset.Models;
import io.wardtally.tracking.asset.Ownership;
import io.wardtally.tracking.atlas.Atlas;
import io.wardtally.tracking.audit.Audit;
import io.wardtally.tracking.audit.Checkpoint;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.scan.Label;
import io.wardtally.tracking.scan.LabelSheet;
import io.wardtally.tracking.scan.OfflineAction;
import io.wardtally.tracking.scan.OfflineBatch;
import io.wardtally.tracking.scan.OfflineReceipt;
import io.wardtally.tracking.scan.Scans;
import io.wardtally.tracking.session.Correction;
import io.wardtally.tracking.session.EndRequest;
import io.wardtally.tracking.session.Handover;
import io.wardtally.tracking.session.OverrideFilter;
import io.wardtally.tracking.session.OverrideId;
import io.wardtally.tracking.session.Overrides;
import io.wardtally.tracking.session.SessionFilter;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.session.Sessions;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Competence;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.staff.Training;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * One operation of the API, tried the way one permission opens it. A patient's id, where one is named, is
 * {@link #PATIENT}.
 *
 * @param method the method, as {@link #name} writes it
 * @param needs the permission that this way takes
 * @param act how it is called
 */
public record Operation(String method, Permission needs, BiConsumer<Workspace, Scene> act) {

    public static final String PATIENT = "CANARY-7391-\u00c4";

    /** Where a ward leads to. */
    public static final List<Class<?>> SERVICES = List.of(
            Assets.class,
            Scans.class,
            Models.class,
            Atlas.class,
            Training.class,
            Sessions.class,
            Overrides.class,
            Audit.class);

    private static final String WHY = "because it is tried";

    static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    /** The method without its parameters: overloads open the same doors. */
    String name() {
        return method.substring(0, method.indexOf('('));
    }

    public static List<Operation> all() {
        return List.of(
                of(
                        "Scans.scan(String, String[])",
                        Permission.LOOK_UP,
                        (ward, on) -> ward.scans().scan("asset:" + on.free)),
                of(
                        "Scans.scan(byte[])",
                        Permission.LOOK_UP,
                        (ward, on) -> ward.scans().scan(on.picture())),
                of(
                        "Scans.importOffline(OfflineBatch)",
                        Permission.USE,
                        (ward, on) -> settle(
                                ward,
                                on.free,
                                OfflineAction.take().forPatient(PATIENT).inDepartment("ICU"))),
                of(
                        "Scans.importOffline(OfflineBatch)",
                        Permission.END_ELSEWHERE,
                        (ward, on) -> settle(
                                ward,
                                AssetId.of("ELSEWHERE"),
                                OfflineAction.giveBack().because(WHY))),
                of(
                        "Scans.importOffline(OfflineBatch)",
                        Permission.MOVE,
                        (ward, on) -> settle(ward, on.free, OfflineAction.move(Place.of("ICU", "302")))),
                of(
                        "Scans.importOffline(OfflineBatch)",
                        Permission.CLEAN,
                        (ward, on) -> settle(ward, on.soiled, OfflineAction.clean())),
                of(
                        "Scans.importOffline(OfflineBatch)",
                        Permission.REPORT,
                        (ward, on) -> settle(ward, on.free, OfflineAction.fault(WHY))),
                of(
                        "Assets.get(AssetId)",
                        Permission.LOOK_UP,
                        (ward, on) -> ward.assets().get(on.free)),
                of(
                        "Scans.label(AssetId)",
                        Permission.LOOK_UP,
                        (ward, on) -> ward.scans().label(on.free)),
                of(
                        "Scans.label(AssetId, Symbol)",
                        Permission.LOOK_UP,
                        (ward, on) -> ward.scans().label(on.free, Label.Symbol.QR)),
                of(
                        "Scans.labels(List, Symbol, LabelSheet)",
                        Permission.LOOK_UP,
                        (ward, on) -> ward.scans().labels(List.of(on.free), Label.Symbol.QR, LabelSheet.a4(3, 8))),
                of(
                        "Scans.testSheet(LabelSheet)",
                        Permission.LOOK_UP,
                        (ward, on) -> ward.scans().testSheet(LabelSheet.a4(3, 8))),
                of(
                        "Assets.list(AssetFilter, Paging)",
                        Permission.LOOK_UP,
                        (ward, on) -> ward.assets().list(AssetFilter.all(), Paging.first(5))),
                of(
                        "Assets.register(Asset)",
                        Permission.REGISTER,
                        (ward, on) -> ward.assets().register(Asset.of("NEW", "New Pump", "infusion-pump"))),
                of(
                        "Assets.edit(AssetId, Description)",
                        Permission.REGISTER,
                        (ward, on) -> ward.assets().edit(on.free, Description.of("Other Name", "infusion-pump"))),
                of(
                        "Assets.attach(AssetId, Identifier)",
                        Permission.REGISTER,
                        (ward, on) -> ward.assets().attach(on.free, Identifier.tag("BME-42"))),
                of(
                        "Assets.detach(AssetId, Identifier, String)",
                        Permission.REGISTER,
                        (ward, on) -> ward.assets().detach(on.free, Identifier.tag("BME-42"), WHY)),
                of(
                        "Assets.changeOwnership(AssetId, Ownership)",
                        Permission.REGISTER,
                        (ward, on) -> ward.assets()
                                .changeOwnership(
                                        on.free, Ownership.rented("MedEquip Inc", Hospital.HALF_PAST_TWO, null))),
                of(
                        "Assets.retire(AssetId, String)",
                        Permission.REGISTER,
                        (ward, on) -> ward.assets().retire(on.free, WHY)),
                of(
                        "Assets.reinstate(AssetId, String)",
                        Permission.REGISTER,
                        (ward, on) -> ward.assets().reinstate(on.retired, WHY)),
                of(
                        "Assets.move(AssetId, Place)",
                        Permission.MOVE,
                        (ward, on) -> ward.assets().move(on.free, Place.of("ICU", "302"))),
                of(
                        "Assets.hold(AssetId, Kind, String)",
                        Permission.HOLD,
                        (ward, on) -> ward.assets().hold(on.free, Hold.Kind.RECALL, WHY)),
                of(
                        "Assets.hold(AssetId, Kind, String)",
                        Permission.REPORT,
                        (ward, on) -> ward.assets().hold(on.free, Hold.Kind.FAULT, WHY)),
                of(
                        "Assets.hold(AssetId, Kind, String)",
                        Permission.INSPECT,
                        (ward, on) -> ward.assets().hold(on.free, Hold.Kind.INSPECTION, WHY)),
                of(
                        "Assets.release(AssetId, HoldId, String)",
                        Permission.HOLD,
                        (ward, on) -> ward.assets().release(on.held, on.reserved, WHY)),
                of(
                        "Assets.release(AssetId, HoldId, String)",
                        Permission.INSPECT,
                        (ward, on) -> ward.assets().release(on.held, on.inspection, WHY)),
                of(
                        "Assets.setCondition(AssetId, Condition, String)",
                        Permission.CLEAN,
                        (ward, on) -> ward.assets().setCondition(on.soiled, Condition.CLEANING, WHY)),
                of(
                        "Assets.setCondition(AssetId, Condition, String)",
                        Permission.HOLD,
                        (ward, on) -> ward.assets().setCondition(on.free, Condition.UNDER_MAINTENANCE, WHY)),
                of(
                        "Assets.setCondition(AssetId, Condition, String)",
                        Permission.REPORT,
                        (ward, on) -> ward.assets().setCondition(on.free, Condition.MISSING, WHY)),
                of(
                        "Assets.clean(AssetId)",
                        Permission.CLEAN,
                        (ward, on) -> ward.assets().clean(on.soiled)),
                of(
                        "Assets.importCsv(Reader, CsvImportOptions)",
                        Permission.REGISTER,
                        (ward, on) -> ward.assets()
                                .importCsv(
                                        new StringReader("id,name,category\nNEW,New,bed"),
                                        CsvImportOptions.standard())),
                of(
                        "Assets.exportCsv(AssetFilter, Writer)",
                        Permission.LOOK_UP,
                        (ward, on) -> ward.assets().exportCsv(AssetFilter.all(), new StringWriter())),
                of(
                        "Models.record(Model)",
                        Permission.REGISTER,
                        (ward, on) -> ward.models().record(Model.of("MedEquip Inc", "VB-500", "ventilator"))),
                of(
                        "Models.find(String, String)",
                        Permission.LOOK_UP,
                        (ward, on) -> ward.models().find("MedEquip Inc", "VB-500")),
                of(
                        "Models.find(Identifier)",
                        Permission.LOOK_UP,
                        (ward, on) -> ward.models().find(Identifier.gtin("04012345000016"))),
                of(
                        "Models.find(Asset)",
                        Permission.LOOK_UP,
                        (ward, on) -> ward.models()
                                .find(Asset.of(
                                        AssetId.of("NEW"),
                                        Description.of("New", "ventilator").madeBy("MedEquip Inc", "VB-500", null)))),
                of(
                        "Models.list(Paging)",
                        Permission.LOOK_UP,
                        (ward, on) -> ward.models().list(Paging.first(5))),
                of(
                        "Atlas.guidance(AssetId)",
                        Permission.LOOK_UP,
                        (ward, on) -> ward.atlas().guidance(on.free)),
                of(
                        "Atlas.providers()",
                        Permission.LOOK_UP,
                        (ward, on) -> ward.atlas().providers()),
                of(
                        "Atlas.ask(AssetId, String)",
                        Permission.LOOK_UP,
                        (ward, on) -> ward.atlas().ask(on.free, "How is it cleaned?")),
                of(
                        "Training.get(String)",
                        Permission.SEE_TRAINING,
                        (ward, on) -> ward.training().get(ward.actor().id())),
                of(
                        "Training.record(String, Competence)",
                        Permission.RECORD_TRAINING,
                        (ward, on) -> ward.training().record("ben", Competence.of("infusion-basics"))),
                of(
                        "Training.revoke(String, String, String)",
                        Permission.RECORD_TRAINING,
                        (ward, on) -> ward.training().revoke("ben", "infusion-basics", WHY)),
                of(
                        "Sessions.start(UseRequest)",
                        Permission.USE,
                        (ward, on) -> ward.sessions()
                                .start(UseRequest.of(on.free)
                                        .forPatient(PATIENT)
                                        .inDepartment("ICU")
                                        .because(WHY))
                                .orElseThrow()),
                of(
                        "Sessions.extend(SessionId, Duration)",
                        Permission.USE,
                        (ward, on) -> ward.sessions().extend(on.running, Duration.ofHours(1))),
                of(
                        "Sessions.handOver(SessionId, Handover)",
                        Permission.USE,
                        (ward, on) -> ward.sessions()
                                .handOver(on.running, Handover.to("next").forPatient(PATIENT + 2))),
                of(
                        "Sessions.end(SessionId)",
                        Permission.USE,
                        (ward, on) -> ward.sessions().end(on.running)),
                of(
                        "Sessions.end(SessionId, String)",
                        Permission.USE,
                        (ward, on) -> ward.sessions().end(on.running, "notes")),
                of(
                        "Sessions.end(EndRequest)",
                        Permission.USE,
                        (ward, on) -> ward.sessions().end(EndRequest.of(on.running))),
                of(
                        "Sessions.end(EndRequest)",
                        Permission.END_ELSEWHERE,
                        (ward, on) -> ward.sessions()
                                .end(EndRequest.of(on.elsewhere).noting("notes").because(WHY))),
                of(
                        "Sessions.voidEntry(SessionId, String)",
                        Permission.CORRECT,
                        (ward, on) -> ward.sessions().voidEntry(on.running, WHY)),
                of(
                        "Sessions.correct(SessionId, Correction)",
                        Permission.CORRECT,
                        (ward, on) -> ward.sessions()
                                .correct(on.running, Correction.because(WHY).patient(PATIENT + 3))),
                of(
                        "Sessions.get(SessionId)",
                        Permission.SEE_HISTORY,
                        (ward, on) -> ward.sessions().get(on.running)),
                of(
                        "Sessions.list(SessionFilter, Paging)",
                        Permission.SEE_HISTORY,
                        (ward, on) -> ward.sessions().list(SessionFilter.all(), Paging.first(5))),
                of(
                        "Sessions.list(SessionFilter, Paging)",
                        Permission.FIND_PATIENT,
                        (ward, on) -> ward.sessions()
                                .list(SessionFilter.all().forPatient(PATIENT).withPurpose(WHY), Paging.first(5))),
                of(
                        "Overrides.declare(AssetId, String)",
                        Permission.OVERRIDE,
                        (ward, on) -> ward.overrides().declare(on.soiled, WHY)),
                of(
                        "Overrides.list(OverrideFilter, Paging)",
                        Permission.SEE_OVERRIDES,
                        (ward, on) -> ward.overrides().list(OverrideFilter.awaitingReview(), Paging.first(5))),
                of(
                        "Overrides.review(OverrideId, boolean, String)",
                        Permission.REVIEW_OVERRIDE,
                        (ward, on) -> ward.overrides().review(on.override, true, "well")),
                of(
                        "Audit.trail(Subject, Paging)",
                        Permission.READ_AUDIT,
                        (ward, on) -> ward.audit().trail(on.subject(), Paging.first(5))),
                of(
                        "Audit.log(long, int)",
                        Permission.READ_AUDIT,
                        (ward, on) -> ward.audit().log(0, 5)),
                of(
                        "Audit.verify()",
                        Permission.READ_AUDIT,
                        (ward, on) -> ward.audit().verify()),
                of(
                        "Audit.verify(Checkpoint)",
                        Permission.READ_AUDIT,
                        (ward, on) -> ward.audit().verify(on.checkpoint)),
                of(
                        "Audit.checkpoint()",
                        Permission.CHECKPOINT,
                        (ward, on) -> ward.audit().checkpoint()));
    }

    private static Operation of(String method, Permission needs, BiConsumer<Workspace, Scene> act) {
        return new Operation(method, needs, act);
    }

    private static void settle(Workspace ward, AssetId asset, OfflineAction action) {
        OfflineReceipt receipt = ward.scans()
                .importOffline(OfflineBatch.of("scanner-7", ward.now()).line(1, ward.now(), "asset:" + asset, action))
                .get(0);
        if (receipt.code() != null) {
            throw new TrackingException.BadInput(receipt.code(), Objects.requireNonNull(receipt.message()));
        }
        if (receipt.state() != OfflineReceipt.State.APPLIED) {
            throw new AssertionError(receipt);
        }
    }

    /** A small hospital in which every operation finds something to work on. */
    public static final class Scene {

        private final Hospital hospital;
        public AssetId free;
        public AssetId soiled;
        AssetId retired;
        AssetId held;
        HoldId reserved;
        HoldId inspection;
        SessionId running;
        SessionId elsewhere;
        OverrideId override;
        Checkpoint checkpoint;

        private Scene(Hospital hospital) {
            this.hospital = hospital;
        }

        public static Scene in(Hospital hospital) {
            return new Scene(hospital);
        }

        Subject subject() {
            return Subject.asset(free);
        }

        byte[] picture() {
            return hospital.technician().scans().label(free).png();
        }

        /** Sets the scene. What an actor can only do to what is theirs is theirs. */
        public void prepare(Actor actor) {
            Workspace tom = hospital.technician();
            free = hospital.pump("FREE").id();
            retired = hospital.pump("OLD").id();
            tom.assets().retire(retired, WHY);
            held = hospital.pump("HELD").id();
            reserved = tom.assets().hold(held, Hold.Kind.RESERVED, WHY).id();
            inspection = tom.assets().hold(held, Hold.Kind.INSPECTION, WHY).id();
            running = started("RUNNING", "ICU", actor.id());
            elsewhere = started("ELSEWHERE", "ER", "somebody");
            SessionId ended = started("SOILED", "ER", "somebody");
            soiled =
                    hospital.nurse("somebody", "ER").sessions().end(ended, null).asset();
            override = hospital.nurse("somebody", "ER")
                    .overrides()
                    .declare(soiled, WHY)
                    .id();
            checkpoint = hospital.auditor().audit().checkpoint();
        }

        private SessionId started(String pump, String department, String user) {
            return hospital.nurse(user, department)
                    .sessions()
                    .start(UseRequest.of(hospital.pump(pump).id()).forPatient(PATIENT))
                    .orElseThrow()
                    .id();
        }
    }
}
