package io.wardtally.tracking.core;

import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Assets;
import io.wardtally.tracking.asset.Models;
import io.wardtally.tracking.atlas.Atlas;
import io.wardtally.tracking.audit.Audit;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.session.Overrides;
import io.wardtally.tracking.session.Sessions;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Training;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The front door. */
final class TrackingService implements Tracking {

    private final House house;
    private final Flow flow;

    TrackingService(House house) {
        this.house = house;
        this.flow = new Flow(house);
    }

    @Override
    public Workspace actingAs(Actor actor) {
        return new View(Check.given("actor", actor), null);
    }

    @Override
    public Subscription listen(Consumer<AuditEntry> listener) {
        return house.watchers().add(Check.given("listener", listener));
    }

    @Override
    public ZoneId zone() {
        return house.zone();
    }

    @Override
    public Instant now() {
        return house.now();
    }

    @Override
    public void close() {
        flow.close();
        house.knowledge().close();
        house.aside().close();
        house.watchers().close();
    }

    /** One person's view. */
    private final class View implements Workspace {

        private final Caller seat;

        View(Actor actor, @Nullable RequestId request) {
            this.seat = new Caller(actor, request);
        }

        @Override
        public Assets assets() {
            return new AssetService(house, flow, seat);
        }

        @Override
        public Models models() {
            return new ModelService(house, flow, seat);
        }

        @Override
        public Atlas atlas() {
            return new AtlasService(house, flow, seat);
        }

        @Override
        public Training training() {
            return new TrainingService(house, flow, seat);
        }

        @Override
        public Sessions sessions() {
            return new SessionService(house, flow, seat);
        }

        @Override
        public Overrides overrides() {
            return new OverrideService(house, flow, seat);
        }

        @Override
        public Audit audit() {
            return new AuditService(house, flow, seat);
        }

        @Override
        public Actor actor() {
            return seat.actor();
        }

        @Override
        public Instant now() {
            return house.now();
        }

        @Override
        public Workspace request(RequestId request) {
            return new View(seat.actor(), Check.given("request id", request));
        }
    }
}
