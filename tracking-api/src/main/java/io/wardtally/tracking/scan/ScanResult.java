package io.wardtally.tracking.scan;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.AssetStatus;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.Model;
import io.wardtally.tracking.atlas.Guidance;
import io.wardtally.tracking.session.Concern;
import io.wardtally.tracking.session.ConcernCode;
import io.wardtally.tracking.session.Readiness;
import io.wardtally.tracking.session.Session;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a scan found: usually an asset, its open session, and whether it may be used.
 *
 * <p>What was read is kept only where it is the label of a device. Anything else may have been on a patient's wristband.
 */
public final class ScanResult {

    private final Outcome outcome;
    private final Instant at;
    private final @Nullable Asset asset;
    private final @Nullable Session session;
    private final Readiness readiness;
    private final List<Asset> candidates;
    private final CodeReading.@Nullable Code label;
    private final @Nullable Model model;
    private final @Nullable CodeFlaw flaw;
    private final @Nullable Guidance guidance;

    private ScanResult(
            Outcome outcome,
            Instant at,
            @Nullable Asset asset,
            @Nullable Session session,
            Readiness readiness,
            List<Asset> candidates,
            CodeReading.@Nullable Code label,
            @Nullable Model model,
            @Nullable CodeFlaw flaw,
            @Nullable Guidance guidance) {
        this.outcome = outcome;
        this.at = at;
        this.asset = asset;
        this.session = session;
        this.readiness = readiness;
        this.candidates = List.copyOf(candidates);
        this.label = label;
        this.model = model;
        this.flaw = flaw;
        this.guidance = guidance;
    }

    /**
     * An asset was found.
     *
     * @param guidance what is known of it
     * @param label what a manufacturer's label says of it, or null if none was read
     */
    public static ScanResult of(
            Asset asset,
            @Nullable Session open,
            Readiness readiness,
            Guidance guidance,
            CodeReading.@Nullable Code label,
            Instant at) {
        Outcome outcome = asset.status() == AssetStatus.RETIRED ? Outcome.RETIRED : Outcome.FOUND;
        return new ScanResult(outcome, at, asset, open, readiness, List.of(), label, null, null, guidance);
    }

    /** Several assets may be meant. */
    public static ScanResult ambiguous(List<Asset> candidates, CodeReading.@Nullable Code label, Instant at) {
        return nothing(Outcome.AMBIGUOUS, Message.of(Outcome.AMBIGUOUS.message), candidates, label, null, null, at);
    }

    /**
     * What was read is nearly the label of these assets; somebody has to look whether it is.
     *
     * @param flaw what must have happened to it
     */
    public static ScanResult guessed(
            List<Asset> candidates, CodeReading.@Nullable Code label, CodeFlaw flaw, Instant at) {
        Message message = Message.of("scan.guessed", flaw.message());
        return nothing(Outcome.AMBIGUOUS, message, candidates, label, null, flaw, at);
    }

    /**
     * The label of a device that is not in the register.
     *
     * @param model the model that the label names, or null if that is not recorded either
     * @param candidates what has the same serial number, but not its label
     * @param flaw what is wrong with another code beside it, or null if nothing is
     */
    public static ScanResult unregistered(
            CodeReading.Code label,
            @Nullable Model model,
            List<Asset> candidates,
            @Nullable CodeFlaw flaw,
            Instant at) {
        Message plain = detailed(Message.of(Outcome.UNREGISTERED.message), model);
        Message message = flaw == null ? plain : Message.of("scan.unreadable-beside", plain, flaw.message());
        return nothing(Outcome.UNREGISTERED, message, candidates, label, model, flaw, at);
    }

    /** The code breaks the rules of its standard. */
    public static ScanResult unreadable(@Nullable CodeFlaw flaw, Instant at) {
        Message message = detailed(Message.of(Outcome.UNREADABLE.message), flaw == null ? null : flaw.message());
        return nothing(Outcome.UNREADABLE, message, List.of(), null, null, flaw, at);
    }

    /** Nothing that can be used was found, and what was read is not kept. */
    public static ScanResult nothing(Outcome outcome, Instant at) {
        return nothing(outcome, Message.of(outcome.message), List.of(), null, null, null, at);
    }

    private static Message detailed(Message plain, @Nullable Object detail) {
        return detail == null ? plain : Message.of("scan.detailed", plain, detail);
    }

    private static ScanResult nothing(
            Outcome outcome,
            Message message,
            List<Asset> candidates,
            CodeReading.@Nullable Code label,
            @Nullable Model model,
            @Nullable CodeFlaw flaw,
            Instant at) {
        Concern concern = Concern.blocks(outcome.concern(), message);
        return new ScanResult(
                outcome, at, null, null, Readiness.of(List.of(concern)), candidates, label, model, flaw, null);
    }

