package io.wardtally.atlas.standard;

import io.wardtally.atlas.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** Word lists and examples that come with this module, read once for all rankers. */
final class Learnt {

    /** Kind of a passage that is about no field. */
    static final String OF_ITS_OWN = "topic";

    /** Word for the device that is asked about. */
    static final String IT = "it";

    /** Word for a device that neither is the one asked about nor mentioned in its documents. */
    static final String OTHER = "otherdevice";

    /** A name of a device, say, and then what is asked of it. */
    private static final Pattern AS_A_TITLE = Pattern.compile("[^:?!.]{1,60}:\\s");

    private static final String NOT_LISTED = "device-not-listed";

    private final Lexicon lexicon;
    private final Spelling spelling;
    private final Examples examples = new Examples();
    private final Names others;

    /** What is read as soon as somebody needs it. */
    private static final class Once {
        static final Learnt ALL = new Learnt();
    }

    private Learnt() {
        List<String> stopwords = StandardAtlas.lines("stopwords.txt");
        lexicon = new Lexicon(stopwords, StandardAtlas.lines("synonyms.txt"));
        Map<String, Names> own = new HashMap<>();
        List<String> devices = new ArrayList<>(StandardAtlas.lines("devices.txt"));
        List<String> listed = new ArrayList<>();
        StandardAtlas.names().forEach((sheet, names) -> {
            own.put(sheet, Names.andKinds(names));
            listed.addAll(names);
        });
        devices.addAll(listed);
        others = Names.of(devices);
        Names anyKind = Names.andKinds(listed);
        List<String> words = new ArrayList<>();
        stopwords.forEach(line -> words.addAll(Lexicon.words(line)));
        devices.forEach(line -> words.addAll(Lexicon.words(line)));
        for (String[] row : StandardAtlas.table("inside.tsv")) {
            String kind = row[1].startsWith(OF_ITS_OWN) ? OF_ITS_OWN : row[1].replace('-', ' ');
            List<String> question = Lexicon.words(row[2]);
            words.addAll(question);
            examples.answered(
                    kind,
                    String.join(
                            " ", Objects.requireNonNull(own.get(row[0]), row[0]).replaced(question, IT)));
        }
        for (String[] row : StandardAtlas.table("outside.tsv")) {
            List<String> question = Lexicon.words(row[1]);
            words.addAll(question);
            List<String> other =
                    row[0].equals(NOT_LISTED) ? others.replaced(question, OTHER) : anyKind.replaced(question, IT);
            examples.unanswered(row[0], String.join(" ", other));
        }
        spelling = new Spelling(words);
    }

    static Learnt all() {
        return Once.ALL;
    }

    Lexicon lexicon() {
        return lexicon;
    }

    Examples examples() {
        return examples;
    }

    /**
     * The question as it is meant: without slips of the pen, the device's own names as one word, those of others as another.
     *
     * @param theirs the words of the documents
     */
    String meant(Question question, Set<String> theirs) {
        Set<String> known = new HashSet<>(theirs);
        question.names().forEach(name -> known.addAll(Lexicon.words(name)));
        List<String> words = Lexicon.words(spelling.corrected(question.text(), known));
        List<String> own = Names.andKinds(question.names()).replaced(words, IT);
        if (own.size() > 1
                && own.get(0).equals(IT)
                && AS_A_TITLE.matcher(question.text()).lookingAt()) {
            own = own.subList(1, own.size());
        }
        Set<String> mentioned = new HashSet<>();
        theirs.forEach(word -> mentioned.add(Stem.of(word)));
        return String.join(" ", others.without(mentioned).replaced(own, OTHER));
    }
}
