package io.wardtally.examples.firstsession;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;

import io.wardtally.atlas.Field;
import io.wardtally.atlas.standard.AtlasFolder;
import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.SettableClock;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.CsvImportOptions;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.Model;
import io.wardtally.tracking.asset.Ownership;
import io.wardtally.tracking.atlas.Guidance;
import io.wardtally.tracking.atlas.Reply;
import io.wardtally.tracking.atlas.SourcedStatement;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Checkpoint;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.scan.Label;
import io.wardtally.tracking.scan.OfflineAction;
import io.wardtally.tracking.scan.OfflineBatch;
import io.wardtally.tracking.scan.OfflineReceipt;
import io.wardtally.tracking.scan.ScanResult;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.Handover;
import io.wardtally.tracking.session.OverrideFilter;
import io.wardtally.tracking.session.Pseudonym;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionFilter;
import io.wardtally.tracking.session.StartResult;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Competence;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A day at St Mary's: one pump, two nurses, a patient nobody names, and an auditor. The first run is a Monday; each further
 * one is the next day, and goes on from what is on the disk.
 */
public final class FirstSession {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy", Locale.ENGLISH);
    private static final AssetId PUMP = AssetId.of("INF001");
    private static final AssetId VENTILATOR = AssetId.of("VENT001");
    private static final Paging PAGE = Paging.first(20);

    private final PrintStream out;
    private final Disk disk;
    private final Tracking tracking;
    private final SettableClock clock;
    private final LocalDate today;

    private final Workspace sarah;
    private final Workspace ben;
    private final Workspace tom;
    private final Workspace ada;
    private final Workspace alex;

    private FirstSession(PrintStream out, Disk disk) {
        this.out = out;
        this.disk = disk;
        this.clock = new SettableClock(MONDAY.atStartOfDay(BERLIN).toInstant());
        this.tracking = Wardtally.on(disk.store())
                .facility("st-mary", BERLIN)
                .keys(disk.keys())
                .clock(clock)
                .knowledge(new AtlasFolder(disk.sheets(), "st-mary"))
                .requireProviders("wardtally", "medequip")
                .patience(ofMinutes(1)) // nobody stands at a bedside here, and the story is always the same
                .build();
        this.sarah = tracking.actingAs(Actor.nurse("sarah", "ICU"));
        this.ben = tracking.actingAs(Actor.nurse("ben", "ICU"));
        this.tom = tracking.actingAs(Actor.technician("tom"));
        this.ada = tracking.actingAs(Actor.auditor("ada"));
        this.alex = tracking.actingAs(Actor.administrator("alex"));
        this.today = ada.sessions().list(SessionFilter.all(), Paging.first(1)).items().stream()
                .findFirst()
                .map(latest -> latest.start().atZone(BERLIN).toLocalDate().plusDays(1))
                .orElse(MONDAY);
    }

    /**
     * Tells the story on standard output.
     *
     * @param args nothing, for an H2 file under {@code target}; or the JDBC URL of another database
     */
    public static void main(String[] args) {
        Path folder = Path.of("target", "first-session");
        try (Disk disk = args.length == 0 || args[0].isBlank() ? Disk.in(folder) : new Disk(folder, args[0])) {
            tell(new PrintStream(System.out, true, StandardCharsets.UTF_8), disk);
        }
    }

    static void tell(PrintStream out, Disk disk) {
        FirstSession story = new FirstSession(out, disk);
        story.theMorning();
        story.theDelivery();
        story.anEarlierUse();
        ScanResult seen = story.theScan();
        story.whatIsKnown(seen.guidance());
        story.questions();
        Session session = story.theStart(seen);
        story.aSecondNurse();
        story.aScannerThatWasOffline();
        story.fiveOClock(session);
        story.theReturn(session);
        story.anEmergency();
        story.theRecord();
        story.theProof(session);
        story.tracking.close();
    }

    private void theMorning() {
        out.println(DAY.format(today));
        if (today.equals(MONDAY)) {
            theFleet();
        } else {
            whatIsOnTheDisk();
        }
        for (Asset asset : tom.assets().list(AssetFilter.all(), PAGE).items()) {
            say("%-8s %-17s %-10s %-13s %s", asset.id(), asset.name(), asset.status(), asset.place(), owner(asset));
        }
    }

