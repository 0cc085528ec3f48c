package io.wardtally.examples.benchmarks;

import io.wardtally.atlas.PassageRanker;
import io.wardtally.atlas.standard.AtlasFolder;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.atlas.Citation;
import io.wardtally.tracking.atlas.Reply;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.staff.Actor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How well the assistant answers: questions of nurses, written by somebody who had not read the sheets, and the places where somebody
 * who had found their answers. {@code recall@3} is the share of the questions with an answer for which one of those places is among
 * the three that are shown; a false answer is one to a question that the documents do not answer.
 */
public final class Questions {

    private static final long SEED = 7;
    private static final List<String> HOUSE =
            List.of("ecmo", "blood-warmer", "cell-salvage", "nitric-oxide", "chest-compressor");

    private Questions() {}

    /**
     * A question, and what came of it.
     *
     * @param kind what it is about
     * @param style how it is written
     * @param meant whether whoever wrote it meant it to be answered
     * @param places the sections that answer it; empty if none does
     * @param shown the sections that were shown
     * @param words how many words of them
     */
    record Asked(
            String id,
            String kind,
            String style,
            boolean meant,
            String question,
            List<String> places,
            List<String> shown,
            int words) {

        boolean answerable() {
            return meant && !places.isEmpty();
        }

        boolean hit() {
            return shown.stream().anyMatch(one -> places.stream().anyMatch(one::equalsIgnoreCase));
        }

        /** Whether it was shown something although nothing answers it. */
        boolean falselyAnswered() {
            return !shown.isEmpty() && !hit();
        }
    }

