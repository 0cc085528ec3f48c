package io.wardtally.atlas;

/**
 * Who speaks.
 *
 * @param id one word of small letters, digits and hyphens, at most 64, for example {@code medequip}
 * @param version of what is known, for example {@code 2026.3}
 * @param level the {@link KnowledgeProvider#LEVEL} for which it was written
 * @param publisher who answers for what it says
 */
public record ProviderInfo(String id, String version, int level, String publisher) {

    public ProviderInfo {
        if (!id.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            throw new IllegalArgumentException("the id of a provider is one word of small letters, digits and hyphens");
        }
        Text.line("version", version);
        Text.line("publisher", publisher);
    }

    /** A provider that is written for this level. */
    public static ProviderInfo of(String id, String version, String publisher) {
        return new ProviderInfo(id, version, KnowledgeProvider.LEVEL, publisher);
    }

    @Override
    public String toString() {
        return id + " " + version;
    }
}
