package io.wardtally.examples.firstsession;

import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.store.Envelope;
import io.wardtally.tracking.store.Recorded;
import io.wardtally.tracking.store.Store;
import java.lang.reflect.Proxy;
import java.util.List;

/** What somebody with a database client, and without the keys, could do. */
final class Tampering {

    private Tampering() {}

    /** The same store, in which somebody else started the sessions of sarah. */
    static Store blaming(String scapegoat, Store store) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, call, args) -> {
                    Object answer = call.invoke(store, args);
                    return answer instanceof List<?> rows
                            ? rows.stream()
                                    .map(row -> row instanceof Recorded recorded ? blame(scapegoat, recorded) : row)
                                    .toList()
                            : answer;
                });
    }

    private static Recorded blame(String scapegoat, Recorded recorded) {
        Envelope fact = recorded.fact();
        if (!fact.type().equals("SessionStarted") || !fact.by().id().equals("sarah")) {
            return recorded;
        }
        Actor other = Actor.nurse(scapegoat, "ICU");
        return new Recorded(
                new Envelope(
                        fact.subject(),
                        fact.sequence(),
                        fact.happened(),
                        fact.recorded(),
                        other,
                        fact.type(),
                        fact.details(),
                        fact.personal(),
                        fact.state(),
                        fact.key(),
                        fact.digest()),
                recorded.position());
    }
}
