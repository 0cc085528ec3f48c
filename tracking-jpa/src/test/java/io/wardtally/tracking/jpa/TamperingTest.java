package io.wardtally.tracking.jpa;

import static io.wardtally.tracking.core.contract.Promises.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wardtally.tracking.Paging;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.contract.Hospital;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.Handover;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever has a database client can change any column of a row. None of it stays hidden. */
class TamperingTest {

    /**
     * The tables that hold what the facts led to, and the column that tells the rows apart here. When to look at an asset again, and
     * by what it was judged, are no part of what happened.
     */
    private static final Map<Table<?, ?>, String> TABLES = new LinkedHashMap<>();

    private static final Set<String> NOT_PROVED = Set.of("judged");

    static {
        TABLES.put(AssetRow.TABLE, "id");
        TABLES.put(SessionRow.TABLE, "id");
        TABLES.put(SessionRow.HANDOVERS, "session_id");
        TABLES.put(ItemRow.TABLE, "id");
    }

    @ParameterizedTest
    @EnumSource
    void any_column_of_any_row_that_is_changed_through_sql_is_found(TestDatabase database) throws SQLException {
        assumeTrue(database.isPresent(), database + " is there with its Maven profile only");
        DataSource source = database.fresh().dataSource();
        try (Hospital hospital = new Hospital(JpaStore.of(source))) {
            SessionId session = hospital.inUse("INF001").id();
            hospital.sarah().sessions().handOver(session, Handover.to("ben"));
            AssetId held = hospital.pump("INF002").id();
            hospital.technician().assets().hold(held, Hold.Kind.RESERVED, "why");
            EmergencyOverride reviewed = hospital.sarah().overrides().declare(held, "because");
            hospital.manager().overrides().review(reviewed.id(), true, null);
            hospital.sarah().overrides().declare(held, "because");
            assertThat(hospital.verify().findings()).isEmpty();

            List<String> hidden = new ArrayList<>();
            int changes = 0;
            for (Map.Entry<Table<?, ?>, String> table : TABLES.entrySet()) {
                for (Edit edit : edits(source, table.getKey(), table.getValue())) {
                    if (edit.apply(source)) {
                        changes++;
                        if (hospital.verify().findings().isEmpty()) {
                            hidden.add(edit.toString());
                        }
                        edit.takeBack(source);
                    }
                }
            }
            assertThat(changes).isGreaterThan(70);
            assertThat(hidden).isEmpty();
            assertThat(hospital.verify().findings()).isEmpty();
        }
    }

    /** What is changed beside the rows that facts led to, and how it is changed back. */
    static Stream<Arguments> beside() {
        return Stream.of(
                Arguments.of(
                        "insert into wt_claim (kind, claim_key, holder) values ('TAG', 'X9', 'INF001')",
                        "delete from wt_claim where claim_key = 'X9'"),
                Arguments.of("update wt_log set sealed = sealed + 5", "update wt_log set sealed = sealed - 5"),
                Arguments.of("update wt_log set sealed = sealed - 1", "update wt_log set sealed = sealed + 1"));
    }

    @ParameterizedTest
    @MethodSource("beside")
    void what_is_changed_beside_the_rows_is_found(String change, String back) {
        for (TestDatabase database : TestDatabase.values()) {
            if (database.isPresent()) {
                DataSource source = database.fresh().dataSource();
                try (Hospital hospital = new Hospital(JpaStore.of(source))) {
                    hospital.inUse("INF001");
                    assertThat(hospital.verify().findings()).isEmpty();
                    Sql.run(source, change);
                    assertThat(hospital.verify().findings()).isNotEmpty();
                    Sql.run(source, back);
                    assertThat(hospital.verify().findings()).isEmpty();
                }
            }
        }
    }

