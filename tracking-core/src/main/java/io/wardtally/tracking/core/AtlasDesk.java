package io.wardtally.tracking.core;

import io.wardtally.atlas.DeviceKey;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.atlas.Atlas;
import io.wardtally.tracking.atlas.Guidance;
import io.wardtally.tracking.atlas.ProviderState;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.store.Key;
import java.util.List;

/** Where knowledge is asked for. */
final class AtlasDesk implements Atlas {

    private final House house;
    private final Flow flow;
    private final Seat seat;

    AtlasDesk(House house, Flow flow, Seat seat) {
        this.house = house;
        this.flow = flow;
        this.seat = seat;
    }

    @Override
    public Guidance guidance(AssetId asset) {
        Key key = AssetDesk.key(asset);
        return flow.wholly(
                seat.actor(),
                Permission.LOOK_UP,
                () -> house.knowledge().of(device(flow.view(seat, key).asset())));
    }

    private static DeviceKey device(Asset asset) {
        Description description = asset.description();
        String gtin = asset.identifiers().stream()
                .flatMap(identifier -> identifier.type().stream())
                .filter(type -> type.kind() == Identifier.Kind.GTIN)
                .map(Identifier::value)
                .findFirst()
                .orElse(null);
        return new DeviceKey(
                description.category(),
                description.manufacturer(),
                description.model(),
                gtin,
                null,
                asset.id().value());
    }

    @Override
    public List<ProviderState> providers() {
        return flow.wholly(seat.actor(), Permission.LOOK_UP, house.knowledge()::states);
    }
}
