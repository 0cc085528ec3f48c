package io.wardtally.tracking.core.atlas;

import static io.wardtally.tracking.internal.Check.given;

import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.atlas.Atlas;
import io.wardtally.tracking.atlas.Guidance;
import io.wardtally.tracking.atlas.ProviderState;
import io.wardtally.tracking.atlas.Reply;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Personal;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.kernel.Caller;
import io.wardtally.tracking.core.kernel.Kernel;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.store.DossierKey;
import java.util.List;
import java.util.function.Supplier;

/** Atlas service: guidance and answers, as one person may ask for them. */
public final class AtlasService implements Atlas {

    private static final int LONGEST_QUESTION = 500;

    private final Kernel kernel;
    private final PreUseBriefings briefings;
    private final KnowledgeProviders knowledge;
    private final Caller caller;

    /** The Atlas as this person asks it. */
    public AtlasService(Kernel kernel, PreUseBriefings briefings, KnowledgeProviders knowledge, Caller caller) {
        this.kernel = kernel;
        this.briefings = briefings;
        this.knowledge = knowledge;
        this.caller = caller;
    }

    @Override
    public Guidance guidance(AssetId asset) {
        DossierKey key = key(asset);
        return allowed(
                () -> briefings.guidance(kernel.commands().view(caller, key).asset()));
    }

    @Override
    public Reply ask(AssetId asset, String question) {
        DossierKey key = key(asset);
        String asked = Check.text("question", question);
        if (asked.length() > LONGEST_QUESTION) {
            throw Check.tooLong("question", LONGEST_QUESTION);
        }
        return allowed(() -> {
            KnowledgeProviders.Answered answered =
                    briefings.ask(kernel.commands().view(caller, key), asked);
            kernel.commands()
                    .note(
                            caller.actor(),
                            new Fact.QuestionAsked(
                                    asset,
                                    Personal.of(answered.question()),
                                    answered.reply().citations().stream()
                                            .map(citation -> citation.source().place())
                                            .distinct()
                                            .toList()));
            return answered.reply();
        });
    }

    @Override
    public List<ProviderState> providers() {
        return allowed(knowledge::states);
    }

    private <T> T allowed(Supplier<T> act) {
        return kernel.access().everywhere(caller.actor(), Permission.LOOK_UP, act);
    }

    private static DossierKey key(AssetId asset) {
        return new DossierKey.OfSubject(Subject.asset(given("asset id", asset)));
    }
}
