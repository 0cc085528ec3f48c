package io.wardtally.tracking.core;

import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Assets;
import io.wardtally.tracking.asset.Models;
import io.wardtally.tracking.atlas.Atlas;
import io.wardtally.tracking.audit.Audit;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.core.asset.AssetService;
import io.wardtally.tracking.core.asset.ModelRegister;
import io.wardtally.tracking.core.asset.ModelService;
import io.wardtally.tracking.core.atlas.AtlasService;
import io.wardtally.tracking.core.atlas.KnowledgeProviders;
import io.wardtally.tracking.core.atlas.PreUseBriefings;
import io.wardtally.tracking.core.audit.Verifier;
import io.wardtally.tracking.core.kernel.Caller;
import io.wardtally.tracking.core.kernel.Kernel;
import io.wardtally.tracking.core.scan.CodeReader;
import io.wardtally.tracking.core.scan.ScanService;
import io.wardtally.tracking.core.session.OverrideService;
import io.wardtally.tracking.core.session.SessionService;
import io.wardtally.tracking.core.staff.Qualifications;
import io.wardtally.tracking.core.staff.TrainingService;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.scan.Scans;
import io.wardtally.tracking.session.Overrides;
import io.wardtally.tracking.session.Sessions;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Training;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Consumer;

/** The tracking of one hospital: makes a workspace for each actor. */
final class TrackingService implements Tracking {

    private final Kernel kernel;
    private final Parts parts;
    private final PreUseBriefings briefings;

    /**
     * What services share beside the kernel.
     *
     * @param verifier proves the trail
     * @param knowledge the providers of knowledge
     * @param codes reads what is scanned
     * @param models looks up makes and models
     * @param qualifications looks up who was trained
     */
    record Parts(
            Verifier verifier,
            KnowledgeProviders knowledge,
            CodeReader codes,
            ModelRegister models,
            Qualifications qualifications) {}

    TrackingService(Kernel kernel, Parts parts) {
        this.kernel = kernel;
        this.parts = parts;
        this.briefings = new PreUseBriefings(kernel, parts.knowledge(), parts.qualifications());
    }

    @Override
    public Workspace actingAs(Actor actor) {
        return new View(Caller.of(Check.given("actor", actor)));
    }

    @Override
    public Subscription listen(Consumer<AuditEntry> listener) {
        return kernel.listeners().add(Check.given("listener", listener));
    }

    @Override
    public ZoneId zone() {
        return kernel.zone();
    }

    @Override
    public Instant now() {
        return kernel.now();
    }

    @Override
    public void close() {
        parts.knowledge().close();
        parts.qualifications().close();
        kernel.close();
    }

    /** One person's view. */
    private final class View implements Workspace {

        private final Caller caller;

        View(Caller caller) {
            this.caller = caller;
        }

        @Override
        public Assets assets() {
            return new AssetService(kernel, parts.models(), caller);
        }

        @Override
        public Scans scans() {
            return new ScanService(kernel, parts.codes(), parts.models(), briefings, caller);
        }

        @Override
        public Models models() {
            return new ModelService(kernel, parts.models(), caller);
        }

        @Override
        public Atlas atlas() {
            return new AtlasService(kernel, briefings, parts.knowledge(), caller);
        }

        @Override
        public Training training() {
            return new TrainingService(kernel, parts.qualifications(), caller);
        }

        @Override
        public Sessions sessions() {
            return new SessionService(kernel, briefings, caller);
        }

        @Override
        public Overrides overrides() {
            return new OverrideService(kernel, briefings, caller);
        }

        @Override
        public Audit audit() {
            return new AuditService(kernel, parts.verifier(), caller);
        }

        @Override
        public Actor actor() {
            return caller.actor();
        }

        @Override
        public Instant now() {
            return kernel.now();
        }

        @Override
        public Workspace request(RequestId request) {
            return new View(caller.asking(
                    Check.given("request id", request).by(caller.actor().id())));
        }

        @Override
        public boolean wasRepeated() {
            return caller.repeated().get();
        }
    }
}
