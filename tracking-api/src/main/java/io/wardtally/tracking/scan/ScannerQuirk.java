package io.wardtally.tracking.scan;

import java.util.EnumSet;
import java.util.Set;

/**
 * Something that real scanners and people do to a code before it arrives. Without a quirk codes are read strictly; with it,
 * what it says is put right first. Positions in a {@link CodeFlaw} then count in the text that was put right.
 */
public enum ScannerQuirk {
    /**
     * Control characters in front and behind, other than the separator of GS1: line ends, tabs, STX and ETX, which keyboard
     * wedges add, and what cannot be seen; around a tag spaces, too. Elsewhere one may be the check character of a HIBC.
     */
    WRAPPED,
    /**
     * The separator of GS1 as something that can be seen: {@code <GS>}, {@code {GS}}, {@code [GS]}, the same with {@code FNC1},
     * {@code \x1D}, {@code \u001D}, {@code \F}, {@code ^]}, {@code ~1} or one of {@code | ~ ^ ␝ ↔}. None of the single
     * characters may stand in a value. A house adds others by {@link io.wardtally.tracking.policy.Policies#withSeparators}.
     */
    SEPARATOR_WRITTEN_OUT,
    /** Several separators of GS1 where one belongs, or some in front and behind. */
    SEPARATOR_REPEATED,
    /**
     * No separator between lot and serial number at the end of a code, as readers lose it that do not know GS1. If both together
     * are too long for one, and there is one way of parting them, it is taken; two are {@link CodeFlaw.Kind#AMBIGUOUS}. If they
     * could be a single lot, {@code A7B21X5} may all the same be lot {@code A7B} and serial {@code X5}: if the code leads to no
     * asset as it is, the unit of that serial number is a candidate, and somebody has to look.
     */
    SEPARATOR_LOST,
    /** Spaces around the brackets of a GS1 code that somebody has typed from the label. */
    SPACED,
    /** A HIBC as it is printed for people, between asterisks and with {@code _} for the space, or typed in small letters. */
    PRINTED_HIBC;

    /** All of them. */
    public static Set<ScannerQuirk> all() {
        return EnumSet.allOf(ScannerQuirk.class);
    }
}
