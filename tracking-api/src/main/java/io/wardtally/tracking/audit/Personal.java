package io.wardtally.tracking.audit;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of a fact that is about a person. It is kept beside what is signed, which holds only its salted fingerprint: the
 * trail tells when it was changed or removed. Never printed.
 */
public final class Personal<T> {

    private final transient @Nullable T value;

    private Personal(@Nullable T value) {
        this.value = value;
    }

    /** This value. */
    public static <T> Personal<T> of(T value) {
        return new Personal<>(value);
    }

    /** This value, or null where there is none. */
    public static <T> @Nullable Personal<T> ofNullable(@Nullable T value) {
        return value == null ? null : of(value);
    }

    /** A value that is gone. */
    public static <T> Personal<T> gone() {
        return new Personal<>(null);
    }

    /** The value, or empty if it is gone. */
    public Optional<T> value() {
        return Optional.ofNullable(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Personal<?> personal && Objects.equals(value, personal.value);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(value);
    }

    @Override
    public String toString() {
        return value == null ? "(gone)" : "(personal)";
    }
}
