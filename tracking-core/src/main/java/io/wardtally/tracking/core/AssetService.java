package io.wardtally.tracking.core;

import static io.wardtally.tracking.core.Flow.content;
import static io.wardtally.tracking.internal.Check.given;
import static io.wardtally.tracking.internal.Check.text;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Assets;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.CsvImportOptions;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.HoldId;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.ImportReport;
import io.wardtally.tracking.asset.Model;
import io.wardtally.tracking.asset.Ownership;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.scan.Labels;
import io.wardtally.tracking.core.scan.PictureReader;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.scan.OfflineBatch;
import io.wardtally.tracking.scan.Label;
import io.wardtally.tracking.scan.LabelSheet;
import io.wardtally.tracking.scan.CodeReading;
import io.wardtally.tracking.scan.OfflineReceipt;
import io.wardtally.tracking.scan.ScanResult;
import io.wardtally.tracking.scan.ScanResult.Outcome;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.Query;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where assets are asked for and told about. */
final class AssetService implements Assets {

    private final House house;
    private final Flow flow;
    private final Caller seat;

    AssetService(House house, Flow flow, Caller seat) {
        this.house = house;
        this.flow = flow;
        this.seat = seat;
    }

    @Override
    public ScanResult scan(String code, String... more) {
        List<String> codes = new ArrayList<>(List.of(given("what was read", code)));
        codes.addAll(Check.list("what was read", Arrays.asList(more)));
        return allowed(() -> sighting(house.codes().read(codes, house.today().getYear())));
    }

    @Override
    public ScanResult scan(byte[] picture) {
        return allowed(() -> {
            ScanResult seen = sighting(PictureReader.read(picture, PictureReader.Wanted.ONE));
            boolean isDevice = seen.outcome() != Outcome.NOT_A_DEVICE && seen.outcome() != Outcome.UNREADABLE;
            boolean found = seen.outcome() == Outcome.FOUND || seen.outcome() == Outcome.RETIRED;
            return found || !isDevice ? seen : sighting(PictureReader.read(picture, PictureReader.Wanted.ALL));
        });
    }

    private ScanResult sighting(Set<String> codes) {
        return codes.isEmpty()
                ? ScanResult.nothing(Outcome.UNREADABLE, house.now())
                : sighting(house.codes().read(List.copyOf(codes), house.today().getYear()));
    }

    private ScanResult sighting(CodeReading reading) {
        if (reading instanceof CodeReading.Code code) {
            DossierKey.OfIdentifiers key = Recognition.key(code);
            List<Case> found = key.any().isEmpty() && key.own() == null ? List.of() : flow.views(seat, key);
            AtlasService atlas = new AtlasService(house, flow, seat);
            ScanResult seen = Recognition.sighting(code, found, on -> atlas.briefed(on, null), house.now());
            return seen.outcome() == Outcome.UNREGISTERED
                    ? ScanResult.unregistered(code, model(code), seen.candidates(), seen.at())
                    : seen;
        }
        return reading instanceof CodeReading.Broken broken
                ? ScanResult.unreadable(broken.flaw(), house.now())
                : ScanResult.nothing(Outcome.NOT_A_DEVICE, house.now());
    }

    private @Nullable Model model(CodeReading.Code code) {
        try {
            return new ModelService(house, flow, seat).findByType(Recognition.types(code)).orElse(null);
        } catch (TrackingException.Failure broken) {
            // A label is read all the same; that what is recorded of its model was damaged, the audit tells.
            if (broken.code() != Code.STORED_DATA_UNREADABLE) {
                throw broken;
            }
            return null;
        }
    }

    @Override
    public List<OfflineReceipt> importOffline(OfflineBatch backlog) {
        return new OfflineImport(house, flow, seat, this::scan).settle(given("backlog", backlog));
    }

    @Override
    public Asset get(AssetId id) {
        DossierKey key = key(id);
        return allowed(() -> flow.view(seat, key).asset());
    }

    @Override
    public Label label(AssetId id, Label.Symbol symbol) {
        given("symbol", symbol);
        return Labels.draw(get(id), symbol);
    }

    @Override
    public String labels(List<AssetId> ids, Label.Symbol symbol, LabelSheet sheet) {
        given("symbol", symbol);
        given("sheet", sheet);
        if (Check.list("asset ids", ids).size() > Paging.MAX_LIMIT) {
            throw Check.bad("at most " + Paging.MAX_LIMIT + " labels are printed at once");
        }
        return Labels.sheet(ids.stream().map(id -> label(id, symbol)).toList(), sheet);
    }

    @Override
    public Page<Asset> list(AssetFilter search, Paging paging) {
        given("search", search);
        given("paging", paging);
        return allowed(() -> house.store().page(new Query.Assets(search), paging));
    }

    private <T> T allowed(Supplier<T> act) {
        return flow.wholly(seat.actor(), Permission.LOOK_UP, act);
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
        return new AssetCsv(house, flow, seat).read(list, given("way of import", how));
    }

    @Override
    public void exportCsv(AssetFilter search, Writer list) {
        given("search", search);
        given("list", list);
        allowed(() -> {
            new AssetCsv(house, flow, seat).write(search, list);
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
        return change(id, on -> AssetRules.changeOwnership(on, ownership), content("own", id, ownership), Permission.REGISTER);
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
        HoldId hold = new HoldId(house.ids().get());
        return flow.change(
                seat,
                key(id),
                AnswerCodec.HOLD,
                on -> AssetRules.hold(on, hold, kind, reason),
                content("hold", id, kind, reason),
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
                content("mark", id, condition, reason),
                Permission.CLEAN,
                Permission.HOLD,
                Permission.REPORT);
    }

    @Override
    public Asset clean(AssetId id) {
        return change(
                id, on -> AssetRules.setCondition(on, Condition.READY, "cleaned"), content("cleaned", id), Permission.CLEAN);
    }

    private Asset change(
            AssetId id, Function<Case, Decision<Asset>> rule, List<@Nullable Object> content, Permission... doors) {
        return flow.change(seat, key(id), AnswerCodec.ASSET, rule, content, doors);
    }

    static DossierKey key(AssetId id) {
        return new DossierKey.OfSubject(Subject.asset(given("asset id", id)));
    }
}
