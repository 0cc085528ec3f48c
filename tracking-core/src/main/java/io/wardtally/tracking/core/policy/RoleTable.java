package io.wardtally.tracking.core.policy;

import static io.wardtally.tracking.staff.Permission.*;
import static io.wardtally.tracking.staff.Reach.ALL;
import static io.wardtally.tracking.staff.Reach.DEPARTMENT;
import static io.wardtally.tracking.staff.Reach.OWN;

import io.wardtally.tracking.staff.AccessPolicy;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.staff.Reach;
import io.wardtally.tracking.staff.Role;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** The standard table of who may do what, unless the host says otherwise. What is not in the table is denied. */
public final class RoleTable implements AccessPolicy {

    private final Map<Role, Map<Permission, Reach>> table = new HashMap<>();

    /** The standard table. */
    public RoleTable() {
        for (Role role : Role.STANDARD) {
            grant(role, ALL, LOOK_UP);
        }
        grant(Role.NURSE, ALL, END_ELSEWHERE, OVERRIDE, REPORT, CLEAN);
        grant(Role.NURSE, DEPARTMENT, USE, SEE_HISTORY, FIND_PATIENT);
        grant(Role.NURSE, OWN, CORRECT, SEE_TRAINING);
        grant(Role.TECHNICIAN, ALL, USE, END_ELSEWHERE, CORRECT, OVERRIDE, SEE_HISTORY);
        grant(Role.TECHNICIAN, ALL, REGISTER, MOVE, HOLD, REPORT, CLEAN, INSPECT);
        grant(Role.TECHNICIAN, OWN, SEE_TRAINING);
        grant(Role.RENTAL_DESK, ALL, INSPECT);
        grant(Role.RENTAL_DESK, OWN, SEE_TRAINING);
        grant(Role.MANAGER, ALL, END_ELSEWHERE, CORRECT, SEE_HISTORY, SEE_OVERRIDES, REVIEW_OVERRIDE);
        grant(Role.MANAGER, ALL, SEE_TRAINING);
        grant(Role.AUDITOR, ALL, SEE_HISTORY, FIND_PATIENT, READ_AUDIT, CHECKPOINT, SEE_OVERRIDES, REVIEW_OVERRIDE);
        grant(Role.AUDITOR, ALL, SEE_TRAINING);
        grant(Role.ADMINISTRATOR, ALL, USE, END_ELSEWHERE, CORRECT, OVERRIDE, SEE_HISTORY);
        grant(Role.ADMINISTRATOR, ALL, REGISTER, MOVE, HOLD, REPORT, CLEAN, INSPECT);
        grant(Role.ADMINISTRATOR, ALL, READ_AUDIT, SEE_OVERRIDES, SEE_TRAINING, RECORD_TRAINING);
        grant(Role.SYSTEM, ALL, MOVE);
    }

    @Override
    public Reach reach(Actor actor, Permission permission) {
        return table.getOrDefault(actor.role(), Map.of()).getOrDefault(permission, Reach.NONE);
    }

    private void grant(Role role, Reach reach, Permission... permissions) {
        Map<Permission, Reach> row = table.computeIfAbsent(role, none -> new EnumMap<>(Permission.class));
        for (Permission permission : permissions) {
            row.put(permission, reach);
        }
    }
}
