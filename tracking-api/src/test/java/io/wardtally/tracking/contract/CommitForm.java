package io.wardtally.tracking.contract;

import static io.wardtally.tracking.contract.Fixtures.PUMP;
import static io.wardtally.tracking.contract.Fixtures.asset;
import static io.wardtally.tracking.contract.Fixtures.over;
import static io.wardtally.tracking.contract.Fixtures.session;
import static io.wardtally.tracking.contract.Fixtures.version;

import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.store.Batch;
import io.wardtally.tracking.store.CommitResult;
import io.wardtally.tracking.store.Store;
import java.util.function.UnaryOperator;

/** The forms of a commit of one subject, each of which a store may write by other statements. */
enum CommitForm {
    /** An asset with its row. */
    ROW,
    /** An asset whose row stays as it is. */
    FACTS_ONLY,
    /** An asset whose use begins or ends. */
    USE,
    /** A subject that is no asset. */
    NO_ASSET,
    /** An asset together with another subject. */
    AMONG_OTHERS;

    private static final Subject OTHER = Subject.staff("somebody else");

    Subject subject() {
        return this == NO_ASSET ? Subject.model("MedEquip Inc", "VB-500") : Subject.asset(PUMP);
    }

    /** A change in this form; the first one creates the subject. */
    Draft draft(long basedOn) {
        Draft draft = Draft.of(subject(), basedOn);
        if (this == NO_ASSET || (this == FACTS_ONLY && basedOn > 0)) {
            return draft;
        }
        if (this == USE && basedOn > 0) {
            boolean begins = basedOn % 2 == 1;
            int number = (int) (begins ? basedOn : basedOn - 1);
            return begins
                    ? draft.asset(asset(PUMP)).opens(session(number, PUMP))
                    : draft.asset(asset(PUMP)).ends(over(session(number, PUMP)));
        }
        return draft.asset(asset(PUMP));
    }

    Batch batch(Store store, Draft draft) {
        return this == AMONG_OTHERS ? Fixtures.batch(Draft.of(OTHER, version(store, OTHER)), draft) : draft.batch();
    }

    CommitResult commit(Store store, long basedOn, UnaryOperator<Draft> with) {
        return Fixtures.commit(store, batch(store, with.apply(draft(basedOn))));
    }

    void done(Store store, long basedOn, UnaryOperator<Draft> with) {
        Fixtures.done(store, batch(store, with.apply(draft(basedOn))));
    }
}
