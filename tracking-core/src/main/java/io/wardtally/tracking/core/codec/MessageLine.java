package io.wardtally.tracking.core.codec;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.Message.Argument;
import java.util.ArrayList;
import java.util.List;

/**
 * A message as one line: its code, then each argument behind a bar, with its type. Another message stands in parentheses:
 * {@code training.none|TEXT:sarah|MESSAGE:(course|TEXT:safe use)}.
 */
final class MessageLine {

    private static final String MARKS = "\\|()";
    private static final int DEEPEST = 20;

    private final String line;
    private int at;

    private MessageLine(String line) {
        this.line = line;
    }

    static String write(Message message) {
        StringBuilder out = new StringBuilder(64);
        write(message.code(), message.arguments(), out);
        return out.toString();
    }

    private static void write(String code, List<Argument> arguments, StringBuilder out) {
        text(code, out);
        for (Argument argument : arguments) {
            out.append('|').append(argument.type().name()).append(':');
            if (argument.type() == Message.Type.MESSAGE) {
                write(argument.value(), argument.arguments(), out.append('('));
                out.append(')');
            } else {
                text(argument.value(), out);
            }
        }
    }

    private static void text(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (MARKS.indexOf(c) >= 0) {
                out.append('\\');
            }
            out.append(c);
        }
    }

    /**
     * The message of a line.
     *
     * @throws IllegalArgumentException if there is none in it
     */
    static Message read(String line) {
        MessageLine reading = new MessageLine(line);
        Argument whole = reading.message(0);
        if (reading.at < line.length()) {
            throw broken();
        }
        return new Message(whole.value(), whole.arguments());
    }

    private Argument message(int depth) {
        if (depth > DEEPEST) {
            throw broken();
        }
        String code = text();
        List<Argument> arguments = new ArrayList<>();
        while (at < line.length() && line.charAt(at) == '|') {
            at++;
            arguments.add(argument(depth));
        }
        return new Argument(Message.Type.MESSAGE, code, arguments);
    }

    private Argument argument(int depth) {
        int colon = line.indexOf(':', at);
        if (colon < 0) {
            throw broken();
        }
        Message.Type type = Message.Type.valueOf(line.substring(at, colon));
        at = colon + 1;
        if (type != Message.Type.MESSAGE) {
            return new Argument(type, text(), List.of());
        }
        expect('(');
        Argument message = message(depth + 1);
        expect(')');
        return message;
    }

    private void expect(char mark) {
        if (at >= line.length() || line.charAt(at) != mark) {
            throw broken();
        }
        at++;
    }

    /** Text up to the next mark. */
    private String text() {
        StringBuilder text = new StringBuilder();
        for (; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '\\') {
                at++;
                if (at == line.length()) {
                    throw broken();
                }
                text.append(line.charAt(at));
            } else if (MARKS.indexOf(c) >= 0) {
                break;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static IllegalArgumentException broken() {
        return new IllegalArgumentException("a message is broken");
    }
}
