package io.wardtally.examples.firstsession;

import io.wardtally.atlas.Field;
import io.wardtally.atlas.standard.AtlasFolder;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetColumn;
import io.wardtally.tracking.asset.CsvImportOptions;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.ImportReport;
import io.wardtally.tracking.asset.Model;
import io.wardtally.tracking.atlas.Guidance;
import io.wardtally.tracking.atlas.Reply;
import io.wardtally.tracking.atlas.SourcedStatement;
import io.wardtally.tracking.audit.Checkpoint;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.jpa.JpaStore;
import io.wardtally.tracking.keys.KeyProvider;
import io.wardtally.tracking.keys.MasterKey;
import io.wardtally.tracking.keys.SigningKey;
import io.wardtally.tracking.policy.Policies;
import io.wardtally.tracking.scan.LabelSheet;
import io.wardtally.tracking.scan.OfflineAction;
import io.wardtally.tracking.scan.OfflineBatch;
import io.wardtally.tracking.scan.OfflineReceipt;
import io.wardtally.tracking.scan.ScanResult;
import io.wardtally.tracking.session.Concern.Weight;
import io.wardtally.tracking.session.ConcernCode;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.StartResult;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Competence;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.staff.Reach;
import io.wardtally.tracking.staff.Role;
import io.wardtally.tracking.staff.TrainingRecord;
import io.wardtally.tracking.store.Store;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** The other samples of the README, word for word. */
final class Samples {

    private Samples() {}

    static Tracking build(Store store, KeyProvider keyProvider) {
        Tracking tracking = Wardtally.on(store)
                .facility("st-mary", ZoneId.of("Europe/Berlin"))
                .keys(keyProvider)
                .policies(Policies.standard().withoutCleaning("wheelchair"))
                .access(Wardtally.roleTable().granting(Role.SYSTEM, Permission.USE, Reach.ALL))
                .build();
        return tracking;
    }

    static Tracking onADatabase(EntityManagerFactory entityManagerFactory, KeyProvider keyProvider) {
        JpaStore store = JpaStore.of(entityManagerFactory); // or of a DataSource, without a persistence provider
        Tracking tracking = Wardtally.on(store)
                .facility("st-mary", ZoneId.of("Europe/Berlin"))
                .keys(keyProvider)
                .build();
        return tracking;
    }

