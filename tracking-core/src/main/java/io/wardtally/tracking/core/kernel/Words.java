package io.wardtally.tracking.core.kernel;

import java.util.Locale;

/** Constants as people read them. */
public final class Words {

    private Words() {}

    /** {@code AWAITING_CLEANING} as {@code awaiting cleaning}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