    /** Whether an asset was found, and if not, why. */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * The asset that was found, in service or not.
     *
     * @throws TrackingException.NotFound if none was, or several; ask {@link #outcome()} first where that can happen
     */
    public Asset asset() {
        if (asset == null) {
            throw new TrackingException.NotFound(Code.ASSET_UNKNOWN, readiness.message());
        }
        return asset;
    }

    /**
     * The assets from which to choose: those that an ambiguous label may mean, even if it is only one; for a device that is not
     * registered those that have its serial number, without being known by its label. At most 20.
     */
    public List<Asset> candidates() {
        return candidates;
    }

    /** What a manufacturer's label says, if one was read. */
    public Optional<CodeReading.Code> label() {
        return Optional.ofNullable(label);
    }

    /** The make and model of a device that is not registered, if its label names one that is recorded. */
    public Optional<Model> model() {
        return Optional.ofNullable(model);
    }

    /** What is wrong with a code, if that is why it cannot be read, or can only be guessed. */
    public Optional<CodeFlaw> flaw() {
        return Optional.ofNullable(flaw);
    }

    /**
     * The device with all that its label and its model say, for {@link io.wardtally.tracking.asset.Assets#register}.
     *
     * @param id the id that the hospital gives it
     * @throws TrackingException.NotFound if no manufacturer's label was read, or its model is not recorded
     */
    public Asset toRegister(String id) {
        if (model == null) {
            throw new TrackingException.NotFound(Code.MODEL_UNKNOWN, Message.of("scan.model-unknown"));
        }
        return toRegister(id, model.name(), model.category());
    }

    /**
     * The device with all that its label and its model say, for {@link io.wardtally.tracking.asset.Assets#register}.
     *
     * @param id the id that the hospital gives it
     * @param name what people call it
     * @param category the kind of device
     * @throws TrackingException.NotFound if no manufacturer's label was read
     */
    public Asset toRegister(String id, String name, String category) {
        if (label == null) {
            throw new TrackingException.NotFound(Code.ASSET_UNKNOWN, Message.of("scan.no-label"));
        }
        // All units of a type have the same bare GTIN on them.
        boolean namesTheUnit = label.standard() != CodeReading.Standard.GTIN;
        List<Identifier> ofTheUnit = label.identifiers().stream()
                .filter(identifier -> namesTheUnit && identifier.kind().isUnique())
                .toList();
        Description plain = Description.of(name, category);
        Description made = model == null ? plain : plain.madeBy(model.manufacturer(), model.name(), null);
        return Asset.of(AssetId.of(id), made.labelled(label.udi())).withIdentifiers(ofTheUnit);
    }

    /** The session in which the asset is being used now, if there is one and the actor may see it. */
    public Optional<Session> session() {
        return Optional.ofNullable(session);
    }

    /** Whether the asset may be used, and what stands against it. */
    public Readiness readiness() {
        return readiness;
    }

    /** Why nothing was found, or what stands against its use, in English; empty if nothing does. */
    public String says() {
        return readiness.says();
    }

    /** The same in this language, or in English if the library does not speak it. */
    public String says(Locale language) {
        return readiness.says(language);
    }

    /**
     * What is known of it: procedures, warnings, limits, each with its source.
     *
     * @throws TrackingException.NotFound if no asset was found, or several
     */
    public Guidance guidance() {
        if (guidance == null) {
            throw new TrackingException.NotFound(Code.ASSET_UNKNOWN, readiness.message());
        }
        return guidance;
    }

    /** When the asset was last used; now, if it is in use; empty if it never was. */
    public Optional<Instant> lastUse() {
        if (asset == null) {
            return Optional.empty();
        }
        return asset.status() == AssetStatus.IN_USE ? Optional.of(at) : Optional.ofNullable(asset.lastUsed());
    }

    /** When this was seen. */
    public Instant at() {
        return at;
    }

    @Override
    public String toString() {
        return asset == null ? outcome.toString() : asset + " — " + readiness;
    }

    /** What came of a scan. */
    public enum Outcome {
        /** One asset. */
        FOUND(""),
        /** One asset, which is no longer in service. */
        RETIRED(""),
        /** Several assets, or one that is only guessed; somebody has to choose. */
        AMBIGUOUS("scan.ambiguous"),
        /** A manufacturer's label of a device that is not in the register. */
        UNREGISTERED("scan.unregistered"),
        /** The label of a person, such as a patient's wristband. */
        NOT_A_DEVICE("scan.not-a-device"),
        /** A label that no asset carries. */
        UNKNOWN("scan.unknown"),
        /** A picture without a legible label, or a code that breaks the rules of its standard. */
        UNREADABLE("scan.unreadable");

        private final String message;

        Outcome(String message) {
            this.message = message;
        }

        private ConcernCode concern() {
            return this == UNREADABLE ? ConcernCode.UNREADABLE : ConcernCode.UNKNOWN;
        }
    }
}
