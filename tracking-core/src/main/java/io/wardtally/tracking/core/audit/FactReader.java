package io.wardtally.tracking.core.audit;

import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.core.codec.RecordCodec;
import io.wardtally.tracking.store.LoggedFact;
import io.wardtally.tracking.store.SignedFact;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reader of stored facts. */
public final class FactReader {

    static final int SALT_LETTERS = 22;

    private static final Map<String, Class<? extends Record>> KINDS = Arrays.stream(Fact.class.getPermittedSubclasses())
            .filter(kind -> kind != Fact.Other.class)
            .collect(Collectors.toMap(Class::getSimpleName, kind -> kind.asSubclass(Record.class)));

    private FactReader() {}

    /** Fact that was signed. One that this version does not know, or cannot read, is {@link Fact.Other}. */
    public static AuditEntry read(LoggedFact logged) {
        return entry(logged.fact(), logged.position(), fact(logged.fact()));
    }

    /** The line of the trail for this fact. */
    public static AuditEntry entry(SignedFact signed, long position, Fact fact) {
        return AuditEntry.of(signed.subject(), signed.sequence(), signed.by(), fact)
                .at(signed.happened(), signed.recorded())
                .atPosition(position);
    }

    private static Fact fact(SignedFact envelope) {
        Class<? extends Record> kind = KINDS.get(envelope.type());
        if (kind != null) {
            try {
                Map<String, String> personal = RecordCodec.parse(envelope.personal());
                return (Fact) RecordCodec.read(kind, RecordCodec.parse(envelope.details()), path -> {
                    String kept = personal.get(path);
                    return kept == null ? null : kept.substring(SALT_LETTERS);
                });
            } catch (RuntimeException writtenByAnotherVersion) {
                // Falls through: what it says is still shown, line by line.
            }
        }
        return new Fact.Other(envelope.type(), new TreeMap<>(readable(envelope.details())));
    }

    private static Map<String, String> readable(String details) {
        try {
            return RecordCodec.parse(details);
        } catch (RuntimeException broken) {
            return Map.of("unreadable", details);
        }
    }
}
