package io.wardtally.atlas.standard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexiconTest {

    private final Lexicon lexicon = new Lexicon(List.of("the and of", "it"), List.of("clean wipe wash", "wipe cloth"));

    // Examples of Porter's paper.
    @ParameterizedTest
    @CsvSource({
        "caresses, caress",
        "ponies, poni",
        "cats, cat",
        "feed, feed",
        "agreed, agre",
        "plastered, plaster",
        "motoring, motor",
        "sing, sing",
        "conflated, conflat",
        "troubled, troubl",
        "sized, size",
        "hopping, hop",
        "falling, fall",
        "hissing, hiss",
        "filing, file",
        "happy, happi",
        "sky, sky",
        "relational, relat",
        "rational, ration",
        "digitizer, digit",
        "vietnamization, vietnam",
        "hopefulness, hope",
        "formality, formal",
        "triplicate, triplic",
        "electrical, electr",
        "goodness, good",
        "revival, reviv",
        "airliner, airlin",
        "adjustable, adjust",
        "replacement, replac",
        "adoption, adopt",
        "probate, probat",
        "rate, rate",
        "controlling, control",
        "oscillators, oscil",
        "at, at",
        "disinfection, disinfect"
    })
    void a_word_has_the_stem_that_porter_gives_it(String word, String stem) {
        assertThat(Stem.of(word)).isEqualTo(stem);
    }

    @Test
    void words_are_small_and_have_neither_accents_nor_apostrophes() {
        assertThat(Lexicon.words("It WON’T stop – naïve O2!")).containsExactly("it", "wont", "stop", "naive", "o2");
    }

    @Test
    void what_says_nothing_has_no_stem() {
        assertThat(lexicon.stems("The cleaning of it and the wipes")).containsExactly("clean", "wipe");
    }

    @Test
    void a_word_means_the_same_as_those_it_shares_a_line_with() {
        assertThat(lexicon.alike("wipe")).containsExactlyInAnyOrder("clean", "wipe", "wash", "cloth");
        assertThat(lexicon.alike("cloth")).containsExactlyInAnyOrder("wipe", "cloth");
        assertThat(lexicon.alike("pump")).isEmpty();
    }

    @Test
    void groups_of_letters_know_where_a_word_begins_and_ends() {
        assertThat(Lexicon.groups("Clean it")).containsExactly("_cle", "clea", "lean", "ean_", "_it_");
        assertThat(Lexicon.groups("a")).containsExactly("_a_");
    }

    @Test
    void every_word_list_reads() {
        new StandardRanker();
        assertThat(StandardAtlas.table("inside.tsv")).allMatch(row -> row.length == 3);
        assertThat(StandardAtlas.table("outside.tsv")).allMatch(row -> row.length == 2);
    }
}
