package io.wardtally.tracking.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.atlas.Field;
import io.wardtally.atlas.Scope;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.core.contract.Hospital;
import io.wardtally.tracking.core.contract.Promises;
import io.wardtally.tracking.jpa.Site.Setting;
import io.wardtally.tracking.policy.Policies;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Actor;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of the words of a checklist if the host takes the first start back. */
class JoinedChecklistTest {

    private static final AssetId PUMP = AssetId.of("INF001");
    private static final String WARNING = "free flow kills";

    static Stream<Setting> settings() {
        return Setting.withOneConnection(true);
    }

    private static Session use(Workspace sarah) {
        Session session = sarah.sessions().start(UseRequest.of(PUMP)).orElseThrow();
        return sarah.sessions().end(session.id(), null);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void a_checklist_whose_first_start_was_rolled_back_is_recorded_with_the_next(Setting setting) throws Exception {
        try (Site site = new Site(setting);
                Tracking tracking = Wardtally.on(site.host.joining())
                        .facility(Hospital.FACILITY, ZoneOffset.UTC)
                        .keys(site.keys())
                        .knowledge(new Manual(List.of(Field.WARNING.says(WARNING, Scope.CATEGORY, Manual.SOURCE))))
                        .policies(Policies.standard().withoutCleaning("infusion-pump"))
                        .build()) {
            Workspace sarah = tracking.actingAs(Actor.nurse("sarah", "ICU"));
            site.host.begin();
            tracking.actingAs(Actor.technician("tom"))
                    .assets()
                    .register(Asset.of(PUMP.value(), "Infusion pump", "infusion-pump"));
            site.host.commit();
            Promises.await(() -> !sarah.atlas().guidance(PUMP).said().isEmpty());

            site.host.begin();
            use(sarah);
            use(sarah);
            site.host.rollback();

            site.host.begin();
            use(sarah);
            use(sarah);
            site.host.commit();

            Workspace auditor = tracking.actingAs(Actor.auditor("ada"));
            List<AuditEntry> trail =
                    auditor.audit().trail(Subject.asset(PUMP), Paging.first(50)).items();
            String checklist = ((Fact.SessionStarted) trail.get(1).fact()).checklist();
            assertThat(auditor.audit()
                            .trail(Subject.checklist(checklist), Paging.first(5))
                            .items())
                    .extracting(AuditEntry::fact)
                    .containsExactly(new Fact.ChecklistRecorded(List.of(WARNING)));
            assertThat(auditor.audit().verify().intact()).isTrue();
        }
    }
}
