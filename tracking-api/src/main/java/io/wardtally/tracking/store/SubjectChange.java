package io.wardtally.tracking.store;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.SearchWords;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.session.Session;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one subject: the rows to write and the facts to add. Afterwards its version is {@link #version()}.
 *
 * @param subject of what
 * @param basedOn the version that the decision was based on; 0 creates the subject, an asset with its row
 * @param judged the revision of the policies by which it was decided; a subject that was judged by a newer one is stale
 * @param nextCheck when to look at the subject again by itself, or null to leave that as it is; of a new subject never
 * @param asset the asset's new row, or null if it stays as it is
 * @param words the words by which the asset is found from now on, or null if they stay as they are
 * @param sessions the sessions of this asset to write, new or changed
 * @param items the items of this subject to write, new or changed
 * @param facts the facts to add, numbered from {@code basedOn + 1}; at least one
 * @param take what is claimed
 * @param release what is given back
 */
public record SubjectChange(
        Subject subject,
        long basedOn,
        long judged,
        @Nullable NextCheck nextCheck,
        @Nullable Asset asset,
        @Nullable SearchWords words,
        List<Session> sessions,
        List<Item> items,
        List<SignedFact> facts,
        List<Claim> take,
        List<Claim> release) {

    public SubjectChange {
        Check.given("subject", subject);
        sessions = List.copyOf(sessions);
        items = List.copyOf(items);
        facts = List.copyOf(facts);
        take = List.copyOf(take);
        release = List.copyOf(release);
    }

    /** A change of this subject, which had this version when it was decided. */
    public static SubjectChange of(Subject subject, long basedOn, Consumer<Draft> what) {
        return new Draft().told(what).of(subject, basedOn);
    }

    /** The same change but for what this says. */
    public SubjectChange with(Consumer<Draft> what) {
        return new Draft(this).told(what).of(subject, basedOn);
    }

    /** The version it leads to: the number of its last fact. */
    public long version() {
        return basedOn + facts.size();
    }

    /** A change that is being put together; what is not set changes nothing. */
    public static final class Draft {

        /** See {@link SubjectChange#judged()}. */
        public long judged;

        /** See {@link SubjectChange#nextCheck()}. */
        public @Nullable NextCheck nextCheck;

        /** See {@link SubjectChange#asset()}. */
        public @Nullable Asset asset;

        /** See {@link SubjectChange#words()}. */
        public @Nullable SearchWords words;

        /** See {@link SubjectChange#sessions()}. */
        public List<Session> sessions = List.of();

        /** See {@link SubjectChange#items()}. */
        public List<Item> items = List.of();

        /** See {@link SubjectChange#facts()}. */
        public List<SignedFact> facts = List.of();

        /** See {@link SubjectChange#take()}. */
        public List<Claim> take = List.of();

        /** See {@link SubjectChange#release()}. */
        public List<Claim> release = List.of();

        private Draft() {}

        private Draft(SubjectChange from) {
            judged = from.judged;
            nextCheck = from.nextCheck;
            asset = from.asset;
            words = from.words;
            sessions = from.sessions;
            items = from.items;
            facts = from.facts;
            take = from.take;
            release = from.release;
        }

        private Draft told(Consumer<Draft> what) {
            what.accept(this);
            return this;
        }

        private SubjectChange of(Subject subject, long basedOn) {
            return new SubjectChange(
                    subject, basedOn, judged, nextCheck, asset, words, sessions, items, facts, take, release);
        }
    }
}
