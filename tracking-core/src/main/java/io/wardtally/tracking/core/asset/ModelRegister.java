package io.wardtally.tracking.core.asset;

import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.Model;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lookup of makes and models, whoever asks. */
public final class ModelRegister {

    private final Store store;

    /** The models that stand in this store. */
    public ModelRegister(Store store) {
        this.store = store;
    }

    /** The model with these names. */
    public Optional<Model> find(String manufacturer, String name) {
        return Model.canBe(manufacturer, name)
                ? models(new DossierKey.OfSubject(Subject.model(manufacturer, name)))
                        .findFirst()
                : Optional.empty();
    }

    /** The model that carries what one of these says of the type of device. */
    public Optional<Model> findByType(List<Identifier> any) {
        List<Identifier> types = any.stream()
                .flatMap(identifier -> identifier.type().stream())
                .map(Identifier::named)
                .toList();
        // A claim alone is not believed: it may have been forged.
        return types.isEmpty()
                ? Optional.empty()
                : models(new DossierKey.OfHolder(
                                Subject.MODEL,
                                types.stream().map(Claim.Target::of).toList()))
                        .filter(model -> model.identifiers().stream()
                                .map(Identifier::named)
                                .anyMatch(types::contains))
                        .findFirst();
    }

    private Stream<Model> models(DossierKey key) {
        return store.find(List.of(key), null).dossiers().stream()
                .map(Dossier::items)
                .flatMap(List::stream)
                .filter(item -> item.kind().equals(AssetFeature.MODEL.name()))
                .map(AssetFeature.MODEL::read);
    }
}
