package io.wardtally.atlas.standard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names of devices, and what stands for them in a text. They are compared by the stems of their words. */
final class Names {

    private static final int SHORTEST = 3;
    private static final Set<String> ARTICLES =
            Set.of("the", "a", "an", "this", "that", "these", "those", "our", "my", "your", "his", "her", "their");

    private final Set<List<String>> stems = new HashSet<>();
    private final Set<String> beginnings = new HashSet<>();
    private int longest;

    /** These names as a whole. */
    static Names of(Collection<String> names) {
        Names all = new Names();
        names.forEach(name -> all.add(Lexicon.words(name)));
        return all;
    }

    /** These names and the last word of each: a syringe pump is a pump. */
    static Names andKinds(Collection<String> names) {
        Names all = of(names);
        for (String name : names) {
            List<String> words = lettersOnly(Lexicon.words(name));
            all.add(words);
            if (words.size() > 1) {
                all.add(words.subList(words.size() - 1, words.size()));
            }
        }
        return all;
    }

    private static List<String> lettersOnly(List<String> words) {
        return words.stream()
                .filter(word -> word.length() > 1 && word.chars().noneMatch(Character::isDigit))
                .toList();
    }

    private void add(List<String> words) {
        if (words.stream().mapToInt(String::length).sum() >= SHORTEST) {
            addStems(words.stream().map(Stem::of).toList());
        }
    }

    private void addStems(List<String> name) {
        stems.add(name);
        beginnings.add(name.get(0));
        longest = Math.max(longest, name.size());
    }

    /** The words with this one in the place of each name, of its article, and of two of them in a row. */
    List<String> replaced(List<String> words, String by) {
        List<String> stemsOfWords = words.stream().map(Stem::of).toList();
        List<String> replaced = new ArrayList<>();
        for (int i = 0; i < words.size(); ) {
            int length = length(stemsOfWords, i);
            if (length == 0) {
                replaced.add(words.get(i++));
                continue;
            }
            i += length;
            int last = replaced.size() - 1;
            if (last >= 0 && ARTICLES.contains(replaced.get(last))) {
                replaced.remove(last--);
            }
            if (last < 0 || !replaced.get(last).equals(by)) {
                replaced.add(by);
            }
        }
        return replaced;
    }

    /** How many words from here on are the longest name; none if there is none here. */
    private int length(List<String> stemsOfWords, int from) {
        if (!beginnings.contains(stemsOfWords.get(from))) {
            return 0;
        }
        for (int length = Math.min(longest, stemsOfWords.size() - from); length > 0; length--) {
            if (stems.contains(stemsOfWords.subList(from, from + length))) {
                return length;
            }
        }
        return 0;
    }

    /** The names without those of which each word is among these. */
    Names without(Set<String> known) {
        Names rest = new Names();
        for (List<String> name : stems) {
            if (!known.containsAll(name)) {
                rest.addStems(name);
            }
        }
        return rest;
    }
}