    /** The README says so: they prove nothing, and nothing proves them. */
    @ParameterizedTest
    @EnumSource
    void words_of_the_search_and_remembered_answers_are_not_covered(TestDatabase database) {
        assumeTrue(database.isPresent(), database + " is there with its Maven profile only");
        DataSource source = database.fresh().dataSource();
        try (Hospital hospital = new Hospital(JpaStore.of(source))) {
            SessionId session = hospital.inUse("INF001").id();
            Workspace sarah = hospital.sarah().request(RequestId.of("r1"));
            Session extended = sarah.sessions().extend(session, Duration.ofHours(1));
            Sql.run(source, "update wt_request set answer = concat(answer, ' ')");
            refusal(Code.REQUEST_REUSED, () -> sarah.sessions().extend(session, Duration.ofHours(1)));
            Sql.run(source, "delete from wt_request", "delete from wt_word");
            Session twice = sarah.sessions().extend(session, Duration.ofHours(1));
            assertThat(twice.expected()).isEqualTo(extended.expected().plusHours(1));
            assertThat(hospital.verify().findings()).isEmpty();
            assertThat(hospital.auditor()
                            .audit()
                            .trail(Subject.asset(twice.asset()), Paging.first(10))
                            .items())
                    .filteredOn(entry -> entry.fact() instanceof Fact.SessionExtended)
                    .hasSize(2);
            assertThat(hospital.sarah()
                            .assets()
                            .list(AssetFilter.all().matching("infusion"), Paging.first(5))
                            .items())
                    .isEmpty();
        }
    }

    /** One value of one row that becomes another one. */
    private record Edit(String table, String column, String keyColumn, Object key, Object from, Object to) {

        /** Whether the database lets it happen. */
        boolean apply(DataSource source) {
            try {
                set(source, to, key);
                return true;
            } catch (SQLException refused) {
                return false;
            }
        }

        void takeBack(DataSource source) throws SQLException {
            set(source, from, column.equals(keyColumn) ? to : key);
        }

        private void set(DataSource source, Object value, Object where) throws SQLException {
            String sql = "update " + table + " set " + column + " = ? where " + keyColumn + " = ?";
            try (Connection connection = source.getConnection();
                    PreparedStatement update = connection.prepareStatement(sql)) {
                update.setObject(1, value);
                update.setObject(2, where);
                assertThat(update.executeUpdate()).isEqualTo(1);
            }
        }
    }

    private static List<Edit> edits(DataSource source, Table<?, ?> table, String keyColumn) throws SQLException {
        List<Edit> edits = new ArrayList<>();
        String all = "select " + table.of("t") + " from " + table.name() + " t";
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(all)) {
            while (rows.next()) {
                Object key = rows.getObject(keyColumn);
                for (int i = 1; i <= table.size(); i++) {
                    String column = table.names().get(i - 1);
                    if (NOT_PROVED.contains(column)) {
                        continue;
                    }
                    Object from = rows.getObject(i);
                    String type = rows.getMetaData().getColumnTypeName(i).toLowerCase(Locale.ROOT);
                    edits.add(new Edit(table.name(), column, keyColumn, key, from, other(from, type)));
                    if (from != null) {
                        edits.add(new Edit(table.name(), column, keyColumn, key, from, null));
                    }
                }
            }
        }
        return edits;
    }

    private static Object other(Object from, String type) {
        if (from instanceof Boolean flag) {
            return !flag;
        }
        if (from instanceof Number number) {
            return number.longValue() + 1;
        }
        if (from instanceof UUID || type.equals("uuid")) {
            return new UUID(7, 7);
        }
        if (from instanceof Timestamp time) {
            return new Timestamp(time.getTime() + 1_000);
        }
        if (from instanceof OffsetDateTime time) {
            return time.plusSeconds(1);
        }
        if (type.contains("time")) {
            return Timestamp.valueOf("2026-03-01 13:00:00");
        }
        if (type.contains("bool") || type.equals("bit") || type.contains("tinyint")) {
            return true;
        }
        if (type.contains("int")) {
            return 7L;
        }
        return from == null ? "other" : from.equals("AVAILABLE") ? "RETIRED" : from + "x";
    }
}
