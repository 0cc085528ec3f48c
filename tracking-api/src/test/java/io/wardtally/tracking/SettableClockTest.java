package io.wardtally.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettableClockTest {

    @Test
    void it_moves_as_far_as_time_goes_and_no_further() {
        SettableClock clock = new SettableClock(Instant.EPOCH);
        clock.advance(Duration.ofDays(-1));
        Instant before = clock.instant();
        assertThat(before).isEqualTo("1969-12-31T00:00:00Z");
        List<Duration> beyond = Arrays.asList(
                Duration.ofSeconds(Long.MAX_VALUE),
                Duration.ofSeconds(Long.MIN_VALUE),
                Duration.ofDays(400_000_000_000L),
                null);
        for (Duration wrong : beyond) {
            assertThatThrownBy(() -> clock.advance(wrong)).isInstanceOf(TrackingException.BadInput.class);
        }
        assertThat(clock.instant()).isEqualTo(before);
    }
}
