package io.wardtally.tracking.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.contract.Hospital;
import io.wardtally.tracking.policy.Policies;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.store.Query;
import io.wardtally.tracking.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many entries of each index H2 reads for a page: as many as it returns, whatever else is stored. */
class IndexReadsTest {

    private static final int MANY = 300;
    private static final int FEW = 10;
    private static final Pattern SCANS = Pattern.compile("scanCount: (\\d+)");
    private static final AssetId PUMP = AssetId.of("INF001");

    private final List<String> plans = new ArrayList<>();
    private DataSource database;
    private Store store;
    private Hospital hospital;

    @BeforeEach
    void there_is_much() {
        database = TestDatabase.H2.fresh().dataSource();
        store = JpaStore.of(explained(database));
        hospital = new Hospital(store).with(Policies.standard().withoutCleaning("infusion-pump"));
        hospital.pump(PUMP.value());
        for (int i = 0; i < MANY; i++) {
            SessionId session = hospital.nurse(i % 3 == 0 ? "ben" : "ann", "ICU")
                    .sessions()
                    .start(UseRequest.of(PUMP))
                    .orElseThrow()
                    .id();
            hospital.sarah().sessions().end(session);
            hospital.clock.advance(Duration.ofSeconds(1));
        }
    }

    @AfterEach
    void it_is_over() {
        hospital.close();
    }

    @Test
    void a_page_of_sessions_reads_no_more_index_entries_than_it_returns() {
        Query.Sessions all = Query.Sessions.all();
        for (Query.Sessions which : List.of(
                all,
                Query.Sessions.of(PUMP),
                new Query.Sessions(null, "ann", null, null, null, null, false),
                new Query.Sessions(null, null, "ICU", null, null, null, false))) {
            readsAsManyAsItReturns(which);
        }
    }

    @Test
    void a_page_of_items_reads_no_more_index_entries_than_it_returns() {
        attachItems();
        for (Query.Items which : List.of(
                Query.Items.all(),
                Query.Items.of(Subject.asset(PUMP)),
                Query.Items.due("loan"),
                Query.Items.urgent("loan").inDepartment("ICU"),
                Query.Items.ofParty("loan", "ACME"))) {
            readsAsManyAsItReturns(which);
        }
    }

    private <T> void readsAsManyAsItReturns(Query<T> which) {
        Paging first = Paging.first(FEW);
        Page<T> page = read(which, first);
        read(which, page.following(first).orElseThrow());
    }

    private <T> Page<T> read(Query<T> which, Paging paging) {
        plans.clear();
        Page<T> page = store.page(which, paging);
        assertThat(page.items()).hasSize(FEW);
        // One more tells whether there is another page. A row that is looked up by its key counts twice.
        assertThat(SCANS.matcher(String.join("", plans)).results().map(scan -> Integer.parseInt(scan.group(1))))
                .as(() -> which + "\n" + plans)
                .isNotEmpty()
                .allMatch(scanned -> scanned <= 2 * (FEW + 1));
        return page;
    }

    private void attachItems() {
        Sql.run(
                database,
                "insert into wt_item (subject_kind, subject_id, kind, id, live, department, party, rank_no, at_time, due,"
                        + " content) select 'asset', concat('INF', lpad(cast(mod(x, 5) as varchar), 3, '0')), 'loan',"
                        + " concat('L', lpad(cast(x as varchar), 4, '0')), mod(x, 2) = 0,"
                        + " case mod(x, 3) when 0 then 'ICU' else 'ER' end,"
                        + " case mod(x, 7) when 0 then 'ACME' else 'MedEquip' end, mod(x, 4),"
                        + " dateadd(second, x, timestamp with time zone '2026-03-02 00:00:00+00'),"
                        + " dateadd(second, x, timestamp with time zone '2026-03-03 00:00:00+00'), ''"
                        + " from system_range(1, " + 10 * MANY + ")");
    }

    /** Notes of every query how it was answered, beside answering it. */
    private DataSource explained(DataSource source) {
        return proxy(
                DataSource.class,
                source,
                (method, arguments, result) ->
                        result instanceof Connection connection ? explained(connection) : result);
    }

    private Connection explained(Connection connection) {
        return proxy(
                Connection.class,
                connection,
                (method, arguments, result) ->
                        result instanceof PreparedStatement statement && ((String) arguments[0]).startsWith("select")
                                ? explained(statement, connection.prepareStatement("explain analyze " + arguments[0]))
                                : result);
    }

    private PreparedStatement explained(PreparedStatement statement, PreparedStatement explanation) {
        return proxy(PreparedStatement.class, statement, (method, arguments, result) -> {
            if (method.getName().startsWith("set")) {
                method.invoke(explanation, arguments);
            } else if (method.getName().equals("executeQuery")) {
                try (ResultSet plan = explanation.executeQuery()) {
                    plan.next();
                    plans.add(plan.getString(1));
                }
            } else if (method.getName().equals("close")) {
                explanation.close();
            }
            return result;
        });
    }

    private interface After {
        Object then(Method method, Object[] arguments, Object result) throws Exception;
    }

    private static <T> T proxy(Class<T> type, T target, After after) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return after.then(method, arguments, method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
