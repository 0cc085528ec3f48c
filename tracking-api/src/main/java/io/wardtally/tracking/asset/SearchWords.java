package io.wardtally.tracking.asset;

import io.wardtally.tracking.internal.Check;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Words, as people look for them: letters and digits, in small letters, without accents. {@code INF-001} is two of them.
 *
 * @param all in their order, each at most 64 characters long; of a longer one the beginning
 */
public record SearchWords(List<String> all) {

    private static final int LONGEST = Check.ID_LENGTH;
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    public SearchWords {
        all = Check.list("words", all);
    }

    /** The words of these texts, each once, in alphabetical order. */
    static SearchWords from(Collection<@Nullable String> texts) {
        SortedSet<String> words = new TreeSet<>();
        for (String text : texts) {
            if (text != null) {
                words.addAll(of(text));
            }
        }
        return new SearchWords(List.copyOf(words));
    }

    static List<String> of(String text) {
        String plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("");
        List<String> words = new ArrayList<>();
        for (String word : BETWEEN.split(plain.toLowerCase(Locale.ROOT), -1)) {
            if (!word.isEmpty()) {
                int end = Math.min(LONGEST, word.length());
                words.add(word.substring(0, Character.isHighSurrogate(word.charAt(end - 1)) ? end - 1 : end));
            }
        }
        return words;
    }

    /** Whether one of these words begins with each of those. */
    boolean beginWith(List<String> beginnings) {
        return beginnings.stream().allMatch(beginning -> all.stream().anyMatch(word -> word.startsWith(beginning)));
    }
}
