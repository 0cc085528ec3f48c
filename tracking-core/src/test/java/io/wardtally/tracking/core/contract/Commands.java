package io.wardtally.tracking.core.contract;

import io.wardtally.tracking.Paging;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.Ownership;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.session.Correction;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.EndRequest;
import io.wardtally.tracking.session.Handover;
import io.wardtally.tracking.session.OverrideFilter;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionFilter;
import io.wardtally.tracking.session.UseRequest;
import java.time.Duration;
import java.util.List;

/** Turns numbers into things that people do, so that any list of numbers is a day in a hospital. */
final class Commands {

    static final List<String> ASSETS = List.of("INF001", "VENT001", "MON001");
    private static final List<String> PEOPLE = List.of("sarah", "ben", "carla");
    private static final List<String> DEPARTMENTS = List.of("ICU", "ER");

    private final Hospital hospital;

    Commands(Hospital hospital) {
        this.hospital = hospital;
    }

    /** Does them one after another; what is refused is refused. */
    void run(List<Integer> numbers) {
        numbers.forEach(this::run);
    }

    void run(int number) {
        int[] dice = {number};
        AssetId asset = AssetId.of(pick(dice, ASSETS));
        Workspace nurse = hospital.nurse(pick(dice, PEOPLE), pick(dice, DEPARTMENTS));
        Workspace tom = hospital.technician();
        int what = roll(dice, 20);
        int more = roll(dice, 1_000);
        try {
            switch (what) {
                case 0 -> tom.assets().register(Asset.of(asset.value(), "Device " + asset, "infusion-pump"));
                case 1, 2, 3 -> nurse.sessions().start(usage(asset, more));
                case 4, 5 ->
                    nurse.sessions()
                            .end(EndRequest.of(latest(asset).id())
                                    .noting(more % 2 == 0 ? null : "fine")
                                    .because("needed elsewhere"));
                case 6 -> nurse.assets().clean(asset);
                case 7 -> tom.assets().hold(asset, Hold.Kind.values()[more % 6], "a reason");
                case 8 -> {
                    List<Hold> holds = tom.assets().get(asset).holds();
                    tom.assets()
                            .release(
                                    asset,
                                    holds.get(more % Math.max(1, holds.size())).id(),
                                    "solved");
                }
                case 9 -> tom.assets().setCondition(asset, Condition.values()[more % 6], "seen so");
                case 10 ->
                    tom.sessions()
                            .handOver(
                                    latest(asset).id(),
                                    Handover.to(PEOPLE.get(more % 3)).inDepartment(DEPARTMENTS.get(more % 2)));
                case 11 -> tom.sessions().voidEntry(latest(asset).id(), "in error");
                case 12 -> tom.sessions().correct(latest(asset).id(), correction(more));
                case 13 -> nurse.overrides().declare(asset, "arrest");
                case 14 -> {
                    List<EmergencyOverride> open = hospital.manager()
                            .overrides()
                            .list(OverrideFilter.awaitingReview(), Paging.first(50))
                            .items();
                    hospital.manager()
                            .overrides()
                            .review(open.get(more % Math.max(1, open.size())).id(), more % 2 == 0, null);
                }
                case 15 -> hospital.clock.advance(Duration.ofMinutes(more - 200));
                case 16 -> tom.assets().move(asset, Place.of(DEPARTMENTS.get(more % 2), "room " + more % 5));
                case 17 -> {
                    if (more % 2 == 0) {
                        tom.assets().retire(asset, "old");
                    } else {
                        tom.assets().reinstate(asset, "repaired");
                    }
                }
                case 18 -> {
                    Identifier tag = Identifier.tag("tag " + more % 3);
                    if (more % 2 == 0) {
                        tom.assets().attach(asset, tag);
                    } else {
                        tom.assets().detach(asset, tag, "fell off");
                    }
                }
                default -> {
                    tom.assets().edit(asset, Description.of("Device " + more, "infusion-pump"));
                    tom.assets()
                            .changeOwnership(
                                    asset, Ownership.rented("MedEquip " + more % 3, Hospital.HALF_PAST_TWO, null));
                }
            }
        } catch (TrackingException refused) {
            if (refused instanceof TrackingException.Failure) {
                throw refused;
            }
        } catch (IndexOutOfBoundsException nothingThere) {
            // Nobody can end what never began.
        }
    }

    private static UseRequest usage(AssetId asset, int more) {
        UseRequest usage = UseRequest.of(asset);
        if (more % 2 == 0) {
            usage = usage.forPatient("P" + more % 7);
        }
        if (more % 3 == 0) {
            usage = usage.expecting(Duration.ofMinutes(1 + more));
        }
        return more % 5 == 0 ? usage.because("a reason\nof two lines") : usage;
    }

    private Correction correction(int more) {
        Correction correction = Correction.because("typo");
        return switch (more % 4) {
            case 0 -> correction.patient("P" + more % 7);
            case 1 -> correction.department(DEPARTMENTS.get(more % 2));
            case 2 -> correction.start(hospital.tracking.now().minusSeconds(more * 60L));
            default -> correction.end(hospital.tracking.now().minusSeconds(more));
        };
    }

    private Session latest(AssetId asset) {
        return hospital.technician()
                .sessions()
                .list(SessionFilter.all().ofAsset(asset), Paging.first(1))
                .items()
                .get(0);
    }

    private static <T> T pick(int[] dice, List<T> from) {
        return from.get(roll(dice, from.size()));
    }

    private static int roll(int[] dice, int sides) {
        int rolled = Math.floorMod(dice[0], sides);
        dice[0] = Math.floorDiv(dice[0], sides);
        return rolled;
    }
}
