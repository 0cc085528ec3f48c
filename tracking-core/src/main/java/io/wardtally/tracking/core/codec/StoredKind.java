package io.wardtally.tracking.core.codec;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.IndexKeys;
import io.wardtally.tracking.store.Item;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A kind of item, declared once in the folder of its feature: which record it is, how it is identified and found, when it is live,
 * and what it claims. Stores and the verifier know kinds by nothing else.
 *
 * @param <T> the record that is stored; it stands in {@code stored-format.txt}
 */
public final class StoredKind<T extends Record> {

    private final String name;
    private final Class<T> type;
    private final Function<T, String> id;
    private final Function<T, IndexKeys> keys;
    private final Predicate<T> live;
    private final Function<T, List<Claim.Target>> claims;
    private final Code unknown;

    private StoredKind(
            String name,
            Class<T> type,
            Function<T, String> id,
            Function<T, IndexKeys> keys,
            Predicate<T> live,
            Function<T, List<Claim.Target>> claims,
            Code unknown) {
        this.name = name;
        this.type = type;
        this.id = id;
        this.keys = keys;
        this.live = live;
        this.claims = claims;
        this.unknown = unknown;
    }

    /** A kind of items that are always live and claim nothing. */
    public static <T extends Record> StoredKind<T> of(
            String name, Class<T> type, Function<T, String> id, Function<T, IndexKeys> keys) {
        return new StoredKind<>(name, type, id, keys, value -> true, value -> List.of(), Code.ITEM_UNKNOWN);
    }

    /** The same kind, whose items ride in the dossier of their subject only while this holds. */
    public StoredKind<T> liveWhile(Predicate<T> holds) {
        return new StoredKind<>(name, type, id, keys, holds, claims, unknown);
    }

    /** The same kind, whose items claim this for their subject. */
    public StoredKind<T> claiming(Function<T, List<Claim.Target>> what) {
        return new StoredKind<>(name, type, id, keys, live, what, unknown);
    }

    /** The same kind, of which this is said where nothing has the id that was asked for. */
    public StoredKind<T> unknown(Code code) {
        return new StoredKind<>(name, type, id, keys, live, claims, code);
    }

    /** Error code where nothing has the id that was asked for. */
    public Code unknown() {
        return unknown;
    }

    /** Its name, in one word. */
    public String name() {
        return name;
    }

    /** The record that is stored. */
    public Class<T> type() {
        return type;
    }

    /** Stored form of this. */
    public Item item(Subject subject, T value) {
        return Item.of(subject, name, id.apply(value), keys.apply(value), RecordCodec.write(value))
                .withLive(live.test(value));
    }

    /**
     * What an item of this kind says.
     *
     * @throws TrackingException.Failure with {@code STORED_DATA_UNREADABLE} if it does not say what was stored
     */
    public T read(Item item) {
        try {
            return RecordCodec.read(type, item.content());
        } catch (RuntimeException unreadable) {
            throw new TrackingException.Failure(
                            Code.STORED_DATA_UNREADABLE,
                            Message.of(
                                    "stored.unreadable",
                                    Message.Argument.word(item.kind()),
                                    item.id(),
                                    item.subject().message()))
                    .causedBy(unreadable);
        }
    }

    /** Claims of an item of this kind for its subject. */
    public List<Claim> claims(Item item) {
        return claims.apply(read(item)).stream()
                .map(target ->
                        new Claim(target.kind(), target.key(), item.subject().id()))
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
