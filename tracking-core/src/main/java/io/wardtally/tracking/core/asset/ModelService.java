package io.wardtally.tracking.core.asset;

import static io.wardtally.tracking.core.kernel.Commands.content;
import static io.wardtally.tracking.internal.Check.given;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.Model;
import io.wardtally.tracking.asset.Models;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.kernel.AnswerCodec;
import io.wardtally.tracking.core.kernel.Caller;
import io.wardtally.tracking.core.kernel.Commands.Command;
import io.wardtally.tracking.core.kernel.Kernel;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.Item;
import io.wardtally.tracking.store.Query;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Model service: makes and models, as one person may see and record them. */
public final class ModelService implements Models {

    private static final AnswerCodec<Model> ANSWER = AnswerCodec.of(Model.class);

    private final Kernel kernel;
    private final ModelRegister models;
    private final Caller caller;

    /** The models as this person sees them. */
    public ModelService(Kernel kernel, ModelRegister models, Caller caller) {
        this.kernel = kernel;
        this.models = models;
        this.caller = caller;
    }

    @Override
    public Model record(Model model) {
        given("model", model);
        DossierKey key = new DossierKey.OfSubject(Subject.model(model.manufacturer(), model.name()));
        return kernel.commands()
                .change(
                        new Command<>(
                                caller, key, ANSWER, on -> ModelRules.record(on, model), content("record", model)),
                        Permission.REGISTER);
    }

    @Override
    public Optional<Model> find(String manufacturer, String name) {
        given("manufacturer", manufacturer);
        given("model", name);
        return allowed(() -> models.find(manufacturer, name));
    }

    @Override
    public Optional<Model> find(Identifier identifier) {
        given("identifier", identifier);
        return allowed(() -> models.findByType(List.of(identifier)));
    }

    @Override
    public Optional<Model> find(Asset asset) {
        Description description = given("asset", asset).description();
        String manufacturer = description.manufacturer();
        String name = description.model();
        return manufacturer == null || name == null ? Optional.empty() : find(manufacturer, name);
    }

    @Override
    public Page<Model> list(Paging paging) {
        given("paging", paging);
        return allowed(() -> {
            Page<Item> page = kernel.store().page(Query.Items.due(AssetFeature.MODEL.name()), paging);
            return new Page<>(
                    page.items().stream().map(AssetFeature.MODEL::read).toList(), page.next());
        });
    }

    private <T> T allowed(Supplier<T> act) {
        return kernel.access().everywhere(caller.actor(), Permission.LOOK_UP, act);
    }
}
