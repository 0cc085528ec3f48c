package io.wardtally.tracking.scan;

import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.session.PatientId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What somebody did with a device when they scanned it and nobody could be told at once. */
public sealed interface OfflineAction {

    /** It was taken into use. */
    static Take take() {
        return new Take(null, null, null, null);
    }

    /** It was given back. */
    static GiveBack giveBack() {
        return new GiveBack(null, null);
    }

    /** It was brought to this place, or seen there. */
    static Move move(Place to) {
        return new Move(to);
    }

    /** It was cleaned and is ready. */
    static Clean clean() {
        return new Clean();
    }

    /** It does not work as it should. */
    static Fault fault(String reason) {
        return new Fault(reason);
    }

    /**
     * It was taken into use.
     *
     * @param patient for whom, or null for no patient
     * @param department for which department, or null for the actor's own
     * @param expected for how long, or null if that was open
     * @param reason why, or null
     */
    record Take(
            @Nullable PatientId patient,
            @Nullable String department,
            @Nullable Duration expected,
            @Nullable String reason)
            implements OfflineAction {

        public Take {
            if (department != null) {
                Check.id("department", department);
            }
            reason = Check.textOrNull("reason", reason);
        }

        /** For this patient, by the hospital's usual numbering. Only a pseudonym is kept. */
        public Take forPatient(String id) {
            return forPatient(PatientId.of(id));
        }

        /** For this patient. Only a pseudonym is kept. */
        public Take forPatient(PatientId id) {
            return new Take(Check.given("patient id", id), department, expected, reason);
        }

        /** For this department rather than the actor's own. */
        public Take inDepartment(String where) {
            return new Take(patient, Check.id("department", where), expected, reason);
        }

        /** For about this long. */
        public Take expecting(Duration howLong) {
            return new Take(patient, department, Check.given("expected duration", howLong), reason);
        }

        /** For this reason. Do not name the patient here. */
        public Take because(String why) {
            return new Take(patient, department, expected, Check.text("reason", why));
        }

        /** Leaves out the patient and the reason. */
        @Override
        public String toString() {
            return "take";
        }
    }

    /**
     * It was given back.
     *
     * @param notes what the next person should know, or null
     * @param because why another person's session was ended, or null if it was the actor's own
     */
    record GiveBack(@Nullable String notes, @Nullable String because) implements OfflineAction {

        public GiveBack {
            notes = Check.textOrNull("notes", notes);
            because = Check.textOrNull("reason", because);
        }

        /** With something that the next person should know. */
        public GiveBack noting(String remark) {
            return new GiveBack(Check.text("notes", remark), because);
        }

        /** For this reason, where another person had it. */
        public GiveBack because(String why) {
            return new GiveBack(notes, Check.text("reason", why));
        }

        /** Leaves out what people wrote. */
        @Override
        public String toString() {
            return "give back";
        }
    }

    /**
     * It was brought to this place, or seen there.
     *
     * @param to the place
     */
    record Move(Place to) implements OfflineAction {
        public Move {
            Check.given("place", to);
        }
    }

    /** It was cleaned and is ready. */
    record Clean() implements OfflineAction {}

    /**
     * It does not work as it should.
     *
     * @param reason what is wrong with it
     */
    record Fault(String reason) implements OfflineAction {
        public Fault {
            Check.text("reason", reason);
        }

        /** Leaves out the reason. */
        @Override
        public String toString() {
            return "fault";
        }
    }
}
