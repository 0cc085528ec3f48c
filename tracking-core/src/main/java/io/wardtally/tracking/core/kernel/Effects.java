package io.wardtally.tracking.core.kernel;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.codec.StoredKind;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.store.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The effects of a decision on one subject.
 *
 * @param subject of which subject
 * @param facts what happened, in order; without a fact nothing changes
 * @param happened when, or null for now
 * @param asset the asset as it is from now on, or null if it stays
 * @param session the session that changes, or null
 * @param items the items that change
 */
public record Effects(
        Subject subject,
        List<Fact> facts,
        @Nullable Instant happened,
        @Nullable Asset asset,
        @Nullable Session session,
        List<Item> items) {

    public Effects {
        facts = List.copyOf(facts);
        items = List.copyOf(items);
    }

    /** Nothing but that these facts are recorded. */
    public static Effects noted(Subject subject, Fact... facts) {
        return new Effects(subject, List.of(facts), null, null, null, List.of());
    }

    /** An asset that is like this from now on. */
    public static Effects of(Asset asset, Fact... facts) {
        return noted(Subject.asset(asset.id()), facts).with(asset);
    }

    /** A session that is like this from now on. */
    public static Effects of(Session session, Fact... facts) {
        return noted(Subject.asset(session.asset()), facts).with(session);
    }

    /** And the asset is like this from now on. */
    public Effects with(Asset changed) {
        return new Effects(subject, facts, happened, changed, session, items);
    }

    /** And the session is like this from now on. */
    public Effects with(Session changed) {
        return new Effects(subject, facts, happened, asset, changed, items);
    }

    /** And this item is like this from now on. */
    public <T extends Record> Effects with(StoredKind<T> kind, T value) {
        Item item = kind.item(subject, value);
        List<Item> all = new ArrayList<>(items);
        put(all, item);
        return new Effects(subject, facts, happened, asset, session, all);
    }

    private static void put(List<Item> all, Item item) {
        all.removeIf(each -> each.kind().equals(item.kind()) && each.id().equals(item.id()));
        all.add(item);
    }

    /** And this happened, too. */
    public Effects and(Fact... more) {
        List<Fact> all = Stream.concat(facts.stream(), Stream.of(more)).toList();
        return new Effects(subject, all, happened, asset, session, items);
    }

    /** The same with each fact as this makes it. */
    public Effects amended(UnaryOperator<Fact> amend) {
        return new Effects(subject, facts.stream().map(amend).toList(), happened, asset, session, items);
    }

    /** It happened at another time than now. */
    public Effects at(Instant when) {
        return new Effects(subject, facts, when, asset, session, items);
    }

    /** Effects followed by what happened next to the same subject. */
    Effects then(Effects next) {
        List<Item> all = new ArrayList<>(items);
        next.items.forEach(item -> put(all, item));
        return new Effects(
                subject,
                Stream.concat(facts.stream(), next.facts.stream()).toList(),
                happened,
                next.asset == null ? asset : next.asset,
                next.session == null ? session : next.session,
                all);
    }

    /** Whether the asset comes back from a use by this. */
    public boolean endsUse(Case on) {
        return session != null
                && !session.isOpen()
                && on.dossier()
                        .open()
                        .filter(open -> open.id().equals(session.id()))
                        .isPresent();
    }
}
