package io.wardtally.tracking.core.scan;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.atlas.Guidance;
import io.wardtally.tracking.core.atlas.PreUseBriefing;
import io.wardtally.tracking.core.kernel.Case;
import io.wardtally.tracking.core.session.ReadinessRules;
import io.wardtally.tracking.core.session.SessionRules;
import io.wardtally.tracking.scan.CodeReading;
import io.wardtally.tracking.scan.CodeReading.Standard;
import io.wardtally.tracking.scan.ScanResult;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.store.DossierKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Pure rules of which asset a code means. Its own id and what only one asset may carry are sure. The maker's serial number alone
 * counts where the code says nothing of the type of device; beside a type it is a hint to whoever registers the device, since
 * another maker may have used the same number.
 */
final class Recognition {

    private static final Set<Standard> NOT_OF_A_MAKER = Set.of(Standard.HOUSE, Standard.TAG, Standard.WEB_ADDRESS);

    private Recognition() {}

    /** Keys to look for. */
    static DossierKey.OfIdentifiers key(CodeReading.Code code) {
        return new DossierKey.OfIdentifiers(own(code), code.identifiers());
    }

    private static @Nullable AssetId own(CodeReading.Code code) {
        String own = code.value("asset:");
        if (own == null) {
            own = code.identifiers().stream()
                    .filter(identifier -> identifier.kind() == Identifier.Kind.TAG)
                    .map(Identifier::value)
                    .findFirst()
                    .orElse(null);
        }
        return own == null ? null : AssetId.of(own);
    }

    /** Statements of the code on the type of device. */
    static List<Identifier> types(CodeReading.Code code) {
        List<Identifier> types = new ArrayList<>();
        if (code.udi().gtin() != null) {
            types.add(Identifier.gtin(code.udi().gtin()));
        }
        if (code.udi().hibc() != null) {
            types.add(Identifier.hibc(code.udi().hibc()));
        }
        return types;
    }

    /**
     * What these assets, which have something of the code, make of it.
     *
     * @param briefing looks up what is known of the one that is meant
     */
    static ScanResult result(CodeReading.Code code, List<Case> found, UnaryOperator<Case> briefing, Instant now) {
        CodeReading.Code label = NOT_OF_A_MAKER.contains(code.standard()) ? null : code;
        List<Case> sure = found.stream().filter(on -> isMeant(on.asset(), code)).toList();
        boolean ofAType = label != null && !types(code).isEmpty();
        List<Case> alike =
                found.stream().filter(on -> isAlike(on.asset(), code)).toList();
        List<Case> meant = sure.isEmpty() && !ofAType ? alike : sure;
        if (meant.size() == 1) {
            return result(briefing.apply(meant.get(0)), label);
        }
        if (!meant.isEmpty()) {
            return ScanResult.ambiguous(assets(meant), label, now);
        }
        boolean ofADevice = ofAType || !code.identifiers().isEmpty();
        return label != null && ofADevice
                ? ScanResult.unregistered(label, null, assets(alike), now)
                : ScanResult.nothing(ScanResult.Outcome.UNKNOWN, now);
    }

    private static ScanResult result(Case on, CodeReading.@Nullable Code label) {
        Session shown = on.dossier()
                .open()
                .filter(session -> SessionRules.maySee(on, session))
                .orElse(null);
        Guidance guidance = on.lookedUp(PreUseBriefing.class).orElseThrow().guidance();
        return ScanResult.of(on.asset(), shown, ReadinessRules.readiness(on), guidance, label, on.now());
    }

    private static boolean isMeant(Asset asset, CodeReading.Code code) {
        return asset.id().equals(own(code)) || asset.carries(code.identifiers());
    }

    /** Whether it has the maker's serial number that the code says. */
    private static boolean isAlike(Asset asset, CodeReading.Code code) {
        String serial = asset.description().serial();
        return serial != null && code.identifiers().contains(Identifier.serial(serial, null));
    }

    private static List<Asset> assets(List<Case> cases) {
        return cases.stream()
                .map(on -> Objects.requireNonNull(on.dossier().asset()))
                .toList();
    }
}
