package io.wardtally.tracking.audit;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.HoldId;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.LifeStage;
import io.wardtally.tracking.asset.Model;
import io.wardtally.tracking.asset.Ownership;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.session.ChecklistRecord;
import io.wardtally.tracking.session.ConcernCode;
import io.wardtally.tracking.session.OverrideId;
import io.wardtally.tracking.session.Pseudonym;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.staff.Competence;
import io.wardtally.tracking.staff.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, in the past tense. One fact is at once a line of the audit trail, an event for listeners and
 * news for other systems. What is about a person is {@link Personal}.
 */
public sealed interface Fact {

    /** What of a subject a fact says something about. */
    enum Aspect {
        /** Who uses it. */
        USE,
        /** What condition it is in. */
        CONDITION,
        /** Which holds are on it. */
        HOLDS,
        /** Where it is in its life. */
        LIFE,
        /** Where it stands. */
        PLACE
    }

    /** What it says something about; what comes later about the same takes its place. */
    default Set<Aspect> touches() {
        return Set.of();
    }

    /** The session that it is about, or null if it is about none. */
    default @Nullable SessionId session() {
        return null;
    }

    /** An asset was taken into the register. */
    record Registered(
            Description description,
            List<Identifier> identifiers,
            LifeStage life,
            Condition condition,
            Ownership ownership,
            Place place)
            implements Fact {

        /** What is recorded of an asset when it is registered. */
        public static Registered of(Asset asset) {
            return new Registered(
                    asset.description(),
                    asset.identifiers(),
                    asset.life(),
                    asset.condition(),
                    asset.ownership(),
                    asset.place());
        }
    }

    /** An asset was described anew. */
    record Edited(Description before, Description after) implements Fact {}

    /** It was recorded whose an asset is. */
    record OwnershipRecorded(Ownership before, Ownership after) implements Fact {}

    /** An identifier was put on an asset. */
    record IdentifierAttached(Identifier identifier) implements Fact {}

    /** An identifier was taken off an asset. */
    record IdentifierDetached(Identifier identifier, Personal<String> reason) implements Fact {}

    /** An asset was moved. */
    record Moved(Place from, Place to) implements Fact {

        @Override
        public Set<Aspect> touches() {
            return Set.of(Aspect.PLACE);
        }
    }

    /** An asset began another part of its life: it was retired or reinstated. */
    record LifeChanged(LifeStage from, LifeStage to, Personal<String> reason) implements Fact {

        @Override
        public Set<Aspect> touches() {
            return Set.of(Aspect.LIFE);
        }
    }

    /** Somebody said what condition an asset is in. */
    record ConditionSet(Condition from, Condition to, Personal<String> reason) implements Fact {

        @Override
        public Set<Aspect> touches() {
            return Set.of(Aspect.CONDITION);
        }
    }

    /** A hold was placed. */
    record HoldPlaced(HoldId hold, Hold.Kind kind, Personal<String> reason) implements Fact {

        @Override
        public Set<Aspect> touches() {
            return Set.of(Aspect.HOLDS);
        }
    }

    /** A hold was lifted. */
    record HoldReleased(HoldId hold, Hold.Kind kind, String owner, Personal<String> reason) implements Fact {

        @Override
        public Set<Aspect> touches() {
            return Set.of(Aspect.HOLDS);
        }
    }

    /**
     * An asset was checked out.
     *
     * @param checklist the id of the checklist that was asked for, see {@link Subject#checklist}, or null if there was none
     * @param confirmed which of its items were confirmed, by their numbers from 1; the others were not
     */
    record SessionStarted(
            SessionId session,
            String department,
            @Nullable Personal<Pseudonym> patient,
            @Nullable Duration expected,
            @Nullable Personal<String> reason,
            @Nullable OverrideId override,
            @Nullable String procedure,
            @Nullable String checklist,
            List<Integer> confirmed)
            implements Fact {

        public SessionStarted {
            confirmed = List.copyOf(confirmed);
        }

        /** What is recorded of a session that begins, with what of this checklist was confirmed before use. */
        public static SessionStarted of(Session session, @Nullable String checklist, List<Integer> confirmed) {
            ChecklistRecord preparation = session.preparation();
            return new SessionStarted(
                    session.id(),
                    session.department(),
                    Personal.ofNullable(session.patient().orElse(null)),
                    session.expected(),
                    Personal.ofNullable(session.reason()),
                    session.override(),
                    preparation == null ? null : preparation.procedure(),
                    checklist,
                    confirmed);
        }

        @Override
        public Set<Aspect> touches() {
            return Set.of(Aspect.USE);
        }
    }

    /** More time was given. */
    record SessionExtended(SessionId session, Duration by, Duration expected) implements Fact {}

