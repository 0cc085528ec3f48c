package io.wardtally.tracking.jpa;

import static io.wardtally.tracking.core.contract.Promises.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A data source that leads to one schema or another, as hosts of several facilities have it. */
class RoutedSourceTest {

    private DataSource now;

    @ParameterizedTest
    @EnumSource(names = "JOINED", mode = Mode.EXCLUDE)
    void one_facility_never_writes_into_the_schema_of_another(Way way) {
        DataSource north = TestDatabase.POSTGRESQL.fresh().dataSource();
        DataSource south = TestDatabase.POSTGRESQL.fresh().dataSource();
        DataSource routed = routed(() -> now);
        now = north;
        try (Tracking ours = tracking("north", way.over(routed))) {
            register(ours, "INF001");
            now = south;
            try (Tracking theirs = tracking("south", way.over(routed))) {
                register(theirs, "INF001");
                SessionId session = nurse(theirs)
                        .sessions()
                        .start(UseRequest.of(AssetId.of("INF001")))
                        .orElseThrow()
                        .id();
                Workspace ben = nurse(ours);
                Workspace tom = ours.actingAs(Actor.technician("tom"));
                for (ThrowingCallable strayed : List.<ThrowingCallable>of(
                        () -> register(ours, "INF002"),
                        () -> ben.scans().scan("INF001"),
                        () -> ben.sessions().start(UseRequest.of(AssetId.of("INF001"))),
                        () -> ben.request(RequestId.of("r1")).sessions().end(session),
                        () -> tom.assets().retire(AssetId.of("INF001"), "old"))) {
                    refusal(Code.WRONG_FACILITY, strayed);
                }
                assertThat(verified(theirs)).isTrue();
                now = north;
                register(ours, "INF002");
                assertThat(verified(ours)).isTrue();
                now = south;
            }
        }
    }

    private static Tracking tracking(String facility, Store store) {
        return Wardtally.on(store)
                .facility(facility, ZoneOffset.UTC)
                .keys(Wardtally.throwAwayKeys())
                .build();
    }

    private static void register(Tracking tracking, String id) {
        tracking.actingAs(Actor.technician("tom")).assets().register(Asset.of(id, "Infusion pump", "infusion-pump"));
    }

    private static Workspace nurse(Tracking tracking) {
        return tracking.actingAs(Actor.nurse("ben", "ICU"));
    }

    private static boolean verified(Tracking tracking) {
        return tracking.actingAs(Actor.auditor("ada")).audit().verify().intact();
    }

    private static DataSource routed(Supplier<DataSource> where) {
        return (DataSource) Proxy.newProxyInstance(
                RoutedSourceTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, given) -> {
                    try {
                        return method.invoke(where.get(), given);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }
}
