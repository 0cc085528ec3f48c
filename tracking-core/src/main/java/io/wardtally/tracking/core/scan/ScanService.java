package io.wardtally.tracking.core.scan;

import static io.wardtally.tracking.internal.Check.given;

import io.wardtally.tracking.Paging;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.AssetId;
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
import java.util.List;
import java.util.Set;
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
        List<String> codes = new ArrayList<>(List.of(given("what was read", code)));
        codes.addAll(Check.list("what was read", Arrays.asList(more)));
        return allowed(() -> result(reader.read(codes, kernel.today().getYear())));
    }

    @Override
    public ScanResult scan(byte[] picture) {
        return allowed(() -> {
            ScanResult seen = result(PictureReader.read(picture, PictureReader.Wanted.ONE));
            boolean isDevice = seen.outcome() != Outcome.NOT_A_DEVICE && seen.outcome() != Outcome.UNREADABLE;
            boolean found = seen.outcome() == Outcome.FOUND || seen.outcome() == Outcome.RETIRED;
            return found || !isDevice ? seen : result(PictureReader.read(picture, PictureReader.Wanted.ALL));
        });
    }

    private ScanResult result(Set<String> codes) {
        return codes.isEmpty()
                ? ScanResult.nothing(Outcome.UNREADABLE, kernel.now())
                : result(reader.read(List.copyOf(codes), kernel.today().getYear()));
    }

    private ScanResult result(CodeReading reading) {
        if (reading instanceof CodeReading.Code code) {
            DossierKey.OfIdentifiers key = Recognition.key(code);
            List<Case> found = key.any().isEmpty() && key.own() == null
                    ? List.of()
                    : kernel.commands().views(caller, key);
            ScanResult seen = Recognition.result(code, found, on -> briefings.briefed(on, null), kernel.now());
            return seen.outcome() == Outcome.UNREGISTERED
                    ? ScanResult.unregistered(code, model(code), seen.candidates(), seen.at())
                    : seen;
        }
        return reading instanceof CodeReading.Broken broken
                ? ScanResult.unreadable(broken.flaw(), kernel.now())
                : ScanResult.nothing(Outcome.NOT_A_DEVICE, kernel.now());
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
        return Labels.sheet(ids.stream().map(id -> label(id, symbol)).toList(), sheet);
    }

    private <T> T allowed(Supplier<T> act) {
        return kernel.access().everywhere(caller.actor(), Permission.LOOK_UP, act);
    }
}
