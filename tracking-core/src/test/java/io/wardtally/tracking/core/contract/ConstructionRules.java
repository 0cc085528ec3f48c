package io.wardtally.tracking.core.contract;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.Session;
import java.util.Arrays;

/** Rules of every module on how values are made. */
public final class ConstructionRules {

    private static final Class<?>[] MADE_BY_NAME = {
        Session.class, Asset.class, Description.class, EmergencyOverride.class
    };

    /** Nothing is made of more than five values by position outside its own type. */
    public static final ArchRule FEW_BY_POSITION = noClasses()
            .should()
            .callConstructorWhere(describe("more than five values by position", call -> {
                JavaClass made = call.getTargetOwner();
                String maker = call.getOriginOwner().getName();
                return made.getName().startsWith("io.wardtally")
                        && call.getTarget().getRawParameterTypes().size() > 5
                        && !maker.equals(made.getName())
                        && !maker.startsWith(made.getName() + "$")
                        && !made.getName().startsWith(maker + "$");
            }));

    /** Sessions, assets, descriptions and overrides are made by name, by tests too. */
    public static final ArchRule BY_NAME = noClasses()
            .that()
            .doNotBelongToAnyOf(MADE_BY_NAME)
            .should()
            .accessTargetWhere(describe(
                    "values by position",
                    access -> access.getName().equals("<init>")
                            && Arrays.stream(MADE_BY_NAME).anyMatch(access.getTargetOwner()::isEquivalentTo)));

    private ConstructionRules() {}
}
