package io.wardtally.tracking.core.atlas;

import io.wardtally.atlas.AnswerComposer;
import io.wardtally.atlas.AnswerComposer.Quote;
import io.wardtally.atlas.Passage;
import io.wardtally.atlas.PassageRanker;
import io.wardtally.atlas.PassageRanker.Hit;
import io.wardtally.atlas.PassageRanker.Ranking;
import io.wardtally.atlas.PassageRanker.Refusal;
import io.wardtally.atlas.Question;
import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.atlas.Citation;
import io.wardtally.tracking.atlas.Reply;
import io.wardtally.tracking.core.kernel.Bulkhead;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The assistant: answers questions with what stands in the documents, and with nothing else. */
final class QuestionAnswering implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QuestionAnswering.class);
    private static final int MOST_SHOWN = 3;
    private static final int MOST_HEADINGS = 40;
    private static final Duration PATIENCE_WITH_RANKER = Duration.ofSeconds(3);
    private static final Duration PATIENCE_WITH_COMPOSER = Duration.ofSeconds(20);
    private static final Pattern END = Pattern.compile("[.:]+$");
    private static final Pattern WORD = Pattern.compile("[^\\s,;!?()\"“”]+");
    /** A word with so many digits may be a patient's number, a telephone or a date of birth; or a part of a device. */
    private static final int DIGITS_OF_A_NUMBER = 3;

    /** Digits in groups, as telephones, dates and the numbers of insurances are written. */
    private static final Pattern GROUPED = Pattern.compile("\\d(?:[ ./-]?\\d){4,}");

    private static final Set<String> ABBREVIATIONS = Set.of(
            "no.", "nr.", "dr.", "mr.", "mrs.", "st.", "fig.", "max.", "min.", "approx.", "ca.", "vs.", "cf.", "resp.");

    private static final String MASK = "…";

    private final List<Candidate> rankers = new ArrayList<>();
    private final @Nullable Bulkhead<AnswerComposer> composer;

    /** A ranker, which is made when those before it cannot be. */
    private static final class Candidate {

        private final String name;
        private final Callable<PassageRanker> making;
        private final Clock clock;
        private Bulkhead.@Nullable Opening<PassageRanker> opening;

        Candidate(String name, Callable<PassageRanker> making, Clock clock) {
            this.name = name;
            this.making = making;
            this.clock = clock;
        }

        synchronized Bulkhead.Opening<PassageRanker> opening() {
            if (opening == null) {
                Bulkhead.Opening<PassageRanker> begun =
                        Bulkhead.opening(ProviderRoster.place(name, PATIENCE_WITH_RANKER, clock), making);
                begun.then(() -> begun.failure().ifPresent(why -> LOG.warn("ranker {} is left out: {}", name, why)));
                opening = begun;
            }
            return opening;
        }

        synchronized void close() {
            if (opening != null) {
                opening.close();
            }
        }
    }

    /**
     * An assistant, whose ranker begins to load.
     *
     * @param ranker who finds passages, or null for whoever is found
     * @param where in which class loaders to look
     * @param composer who puts an answer together, or null to show what was found
     */
    QuestionAnswering(
            @Nullable PassageRanker ranker,
            Collection<ClassLoader> where,
            @Nullable AnswerComposer composer,
            Clock clock) {
        if (ranker != null) {
            rankers.add(new Candidate(ranker.getClass().getName(), () -> ranker, clock));
        } else {
            ServiceDiscovery.find(
                    PassageRanker.class,
                    where,
                    Set.of(),
                    (name, making) -> rankers.add(new Candidate(name, making, clock)),
                    (name, why) -> LOG.warn("ranker {} is left out: {}", name, why));
        }
        rankers.stream().findFirst().ifPresent(Candidate::opening);
        this.composer = composer == null ? null : open(composer, clock);
    }

    private static @Nullable Bulkhead<AnswerComposer> open(AnswerComposer composer, Clock clock) {
        String name = composer.getClass().getName();
        try {
            return Bulkhead.open(ProviderRoster.place(name, PATIENCE_WITH_COMPOSER, clock), () -> composer);
        } catch (Bulkhead.Rejected why) {
            LOG.warn("{} is left out: {}", name, why.getMessage());
            return null;
        }
    }

    /** Waits until a ranker is loaded, for so long at most; what is not, is loaded meanwhile. */
    void load(Duration patience) {
        first(patience)
                .filter(candidate -> candidate.opening().made().isEmpty())
                .ifPresent(candidate -> LOG.warn("ranker {} takes long to load", candidate.name));
    }

    /** The first ranker that is made within this time, or is still being made then. */
    private Optional<Candidate> first(Duration patience) {
        long deadline = Bulkhead.deadline(patience);
        return rankers.stream()
                .filter(candidate -> !candidate.opening().by(deadline)
                        || candidate.opening().made().isPresent())
                .findFirst();
    }

    private Bulkhead<PassageRanker> ranker() {
        Candidate first = first(PATIENCE_WITH_RANKER)
                .orElseThrow(() -> new TrackingException.Failure(Code.PROVIDER_MISSING, noRanker()));
        return first.opening()
                .made()
                .orElseThrow(() -> new TrackingException.Busy(Message.of("atlas.ranker-loading", first.name)));
    }

    private Message noRanker() {
        if (rankers.isEmpty()) {
            return Message.of("atlas.no-ranker");
        }
        Candidate last = rankers.get(rankers.size() - 1);
        return Message.of(
                "atlas.ranker-rejected", last.name, last.opening().failure().orElse(""));
    }

    /**
     * The question, fit to be shown to others: numbers that are neither in the documents nor in a name of the device are made
     * illegible.
     */
    static String masked(String question, FoundPassages documents, List<String> names) {
        Set<String> known = new HashSet<>();
        Stream.concat(
                        names.stream(),
                        documents.parts().stream()
                                .map(FoundPassages.Part::passage)
                                .flatMap(passage -> Stream.of(passage.heading(), passage.text())))
                .flatMap(text -> WORD.matcher(text).results())
                .forEach(word -> known.add(plain(word.group())));
        String words = WORD.matcher(question).replaceAll(found -> {
            String word = plain(found.group());
            boolean number = word.chars().filter(Character::isDigit).count() >= DIGITS_OF_A_NUMBER;
            return number && !known.contains(word) ? MASK : "$0";
        });
        return GROUPED.matcher(words).replaceAll(found -> known.contains(plain(found.group())) ? "$0" : MASK);
    }

    private static String plain(String word) {
        return END.matcher(word.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    /** Answer of the documents to a question, as it was masked. */
    Reply answer(Question question, FoundPassages documents, @Nullable String contact) {
        Bulkhead<PassageRanker> ranker = ranker();
        Map<Passage, String> providers = new HashMap<>();
        documents.parts().forEach(part -> providers.putIfAbsent(part.passage(), part.provider()));
        List<Passage> passages = documents.parts().stream()
                .map(FoundPassages.Part::passage)
                .distinct()
                .toList();
        Ranking ranking = ranker.ask(who -> taken(who.rank(question, passages), providers))
                .orElseThrow(() -> new TrackingException.Busy(Message.of("atlas.busy")));
        List<Hit> hits = ranking.hits();
        List<String> missing = documents.missing();
        if (composer != null && !hits.isEmpty()) {
            List<Passage> shown = hits.stream().map(Hit::passage).toList();
            Optional<List<Quote>> quotes = composer.ask(who -> quotes(who.compose(question.text(), shown), shown));
            if (quotes.isPresent()) {
                List<Citation> citations = quotes.get().stream()
                        .map(quote -> citation(quote.text(), hit(hits, quote.passage()), providers))
                        .toList();
                return new Reply(
                        citations,
                        true,
                        missing,
                        citations.isEmpty() ? refusal(Refusal.NOT_FOUND, passages, contact) : null);
            }
        }
        Refusal why = ranking.refusal();
        return new Reply(
                hits.stream().map(hit -> citation(hit.text(), hit, providers)).toList(),
                false,
                missing,
                why == null ? null : refusal(why, passages, contact));
    }

    private static Reply.Refusal refusal(Refusal why, List<Passage> passages, @Nullable String contact) {
        return new Reply.Refusal(
                Message.of(code(why)),
                passages.stream()
                        .map(Passage::heading)
                        .distinct()
                        .limit(MOST_HEADINGS)
                        .toList(),
                contact);
    }

    private static String code(Refusal why) {
        return switch (why) {
            case NOT_FOUND -> "reply.not-found";
            case OTHER_DEVICE -> "reply.other-device";
            case DOSE -> "reply.dose";
            case PATIENT_DECISION -> "reply.patient-decision";
            case NOT_OF_DEVICE -> "reply.not-of-device";
        };
    }

    private static Hit hit(List<Hit> hits, Passage passage) {
        return hits.stream()
                .filter(hit -> hit.passage().equals(passage))
                .findFirst()
                .orElseThrow();
    }

    private static Citation citation(String text, Hit hit, Map<Passage, String> providers) {
        String provider = providers.getOrDefault(hit.passage(), "");
        return new Citation(hit.passage().heading(), text, hit.passage().source(), provider, hit.score());
    }

    /** The first of them; whatever was not handed in, or says something else than the passage, does not count. */
    private static @Nullable Ranking taken(@Nullable Ranking given, Map<Passage, String> providers) {
        if (given == null || given.refusal() != null) {
            return given;
        }
        return Ranking.of(given.hits().stream()
                .filter(hit -> providers.containsKey(hit.passage()) && isOf(hit))
                .distinct()
                .limit(MOST_SHOWN)
                .toList());
    }

    /** Whether each line of what is shown stands in the passage, as whole sentences. */
    private static boolean isOf(Hit hit) {
        String text = hit.passage().text();
        return hit.text().equals(text) || hit.text().lines().allMatch(line -> isWhole(line, text));
    }

    /** The quotes, if each consists of whole sentences of what was found. */
    private static @Nullable List<Quote> quotes(@Nullable List<Quote> given, List<Passage> shown) {
        if (given == null) {
            return null;
        }
        List<Quote> all = given.stream().limit(MOST_SHOWN * 10L).toList();
        for (Quote quote : all) {
            if (!shown.contains(quote.passage())
                    || !isWhole(quote.text(), quote.passage().text())) {
                throw new IllegalArgumentException("not a quotation");
            }
        }
        return all;
    }

    /** Half a sentence may say the opposite of the whole. */
    private static boolean isWhole(String quote, String text) {
        String said = quote.strip();
        if (said.isEmpty()) {
            return false;
        }
        for (int at = text.indexOf(said); at >= 0; at = text.indexOf(said, at + 1)) {
            if (isBetweenSentences(text, at) && isBetweenSentences(text, at + said.length())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a sentence ends before this place and another begins; where that is not sure, it is not so. */
    private static boolean isBetweenSentences(String text, int at) {
        String before = text.substring(0, at).stripTrailing();
        String after = text.substring(at).stripLeading();
        if (before.isEmpty() || after.isEmpty()) {
            return true;
        }
        String gap = text.substring(before.length(), text.length() - after.length());
        int next = after.codePointAt(0);
        if (gap.isEmpty() || Character.isLowerCase(next)) {
            return false;
        }
        String word = before.substring(Math.max(before.lastIndexOf(' '), before.lastIndexOf('\n')) + 1);
        boolean abbreviation = ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT))
                || (word.indexOf('.') >= 0 && word.indexOf('.') < word.length() - 1);
        boolean ended = "!?".indexOf(word.charAt(word.length() - 1)) >= 0 || (word.endsWith(".") && !abbreviation);
        return gap.indexOf('\n') >= 0 || (ended && !Character.isDigit(next));
    }

    @Override
    public void close() {
        rankers.forEach(Candidate::close);
        if (composer != null) {
            composer.close();
        }
    }
}
