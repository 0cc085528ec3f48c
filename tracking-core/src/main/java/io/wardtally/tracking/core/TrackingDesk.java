package io.wardtally.tracking.core;

import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.Ward;
import io.wardtally.tracking.asset.Assets;
import io.wardtally.tracking.asset.Models;
import io.wardtally.tracking.atlas.Atlas;
import io.wardtally.tracking.audit.Audit;
import io.wardtally.tracking.audit.Entry;
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
final class TrackingDesk implements Tracking {

    private final House house;
    private final Flow flow;

    TrackingDesk(House house) {
        this.house = house;
        this.flow = new Flow(house);
    }

    @Override
    public Ward as(Actor actor) {
        return new View(Check.given("actor", actor), null);
    }

    @Override
    public Watch watch(Consumer<Entry> listener) {
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
    private final class View implements Ward {

        private final Seat seat;

        View(Actor actor, @Nullable RequestId request) {
            this.seat = new Seat(actor, request);
        }

        @Override
        public Assets assets() {
            return new AssetDesk(house, flow, seat);
        }

        @Override
        public Models models() {
            return new ModelDesk(house, flow, seat);
        }

        @Override
        public Atlas atlas() {
            return new AtlasDesk(house, flow, seat);
        }

        @Override
        public Training training() {
            return new TrainingDesk(house, flow, seat);
        }

        @Override
        public Sessions sessions() {
            return new SessionDesk(house, flow, seat);
        }

        @Override
        public Overrides overrides() {
            return new OverrideDesk(house, flow, seat);
        }

        @Override
        public Audit audit() {
            return new AuditDesk(house, flow, seat);
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
        public Ward request(RequestId request) {
            return new View(seat.actor(), Check.given("request id", request));
        }
    }
}
