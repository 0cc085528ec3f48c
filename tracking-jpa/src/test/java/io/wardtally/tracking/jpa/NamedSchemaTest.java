package io.wardtally.tracking.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wardtally.tracking.Paging;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.BadInput;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.contract.StoreContract;
import io.wardtally.tracking.core.contract.Hospital;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionFilter;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.store.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables in a schema that is named, and connections that are in another. */
class NamedSchemaTest {

    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private static void execute(DataSource source, List<String> statements) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** A store whose tables stand in a schema of their own, on connections that are in an empty one. */
    private static JpaStore elsewhere(DataSource source) {
        String schema = "Ward_" + SCHEMAS.incrementAndGet();
        JpaStore store = JpaStore.of(source).inSchema(schema);
        execute(source, List.of("create schema " + schema));
        execute(source, store.schema());
        return store;
    }

    @Nested
    class OnH2 extends StoreContract {

        @Override
        public Store newStore() {
            return elsewhere(TestDatabase.H2.empty().dataSource());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_day_of_a_hospital_is_kept_in_the_schema_that_is_named(TestDatabase database) {
        assumeTrue(database.isPresent(), database + " is there with its Maven profile only");
        DataSource source = database.empty().dataSource();
        JpaStore store = elsewhere(source);
        Hospital hospital = new Hospital(store);
        hospital.pump("INF001");
        hospital.technician().assets().hold(AssetId.of("INF001"), Hold.Kind.RESERVED, "why");
        hospital.sarah().overrides().declare(AssetId.of("INF001"), "arrest");
        Session session = hospital.sarah()
                .request(RequestId.of("start"))
                .sessions()
                .start(UseRequest.of(AssetId.of("INF001")).forPatient("P-1"))
                .orElseThrow();
        hospital.sarah().request(RequestId.of("end")).sessions().end(session.id(), "fine");
        assertThat(hospital.sarah()
                        .assets()
                        .list(AssetFilter.all().matching("infusion"), Paging.first(5))
                        .items())
                .hasSize(1);
        assertThat(hospital.sarah()
                        .sessions()
                        .list(SessionFilter.all(), Paging.first(5))
                        .items())
                .hasSize(1);
        assertThat(hospital.auditor().audit().checkpoint().size()).isPositive();
        assertThat(hospital.verify().intact()).isTrue();
        assertThat(hospital.over(store.readOnly()).asset("INF001").id()).isEqualTo(AssetId.of("INF001"));
        TrackingException missing =
                catchThrowableOfType(TrackingException.class, () -> new Hospital(JpaStore.of(source)));
        assertThat(missing.code()).isEqualTo(Code.WRONG_SCHEMA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ward;drop", "1ward", "\"Ward\"", "ward.x", "ä"})
    void a_schema_that_would_have_to_be_quoted_is_refused(String name) {
        JpaStore store = JpaStore.of(TestDatabase.H2.empty().dataSource());
        BadInput refused = catchThrowableOfType(BadInput.class, () -> store.inSchema(name));
        assertThat(refused.message().code()).isEqualTo("store.schema-name");
    }

    @Test
    void only_names_of_tables_are_named_and_each_once() {
        TableNames names = TableNames.in("ward");
        assertThat(names.named("select 'wt_facility', wt_assets.x, x.wt_item, wt_item_pk from wt_item i, wt_item"))
                .isEqualTo("select 'ward.wt_facility', wt_assets.x, x.wt_item, wt_item_pk from ward.wt_item i,"
                        + " ward.wt_item");
        assertThat(TableNames.PLAIN.named("select 1 from wt_item")).isEqualTo("select 1 from wt_item");
        assertThat(names.making("create index wt_a on wt_asset (id)", Dialect.H2))
                .isEqualTo("create index ward.wt_a on ward.wt_asset (id)");
        assertThat(names.making("create index wt_a on wt_asset (id)", Dialect.POSTGRESQL))
                .isEqualTo("create index wt_a on ward.wt_asset (id)");
    }
}
