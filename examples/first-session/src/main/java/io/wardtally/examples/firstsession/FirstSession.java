package io.wardtally.examples.firstsession;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.SettableClock;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.Ward;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Ownership;
import io.wardtally.tracking.asset.Search;
import io.wardtally.tracking.audit.Checkpoint;
import io.wardtally.tracking.audit.Entry;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.keys.KeyProvider;
import io.wardtally.tracking.location.Place;
import io.wardtally.tracking.scan.Label;
import io.wardtally.tracking.scan.Sighting;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.Handover;
import io.wardtally.tracking.session.History;
import io.wardtally.tracking.session.Pseudonym;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.Start;
import io.wardtally.tracking.session.Usage;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.store.Store;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A Monday at St Mary's: one pump, two nurses, a patient nobody names, and an auditor. */
public final class FirstSession {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZonedDateTime MIDNIGHT = ZonedDateTime.of(2026, 3, 2, 0, 0, 0, 0, BERLIN);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final AssetId PUMP = AssetId.of("INF001");
    private static final Paging PAGE = Paging.first(20);

    private final PrintStream out;
    private final SettableClock clock = new SettableClock(at("08:00"));
    private final KeyProvider keys = Wardtally.throwAwayKeys();
    private final Store store = Wardtally.memoryStore();
    private final Tracking tracking = tracking(store);

    private final Ward sarah = tracking.as(Actor.nurse("sarah", "ICU"));
    private final Ward ben = tracking.as(Actor.nurse("ben", "ICU"));
    private final Ward tom = tracking.as(Actor.technician("tom"));
    private final Ward ada = tracking.as(Actor.auditor("ada"));

    private FirstSession(PrintStream out) {
        this.out = out;
    }

    /** Tells the story on standard output. */
    public static void main(String[] args) {
        tell(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    }

    static void tell(PrintStream out) {
        FirstSession story = new FirstSession(out);
        story.theFleet();
        story.anEarlierUse();
        story.theScan();
        Session session = story.theStart();
        story.aSecondNurse();
        story.fiveOClock(session);
        story.theReturn(session);
        story.anEmergency();
        story.theRecord();
        story.theProof();
        story.tracking.close();
    }

    private Tracking tracking(Store over) {
        return Wardtally.on(over)
                .facility("st-mary", BERLIN)
                .keys(keys)
                .clock(clock)
                .build();
    }

    private void theFleet() {
        chapter("08:00", "Tom, the biomedical technician, registers the fleet.");
        Instant now = tom.now();
        tom.assets().register(Asset.of("INF001", "Infusion Pump A", "infusion-pump"));
        tom.assets()
                .register(Asset.of("VENT001", "Ventilator B", "ventilator")
                        .owned(Ownership.rented("MedEquip Inc", now.minus(ofDays(20)), now.plus(ofDays(10)))));
        tom.assets()
                .register(Asset.of("MON001", "Patient Monitor C", "patient-monitor")
                        .at(Place.of("ICU", "301")));
        tom.assets().register(Asset.of("WC001", "Wheelchair D", "wheelchair"));
        for (Asset asset : tom.assets().find(Search.all(), PAGE).items()) {
            say("%-8s %-17s %-10s %-13s %s", asset.id(), asset.name(), asset.status(), asset.place(), owner(asset));
        }
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

    private void anEarlierUse() {
        chapter("11:15", "Ben uses the pump for an hour and a quarter, and cleans it.");
        Session session = ben.sessions().start(Usage.of(PUMP)).orElseThrow();
        clock.set(at("12:30"));
        ben.sessions().end(session.id(), null);
        ben.assets().cleaned(PUMP);
        say("%.2f hours, back at 12:30, ready again.", session.usedHours(ben.now()));
    }

    private void theScan() {
        chapter("14:30", "Sarah, a nurse of the ICU, takes INF001 from the shelf and scans its label.");
        Label label = tom.assets().label(PUMP);
        Sighting seen = sarah.assets().scan(label.png());
        say("The label is a picture of %,d bytes; it reads “%s”.", label.png().length, label.content());
        say(
                "%s: %s, %s, %s.",
                seen.asset().name(),
                seen.asset().status(),
                owner(seen.asset()),
                seen.asset().place());
        say("Last used: %s", seen.lastUse().map(FirstSession::time).orElse("never"));
        say("Readiness: %s", seen.readiness());
    }

    private Session theStart() {
        Usage usage = Usage.of(PUMP).forPatient("P12345").expecting(ofHours(4)).because("Post-operative monitoring");
        Ward once = sarah.request(RequestId.of("tablet-7-0001"));
        Session session = once.sessions().start(usage).orElseThrow();
        say("Session started for 4 hours: %s.", session.reason());
        say(
                "What is kept of the patient: %s",
                session.patient().map(Pseudonym::value).orElse("nothing"));
        Session repeated = once.sessions().start(usage).orElseThrow();
        say("The tablet sends the request twice; still one session: %s.", repeated.equals(session));
        return session;
    }

    private void aSecondNurse() {
        chapter("14:45", "Ben wants the same pump.");
        Start start = ben.sessions().start(Usage.of(PUMP));
        say("%s", start.<String>match(started -> "He gets it.", refused -> "Refused. " + refused.readiness()));
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
        say("Readiness: %s", sarah.assets().scan("asset:INF001").readiness());
        sarah.assets().cleaned(PUMP);
        say(
                "She wipes it down. Readiness: %s",
                sarah.assets().scan("asset:INF001").readiness());
    }

    private void anEmergency() {
        chapter("20:05", "A cardiac arrest, and the only monitor has not been cleaned.");
        AssetId monitor = AssetId.of("MON001");
        Session earlier = ben.sessions().start(Usage.of(monitor)).orElseThrow();
        ben.sessions().end(earlier.id(), null);
        say("%s", sarah.assets().scan("MON001").readiness());
        sarah.overrides().declare(monitor, "Cardiac arrest in 304, no other monitor");
        Session urgent = sarah.sessions().start(Usage.of(monitor)).orElseThrow();
        say("Sarah breaks the glass, and has it at once.");
        sarah.sessions().handOver(urgent.id(), Handover.to("ben"));
        EmergencyOverride override =
                ada.overrides().awaitingReview(PAGE).items().get(0);
        ada.overrides().review(override.id(), true, "Right decision");
        say("Ada, who is not Sarah, reviews it afterwards: justified. Accountable for the monitor now: ben.");
    }

    private void theRecord() {
        chapter("21:00", "What INF001 went through, for everybody in the ICU to see …");
        Page<Session> history = sarah.sessions().history(History.all().of(PUMP), PAGE);
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
        for (Entry entry :
                ada.audit().trail(Subject.asset(PUMP), Paging.first(100)).items()) {
            say(
                    "%2d  %s  %-18s %s",
                    entry.sequence(),
                    time(entry.happened()),
                    entry.by(),
                    entry.fact().getClass().getSimpleName());
        }
    }

    private void theProof() {
        chapter("21:30", "Can anybody have rewritten that?");
        Checkpoint kept = ada.audit().checkpoint();
        say("The trail is %s.", ada.audit().verify(kept));
        say("A signed checkpoint over %d facts goes to somebody outside.", kept.size());
        try (Tracking copy = tracking(Tampering.blaming("ben", store))) {
            say("Somebody edits a copy: it was Ben who had the pump at 14:30.");
            say("That copy is %s.", copy.as(Actor.auditor("ada")).audit().verify(kept));
        }
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

    private static Instant at(String time) {
        return MIDNIGHT.with(LocalTime.parse(time)).toInstant();
    }
}
