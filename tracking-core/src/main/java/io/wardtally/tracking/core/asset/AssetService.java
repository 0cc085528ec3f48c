package io.wardtally.tracking.core.asset;

import static io.wardtally.tracking.core.kernel.Commands.content;
import static io.wardtally.tracking.internal.Check.given;
import static io.wardtally.tracking.internal.Check.text;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Assets;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.CsvImportOptions;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.HoldId;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.ImportReport;
import io.wardtally.tracking.asset.Ownership;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.kernel.AnswerCodec;
import io.wardtally.tracking.core.kernel.Caller;
import io.wardtally.tracking.core.kernel.Commands.Command;
import io.wardtally.tracking.core.kernel.Kernel;
import io.wardtally.tracking.core.kernel.Rule;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.Query;
import java.io.Reader;
import java.io.Writer;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asset service: the register, as one person may see and change it. */
public final class AssetService implements Assets {

    private static final AnswerCodec<Asset> ANSWER = AnswerCodec.of(Asset.class);
    private static final AnswerCodec<Hold> HOLD = AnswerCodec.of(Hold.class);

    private final Kernel kernel;
    private final ModelRegister models;
    private final Caller caller;

    /** The equipment as this person sees it. */
    public AssetService(Kernel kernel, ModelRegister models, Caller caller) {
        this.kernel = kernel;
        this.models = models;
        this.caller = caller;
    }

    @Override
    public Asset get(AssetId id) {
        DossierKey key = key(id);
        return allowed(() -> kernel.commands().view(caller, key).asset());
    }

    @Override
    public Page<Asset> list(AssetFilter search, Paging paging) {
        given("search", search);
        given("paging", paging);
        return allowed(() -> kernel.store().page(new Query.Assets(search), paging));
    }

    private <T> T allowed(Supplier<T> act) {
        return kernel.access().everywhere(caller.actor(), Permission.LOOK_UP, act);
    }

    @Override
    public Asset register(Asset asset) {
        return change(
                given("asset", asset).id(),
                on -> AssetRules.register(on, asset),
                content("register", asset),
                Permission.REGISTER);
    }

    @Override
    public ImportReport importCsv(Reader list, CsvImportOptions how) {
        given("list", list);
        return new AssetCsv(kernel, models, caller).read(list, given("way of import", how));
    }

    @Override
    public void exportCsv(AssetFilter search, Writer list) {
        given("search", search);
        given("list", list);
        allowed(() -> {
            new AssetCsv(kernel, models, caller).write(search, list);
            return search;
        });
    }

    @Override
    public Asset edit(AssetId id, Description description) {
        given("description", description);
        return change(
                id, on -> AssetRules.edit(on, description), content("edit", id, description), Permission.REGISTER);
    }

    @Override
    public Asset attach(AssetId id, Identifier identifier) {
        given("identifier", identifier);
        return change(
                id, on -> AssetRules.attach(on, identifier), content("attach", id, identifier), Permission.REGISTER);
    }

    @Override
    public Asset detach(AssetId id, Identifier identifier, String reason) {
        given("identifier", identifier);
        text("reason", reason);
        return change(
                id,
                on -> AssetRules.detach(on, identifier, reason),
                content("detach", id, identifier, reason),
                Permission.REGISTER);
    }

    @Override
    public Asset changeOwnership(AssetId id, Ownership ownership) {
        given("ownership", ownership);
        return change(
                id,
                on -> AssetRules.changeOwnership(on, ownership),
                content("change ownership", id, ownership),
                Permission.REGISTER);
    }

    @Override
    public Asset retire(AssetId id, String reason) {
        text("reason", reason);
        return change(id, on -> AssetRules.retire(on, reason), content("retire", id, reason), Permission.REGISTER);
    }

    @Override
    public Asset reinstate(AssetId id, String reason) {
        text("reason", reason);
        return change(
                id, on -> AssetRules.reinstate(on, reason), content("reinstate", id, reason), Permission.REGISTER);
    }

    @Override
    public Asset move(AssetId id, Place place) {
        given("place", place);
        return change(id, on -> AssetRules.move(on, place), content("move", id, place), Permission.MOVE);
    }

    @Override
    public Hold hold(AssetId id, Hold.Kind kind, String reason) {
        given("kind of hold", kind);
        text("reason", reason);
        HoldId hold = new HoldId(kernel.id());
        return kernel.commands()
                .change(
                        new Command<>(
                                caller,
                                key(id),
                                HOLD,
                                on -> AssetRules.hold(on, hold, kind, reason),
                                content("hold", id, kind, reason)),
                        Permission.HOLD,
                        Permission.REPORT,
                        Permission.INSPECT);
    }

    @Override
    public Asset release(AssetId id, HoldId hold, String reason) {
        given("hold id", hold);
        text("reason", reason);
        return change(
                id,
                on -> AssetRules.release(on, hold, reason),
                content("release", id, hold, reason),
                Permission.HOLD,
                Permission.INSPECT);
    }

    @Override
    public Asset setCondition(AssetId id, Condition condition, String reason) {
        given("condition", condition);
        text("reason", reason);
        return change(
                id,
                on -> AssetRules.setCondition(on, condition, reason),
                content("set condition", id, condition, reason),
                Permission.CLEAN,
                Permission.HOLD,
                Permission.REPORT);
    }

    @Override
    public Asset clean(AssetId id) {
        return change(
                id,
                on -> AssetRules.setCondition(on, Condition.READY, "cleaned"),
                content("clean", id),
                Permission.CLEAN);
    }

    private Asset change(AssetId id, Rule<Asset> rule, List<@Nullable Object> content, Permission... any) {
        return kernel.commands().change(new Command<>(caller, key(id), ANSWER, rule, content), any);
    }

    private static DossierKey key(AssetId id) {
        return new DossierKey.OfSubject(Subject.asset(given("asset id", id)));
    }
}