    private void whatIsOnTheDisk() {
        chapter("08:00", "Everything is on the disk, as it was left.");
        disk.kept()
                .ifPresent(kept -> say(
                        "Against the checkpoint of the day before the trail is %s.",
                        ada.audit().verify(kept)));
        for (Session session :
                ada.sessions().list(SessionFilter.all().onlyOpen(), PAGE).items()) {
            say(
                    "%s is still with %s, since %s. He brings it back, and Tom cleans it.",
                    session.asset(), session.user(), time(session.start()));
            ben.sessions().end(session.id(), null);
            tom.assets().clean(session.asset());
        }
    }

    private void theFleet() {
        chapter("08:00", "Tom, the biomedical technician, registers the fleet.");
        Instant now = tom.now();
        tom.assets().register(Asset.of("INF001", "Infusion Pump A", "infusion-pump"));
        tom.assets()
                .register(Asset.of("VENT001", "Ventilator B", "ventilator")
                        .withIdentifiers(List.of(
                                Identifier.gtin("04012345000016", "VB-7731"), Identifier.tag("R-2210", "MedEquip Inc")))
                        .withOwnership(Ownership.rented("MedEquip Inc", now.minus(ofDays(20)), now.plus(ofDays(10)))));
        String list = """
                id,name,category,department,room
                MON001,Patient Monitor C,patient-monitor,ICU,301
                WC001,Wheelchair D,wheelchair,,
                """;
        say(
                "The rest stands in a list; %s.",
                tom.assets().importCsv(new StringReader(list), CsvImportOptions.standard()));
        tom.models()
                .record(Model.of("MedEquip Inc", "VB-500", "ventilator")
                        .withIdentifiers(Identifier.gtin("04012345000016")));
        LocalDate nextYear = today.plusYears(1);
        say(
                "Alex, the administrator, records that Sarah was trained: %s.",
                alex.training()
                        .record("sarah", Competence.of("infusion-pump-basics").until(nextYear))
                        .competences());
    }

    private static String owner(Asset asset) {
        Ownership ownership = asset.ownership();
        return ownership.isRental()
                ? "rental from %s until %s"
                        .formatted(
                                ownership.vendor(),
                                ZonedDateTime.ofInstant(ownership.until(), BERLIN)
                                        .toLocalDate())
                : "hospital";
    }

    private void theDelivery() {
        chapter(
                "09:20",
                "Two ventilators stand in the corridor. Tom scans what their manufacturer has printed on them.");
        byte[] printed =
                tom.scans().label(VENTILATOR, Label.Symbol.GS1_DATA_MATRIX).png();
        ScanResult rented = tom.scans().scan(printed);
        say(
                "The GS1 Data Matrix on the first says %s: it is %s, %s.",
                rented.label().orElseThrow().identifiers().get(0).value(),
                rented.asset().id(),
                rented.asset().name());
        ScanResult other = tom.scans().scan("]d20104012345000016" + "11260115" + "17360100" + "10L77\u001D21VB-8034");
        if (other.outcome() == ScanResult.Outcome.UNREGISTERED) {
            say("The other is %s: %s.", other.outcome(), other.readiness().says());
            Asset added = tom.assets().register(other.toRegister("VENT002"));
            say(
                    "It is registered from its own label: serial %s, lot %s, made on %s, to be used until %s.",
                    added.description().serial(),
                    added.description().lot(),
                    added.description().made(),
                    added.description().expires());
        } else {
            say("The other is %s.", other.asset().id());
        }
        say(
                "The wristband of a patient who is wheeled by is %s.",
                tom.scans().scan("]C18018061414112345678902").outcome());
    }

    private void anEarlierUse() {
        chapter("11:15", "Ben uses the pump for an hour and a quarter, and cleans it.");
        say("Readiness: %s", ben.scans().scan("asset:INF001").readiness());
        Session session = ben.sessions().start(UseRequest.of(PUMP)).orElseThrow();
        clock.set(at("12:30"));
        ben.sessions().end(session.id(), null);
        ben.assets().clean(PUMP);
        say("%.2f hours, back at 12:30, ready again.", session.usedHours(ben.now()));
    }

