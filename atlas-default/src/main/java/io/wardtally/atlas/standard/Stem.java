package io.wardtally.atlas.standard;

/** The stem of an English word, after M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980) 130–137. */
final class Stem {

    private static final String[][] STEP_2 = {
        {"ational", "ate"}, {"tional", "tion"}, {"enci", "ence"}, {"anci", "ance"}, {"izer", "ize"}, {"iser", "ise"},
        {"abli", "able"}, {"alli", "al"}, {"entli", "ent"}, {"eli", "e"}, {"ousli", "ous"}, {"ization", "ize"},
        {"isation", "ise"}, {"ation", "ate"}, {"ator", "ate"}, {"alism", "al"}, {"iveness", "ive"}, {"fulness", "ful"},
        {"ousness", "ous"}, {"aliti", "al"}, {"iviti", "ive"}, {"biliti", "ble"}
    };
    private static final String[][] STEP_3 = {
        {"icate", "ic"},
        {"ative", ""},
        {"alize", "al"},
        {"alise", "al"},
        {"iciti", "ic"},
        {"ical", "ic"},
        {"ful", ""},
        {"ness", ""}
    };
    private static final String[] STEP_4 = {
        "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate",
        "iti", "ous", "ive", "ize", "ise"
    };

    private Stem() {}

    /** @param word in small letters */
    static String of(String word) {
        if (word.length() <= 2) {
            return word;
        }
        String stem = plural(word);
        stem = pastAndGerund(stem);
        if (stem.endsWith("y") && hasVowel(cut(stem, 1))) {
            stem = cut(stem, 1) + "i";
        }
        stem = replaced(stem, STEP_2);
        stem = replaced(stem, STEP_3);
        stem = withoutSuffix(stem);
        if (stem.endsWith("e")) {
            String before = cut(stem, 1);
            if (measure(before) > 1 || (measure(before) == 1 && !endsShort(before))) {
                stem = before;
            }
        }
        return stem.endsWith("ll") && measure(cut(stem, 1)) > 1 ? cut(stem, 1) : stem;
    }

    private static String plural(String word) {
        if (word.endsWith("sses") || word.endsWith("ies")) {
            return cut(word, 2);
        }
        return word.endsWith("s") && !word.endsWith("ss") ? cut(word, 1) : word;
    }

    private static String pastAndGerund(String word) {
        if (word.endsWith("eed")) {
            return measure(cut(word, 3)) > 0 ? cut(word, 1) : word;
        }
        for (String suffix : new String[] {"ed", "ing"}) {
            String before = word.endsWith(suffix) ? cut(word, suffix.length()) : "";
            if (!before.isEmpty() && hasVowel(before)) {
                if (before.endsWith("at") || before.endsWith("bl") || before.endsWith("iz")) {
                    return before + "e";
                }
                if (endsDouble(before) && "lsz".indexOf(before.charAt(before.length() - 1)) < 0) {
                    return cut(before, 1);
                }
                return measure(before) == 1 && endsShort(before) ? before + "e" : before;
            }
        }
        return word;
    }

    private static String replaced(String word, String[][] suffixes) {
        for (String[] each : suffixes) {
            if (word.endsWith(each[0])) {
                String before = cut(word, each[0].length());
                return measure(before) > 0 ? before + each[1] : word;
            }
        }
        return word;
    }

    private static String withoutSuffix(String word) {
        String longest = "";
        for (String each : STEP_4) {
            if (word.endsWith(each) && each.length() > longest.length()) {
                longest = each;
            }
        }
        String before = cut(word, longest.length());
        boolean fits = !longest.equals("ion") || before.endsWith("s") || before.endsWith("t");
        return !longest.isEmpty() && fits && measure(before) > 1 ? before : word;
    }

    private static String cut(String word, int letters) {
        return word.substring(0, word.length() - letters);
    }

    private static boolean isConsonant(String word, int at) {
        return switch (word.charAt(at)) {
            case 'a', 'e', 'i', 'o', 'u' -> false;
            case 'y' -> at == 0 || !isConsonant(word, at - 1);
            default -> true;
        };
    }

    /** How often a consonant follows a vowel. */
    private static int measure(String word) {
        int count = 0;
        for (int i = 1; i < word.length(); i++) {
            if (isConsonant(word, i) && !isConsonant(word, i - 1)) {
                count++;
            }
        }
        return count;
    }

    private static boolean hasVowel(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (!isConsonant(word, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsDouble(String word) {
        int last = word.length() - 1;
        return last > 0 && word.charAt(last) == word.charAt(last - 1) && isConsonant(word, last);
    }

    /** Whether it ends in consonant, vowel, consonant, of which the last is not w, x or y. */
    private static boolean endsShort(String word) {
        int last = word.length() - 1;
        return last > 1
                && isConsonant(word, last)
                && !isConsonant(word, last - 1)
                && isConsonant(word, last - 2)
                && "wxy".indexOf(word.charAt(last)) < 0;
    }
}
