package io.wardtally.tracking.core.scan;

import static io.wardtally.tracking.internal.Check.given;

import io.wardtally.tracking.Paging;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.Model;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.asset.ModelRegister;
import io.wardtally.tracking.core.atlas.PreUseBriefings;
import io.wardtally.tracking.core.kernel.Caller;
import io.wardtally.tracking.core.kernel.Case;
import io.wardtally.tracking.core.kernel.Kernel;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.scan.CodeReading;
import io.wardtally.tracking.scan.Label;
import io.wardtally.tracking.scan.LabelSheet;
import io.wardtally.tracking.scan.OfflineBatch;
import io.wardtally.tracking.scan.OfflineReceipt;
import io.wardtally.tracking.scan.ScanResult;
import io.wardtally.tracking.scan.ScanResult.Outcome;
import io.wardtally.tracking.scan.Scans;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.store.DossierKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Scan service: scanners, cameras and labels, as one person may use them. */
public final class ScanService implements Scans {

    private final Kernel kernel;
    private final CodeReader reader;
    private final ModelRegister models;
    private final PreUseBriefings briefings;
    private final Caller caller;

    /** Scans by this person. */
    public ScanService(
            Kernel kernel, CodeReader reader, ModelRegister models, PreUseBriefings briefings, Caller caller) {
        this.kernel = kernel;
        this.reader = reader;
        this.models = models;
        this.briefings = briefings;
        this.caller = caller;
    }

    @Override
    public ScanResult scan(String code, String... more) {
        if (given("what was read", more).length >= MOST_CODES) {
            throw Check.bad("scan.too-many-codes", MOST_CODES);
        }
        List<String> codes = new ArrayList<>(List.of(given("what was read", code)));
        codes.addAll(Check.list("what was read", Arrays.asList(more)));
        if (codes.stream().anyMatch(one -> one.length() > MOST_CHARACTERS)) {
            throw Check.tooLong("what was read", MOST_CHARACTERS);
        }
        return allowed(() -> result(codes));
    }

    @Override
    public ScanResult scan(byte[] picture) {
        return allowed(() -> result(PictureReader.read(picture, PictureReader.Wanted.ALL)));
    }

    private ScanResult result(Collection<String> codes) {
        if (codes.isEmpty()) {
            return ScanResult.nothing(Outcome.UNREADABLE, kernel.now());
        }
        int thisYear = kernel.today().getYear();
        Recognition recognition = Recognition.of(
                codes.stream()
                        .distinct()
                        .limit(MOST_CODES)
                        .map(code -> reader.ways(code, thisYear))
                        .toList(),
                new TwoDigitYear(thisYear));
        List<Case> found = new ArrayList<>();
        for (Way.Level level : Way.Level.values()) {
            found.addAll(find(recognition.wanted(level, found)));
        }
        return recognition.result(found, on -> briefings.briefed(on, null), this::model, kernel.now());
    }

    /** The assets that have something of these codes. */
    private List<Case> find(List<CodeReading.Code> codes) {
        List<AssetId> own = codes.stream().flatMap(Recognition::own).distinct().toList();
        List<Identifier> any = codes.stream()
                .flatMap(code -> code.identifiers().stream())
                .distinct()
                .toList();
        List<Case> found = new ArrayList<>(find(own.isEmpty() ? null : own.get(0), any));
        for (int i = 1; i < own.size(); i++) {
            found.addAll(find(own.get(i), List.of()));
        }
        if (found.size() >= DossierKey.MOST) {
            // What many have who have the same serial number may have crowded out the one that is sure.
            found.addAll(
                    find(null, any.stream().filter(one -> one.kind().isUnique()).toList()));
        }
        return found;
    }

    private List<Case> find(@Nullable AssetId own, List<Identifier> any) {
        return own == null && any.isEmpty()
                ? List.of()
                : kernel.commands().views(caller, new DossierKey.OfIdentifiers(own, any));
    }

    private @Nullable Model model(CodeReading.Code code) {
        try {
            return models.findByType(Recognition.types(code)).orElse(null);
        } catch (TrackingException.Failure broken) {
            // A label is read all the same; that what is recorded of its model was damaged, the audit tells.
            if (broken.code() != Code.STORED_DATA_UNREADABLE) {
                throw broken;
            }
            return null;
        }
    }

    @Override
    public List<OfflineReceipt> importOffline(OfflineBatch batch) {
        return new OfflineImport(kernel, caller, this::scan).receive(given("batch", batch));
    }

    @Override
    public Label label(AssetId id, Label.Symbol symbol) {
        given("symbol", symbol);
        DossierKey key = new DossierKey.OfSubject(Subject.asset(given("asset id", id)));
        return Labels.draw(allowed(() -> kernel.commands().view(caller, key).asset()), symbol);
    }

    @Override
    public String labels(List<AssetId> ids, Label.Symbol symbol, LabelSheet sheet) {
        given("symbol", symbol);
        given("sheet", sheet);
        if (Check.list("asset ids", ids).size() > Paging.MAX_LIMIT) {
            throw Check.bad("label.too-many", Paging.MAX_LIMIT);
        }
        return LabelPages.of(ids.stream().map(id -> label(id, symbol)).toList(), sheet);
    }

    @Override
    public String testSheet(LabelSheet sheet) {
        given("sheet", sheet);
        return allowed(() -> LabelPages.test(sheet));
    }

    private <T> T allowed(Supplier<T> act) {
        return kernel.access().everywhere(caller.actor(), Permission.LOOK_UP, act);
    }
}