    private ScanResult theScan() {
        chapter("14:30", "Sarah, a nurse of the ICU, takes INF001 from the shelf and scans its label.");
        Label label = tom.scans().label(PUMP);
        ScanResult seen = sarah.scans().scan(label.png());
        say("The label is a picture of %,d bytes; it reads “%s”.", label.png().length, label.content());
        say(
                "%s: %s, %s, %s.",
                seen.asset().name(),
                seen.asset().status(),
                owner(seen.asset()),
                seen.asset().place());
        say("Last used: %s", seen.lastUse().map(FirstSession::time).orElse("never"));
        say("Readiness: %s", seen.readiness());
        return seen;
    }

    private void whatIsKnown(Guidance guidance) {
        say("What the Atlas knows of it, and who says so:");
        for (Field<?> field : List.of(
                Field.LONGEST_USE, Field.MAINTENANCE_INTERVAL, Field.CRITICALITY, Field.TURNAROUND, Field.TRAINING)) {
            guidance.get(field).ifPresent(said -> say("  %s: %s", field, said));
        }
        for (SourcedStatement<String> warning : guidance.all(Field.WARNING).subList(0, 2)) {
            say("  %s: %s", Field.WARNING, warning);
        }
        firstStep(guidance);
        say("Of the ventilator its vendor knows more:");
        firstStep(sarah.atlas().guidance(VENTILATOR));
    }

    private void firstStep(Guidance guidance) {
        guidance.get(Field.BEFORE_USE)
                .ifPresent(steps -> say(
                        "  %s: %d steps, of which the first is “%s” (%s, by %s)",
                        steps.about(),
                        steps.value().steps().size(),
                        steps.value().steps().get(0),
                        steps.source(),
                        steps.provider()));
    }

    private void questions() {
        ask(PUMP, "How do I clear an air-in-line alarm?");
        ask(VENTILATOR, "The third lamp stays orange");
        ask(PUMP, "How many ml of morphine for P12345?");
    }

    private void ask(AssetId asset, String question) {
        Reply reply = sarah.atlas().ask(asset, question);
        String answer = reply.isInDocuments() ? reply.citations().get(0).toString() : reply.toString();
        say("“%s” %s", question.replace("P12345", "…"), answer);
    }

    private Session theStart(ScanResult seen) {
        List<String> ticked = seen.readiness().toConfirm();
        say(
                "To confirm before use: %s, and %d more (%s).",
                ticked.get(0),
                ticked.size() - 1,
                seen.guidance().get(Field.BEFORE_USE).orElseThrow().source());
        UseRequest usage = UseRequest.of(PUMP)
                .forPatient("P12345")
                .expecting(ofHours(4))
                .because("Post-operative monitoring")
                .confirming(ticked);
        Workspace once = sarah.request(RequestId.of("tablet-7-" + today));
        Session session = once.sessions().start(usage).orElseThrow();
        say("Session started for 4 hours: %s; %s.", session.reason(), session.preparation());
        say(
                "What is kept of the patient: %s",
                session.patient().map(Pseudonym::value).orElse("nothing"));
        Session repeated = once.sessions().start(usage).orElseThrow();
        say("The tablet sends the request twice; still one session: %s.", repeated.equals(session));
        return session;
    }

    private void aSecondNurse() {
        chapter("14:45", "Ben wants the same pump.");
        StartResult start = ben.sessions().start(UseRequest.of(PUMP));
        say("%s", start.<String>match(started -> "He gets it.", refused -> "Refused. " + refused.readiness()));
    }

    private void aScannerThatWasOffline() {
        chapter(
                "15:00",
                "Ben’s scanner comes up from the basement, where it had no network. It never had the right time, either.");
        Instant its = ben.now().minus(ofHours(9));
        long first = 10 * today.toEpochDay();
        OfflineBatch batch = OfflineBatch.of("scanner-7", its)
                .line(
                        first,
                        its.minus(ofMinutes(140)),
                        "asset:WC001",
                        OfflineAction.take().because("to the X-ray"))
                .line(first + 1, its.minus(ofMinutes(95)), "asset:WC001", OfflineAction.giveBack())
                .line(first + 2, its.minus(ofMinutes(90)), "asset:WC001", OfflineAction.clean())
                .line(first + 3, its.minus(ofMinutes(25)), "asset:INF001", OfflineAction.take());
        for (OfflineReceipt receipt : ben.scans().importOffline(batch)) {
            say("%s: %s %s", receipt.asset(), receipt.state(), receipt.says());
        }
        say(
                "It hands everything over once more: %s.",
                ben.scans().importOffline(batch).stream()
                        .map(OfflineReceipt::state)
                        .distinct()
                        .toList());
    }

