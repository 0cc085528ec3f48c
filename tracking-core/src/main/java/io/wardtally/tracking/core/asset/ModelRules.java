package io.wardtally.tracking.core.asset;

import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.Model;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.core.kernel.Case;
import io.wardtally.tracking.core.kernel.Decision;
import io.wardtally.tracking.staff.Permission;
import java.util.List;

/** Pure rules of what may be recorded about a make and model. */
final class ModelRules {

    private ModelRules() {}

    static Decision<Model> record(Case on, Model model) {
        on.needEverywhere(Permission.REGISTER);
        AssetRules.refuseTooMany(
                "model.too-many-identifiers",
                model.manufacturer() + ' ' + model.name(),
                model.identifiers(),
                Identifier.MOST);
        List<Model> before = on.items(AssetFeature.MODEL);
        return before.contains(model)
                ? Decision.unchanged(model)
                : Decision.item(AssetFeature.MODEL, on.dossier().subject(), model, new Fact.ModelRecorded(model));
    }
}