    static void makeTables(DataSource dataSource) throws SQLException {
        List<String> schema = JpaStore.of(dataSource).schema();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : schema) {
                statement.execute(sql);
            }
        }
    }

    record HospitalKeys(List<MasterKey> pseudonymKeys, List<MasterKey> auditKeys, List<SigningKey> checkpointKeys)
            implements KeyProvider {}

    static KeyProvider keys(byte[] secret, byte[] other, KeyPair ed25519) {
        return new HospitalKeys(
                List.of(MasterKey.active(1, secret)),
                List.of(MasterKey.active(1, other)),
                List.of(SigningKey.of(1, ed25519)));
    }

    static String answer(Workspace ward, UseRequest usage) {
        StartResult start =
                ward.request(RequestId.of("tablet-7-0001")).sessions().start(usage);
        return start.match(
                started -> "yours for " + started.session().expected(),
                refused -> refused.readiness().toString());
    }

    static String end(Workspace ward, Session session) {
        try {
            return ward.sessions().end(session.id(), "No issues").toString();
        } catch (TrackingException.NotAllowed denied) {
            return denied.code() + ": " + denied.getMessage();
        }
    }

    static void listen(Tracking tracking, Consumer<String> news) {
        tracking.listen(entry -> {
            if (entry.fact() instanceof Fact.SessionStarted started) {
                news.accept(entry.subject() + " went to " + started.department());
            }
        });
    }

    static String tell(Workspace ward, String scanned) {
        ScanResult seen = ward.scans().scan(scanned); // or several codes of one device, or a picture
        return switch (seen.outcome()) {
            case FOUND, RETIRED -> seen.asset().toString();
            case AMBIGUOUS -> "which one? " + seen.candidates();
            case UNREGISTERED ->
                ward.assets()
                        .register(seen.toRegister("VENT002", "Ventilator E", "ventilator"))
                        .toString();
            case NOT_A_DEVICE, UNKNOWN, UNREADABLE -> seen.readiness().says();
        };
    }

    static void sticker(Workspace ward, Asset asset) {
        ward.assets().attach(asset.id(), Identifier.tag("BME-42", "MedEquip Inc"));
        ward.assets().detach(asset.id(), Identifier.tag("BME-42"), "the rental company took it off");
    }

    static String tryOut(Workspace ward) {
        LabelSheet sheet = LabelSheet.a4(3, 8)
                .stickers(63.5, 33.9)
                .from(7.2, 12.9)
                .gaps(2.5, 0)
                .skipping(5);
        return ward.scans().testSheet(sheet);
    }

    static ImportReport takeIn(Workspace ward, Path file) throws IOException {
        CsvImportOptions how = CsvImportOptions.standard()
                .heading("Type", AssetColumn.CATEGORY)
                .dayForm("dd.MM.yyyy");
        try (Reader list = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
            return ward.assets().importCsv(list, how.asDryRun());
        }
    }

    static Asset fromItsLabel(Workspace ward, String scanned) {
        ward.models()
                .record(Model.of("MedEquip Inc", "VB-500", "ventilator")
                        .withIdentifiers(Identifier.gtin("04012345000016")));
        ScanResult seen = ward.scans().scan(scanned);
        return ward.assets().register(seen.toRegister("VENT002"));
    }

    static List<OfflineReceipt> handOver(Workspace ward, Instant itsClock, Instant nine, Instant ten) {
        OfflineBatch batch = OfflineBatch.of("scanner-7", itsClock)
                .line(1, nine, "asset:INF001", OfflineAction.take().forPatient("P12345"))
                .line(2, ten, "asset:INF001", OfflineAction.giveBack());
        return ward.scans().importOffline(batch);
    }

    static Tracking withSheets(Store store, KeyProvider keyProvider, Path folder) {
        return Wardtally.on(store)
                .facility("st-mary", ZoneId.of("Europe/Berlin"))
                .keys(keyProvider)
                .knowledge(new AtlasFolder(folder, "st-mary")) // your own sheets, before what is found
                .requireProviders("wardtally") // atlas-default
                .build();
    }

    static String interval(Workspace ward, Asset asset) {
        Guidance guidance = ward.atlas().guidance(asset.id());
        guidance.missing(); // providers that did not answer in time
        return guidance.get(Field.MAINTENANCE_INTERVAL)
                .map(SourcedStatement::toString) // P180D (VB-500 manual rev. 7, Maintenance, by medequip)
                .orElse("nobody says how often");
    }

    static StartResult afterChecking(Workspace ward, String scanned) {
        ScanResult seen = ward.scans().scan(scanned);
        seen.guidance().get(Field.BEFORE_USE); // the procedure, with its source
        seen.readiness(); // READY, but no training of sarah in Infusion pump: safe use is on record
        List<String> toConfirm = seen.readiness().toConfirm(); // its checklist, and the warnings
        return ward.sessions().start(UseRequest.of(seen.asset()).confirming(toConfirm));
    }

    static Tracking strict(Wardtally wardtally) {
        return wardtally
                .policies(Policies.standard()
                        .withWeight(ConcernCode.NOT_TRAINED, Weight.SOFT_BLOCK) // an emergency override passes it
                        .withWeight(ConcernCode.NOT_CONFIRMED, Weight.BLOCK))
                .competences(person -> TrainingRecord.of(Competence.of("infusion-pump-basics"))) // your own records
                .build();
    }

    static String answer(Workspace ward, Asset pump) {
        Reply reply = ward.atlas().ask(pump.id(), "How do I clear an air-in-line alarm?");
        return reply.toString(); // what the documents say, each part with where it stands; or "not in the documents"
    }

    static boolean prove(Workspace auditor, String keptElsewhere) {
        return auditor.audit().verify(Checkpoint.parse(keptElsewhere)).intact();
    }
}