    private void fiveOClock(Session session) {
        clock.set(at("15:10"));
        tom.assets().move(PUMP, Place.of("ICU", "302"));
        chapter("17:00", "How is it going?");
        Instant now = sarah.now();
        Session running = sarah.sessions().get(session.id());
        say(
                "%s: %.1f hours used, %.1f remaining, %s.",
                running.status(now),
                running.usedHours(now),
                running.remaining(now).orElseThrow().toMinutes() / 60.0,
                sarah.assets().get(PUMP).place());
    }

    private void theReturn(Session session) {
        chapter("18:18", "Sarah brings it back.");
        Session ended = sarah.sessions().end(session.id(), "No issues");
        Instant now = sarah.now();
        say("%s after %.1f hours: “%s”.", ended.status(now), ended.usedHours(now), ended.notes());
        say("Readiness: %s", sarah.scans().scan("asset:INF001").readiness());
        sarah.assets().clean(PUMP);
        say(
                "She wipes it down. Readiness: %s",
                sarah.scans().scan("asset:INF001").readiness());
    }

    private void anEmergency() {
        chapter("20:05", "A cardiac arrest, and the only monitor has not been cleaned.");
        AssetId monitor = AssetId.of("MON001");
        Session earlier = ben.sessions().start(UseRequest.of(monitor)).orElseThrow();
        ben.sessions().end(earlier.id(), null);
        say("%s", sarah.scans().scan("MON001").readiness());
        sarah.overrides().declare(monitor, "Cardiac arrest in 304, no other monitor");
        Session urgent = sarah.sessions().start(UseRequest.of(monitor)).orElseThrow();
        say("Sarah breaks the glass, and has it at once.");
        sarah.sessions().handOver(urgent.id(), Handover.to("ben"));
        EmergencyOverride override = ada.overrides()
                .list(OverrideFilter.awaitingReview(), PAGE)
                .items()
                .get(0);
        ada.overrides().review(override.id(), true, "Right decision");
        say("Ada, who is not Sarah, reviews it afterwards: justified. Accountable for the monitor now: ben.");
    }

    private void theRecord() {
        chapter("21:00", "What INF001 went through, for everybody in the ICU to see …");
        Page<Session> history = sarah.sessions().list(SessionFilter.all().ofAsset(PUMP), PAGE);
        for (Session session : history.items()) {
            say(
                    "%s–%s %-6s %s  %s",
                    time(session.start()),
                    time(session.end()),
                    session.user(),
                    session.department(),
                    session.reason() == null ? "" : session.reason());
        }
        say("… and for the auditor:");
        for (AuditEntry entry :
                ada.audit().trail(Subject.asset(PUMP), Paging.first(100)).items()) {
            say(
                    "%2d  %s  %-18s %s",
                    entry.sequence(),
                    time(entry.happened()),
                    entry.by(),
                    entry.fact().getClass().getSimpleName());
        }
    }

    private void theProof(Session session) {
        chapter("21:30", "Can anybody have rewritten that?");
        Checkpoint checkpoint = ada.audit().checkpoint();
        say("The trail is %s.", ada.audit().verify(checkpoint));
        disk.keep(checkpoint);
        say("A signed checkpoint over %d facts goes to somebody outside.", checkpoint.size());
        Tampering sql = new Tampering(disk.database(), session.id());
        say("Somebody with a database client edits a fact: it was Ben who took the pump at 14:30.");
        sql.blame("ben");
        say("The trail is %s.", ada.audit().verify(checkpoint));
        sql.blame("sarah");
        say("They put it back and edit the session instead.");
        sql.assign("ben");
        say("The trail is %s.", ada.audit().verify(checkpoint));
        sql.assign("sarah");
        say("They put that back, too. The trail is %s.", ada.audit().verify(checkpoint));
    }

    private void chapter(String time, String title) {
        clock.set(at(time));
        out.println();
        out.println(time + "  " + title);
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be one more dependency
    private void say(String words, @Nullable Object... with) {
        out.println("       " + String.format(Locale.ROOT, words, with));
    }

    private static String time(@Nullable Instant instant) {
        return instant == null ? "now" : TIME.format(instant.atZone(BERLIN));
    }

    private Instant at(String time) {
        return today.atTime(LocalTime.parse(time)).atZone(BERLIN).toInstant();
    }
}
