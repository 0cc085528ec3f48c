package io.wardtally.tracking;

import io.wardtally.tracking.staff.Permission;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something Wardtally could not do, said in words that name the thing and never a patient. What is unknown is not
 * repeated: it may have been read off a wristband.
 *
 * <p>What is expected at the bedside is a value, not an exception: a refused start is a
 * {@link io.wardtally.tracking.session.StartResult.Refused}, an unknown label is a
 * {@link io.wardtally.tracking.scan.ScanResult}. The subclasses say how a caller can react; {@link #code()} is stable
 * between releases and safe to show, to log and to map to an HTTP status. Messages never contain a database driver's
 * text. {@link #getMessage()} speaks English, {@link #says(Locale)} the reader's language.
 */
public abstract sealed class TrackingException extends RuntimeException {

    private final Code code;
    private final Message message;

    private TrackingException(Code code, Message message) {
        this.code = code;
        this.message = message;
    }

    /** What went wrong, as a code that does not change between releases. */
    public Code code() {
        return code;
    }

    /** What went wrong, as a code of its own and what it is about. */
    public Message message() {
        return message;
    }

    /** The sentence in this language, or in English if the library does not speak it. */
    public String says(Locale language) {
        return message.says(language);
    }

    /** The sentence in English. */
    @Override
    public String getMessage() {
        return message.says();
    }

    /** Whether the same may succeed when it is repeated: the call, or after a {@link TransactionLost} the transaction. */
    public boolean retryable() {
        return this instanceof Busy || this instanceof TransactionLost;
    }

    /**
     * The same, with the place from which it comes as its cause, unless it has one: see {@link Origin}.
     *
     * @param thrown somebody else's exception, of which no message is kept
     * @param state the SQL state of an exception that has one, otherwise null
     */
    public TrackingException causedBy(Throwable thrown, Function<Throwable, @Nullable String> state) {
        if (getCause() == null) {
            initCause(Origin.of(thrown, state));
        }
        return this;
    }

    /** The same, with the place from which it comes as its cause, unless it has one. */
    public TrackingException causedBy(Throwable thrown) {
        return causedBy(thrown, one -> null);
    }

    /** Every code, with what it means. */
    public enum Code {
        /** A value is missing, too long, malformed or out of range. Nothing was changed. */
        BAD_INPUT,
        /** A picture could not be read as a picture, or is too large to be looked at. */
        UNREADABLE_IMAGE,
        /** A page token was not made by this library for this question. */
        BAD_PAGE_TOKEN,
        /** The same request id was used before for something else. */
        REQUEST_REUSED,
        /** No asset has this id. */
        ASSET_UNKNOWN,
        /** No model is recorded for this label. */
        MODEL_UNKNOWN,
        /** No session has this id. */
        SESSION_UNKNOWN,
        /** No emergency override has this id. */
        OVERRIDE_UNKNOWN,
        /** This asset has no hold with this id. */
        HOLD_UNKNOWN,
        /** Nothing of this kind has this id. */
        ITEM_UNKNOWN,
        /** The actor's role does not allow this. */
        PERMISSION_DENIED,
        /** An override is reviewed by somebody other than the person who declared it. */
        REVIEW_BY_ACTOR,
        /** An asset with this id is registered already. */
        ASSET_EXISTS,
        /** Another asset, or another model, has this identifier. */
        IDENTIFIER_TAKEN,
        /** The asset is in use; end its session first. */
        ASSET_IN_USE,
        /** The asset is not in use, so that nobody can give it back. */
        ASSET_NOT_IN_USE,
        /** The asset is not ready for use; the message says why. */
        NOT_READY,
        /** An asset cannot go from its present condition to the one asked for. */
        CONDITION_NOT_REACHABLE,
        /** The session has ended already. */
        SESSION_ENDED,
        /** The session was voided as entered in error. */
        SESSION_VOIDED,
        /** The override was reviewed already. */
        OVERRIDE_REVIEWED,
        /** Nothing that an override could lift stands in the way. */
        NOTHING_TO_OVERRIDE,
        /** There are as many of these things as may be of one subject. The message says how many. */
        TOO_MANY,
        /** Too much is going on at once, or a lock or a connection could not be had in time. Nothing was changed; try again. */
        BUSY,
        /** The database gave up the host's transaction, which has to be rolled back and begun again. */
        TRANSACTION_LOST,
        /** The store works in the host's transactions, and there is none. */
        NO_TRANSACTION,
        /** The database, or the host's transaction, is read-only. Nothing was changed. */
        READ_ONLY,
        /** The database does not have the tables that this version needs; apply the store's schema. */
        WRONG_SCHEMA,
        /**
         * The store failed, and whether a change stands is not known; with the same request id it can be repeated. A database's
         * state code is part of the message, its words are not.
         */
        STORE_FAILED,
        /** The store belongs to another facility. */
        WRONG_FACILITY,
        /** What is stored does not say what it must; run the audit's verification. */
        STORED_DATA_UNREADABLE,
        /** A key is missing, too short, too simple, or given twice. */
        KEY_REFUSED,
        /** A provider of knowledge without which the host does not start is missing or was rejected. */
        PROVIDER_MISSING,
        /** The host keeps this itself, and Wardtally only reads it. */
        KEPT_ELSEWHERE,
        /** Tracking was closed. */
        CLOSED
    }

    /** What was passed in cannot be used; the caller has to change it. */
    public static final class BadInput extends TrackingException {
        /** Bad input, with its code and a message that names the field. */
        public BadInput(Code code, Message message) {
            super(code, message);
        }
    }

    /** The named thing is not there. */
    public static final class NotFound extends TrackingException {
        /** Not found, with its code and a message. */
        public NotFound(Code code, Message message) {
            super(code, message);
        }
    }

    /** This person may not do that. The attempt is recorded. */
    public static final class NotAllowed extends TrackingException {
        private final Permission permission;

        /** Not allowed, with its code, the permission that is missing, and a message. */
        public NotAllowed(Code code, Permission permission, Message message) {
            super(code, message);
            this.permission = permission;
        }

        /** What it would have taken. */
        public Permission permission() {
            return permission;
        }
    }

    /** The thing is in a state that does not permit this. */
    public static final class Conflict extends TrackingException {
        /** A conflict, with its code and a message that names the thing and its state. */
        public Conflict(Code code, Message message) {
            super(code, message);
        }
    }

    /** Not now, and nothing was changed: the same call may succeed when it is repeated. */
    public static final class Busy extends TrackingException {
        /** Busy, with the code of what stands in the way, and a message. */
        public Busy(Code code, Message message) {
            super(code, message);
        }

        /** Busy, with a message that names the thing waited for. */
        public Busy(Message message) {
            super(Code.BUSY, message);
        }
    }

    /**
     * The transaction that the host began is lost to a deadlock, a time-out or a conflict. Nothing of it stands. Roll it back
     * and repeat it from its beginning; the same request ids are safe.
     */
    public static final class TransactionLost extends TrackingException {
        /** A lost transaction, with a message. */
        public TransactionLost(Message message) {
            super(Code.TRANSACTION_LOST, message);
        }
    }

    /** Something underneath is broken: the store, a key, stored data. An administrator has to look. */
    public static final class Failure extends TrackingException {
        /** A failure, with its code and a message; a driver's message never becomes part of it. */
        public Failure(Code code, Message message) {
            super(code, message);
        }
    }

    /**
     * Where a failure comes from: the class of an exception of a store, a driver or a provider, its SQL state, and where it was
     * thrown. Its message is left out, since it may hold what was stored.
     */
    public static final class Origin extends Exception {

        private static final int MOST = 16;
        private static final Pattern STATE = Pattern.compile("[0-9A-Z]{5}");

        private Origin(String words) {
            super(words);
        }

        private static Origin of(Throwable thrown, Function<Throwable, @Nullable String> state) {
            return new Copy(state).of(thrown);
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }

        /** One exception and what belongs to it. Whatever it does when it is asked, something is told. */
        private static final class Copy {

            private final Function<Throwable, @Nullable String> state;
            private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

            Copy(Function<Throwable, @Nullable String> state) {
                this.state = state;
            }

            Origin of(Throwable thrown) {
                seen.add(thrown);
                String said = asked(thrown, state);
                boolean known = said != null && STATE.matcher(said).matches();
                Origin origin = new Origin(thrown.getClass().getName() + (known ? " (SQL state " + said + ")" : ""));
                StackTraceElement[] frames = asked(thrown, Throwable::getStackTrace);
                if (frames != null) {
                    origin.setStackTrace(frames);
                }
                Throwable cause = asked(thrown, Throwable::getCause);
                if (cause != null && isNew(cause)) {
                    origin.initCause(of(cause));
                }
                for (Throwable suppressed : thrown.getSuppressed()) {
                    if (isNew(suppressed)) {
                        origin.addSuppressed(of(suppressed));
                    }
                }
                return origin;
            }

            private boolean isNew(Throwable thrown) {
                return seen.size() < MOST && !seen.contains(thrown);
            }

            private static <T> @Nullable T asked(Throwable thrown, Function<Throwable, @Nullable T> question) {
                try {
                    return question.apply(thrown);
                } catch (RuntimeException refused) {
                    return null;
                }
            }
        }
    }
}
