package io.wardtally.examples.firstsession;

import static java.time.Duration.ofHours;

import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.Ward;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.scan.Sighting;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.Start;
import io.wardtally.tracking.session.Usage;
import io.wardtally.tracking.staff.Actor;

/** The code that the README shows first, word for word. */
final class FirstScreen {

    private FirstScreen() {}

    static Session run() {
        Tracking tracking = Wardtally.inMemory().build();
        tracking.as(Actor.technician("tom")).assets().register(Asset.of("INF001", "Infusion Pump A", "infusion-pump"));

        Ward ward = tracking.as(Actor.nurse("sarah", "ICU")); // whoever your application signed in

        Sighting seen = ward.assets().scan("asset:INF001"); // or a photo of the label
        seen.asset().status(); // AVAILABLE
        seen.readiness(); // READY, or what blocks or warns, in words

        Start start = ward.sessions()
                .start(Usage.of(seen.asset())
                        .forPatient("P12345") // only a pseudonym is kept
                        .expecting(ofHours(4))
                        .because("Post-operative monitoring"));

        Session session = start.orElseThrow(); // or start.match(started -> …, refused -> …)
        Session ended = ward.sessions().end(session.id(), "No issues");
        return ended;
    }
}
