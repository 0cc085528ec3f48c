package io.wardtally.tracking.core.contract;

import static io.wardtally.tracking.core.contract.Promises.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.wardtally.tracking.Paging;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.scan.ScanResult;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionFilter;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.staff.Reach;
import io.wardtally.tracking.staff.RequiresPermission;
import io.wardtally.tracking.staff.Role;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every operation has a permission, and who lacks it is denied and remembered. */
interface AccessPromises extends Promises {

    /** Who may do what, as the design has it. The columns are the roles in their order. */
    String TABLE = """
            LOOK_UP          x x x x x x x
            USE              x x - - - x -
            END_ELSEWHERE    x x - x - x -
            CORRECT          x x - x - x -
            OVERRIDE         x x - - - x -
            REGISTER         - x - - - x -
            MOVE             - x - - - x x
            HOLD             - x - - - x -
            REPORT           x x - - - x -
            CLEAN            x x - - - x -
            INSPECT          - x x - - x -
            SEE_HISTORY      x x - x x x -
            FIND_PATIENT     x - - - x - -
            READ_AUDIT       - - - - x x -
            CHECKPOINT       - - - - x - -
            SEE_OVERRIDES    - - - x x x -
            REVIEW_OVERRIDE  - - - x x - -
            SEE_TRAINING     x x x x x x -
            RECORD_TRAINING  - - - - - x -
            """;

    @Test
    default void every_operation_of_the_api_names_its_permissions_and_is_tried_with_each_of_them() {
        Map<String, Set<Permission>> tried = Operation.all().stream()
                .collect(Collectors.groupingBy(
                        Operation::method, Collectors.mapping(Operation::needs, Collectors.toSet())));
        for (Class<?> service : Operation.SERVICES) {
            for (Method method : service.getMethods()) {
                RequiresPermission needs = method.getAnnotation(RequiresPermission.class);
                assertThat(needs).as("@Needs on " + method).isNotNull();
                assertThat(tried.get(Operation.name(method)))
                        .as("a trial of " + method + " for each permission it names")
                        .isEqualTo(EnumSet.copyOf(Arrays.asList(needs.value())));
            }
        }
        assertThat(Arrays.stream(Workspace.class.getMethods())
                        .map(Method::getReturnType)
                        .filter(type -> type.getPackageName().startsWith("io.wardtally.tracking."))
                        .filter(type -> type != Actor.class && type != ScanResult.class))
                .as("a new service joins the list")
                .containsExactlyInAnyOrderElementsOf(Operation.SERVICES);
    }

    @TestFactory
    default Stream<DynamicTest> every_role_may_do_what_the_table_says_and_nothing_else() {
        Map<Permission, Set<Role>> table = table();
        return Operation.all().stream()
                .flatMap(operation -> Role.STANDARD.stream()
                        .map(role -> DynamicTest.dynamicTest(
                                operation.method() + " as " + role + " (" + operation.needs() + ")",
                                () -> attempt(
                                        operation,
                                        role,
                                        table.get(operation.needs()).contains(role),
                                        Operation.all().stream()
                                                .filter(other -> other.name().equals(operation.name()))
                                                .anyMatch(other ->
                                                        table.get(other.needs()).contains(role))))));
    }

    private void attempt(Operation operation, Role role, boolean allowed, boolean letIn) {
        try (Hospital hospital = hospital()) {
            Operation.Scene scene = Operation.Scene.in(hospital);
            Actor actor = new Actor("actor", role, "ICU");
            Workspace ward = hospital.tracking.actingAs(actor);
            scene.prepare(actor);
            long facts = count(hospital, scene.subject());
            Throwable thrown = catchThrowable(() -> operation.act().accept(ward, scene));
            if (allowed) {
                assertThat(thrown).isNull();
            } else {
                assertThat(count(hospital, scene.subject())).isEqualTo(facts);
                Code code = ((TrackingException) thrown).code();
                if (letIn && code == Code.BAD_INPUT) {
                    assertThat(thrown).hasMessageContaining("reason is missing");
                } else {
                    assertThat(code).isEqualTo(Code.PERMISSION_DENIED);
                    assertThat(last(hospital, Subject.staff("actor")).fact()).isInstanceOf(Fact.PermissionDenied.class);
                }
            }
            assertThat(hospital.verify().intact()).isTrue();
        }
    }