    /** A session went into other hands. */
    record SessionHandedOver(
            SessionId session,
            String user,
            String department,
            @Nullable Personal<Pseudonym> patient,
            @Nullable Personal<String> because)
            implements Fact {

        @Override
        public Set<Aspect> touches() {
            return Set.of(Aspect.USE);
        }
    }

    /** An asset came back; clamped where the clock said that it came back before it was taken. */
    record SessionEnded(
            SessionId session,
            Instant end,
            boolean clamped,
            Condition left,
            @Nullable Personal<String> notes,
            @Nullable Personal<String> because)
            implements Fact {

        /** What is recorded of a session that has ended, for this reason where it was somebody else's. */
        public static SessionEnded of(Session session, Condition left, @Nullable String because) {
            return new SessionEnded(
                    session.id(),
                    Objects.requireNonNull(session.end(), "the session goes on"),
                    session.endClamped(),
                    left,
                    Personal.ofNullable(session.notes()),
                    Personal.ofNullable(because));
        }

        /** The same, which has left the asset in this condition. */
        public SessionEnded leaving(Condition condition) {
            return new SessionEnded(session, end, clamped, condition, notes, because);
        }

        @Override
        public Set<Aspect> touches() {
            return Set.of(Aspect.USE);
        }
    }

    /** A session was struck out as entered in error. */
    record SessionVoided(SessionId session, boolean wasOpen, Personal<String> reason) implements Fact {

        @Override
        public Set<Aspect> touches() {
            return Set.of(Aspect.USE);
        }
    }

    /** What was recorded of a session was corrected; what did not change is left out. */
    record SessionCorrected(
            SessionId session,
            Personal<String> reason,
            @Nullable Personal<Pseudonym> patientBefore,
            @Nullable Personal<Pseudonym> patientAfter,
            @Nullable String departmentBefore,
            @Nullable String departmentAfter,
            @Nullable Instant startBefore,
            @Nullable Instant startAfter,
            @Nullable Instant endBefore,
            @Nullable Instant endAfter)
            implements Fact {

        /** What a correction has changed; what is the same on both sides is left out. */
        public static SessionCorrected of(Session before, Session after, String reason) {
            boolean patient = !before.patient().equals(after.patient());
            boolean department = !before.department().equals(after.department());
            boolean start = !before.start().equals(after.start());
            boolean end = !Objects.equals(before.end(), after.end());
            return new SessionCorrected(
                    before.id(),
                    Personal.of(reason),
                    patient ? Personal.ofNullable(before.patient().orElse(null)) : null,
                    patient ? Personal.ofNullable(after.patient().orElse(null)) : null,
                    department ? before.department() : null,
                    department ? after.department() : null,
                    start ? before.start() : null,
                    start ? after.start() : null,
                    end ? before.end() : null,
                    end ? after.end() : null);
        }
    }

    /** Somebody broke the glass. */
    record OverrideDeclared(OverrideId override, List<ConcernCode> passes, Instant expires, Personal<String> reason)
            implements Fact {}

    /** An override was reviewed. */
    record OverrideReviewed(
            OverrideId override,
            boolean justified,
            @Nullable Personal<String> note) implements Fact {}

    /** Somebody wanted an asset and could not have it: demand. */
    record StartRefused(AssetId asset, String department, List<ConcernCode> reasons) implements Fact {}

    /** Somebody tried what their role does not permit. */
    record PermissionDenied(Permission permission) implements Fact {}

    /** Somebody looked for the sessions of a patient. */
    record PatientSearched(
            Personal<Pseudonym> patient, @Nullable Personal<String> purpose) implements Fact {}

    /** It was recorded that a member of staff was trained. */
    record TrainingRecorded(Competence competence) implements Fact {}

    /** A member of staff does not count as trained any more. */
    record TrainingRevoked(Competence competence, Personal<String> reason) implements Fact {}

    /** Somebody asked what is known of a device, and was shown what stands at these places, or that it is not in the documents. */
    record QuestionAsked(AssetId asset, Personal<String> question, List<String> shown) implements Fact {}

    /** A checklist was asked for, word for word, for the first time; see {@link Subject#checklist}. */
    record ChecklistRecorded(List<String> items) implements Fact {

        public ChecklistRecorded {
            items = List.copyOf(items);
        }
    }

    /** It was recorded what is true for a make and model. */
    record ModelRecorded(Model model) implements Fact {}

    /** A scanner that was offline handed over what was done meanwhile; its clock stood so when this was recorded. */
    record OfflineBatchImported(Instant clock, long first, long last, int applied, int conflicts) implements Fact {}

    /** A fact that a newer version of the library knows and this one does not. It verifies like any other. */
    record Other(String type, SortedMap<String, String> details) implements Fact {}
}
