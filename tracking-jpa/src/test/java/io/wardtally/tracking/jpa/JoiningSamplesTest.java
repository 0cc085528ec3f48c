package io.wardtally.tracking.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wardtally.tracking.Paging;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.jpa.Site.Kind;
import io.wardtally.tracking.jpa.Site.Setting;
import io.wardtally.tracking.jpa.Site.Standing;
import io.wardtally.tracking.session.StartResult;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Actor;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.RollbackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the README says of a host's own transactions. What Spring and JTA have to do is tried by {@link JoiningTest}. */
class JoiningSamplesTest {

    private static final String HEADING = "## Inside your own transactions\n";
    private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void the_samples_of_the_readme_stand_here_word_for_word() throws IOException {
        String source = words(Files.readString(Path.of("src/test/java/io/wardtally/tracking/jpa/JoiningSamples.java")));
        Matcher code = CODE.matcher(section());
        int samples = 0;
        while (code.find()) {
            assertThat(source).contains(words(code.group(1)));
            samples++;
        }
        assertThat(samples).isEqualTo(3);
    }

    private static String section() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String after = readme.substring(readme.indexOf(HEADING) + HEADING.length());
        return after.split("\n## ", 2)[0];
    }

    /** The code without its line breaks and indents, which the formatter may choose. */
    private static String words(String code) {
        return code.replaceAll("\\s+", "");
    }

    @Test
    void a_host_without_a_framework_commits_and_rolls_back_ours_with_its_own() throws Exception {
        TestSchema schema = TestDatabase.H2.fresh();
        JoiningSamples.Plain host = new JoiningSamples.Plain();
        List<AuditEntry> heard = new CopyOnWriteArrayList<>();
        try (EntityManagerFactory factory = Factories.of(schema.dataSource());
                Tracking tracking = Site.tracking(host.store(schema.background()), Wardtally.throwAwayKeys())) {
            tracking.listen(heard::add);
            host.transaction(factory, manager -> register(tracking, "KEPT"));
            assertThatThrownBy(() -> host.transaction(factory, manager -> {
                        register(tracking, "MARKED");
                        manager.getTransaction().setRollbackOnly();
                    }))
                    .isInstanceOf(RollbackException.class);
            assertThatThrownBy(() -> host.transaction(factory, manager -> {
                        register(tracking, "THROWN");
                        throw new IllegalStateException();
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(tracking.actingAs(Actor.technician("tom"))
                            .assets()
                            .list(AssetFilter.all(), Paging.first(10))
                            .items())
                    .extracting(Asset::id)
                    .containsExactly(AssetId.of("KEPT"));
        }
        assertThat(heard).extracting(entry -> entry.subject().id()).containsExactly("KEPT");
    }

    private static void register(Tracking tracking, String id) {
        tracking.actingAs(Actor.technician("tom")).assets().register(Asset.of(id, "Infusion pump", "infusion-pump"));
    }

    private static StartResult start(Tracking tracking, String id) {
        return tracking.actingAs(Actor.nurse("sarah", "ICU"))
                .request(RequestId.of(id))
                .sessions()
                .start(UseRequest.of(Asset.of(id, "Infusion pump", "infusion-pump")));
    }

    @ParameterizedTest
    @EnumSource
    void a_store_of_the_same_factory_has_transactions_of_its_own_whatever_the_host_does(Kind kind) throws Exception {
        try (Site site = site(kind, 2)) {
            site.host.begin();
            EntityManagerFactory factory = site.host.manager().getEntityManagerFactory();
            if (kind == Kind.JTA) {
                assertThatThrownBy(() -> JpaStore.of(factory)).isInstanceOf(TrackingException.BadInput.class);
                site.host.rollback();
                return;
            }
            try (Tracking wrong = site.tracking(JpaStore.of(factory))) {
                site.host.manager().persist(new HostNote("PUMP"));
                register(wrong, "PUMP");
                assertThat(start(wrong, "PUMP").isStarted()).isTrue();
                site.host.rollback();
            }
            assertThat(site.standing("PUMP")).isEqualTo(new Standing(0, 1, 1, 2, 1));
        }
    }

    @Test
    void a_store_of_the_same_factory_waits_in_vain_for_the_only_connection() throws Exception {
        try (Site site = site(Kind.PLAIN, 1)) {
            site.host.begin();
            EntityManagerFactory factory = site.host.manager().getEntityManagerFactory();
            site.host.rollback();
            try (Tracking wrong = site.tracking(JpaStore.of(factory))) {
                register(wrong, "PUMP");
                site.host.begin();
                assertThatThrownBy(() -> start(wrong, "PUMP")).isInstanceOf(TrackingException.Busy.class);
                site.host.rollback();
                assertThat(start(wrong, "PUMP").isStarted()).isTrue();
            }
        }
    }

    private static Site site(Kind kind, int connections) {
        return new Site(new Setting(kind, TestDatabase.H2, connections, true, Connection.TRANSACTION_READ_COMMITTED));
    }
}
