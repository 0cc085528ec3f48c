package io.wardtally.examples.benchmarks;

import io.wardtally.tracking.Paging;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.jpa.JpaStore;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.List;

/** Searches by words among many assets, beside what a database does with a wildcard in front. */
final class Registry {

    private static final int TIMES = 20;

    private Registry() {}

    /**
     * Asks each search a few times, and says how long the slowest took.
     *
     * @param args the database, {@code h2} or {@code postgresql}, and the number of assets
     */
    public static void main(String[] args) throws IOException, SQLException {
        try (Filled filled = Filled.with(args[0], Integer.parseInt(args[1]), 0);
                Tracking tracking = Wardtally.on(JpaStore.of(filled.source()))
                        .facility("st-mary", ZoneOffset.UTC)
                        .keys(Wardtally.throwAwayKeys())
                        .build()) {
            Workspace ward = tracking.actingAs(Bench.NURSE);
            for (String words :
                    List.of("inf4711", "inf47", "47", "infusion", "infusion pump", "infusion pump 4711", "nothing")) {
                time(
                        "a page of “" + words + "”",
                        () -> ward.assets().list(AssetFilter.all().matching(words), Paging.first(20)));
            }
            time(
                    "… in a department",
                    () -> ward.assets()
                            .list(AssetFilter.all().matching("infusion").inDepartment("dept77"), Paging.first(20)));
            Paging paging = Paging.first(Paging.MAX_LIMIT);
            for (int page = 0; page < 100; page++) {
                paging = ward.assets()
                        .list(AssetFilter.all().matching("pump"), paging)
                        .following(paging)
                        .orElse(paging);
            }
            Paging deep = paging;
            time(
                    "a page after 50,000",
                    () -> ward.assets().list(AssetFilter.all().matching("pump"), deep));
            time("a scan", () -> ward.scans().scan("asset:INF4711"));
            time("a tag that is not there", () -> ward.scans().scan("BME-42"));
            try (Connection connection = filled.source().getConnection();
                    Statement statement = connection.createStatement()) {
                time(
                        "like '%4711x%'",
                        () -> {
                            try {
                                statement
                                        .executeQuery("select id from wt_asset where name like '%4711x%' limit 20")
                                        .close();
                            } catch (SQLException broken) {
                                throw new IllegalStateException(broken);
                            }
                        });
            }
        }
    }

    private static void time(String what, Runnable act) {
        long slowest = 0;
        act.run();
        for (int i = 0; i < TIMES; i++) {
            long begun = System.nanoTime();
            act.run();
            slowest = Math.max(slowest, System.nanoTime() - begun);
        }
        Pairs.say("%-32s %,10.1f ms", what, slowest / 1e6);
    }
}
