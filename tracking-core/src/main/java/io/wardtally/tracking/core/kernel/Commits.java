package io.wardtally.tracking.core.kernel;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.SearchWords;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.core.audit.AuditKeys;
import io.wardtally.tracking.core.audit.FactSigner;
import io.wardtally.tracking.core.audit.RowName;
import io.wardtally.tracking.core.codec.StoredKind;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.Item;
import io.wardtally.tracking.store.NextCheck;
import io.wardtally.tracking.store.SignedFact;
import io.wardtally.tracking.store.SubjectChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Translator of a decision into a batch: the rows, the claims that follow from them, and the facts, signed. */
final class Commits {

    private final AuditKeys signing;
    private final Features features;

    Commits(AuditKeys signing, Features features) {
        this.signing = signing;
        this.features = features;
    }

    /** Change of the subject of this case, by a decision under this revision of the policies. */
    SubjectChange change(Case on, Effects effects, long revision) {
        Dossier dossier = on.dossier();
        refuseTooManyItems(dossier, effects);
        FactSigner signer = signing.signer();
        String state = state(signer, effects);
        Instant happened = effects.happened() == null ? on.now() : effects.happened();
        List<SignedFact> facts = new ArrayList<>();
        for (Fact fact : effects.facts()) {
            long sequence = dossier.version() + facts.size() + 1;
            facts.add(signer.sign(
                    new FactSigner.Circumstances(dossier.subject(), sequence, happened, on.now(), on.actor()),
                    fact,
                    state));
        }
        Instant nextCheck = features.nextCheck(on.of(after(dossier, effects)));
        return SubjectChange.of(dossier.subject(), dossier.version(), draft -> {
            draft.judged = revision;
            draft.nextCheck = nextCheck.isBefore(dossier.nextCheck()) ? NextCheck.noLaterThan(nextCheck) : null;
            draft.asset = effects.asset();
            draft.words = words(dossier.asset(), effects.asset());
            draft.sessions = effects.session() == null ? List.of() : List.of(effects.session());
            draft.items = effects.items();
            draft.facts = facts;
            draft.take = claims(effects, dossier, true);
            draft.release = claims(effects, dossier, false);
        });
    }

    private static String state(FactSigner signer, Effects effects) {
        StringBuilder state = new StringBuilder();
        if (effects.asset() != null) {
            signer.state(state, RowName.ASSET, effects.asset());
        }
        if (effects.session() != null) {
            signer.state(state, RowName.of(effects.session()), effects.session());
        }
        effects.items().forEach(item -> signer.state(state, RowName.of(item), item));
        return state.toString();
    }

    /** The dossier as the effects leave it. */
    private static Dossier after(Dossier before, Effects effects) {
        Map<String, Session> sessions = new LinkedHashMap<>();
        before.sessions().forEach(session -> sessions.put(RowName.of(session), session));
        if (effects.session() != null) {
            sessions.put(RowName.of(effects.session()), effects.session());
        }
        return Dossier.of(before.subject(), before.version() + effects.facts().size(), before.nextCheck())
                .withAsset(effects.asset() == null ? before.asset() : effects.asset())
                .withSessions(List.copyOf(sessions.values()))
                .withItems(items(before, effects));
    }

    private static List<Item> items(Dossier before, Effects effects) {
        if (effects.items().isEmpty()) {
            return before.items();
        }
        Map<String, Item> items = new LinkedHashMap<>();
        before.items().forEach(item -> items.put(RowName.of(item), item));
        effects.items().forEach(item -> items.put(RowName.of(item), item));
        return List.copyOf(items.values());
    }

    private static void refuseTooManyItems(Dossier before, Effects effects) {
        if (effects.items().isEmpty()) {
            return;
        }
        long live = items(before, effects).stream().filter(Item::live).count();
        if (live > Item.MOST_LIVE) {
            throw new TrackingException.Conflict(
                    Code.TOO_MANY,
                    Message.of("subject.too-many-items", before.subject().message(), Item.MOST_LIVE));
        }
    }

    private static @Nullable SearchWords words(@Nullable Asset before, @Nullable Asset after) {
        if (after == null) {
            return null;
        }
        boolean same = before != null
                && before.description().equals(after.description())
                && before.identifiers().equals(after.identifiers());
        return same ? null : after.words();
    }

    /** Claims that this change takes or gives back. */
    private List<Claim> claims(Effects effects, Dossier dossier, boolean take) {
        List<Claim> claims = new ArrayList<>(use(effects.session(), take, dossier));
        if (effects.asset() != null) {
            addMissing(claims, identifiers(dossier.asset(), dossier), identifiers(effects.asset(), dossier), take);
        }
        for (Item item : effects.items()) {
            List<Claim> before = dossier.items().stream()
                    .filter(each -> RowName.of(each).equals(RowName.of(item)))
                    .flatMap(each -> claims(each).stream())
                    .toList();
            addMissing(claims, before, claims(item), take);
        }
        return claims;
    }

    private static void addMissing(List<Claim> claims, List<Claim> before, List<Claim> after, boolean take) {
        List<Claim> has = take ? after : before;
        if (has.isEmpty()) {
            return;
        }
        Set<Claim> lacks = Set.copyOf(take ? before : after);
        has.stream().filter(claim -> !lacks.contains(claim)).forEach(claims::add);
    }

    private static List<Claim> identifiers(@Nullable Asset asset, Dossier dossier) {
        return asset == null || asset.identifiers().isEmpty()
                ? List.of()
                : asset.identifiers().stream()
                        .map(Identifier::named)
                        .map(identifier -> Claim.identifier(identifier, dossier.subject()))
                        .toList();
    }

    private List<Claim> claims(Item item) {
        StoredKind<?> kind = features.kinds().get(item.kind());
        return kind == null ? List.of() : kind.claims(item);
    }

    /** The claim to the use of the asset that this change takes or gives back. */
    private static List<Claim> use(@Nullable Session session, boolean take, Dossier dossier) {
        if (session == null) {
            return List.of();
        }
        boolean wasOpen =
                dossier.open().filter(open -> open.id().equals(session.id())).isPresent();
        boolean changesHands = take ? session.isOpen() && !wasOpen : wasOpen && !session.isOpen();
        return changesHands ? List.of(Claim.use(session.asset(), session.id())) : List.of();
    }
}
