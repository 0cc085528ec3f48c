package io.wardtally.tracking.jpa;

import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.core.contract.Hospital;
import io.wardtally.tracking.policy.Policies;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.store.Store;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Four people, each of whom takes a wheelchair and brings it back, again and again, and says aloud what is asked and told. */
final class Shift {

    static final String CATEGORY = "wheelchair";
    static final List<Integer> PEOPLE = IntStream.rangeClosed(1, 4).boxed().toList();

    private Shift() {}

    static Tracking tracking(Store store) {
        return Wardtally.on(store)
                .facility(Hospital.FACILITY, ZoneOffset.UTC)
                .keys(new FixedKeys())
                .policies(Policies.standard().withoutCleaning(CATEGORY))
                .build();
    }

    static AssetId asset(int person) {
        return AssetId.of("CHAIR" + person);
    }

    /**
     * What is asked.
     *
     * @param session which session is to end, or null if one is to start
     */
    record Ask(RequestId request, int person, SessionId session) {

        /** Asks, and gives the effect in the words of {@link LogChecker#effects()}. */
        String of(Tracking tracking) {
            Workspace ward =
                    tracking.actingAs(Actor.nurse("nurse " + person, "ICU")).request(request);
            return session == null
                    ? "SessionStarted "
                            + ward.sessions()
                                    .start(UseRequest.of(asset(person)))
                                    .orElseThrow()
                                    .id()
                    : "SessionEnded " + ward.sessions().end(session, null).id();
        }

        String asked() {
            return "asked;" + request + ";" + person + ";" + (session == null ? "" : session) + ";";
        }

        String told(String effect) {
            return "told;" + request + ";" + effect + ";";
        }

        static Ask parse(String asked) {
            String[] parts = asked.split(";", -1);
            return new Ask(
                    RequestId.of(parts[1]),
                    Integer.parseInt(parts[2]),
                    parts[3].isEmpty() ? null : SessionId.of(parts[3]));
        }
    }

    /** Works as long as it shall, and ends what it began. What fails is asked again, by the same request id. */
    static void work(Tracking tracking, String name, int person, Consumer<String> say, BooleanSupplier goOn) {
        SessionId open = null;
        for (int number = 1; goOn.getAsBoolean() || open != null; number++) {
            Ask ask = new Ask(RequestId.of(name + "-" + person + "-" + number), person, open);
            say.accept(ask.asked());
            String effect = answer(tracking, ask);
            say.accept(ask.told(effect));
            open = open == null ? SessionId.of(effect.substring(effect.indexOf(' ') + 1)) : null;
        }
    }

    private static String answer(Tracking tracking, Ask ask) {
        while (true) {
            Optional<String> effect = answerUnlessDown(tracking, ask);
            if (effect.isPresent()) {
                return effect.get();
            }
        }
    }

    private static Optional<String> answerUnlessDown(Tracking tracking, Ask ask) {
        try {
            return Optional.of(ask.of(tracking));
        } catch (TrackingException thrown) {
            if (thrown.code() != Code.BUSY && thrown.code() != Code.STORE_FAILED) {
                throw thrown;
            }
            return Optional.empty();
        }
    }
}
