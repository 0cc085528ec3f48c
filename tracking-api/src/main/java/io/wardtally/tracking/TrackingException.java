package io.wardtally.tracking;

import io.wardtally.tracking.staff.Permission;

/**
 * Something Wardtally could not do, said in words that name the thing and never a patient. What is unknown is not
 * repeated: it may have been read off a wristband.
 *
 * <p>What is expected at the bedside is a value, not an exception: a refused start is a
 * {@link io.wardtally.tracking.session.StartResult.Refused}, an unknown label is a
 * {@link io.wardtally.tracking.scan.ScanResult}. The subclasses say how a caller can react; {@link #code()} is stable
 * between releases and safe to show, to log and to map to an HTTP status. Messages never contain a database driver's
 * text.
 */
public abstract sealed class TrackingException extends RuntimeException {

    private final Code code;

    private TrackingException(Code code, String message) {
        super(message);
        this.code = code;
    }

    /** What went wrong, as a code that does not change between releases. */
    public Code code() {
        return code;
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
        /** So many things of one subject are open already that no further one is taken. */
        TOO_MANY,
        /** Too much is going on at once, or a lock could not be had in time. Try again. */
        BUSY,
        /** The database gave up the host's transaction, which has to be rolled back and begun again. */
        TRANSACTION_LOST,
        /** The store works in the host's transactions, and there is none. */
        NO_TRANSACTION,
        /** The database does not have the tables that this version needs; apply the store's schema. */
        WRONG_SCHEMA,
        /** The store failed. A database's state code is part of the message, its words are not. */
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
        /** Bad input, with its code and a sentence that names the field. */
        public BadInput(Code code, String message) {
            super(code, message);
        }
    }

    /** The named thing is not there. */
    public static final class NotFound extends TrackingException {
        /** Not found, with its code and a sentence. */
        public NotFound(Code code, String message) {
            super(code, message);
        }
    }

    /** This person may not do that. The attempt is recorded. */
    public static final class NotAllowed extends TrackingException {
        private final Permission permission;

        /** Not allowed, with its code, the permission that is missing, and a sentence. */
        public NotAllowed(Code code, Permission permission, String message) {
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
        /** A conflict, with its code and a sentence that names the thing and its state. */
        public Conflict(Code code, String message) {
            super(code, message);
        }
    }

    /** Not now: the same call may succeed when it is repeated. */
    public static final class Busy extends TrackingException {
        /** Busy, with a sentence that names the thing waited for. */
        public Busy(String message) {
            super(Code.BUSY, message);
        }
    }

    /**
     * The transaction that the host began is lost to a deadlock, a time-out or a conflict. Nothing of it stands. Roll it back
     * and repeat it from its beginning; the same request ids are safe.
     */
    public static final class TransactionLost extends TrackingException {
        /** A lost transaction, with a sentence. */
        public TransactionLost(String message) {
            super(Code.TRANSACTION_LOST, message);
        }
    }

    /** Something underneath is broken: the store, a key, stored data. An administrator has to look. */
    public static final class Failure extends TrackingException {
        /** A failure, with its code and a sentence; a driver's message never becomes part of it. */
        public Failure(Code code, String message) {
            super(code, message);
        }
    }
}
