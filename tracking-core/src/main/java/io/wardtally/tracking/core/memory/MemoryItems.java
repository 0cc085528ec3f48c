package io.wardtally.tracking.core.memory;

import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.IndexKeys;
import io.wardtally.tracking.store.Item;
import io.wardtally.tracking.store.Query;
import io.wardtally.tracking.store.Query.Items.Order;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The items, in each order in which they are asked for. */
final class MemoryItems {

    private static final Comparator<Item> BY_IDENTITY =
            Comparator.comparing(Item::subject).thenComparing(Item::kind).thenComparing(Item::id);
    private static final Comparator<Item> BY_ID = Comparator.comparing(Item::id).thenComparing(BY_IDENTITY);
    private static final Comparator<Item> LATEST =
            Comparator.comparing((Item item) -> item.keys().at()).thenComparing(BY_ID);
    private static final Map<Order, Comparator<Item>> ORDERS = Map.of(
            Order.SUBJECT, BY_IDENTITY,
            Order.DUE, Comparator.comparing((Item item) -> item.keys().due()).thenComparing(BY_ID),
            Order.RANK,
                    Comparator.comparing((Item item) -> item.keys().rank())
                            .thenComparing(LATEST)
                            .reversed(),
            Order.LATEST, LATEST.reversed());

    private final Map<Order, NavigableMap<Item, Item>> ordered = new EnumMap<>(Order.class);
    private final Map<Subject, NavigableMap<String, Item>> bySubject = new HashMap<>();

    MemoryItems() {
        ORDERS.forEach((order, comparator) -> ordered.put(order, new TreeMap<>(comparator)));
    }

    void put(Item item) {
        // Kinds and ids hold no control characters, so that their order is that of kind and id.
        Item before = bySubject
                .computeIfAbsent(item.subject(), subject -> new TreeMap<>())
                .put(item.kind() + '\t' + item.id(), item);
        ordered.values().forEach(all -> {
            if (before != null) {
                all.remove(before);
            }
            all.put(item, item);
        });
    }

    NavigableMap<Item, Item> in(Order order) {
        return Objects.requireNonNull(ordered.get(order));
    }

    /** The live items of a subject, and the one that was named. */
    List<Item> ofDossier(Subject subject, DossierKey.@Nullable OfItem named) {
        return bySubject.getOrDefault(subject, Collections.emptyNavigableMap()).values().stream()
                .filter(item -> item.live()
                        || (named != null
                                && item.kind().equals(named.kind())
                                && item.id().equals(named.id())))
                .toList();
    }

    /** Everything by which items are ordered, at the time of reading. */
    static String token(Item item) {
        IndexKeys keys = item.keys();
        return String.join(
                "\t",
                Integer.toString(keys.rank()),
                keys.at().toString(),
                keys.due().toString(),
                item.subject().kind(),
                item.subject().id(),
                item.kind(),
                item.id());
    }

    static Item parse(String token) {
        String[] parts = token.split("\t", 7);
        IndexKeys keys = IndexKeys.at(Instant.parse(parts[1]))
                .withRank(Integer.parseInt(parts[0]))
                .withDue(Instant.parse(parts[2]));
        return Item.of(new Subject(parts[3], parts[4]), parts[5], parts[6], keys, "");
    }

    static String column(Item item, Query.Items.Column column) {
        Object value = switch (column) {
            case DEPARTMENT -> item.keys().department();
            case PARTY -> item.keys().party();
            case TAG -> item.keys().tag();
            case RANK -> item.keys().rank();
        };
        return value == null ? "" : value.toString();
    }
}
