package io.wardtally.tracking.core.session;

import static io.wardtally.tracking.core.Cases.ADA;
import static io.wardtally.tracking.core.Cases.BEN;
import static io.wardtally.tracking.core.Cases.CARLA;
import static io.wardtally.tracking.core.Cases.MAX;
import static io.wardtally.tracking.core.Cases.PUMP_IN_USE;
import static io.wardtally.tracking.core.Cases.RITA;
import static io.wardtally.tracking.core.Cases.SARAH;
import static io.wardtally.tracking.core.Cases.SESSION;
import static io.wardtally.tracking.core.Cases.TOM;
import static io.wardtally.tracking.core.Cases.handedToBen;
import static io.wardtally.tracking.core.contract.Promises.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.core.Cases;
import io.wardtally.tracking.core.kernel.Case;
import io.wardtally.tracking.core.policy.RoleTable;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionFilter;
import io.wardtally.tracking.staff.AccessPolicy;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.staff.Reach;
import io.wardtally.tracking.staff.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who sees which sessions. */
class SessionVisibilityTest {

    private static final AccessPolicy TABLE = new RoleTable();

    @Test
    void every_department_that_had_the_asset_sees_the_session() {
        Session session = handedToBen();
        for (Actor actor : List.of(SARAH, BEN, TOM, MAX)) {
            assertThat(SessionRules.shown(inUse(actor, session), SESSION)).isEqualTo(session);
        }
        refusal(Code.PERMISSION_DENIED, () -> SessionRules.shown(inUse(CARLA, session), SESSION));
        refusal(Code.PERMISSION_DENIED, () -> SessionRules.shown(inUse(Actor.nurse("sarah", "OR"), session), SESSION));
    }

    @Test
    void who_sees_only_their_own_sees_what_they_had_in_hand() {
        AccessPolicy own = TABLE.granting(Role.NURSE, Permission.SEE_HISTORY, Reach.OWN);
        Case moved = Cases.with(inUse(Actor.nurse("sarah", "OR"), handedToBen()), own);
        assertThat(SessionRules.shown(moved, SESSION)).isEqualTo(handedToBen());
        Case colleague = Cases.with(inUse(Actor.nurse("nora", "ICU"), handedToBen()), own);
        refusal(Code.PERMISSION_DENIED, () -> SessionRules.shown(colleague, SESSION));
    }

    @Test
    void a_nurse_looks_into_the_history_of_her_department() {
        assertThat(scope(SARAH, SessionFilter.all())).isEqualTo("ICU");
        assertThat(scope(SARAH, SessionFilter.all().inDepartment("ICU"))).isEqualTo("ICU");
        assertThat(scope(SARAH, SessionFilter.all().forPatient("P1"))).isEqualTo("ICU");
        refusal(Code.PERMISSION_DENIED, () -> scope(SARAH, SessionFilter.all().inDepartment("ER")));
    }

    @Test
    void who_sees_all_is_narrowed_only_by_what_they_ask() {
        assertThat(scope(TOM, SessionFilter.all())).isNull();
        assertThat(scope(TOM, SessionFilter.all().inDepartment("ER"))).isEqualTo("ER");
    }

    @Test
    void looking_for_a_patient_everywhere_needs_a_permission_of_its_own_and_a_purpose() {
        SessionFilter patient = SessionFilter.all().forPatient("P1");
        assertThat(scope(ADA, patient.withPurpose("complaint"))).isNull();
        refusal(Code.BAD_INPUT, () -> scope(ADA, patient));
        refusal(Code.PERMISSION_DENIED, () -> scope(TOM, patient.withPurpose("complaint")));
    }

    @Test
    void who_sees_only_their_own_is_narrowed_to_it() {
        AccessPolicy own = TABLE.granting(Role.NURSE, Permission.SEE_HISTORY, Reach.OWN);
        assertThat(SessionRules.scope(own, SARAH, SessionFilter.all()).user()).isEqualTo("sarah");
        assertThat(SessionRules.scope(own, SARAH, SessionFilter.all().byUser("sarah"))
                        .user())
                .isEqualTo("sarah");
        refusal(
                Code.PERMISSION_DENIED,
                () -> SessionRules.scope(own, SARAH, SessionFilter.all().byUser("ben")));
    }

    @Test
    void who_belongs_nowhere_has_no_department_to_look_into() {
        Actor nowhere = new Actor("nina", Role.NURSE, null);
        refusal(Code.PERMISSION_DENIED, () -> scope(nowhere, SessionFilter.all()));
        refusal(Code.PERMISSION_DENIED, () -> scope(RITA, SessionFilter.all()));
    }

    private static String scope(Actor actor, SessionFilter which) {
        return SessionRules.scope(TABLE, actor, which).department();
    }

    private static Case inUse(Actor by, Session session) {
        return Cases.of(by, PUMP_IN_USE, session);
    }
}