    @TestFactory
    default Stream<DynamicTest> a_policy_that_grants_nothing_lets_nobody_do_anything() {
        return Operation.all().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.method() + " (" + operation.needs() + ")", () -> {
                    try (Hospital hospital = hospital()) {
                        Operation.Scene scene = Operation.Scene.in(hospital);
                        Actor actor = Actor.administrator("actor");
                        scene.prepare(actor);
                        for (Reach nothing : new Reach[] {Reach.NONE, null}) {
                            try (Hospital closed = hospital.with((role, permission) -> nothing)) {
                                refusal(
                                        Code.PERMISSION_DENIED,
                                        () -> operation.act().accept(closed.tracking.actingAs(actor), scene));
                            }
                        }
                    }
                }));
    }

    @Test
    default void whoever_may_do_nothing_does_not_even_learn_what_exists() {
        for (Reach nothing : new Reach[] {Reach.NONE, null}) {
            try (Hospital closed = hospital().with((role, permission) -> nothing)) {
                AssetId none = AssetId.of("NOPE");
                refusal(
                        Code.PERMISSION_DENIED,
                        () -> closed.technician().assets().move(none, Place.of("ICU")));
                refusal(Code.PERMISSION_DENIED, () -> closed.sarah().sessions().get(new SessionId(new UUID(1, 2))));
                refusal(Code.PERMISSION_DENIED, () -> closed.sarah().overrides().declare(none, "why"));
            }
        }
    }

    @Test
    default void the_standard_table_is_the_designs_table() {
        Map<Permission, Set<Role>> table = table();
        assertThat(table.keySet()).containsExactlyInAnyOrder(Permission.values());
        for (Permission permission : Permission.values()) {
            for (Role role : Role.STANDARD) {
                assertThat(Wardtally.roleTable().reach(actor(role), permission) != Reach.NONE)
                        .as(role + " " + permission)
                        .isEqualTo(table.get(permission).contains(role));
            }
        }
        for (Role role : Role.STANDARD) {
            for (Permission permission : Permission.values()) {
                Reach reach = Wardtally.roleTable().reach(actor(role), permission);
                boolean whole = reach == Reach.NONE || reach == Reach.ALL;
                boolean own = reach == Reach.OWN && permission == Permission.SEE_TRAINING;
                assertThat(role.equals(Role.NURSE) || whole || own)
                        .as(role + " " + permission + " is whole or nothing")
                        .isTrue();
            }
        }
        assertThat(Wardtally.roleTable().reach(actor(Role.NURSE), Permission.CORRECT))
                .isEqualTo(Reach.OWN);
        for (Permission own : List.of(Permission.USE, Permission.SEE_HISTORY, Permission.FIND_PATIENT)) {
            assertThat(Wardtally.roleTable().reach(actor(Role.NURSE), own)).isEqualTo(Reach.DEPARTMENT);
        }
    }

    @Test
    default void a_nurse_starts_for_her_own_department_only() {
        try (Hospital hospital = hospital()) {
            hospital.pump("INF001");
            UseRequest elsewhere = UseRequest.of(hospital.asset("INF001")).inDepartment("ER");
            refusal(Code.PERMISSION_DENIED, () -> hospital.sarah().sessions().start(elsewhere));
            assertThat(hospital.technician().sessions().start(elsewhere).isStarted())
                    .isTrue();
        }
    }

    @Test
    default void what_concerns_the_whole_facility_is_not_opened_by_less() {
        List<Permission> whole =
                List.of(Permission.LOOK_UP, Permission.SEE_OVERRIDES, Permission.READ_AUDIT, Permission.CHECKPOINT);
        for (Operation operation : Operation.all()) {
            for (Reach less : List.of(Reach.OWN, Reach.DEPARTMENT)) {
                if (whole.contains(operation.needs())) {
                    try (Hospital hospital = hospital();
                            Hospital narrow = hospital.with((role, permission) -> less)) {
                        Operation.Scene scene = Operation.Scene.in(hospital);
                        Actor actor = Actor.nurse("actor", "ICU");
                        scene.prepare(actor);
                        refusal(
                                Code.PERMISSION_DENIED,
                                () -> operation.act().accept(narrow.tracking.actingAs(actor), scene));
                    }
                }
            }
        }
    }

    @Test
    default void a_person_who_sees_only_their_own_sees_it_in_every_view() {
        try (Hospital hospital = hospital();
                Hospital narrow =
                        hospital.with(Wardtally.roleTable().granting(Role.NURSE, Permission.SEE_HISTORY, Reach.OWN))) {
            Session mine = hospital.inUse("INF001");
            Session other = hospital.nurse("ben", "ICU")
                    .sessions()
                    .start(UseRequest.of(hospital.pump("INF002")))
                    .orElseThrow();
            assertThat(narrow.sarah()
                            .sessions()
                            .list(SessionFilter.all(), Paging.first(5))
                            .items())
                    .containsExactly(mine);
            assertThat(narrow.sarah().sessions().get(mine.id())).isEqualTo(mine);
            refusal(Code.PERMISSION_DENIED, () -> narrow.sarah().sessions().get(other.id()));
            refusal(
                    Code.PERMISSION_DENIED,
                    () -> narrow.sarah().sessions().list(SessionFilter.all().byUser("ben"), Paging.first(5)));
            assertThat(narrow.sarah().scans().scan("INF002").session()).isEmpty();
        }
    }

    @Test
    default void a_host_may_grant_one_thing_more() {
        try (Hospital hospital =
                hospital().with(Wardtally.roleTable().granting(Role.SYSTEM, Permission.USE, Reach.ALL))) {
            hospital.pump("INF001");
            Workspace feed = hospital.tracking.actingAs(Actor.system("rfid"));
            Session session = feed.sessions()
                    .start(UseRequest.of(hospital.asset("INF001")).inDepartment("ICU"))
                    .orElseThrow();
            assertThat(feed.sessions().end(session.id(), null).isOpen()).isFalse();
            refusal(
                    Code.PERMISSION_DENIED,
                    () -> feed.assets().clean(hospital.asset("INF001").id()));
        }
    }

    private static Map<Permission, Set<Role>> table() {
        Map<Permission, Set<Role>> table = new EnumMap<>(Permission.class);
        TABLE.lines().forEach(line -> {
            String[] cells = line.trim().split("\\s+");
            Set<Role> allowed = new HashSet<>();
            for (Role role : Role.STANDARD) {
                if (cells[Role.STANDARD.indexOf(role) + 1].equals("x")) {
                    allowed.add(role);
                }
            }
            table.put(Permission.valueOf(cells[0]), allowed);
        });
        return table;
    }

    private static Actor actor(Role role) {
        return new Actor("anybody", role, "ICU");
    }

    private static long count(Hospital hospital, Subject subject) {
        return hospital.auditor()
                .audit()
                .trail(subject, Paging.first(100))
                .items()
                .size();
    }

    private static AuditEntry last(Hospital hospital, Subject subject) {
        List<AuditEntry> all = new ArrayList<>(
                hospital.auditor().audit().trail(subject, Paging.first(100)).items());
        return all.get(all.size() - 1);
    }
}
