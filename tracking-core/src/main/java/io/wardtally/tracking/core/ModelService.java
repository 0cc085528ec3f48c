package io.wardtally.tracking.core;

import static io.wardtally.tracking.core.Flow.content;
import static io.wardtally.tracking.internal.Check.given;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.Model;
import io.wardtally.tracking.asset.Models;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.Query;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Where makes and models are asked for and told about. */
final class ModelService implements Models {

    private final House house;
    private final Flow flow;
    private final Caller seat;

    ModelService(House house, Flow flow, Caller seat) {
        this.house = house;
        this.flow = flow;
        this.seat = seat;
    }

    @Override
    public Model record(Model model) {
        given("model", model);
        return flow.change(
                seat,
                new DossierKey.OfSubject(Subject.model(model.manufacturer(), model.name())),
                AnswerCodec.MODEL,
                on -> AssetRules.record(on, model),
                content("record", model),
                Permission.REGISTER);
    }

    @Override
    public Optional<Model> find(String manufacturer, String name) {
        given("manufacturer", manufacturer);
        given("model", name);
        return allowed(() -> Model.canBe(manufacturer, name)
                ? models(new DossierKey.OfSubject(Subject.model(manufacturer, name))).findFirst()
                : Optional.empty());
    }

    @Override
    public Optional<Model> find(Identifier identifier) {
        given("identifier", identifier);
        return allowed(() -> findByType(List.of(identifier)));
    }

    @Override
    public Optional<Model> find(Asset asset) {
        Description description = given("asset", asset).description();
        String manufacturer = description.manufacturer();
        String name = description.model();
        return manufacturer == null || name == null ? Optional.empty() : find(manufacturer, name);
    }

    /** The model that carries what one of these says of the type of device. */
    Optional<Model> findByType(List<Identifier> any) {
        List<Identifier> types = any.stream()
                .flatMap(identifier -> identifier.type().stream())
                .map(Identifier::named)
                .toList();
        // A claim alone is not believed: it may have been forged.
        return types.isEmpty()
                ? Optional.empty()
                : models(new DossierKey.OfHolder(Subject.MODEL, types))
                        .filter(model -> model.identifiers().stream()
                                .map(Identifier::named)
                                .anyMatch(types::contains))
                        .findFirst();
    }

    @Override
    public Page<Model> list(Paging paging) {
        given("paging", paging);
        return allowed(() -> {
            Page<Dossier> page = house.store().page(new Query.OfKind(Subject.MODEL), paging);
            return new Page<>(
                    page.items().stream()
                            .map(Case::model)
                            .filter(Objects::nonNull)
                            .toList(),
                    page.next());
        });
    }

    private Stream<Model> models(DossierKey key) {
        return house.store().find(key, null).dossiers().stream()
                .map(Case::model)
                .filter(Objects::nonNull);
    }

    private <T> T allowed(Supplier<T> act) {
        return flow.wholly(seat.actor(), Permission.LOOK_UP, act);
    }
}
