package io.wardtally.examples.benchmarks;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.AssetStatus;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.jpa.JpaStore;
import io.wardtally.tracking.session.OverrideFilter;
import io.wardtally.tracking.session.SessionFilter;
import io.wardtally.tracking.staff.Actor;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Function;

/** Every page and query of the API over a long history, in little memory. */
public final class LongHistory {

    private static final int PAGES = 20;

    private LongHistory() {}

    /**
     * Asks everything, and says how long it took and how much memory the process may use.
     *
     * @param args the database, {@code h2} or {@code postgresql}, and the number of sessions
     */
    public static void main(String[] args) throws IOException, SQLException {
        long sessions = Long.parseLong(args[1]);
        try (Filled filled = Filled.with(args[0], 10_000, sessions);
                Tracking tracking = Wardtally.on(JpaStore.of(filled.source()))
                        .facility("st-mary", ZoneOffset.UTC)
                        .keys(Wardtally.throwAwayKeys())
                        .build()) {
            Pairs.say("at most %,d MB of memory", Runtime.getRuntime().maxMemory() >> 20);
            ask(tracking.actingAs(Bench.ADMINISTRATOR), tracking.actingAs(Actor.auditor("ada")));
        }
    }

    private static void ask(Workspace admin, Workspace auditor) {
        Instant middle = Instant.parse("2020-06-01T00:00:00Z");
        SessionFilter all = SessionFilter.all();
        walk("all sessions", paging -> admin.sessions().list(all, paging));
        walk("sessions until", paging -> admin.sessions().list(all.between(middle.minusSeconds(9), middle), paging));
        walk("of an asset", paging -> admin.sessions().list(all.ofAsset(AssetId.of("INF77")), paging));
        walk("by a nurse", paging -> admin.sessions().list(all.byUser("nurse77"), paging));
        walk("in a department", paging -> admin.sessions().list(all.inDepartment("dept77"), paging));
        walk(
                "of a nurse in a department",
                paging -> admin.sessions().list(all.byUser("nurse77").inDepartment("dept77"), paging));
        walk(
                "of nobody in a department",
                paging -> admin.sessions().list(all.byUser("nobody").inDepartment("dept77"), paging));
        walk("open", paging -> admin.sessions().list(all.onlyOpen(), paging));
        walk(
                "open in a department",
                paging -> admin.sessions().list(all.inDepartment("dept77").onlyOpen(), paging));
        walk(
                "of a patient",
                paging -> auditor.sessions().list(all.forPatient("P1").withPurpose("measuring"), paging));
        walk("assets", paging -> admin.assets().list(AssetFilter.all(), paging));
        walk(
                "assets in a department",
                paging -> admin.assets().list(AssetFilter.all().inDepartment("dept77"), paging));
        walk("assets in use", paging -> admin.assets().list(AssetFilter.all().withStatus(AssetStatus.IN_USE), paging));
        walk("overrides", paging -> auditor.overrides().list(OverrideFilter.awaitingReview(), paging));
        walk("trail", paging -> auditor.audit().trail(Subject.asset(AssetId.of("INF77")), paging));
        time("log", () -> auditor.audit().log(0, 500));
        time("scan", () -> admin.scans().scan("asset:INF77"));
        time("verify", () -> auditor.audit().verify());
    }

    private static <T> void walk(String what, Function<Paging, Page<T>> pages) {
        time(what, () -> {
            Paging paging = Paging.first(Paging.MAX_LIMIT);
            for (int page = 0; page < PAGES && paging != null; page++) {
                paging = pages.apply(paging).following(paging).orElse(null);
            }
        });
    }

    private static void time(String what, Runnable act) {
        long begun = System.nanoTime();
        act.run();
        Pairs.say("%-28s %,8d ms", what, (System.nanoTime() - begun) / 1_000_000);
    }
}
