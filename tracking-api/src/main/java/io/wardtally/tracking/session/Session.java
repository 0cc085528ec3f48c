package io.wardtally.tracking.session;

import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.internal.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One use of one asset, from check-out to return, like a book from a library.
 *
 * <p>Whether it is overdue, and how much of it is left, depends on the time of asking: those methods take the time, which
 * {@link io.wardtally.tracking.Workspace#now()} tells. This is a value: it does not change when the session does.
 *
 * @param id its name
 * @param asset what is used
 * @param start when the use began
 * @param end when it ended, or null while it goes on; never before the start
 * @param expected how long it was meant to last, or null if nobody said
 * @param reason why the asset is used, or null
 * @param notes what was said at the return, or null
 * @param segments who was accountable when; the first begins with the session; never empty
 * @param voided whether it was entered in error and does not count
 * @param endClamped whether the clock said that it ended before it began, so that the end was set to the start
 * @param override the emergency override under which it was started, or null
 * @param preparation how the device was made ready, or null if nothing was known of how that is done
 */
public record Session(
        SessionId id,
        AssetId asset,
        Instant start,
        @Nullable Instant end,
        @Nullable Duration expected,
        @Nullable String reason,
        @Nullable String notes,
        List<Segment> segments,
        boolean voided,
        boolean endClamped,
        @Nullable OverrideId override,
        @Nullable ChecklistRecord preparation) {

    /** The most often that one session is handed over. */
    public static final int MOST_HANDOVERS = 500;

    /** The most often that one session is corrected. */
    public static final int MOST_CORRECTIONS = 100;

    public Session {
        Check.given("session id", id);
        Check.given("asset id", asset);
        Check.given("start", start);
        segments = Check.list("segments", segments);
        if (segments.isEmpty() || !segments.get(0).from().equals(start)) {
            throw Check.bad("session.first-segment");
        }
        if (end != null && end.isBefore(start)) {
            throw Check.bad("session.order");
        }
    }

    /** A session of this asset that goes on in the hands of its first segment. */
    public static Session started(SessionId id, AssetId asset, Segment first) {
        return started(id, asset, first, draft -> {});
    }

    /** The same, with what this says. */
    public static Session started(SessionId id, AssetId asset, Segment first, Consumer<Draft> what) {
        return new Draft(id, asset, first).told(what).session();
    }

    /** The same session but for what this says. */
    public Session with(Consumer<Draft> what) {
        return new Draft(this).told(what).session();
    }

    /** The segment that counts now, or counted last. */
    public Segment latest() {
        return segments.get(segments.size() - 1);
    }

    /** Who is accountable, or was last. */
    public String user() {
        return latest().user();
    }

    /** The department that uses it, or used it last. */
    public String department() {
        return latest().department();
    }

    /** The patient it is used for, by pseudonym; empty if it is used for none. */
    public Optional<Pseudonym> patient() {
        return Optional.ofNullable(latest().patient());
    }

    /** Whether the use goes on. */
    public boolean isOpen() {
        return end == null && !voided;
    }

    /** Its status at this time. */
    public SessionStatus status(Instant now) {
        if (voided) {
            return SessionStatus.VOIDED;
        }
        if (end != null) {
            return SessionStatus.COMPLETED;
        }
        return remaining(now).filter(Duration::isNegative).isPresent() ? SessionStatus.OVERDUE : SessionStatus.ACTIVE;
    }

    /** How long it lasted, or has lasted so far. */
    public Duration used(Instant now) {
        Duration used = Duration.between(start, end == null ? now : end);
        return used.isNegative() ? Duration.ZERO : used;
    }

    /** The same in hours, for people: 3.8 for three hours and 48 minutes. */
    public double usedHours(Instant now) {
        Duration used = used(now);
        return used.getSeconds() / 3_600.0 + used.getNano() / 3_600e9;
    }

    /** How long it lasted from start to end; empty while it goes on. */
    public Optional<Duration> actual() {
        return Optional.ofNullable(end).map(until -> Duration.between(start, until));
    }

    /** What is left of the expected time, negative when it is overdue; empty if it is over or nobody said how long. */
    public Optional<Duration> remaining(Instant now) {
        return !isOpen() || expected == null ? Optional.empty() : Optional.of(expected.minus(used(now)));
    }

    /** The same session, expected to last this long in all. */
    public Session withExpected(Duration inAll) {
        return with(draft -> draft.expected = inAll);
    }

    /** The same session, from here on in other hands. */
    public Session withSegment(Segment next) {
        List<Segment> all = new ArrayList<>(segments);
        all.add(next);
        return with(draft -> draft.segments = all);
    }

    /** The same session, ended. */
    public Session withEnd(Instant when, boolean clamped, @Nullable String remark) {
        return with(draft -> {
            draft.end = when;
            draft.endClamped = clamped;
            draft.notes = remark;
        });
    }

    /** The same session, struck out. */
    public Session asVoided() {
        return with(draft -> draft.voided = true);
    }

    /** The same session with other times and hands. */
    public Session withTimes(Instant from, @Nullable Instant until, List<Segment> hands) {
        return with(draft -> {
            draft.endClamped = endClamped && from.equals(start) && Objects.equals(until, end);
            draft.start = from;
            draft.end = until;
            draft.segments = hands;
        });
    }

    /** Leaves out what people wrote: free text stays out of logs. */
    @Override
    public String toString() {
        return "session " + id + " of " + asset + " by " + user() + " (" + department() + ") from " + start
                + (end == null ? "" : " to " + end) + (voided ? ", voided" : "");
    }

    /** A session that is being put together. */
    public static final class Draft {

        private final SessionId id;

        /** See {@link Session#asset()}. */
        public AssetId asset;

        /** See {@link Session#start()}. */
        public Instant start;

        /** See {@link Session#end()}. */
        public @Nullable Instant end;

        /** See {@link Session#expected()}. */
        public @Nullable Duration expected;

        /** See {@link Session#reason()}. */
        public @Nullable String reason;

        /** See {@link Session#notes()}. */
        public @Nullable String notes;

        /** See {@link Session#segments()}. */
        public List<Segment> segments;

        /** See {@link Session#voided()}. */
        public boolean voided;

        /** See {@link Session#endClamped()}. */
        public boolean endClamped;

        /** See {@link Session#override()}. */
        public @Nullable OverrideId override;

        /** See {@link Session#preparation()}. */
        public @Nullable ChecklistRecord preparation;

        private Draft(SessionId id, AssetId asset, Segment first) {
            this.id = id;
            this.asset = asset;
            this.start = first.from();
            this.segments = List.of(first);
        }

        private Draft(Session from) {
            this(from.id, from.asset, from.segments.get(0));
            end = from.end;
            expected = from.expected;
            reason = from.reason;
            notes = from.notes;
            segments = from.segments;
            voided = from.voided;
            endClamped = from.endClamped;
            override = from.override;
            preparation = from.preparation;
        }

        private Draft told(Consumer<Draft> what) {
            what.accept(this);
            return this;
        }

        private Session session() {
            return new Session(
                    id,
                    asset,
                    start,
                    end,
                    expected,
                    reason,
                    notes,
                    segments,
                    voided,
                    endClamped,
                    override,
                    preparation);
        }
    }
}
