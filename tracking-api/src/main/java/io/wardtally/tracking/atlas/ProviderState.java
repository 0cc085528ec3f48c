package io.wardtally.tracking.atlas;

/**
 * How a provider of knowledge fares.
 *
 * @param name its id, or the name of its class if it never told its id or is not taken
 * @param version the version of what it knows, or empty if it never told
 * @param standing whether it is listened to
 * @param says why not, in words; empty if it is
 */
public record ProviderState(String name, String version, Standing standing, String says) {

    @Override
    public String toString() {
        return name + (version.isEmpty() ? "" : " " + version) + ": " + standing + (says.isEmpty() ? "" : ", " + says);
    }

    /** Whether a provider is listened to. */
    public enum Standing {
        /** It answers. */
        ANSWERING,
        /** It answered once and does not now; it is tried again from time to time. */
        OUT,
        /** It takes long to load, and is listened to as soon as it is there. */
        LOADING,
        /** It was found and not taken. */
        REJECTED
    }
}
