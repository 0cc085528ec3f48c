package io.wardtally.tracking.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.atlas.Course;
import io.wardtally.atlas.Field;
import io.wardtally.atlas.Procedure;
import io.wardtally.atlas.Scope;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.core.contract.Hospital;
import io.wardtally.tracking.policy.Policies;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Competence;
import java.security.Provider;
import java.security.Security;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a start and an end with request ids write and sign, with a checklist of nine items and without one. */
class PairCostTest {

    private static final AssetId PUMP = AssetId.of("INF001");
    private static final List<String> CHECKS = IntStream.rangeClosed(1, 9)
            .mapToObj(number -> "Look at part " + number + " of the pump, and have it exchanged if it is worn")
            .toList();

    private static final Manual MANUAL = new Manual(List.of(
            Field.TRAINING.says(new Course("pumps", "Infusion pumps", null), Scope.CATEGORY, Manual.SOURCE),
            Field.BEFORE_USE.says(new Procedure(List.of("prime the line"), CHECKS), Scope.CATEGORY, Manual.SOURCE)));

    private final Provider counting = new CountingHmac();
    private final DataSource source = TestDatabase.H2.fresh().dataSource();

    @BeforeEach
    void count() {
        Security.insertProviderAt(counting, 1);
    }

    @AfterEach
    void countNoMore() {
        Security.removeProvider(counting.getName());
    }

    /**
     * Cost of a pair.
     *
     * @param written the characters in the texts of what was added
     * @param signed the blocks of 64 bytes that went through HMAC
     */
    private record Cost(long written, long signed) {}

    private Cost cost(Hospital hospital, List<String> confirmed, String request) throws SQLException {
        long written = written();
        long signed = CountingHmac.blocks();
        UseRequest usage = UseRequest.of(PUMP)
                .forPatient("P-4711")
                .expecting(Duration.ofHours(4))
                .because("because")
                .confirming(confirmed);
        Session session = hospital.sarah()
                .request(RequestId.of(request + "s"))
                .sessions()
                .start(usage)
                .orElseThrow();
        hospital.sarah().request(RequestId.of(request + "e")).sessions().end(session.id(), "No issues");
        return new Cost(written() - written, CountingHmac.blocks() - signed);
    }

    private long written() throws SQLException {
        String sql = "select (select coalesce(sum(length(details) + length(state) + length(coalesce(personal, ''))), 0)"
                + " from wt_fact) + (select coalesce(sum(length(answer)), 0) from wt_request)";
        try (Connection connection = source.getConnection();
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void the_words_of_a_checklist_are_written_once_and_signed_where_somebody_says_them() throws SQLException {
        Hospital plain =
                new Hospital(JpaStore.of(source)).with(Policies.standard().withoutCleaning("infusion-pump"));
        plain.pump(PUMP.value());
        plain.administrator().training().record("sarah", Competence.of("pumps"));
        Hospital informed = plain.built(
                how -> how.knowledge(MANUAL).policies(Policies.standard().withoutCleaning("infusion-pump")));
        Cost without = cost(plain, List.of(), "1");
        Cost first = cost(informed, List.of(), "2");
        Cost unconfirmed = cost(informed, List.of(), "3");
        Cost confirmed = cost(informed, CHECKS, "4");
        assertThat(without.written()).isBetween(1_200L, 1_350L);
        assertThat(without.signed()).isBetween(45L, 52L);
        assertThat(first.written() - unconfirmed.written())
                .as("the words")
                .isGreaterThan(String.join("", CHECKS).length());
        assertThat(unconfirmed.written() - without.written()).isBetween(1L, 520L);
        assertThat(unconfirmed.signed() - without.signed()).isBetween(1L, 12L);
        assertThat(confirmed.written() - without.written()).isBetween(1L, 360L);
        assertThat(confirmed.signed() - unconfirmed.signed())
                .as("a retry has to confirm the same")
                .isBetween(1L, String.join("", CHECKS).length() / 64 + 3L);
        informed.tracking.close();
        plain.tracking.close();
    }
}