    /**
     * Prints the tables of each set of questions. Arguments: {@code odd} or {@code even} for that half of the first set,
     * {@code misses} to list what went wrong.
     */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<String> options = Arrays.asList(args);
        List<Asked> all = ask(Wardtally.inMemory(), own(options));
        out.println("Questions on thirty kinds of devices");
        table(out, "kind", all, Asked::kind);
        table(out, "style", all, Asked::style);
        List<Asked> leftOut = all.stream()
                .filter(each -> each.meant() && each.places().isEmpty())
                .toList();
        out.printf(
                "meant to be answered, but in no sheet: %d, of which %d were answered%n",
                leftOut.size(), leftOut.stream().filter(Asked::falselyAnswered).count());
        List<Asked> control = ask(Wardtally.inMemory().ranker(random()), own(options));
        out.printf(Locale.ROOT, "control, three random passages: recall@3 %.3f%n", recall(control));
        out.printf("words shown, median: %d%n", words(all));
        misses(out, all, options);
        out.println("\nThe same with the name of the kind in front");
        List<Asked> named = ask(Wardtally.inMemory(), withNames(own(options)));
        table(out, "style", named, Asked::style);
        misses(out, named, options);
        out.println("\nPlain questions, with “it” and with the everyday name");
        List<Asked> plain = ask(Wardtally.inMemory(), plain());
        table(out, "device is called", plain, Asked::style);
        misses(out, plain, options);
        out.println("\nQuestions on five devices of which only the house has sheets");
        List<Asked> house = ask(ofTheHouse(), rows("questions-house.tsv"));
        table(out, "category", house, Asked::style);
        out.printf("words shown, median: %d%n", words(house));
        misses(out, house, options);
    }

    private static void misses(PrintStream out, List<Asked> all, List<String> options) {
        if (options.contains("misses")) {
            all.stream()
                    .filter(each -> each.answerable() ? !each.hit() : each.falselyAnswered())
                    .forEach(out::println);
        }
    }

    /** The same questions, each after the name of the device's kind. */
    static List<String[]> withNames(List<String[]> rows) {
        return rows.stream()
                .map(row -> {
                    String[] named = row.clone();
                    named[5] = row[1].replace('-', ' ') + ": " + row[5];
                    return named;
                })
                .toList();
    }

    /** Plain questions, as rows of the same form. */
    static List<String[]> plain() {
        return rows("questions-named.tsv").stream()
                .map(row -> new String[] {"", row[0], "", row[1], "yes", row[3], row[2]})
                .toList();
    }

    /** A house with sheets of its own on five devices. */
    static Wardtally ofTheHouse() {
        try {
            Path folder = Files.createTempDirectory("house");
            for (String sheet : HOUSE) {
                try (InputStream text = Questions.class.getResourceAsStream("house/" + sheet + ".properties")) {
                    Files.copy(Objects.requireNonNull(text, sheet), folder.resolve(sheet + ".properties"));
                }
            }
            return Wardtally.inMemory().knowledge(new AtlasFolder(folder, "house"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static PassageRanker random() {
        Random random = new Random(SEED);
        return (question, passages) -> {
            List<PassageRanker.Hit> any = new ArrayList<>();
            passages.forEach(passage -> any.add(new PassageRanker.Hit(passage, 0)));
            Collections.shuffle(any, random);
            return PassageRanker.Ranking.of(any);
        };
    }

    /** The median of the number of words that are shown where anything is. */
    static int words(List<Asked> all) {
        int[] words = all.stream()
                .filter(each -> !each.shown().isEmpty())
                .mapToInt(Asked::words)
                .sorted()
                .toArray();
        return words.length == 0 ? 0 : words[words.length / 2];
    }

    static double recall(List<Asked> all) {
        List<Asked> answerable = all.stream().filter(Asked::answerable).toList();
        return answerable.stream().filter(Asked::hit).count() / (double) answerable.size();
    }

    static double falseAnswers(List<Asked> all) {
        List<Asked> not = all.stream().filter(each -> !each.meant()).toList();
        return not.stream().filter(Asked::falselyAnswered).count() / (double) not.size();
    }

    private static void table(PrintStream out, String what, List<Asked> all, Function<Asked, String> by) {
        Map<String, List<Asked>> groups = new TreeMap<>();
        all.forEach(each -> groups.computeIfAbsent(by.apply(each), none -> new ArrayList<>())
                .add(each));
        groups.put("~ all", all);
        out.printf("%-20s %10s %9s %12s %14s%n", what, "answerable", "recall@3", "unanswerable", "false answers");
        groups.forEach((group, some) -> {
            long answerable = some.stream().filter(Asked::answerable).count();
            long others = some.stream().filter(each -> !each.meant()).count();
            out.printf(
                    Locale.ROOT,
                    "%-20s %10d %9s %12d %14s%n",
                    group,
                    answerable,
                    answerable == 0 ? "" : String.format(Locale.ROOT, "%.3f", recall(some)),
                    others,
                    others == 0 ? "" : String.format(Locale.ROOT, "%.3f", falseAnswers(some)));
        });
        out.println();
    }

    /** The questions of the first set, or half of them. */
    static List<String[]> own(List<String> options) {
        return rows("questions.tsv").stream()
                .filter(row -> {
                    boolean odd = (row[0].charAt(row[0].length() - 1) - '0') % 2 == 1;
                    return !options.contains(odd ? "even" : "odd");
                })
                .toList();
    }

    static List<Asked> ask(Wardtally way, List<String[]> rows) {
        try (Tracking tracking = way.requireProviders("wardtally")
                .patience(Duration.ofMinutes(1))
                .build()) {
            Workspace tom = tracking.actingAs(Actor.technician("tom"));
            Workspace sarah = tracking.actingAs(Actor.nurse("sarah", "ICU"));
            List<Asked> asked = new ArrayList<>();
            int number = 0;
            for (String[] row : rows) {
                Asset device = tom.assets().register(Asset.of("D" + ++number, row[1], row[1]));
                asked.add(asked(row, sarah.atlas().ask(AssetId.of(device.id().value()), row[5])));
            }
            return asked;
        }
    }

    private static Asked asked(String[] row, Reply reply) {
        List<String> shown = reply.citations().stream().map(Citation::heading).toList();
        List<String> places = row[6].isEmpty() ? List.of() : List.of(row[6].split("; "));
        int words = reply.citations().stream()
                .mapToInt(citation -> citation.text().strip().split("\\s+", -1).length)
                .sum();
        return new Asked(row[0], row[2], row[3], row[4].equals("yes"), row[5], places, shown, words);
    }

    static List<String[]> rows(String table) {
        try (BufferedReader list = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Questions.class.getResourceAsStream(table)), StandardCharsets.UTF_8))) {
            return list.lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(table.equals("questions-named.tsv") ? 0 : 1)
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
