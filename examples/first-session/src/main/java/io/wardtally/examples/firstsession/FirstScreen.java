package io.wardtally.examples.firstsession;

import static java.time.Duration.ofHours;

import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.scan.ScanResult;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.StartResult;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Actor;

/** The code that the README shows first, word for word. */
final class FirstScreen {

    private FirstScreen() {}

    static Session run() {
        Tracking tracking = Wardtally.inMemory().build();
        tracking.actingAs(Actor.technician("tom"))
                .assets()
                .register(Asset.of("INF001", "Infusion Pump A", "infusion-pump"));

        Workspace ward = tracking.actingAs(Actor.nurse("sarah", "ICU")); // whoever your application signed in

        ScanResult seen = ward.scan("asset:INF001"); // or a photo of the label
        seen.asset().status(); // AVAILABLE
        seen.readiness(); // READY, or what blocks or warns, in words

        StartResult start = ward.sessions()
                .start(UseRequest.of(seen.asset())
                        .forPatient("P12345") // only a pseudonym is kept
                        .expecting(ofHours(4))
                        .because("Post-operative monitoring"));

        Session session = start.orElseThrow(); // or start.match(started -> …, refused -> …)
        Session ended = ward.sessions().end(session.id(), "No issues");
        return ended;
    }
}
