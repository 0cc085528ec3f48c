package io.wardtally.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    @Test
    void the_following_page_has_the_same_size_and_the_last_has_none() {
        Paging first = Paging.first(7);
        assertThat(new Page<>(List.of("a"), "token").following(first)).contains(Paging.after("token", 7));
        assertThat(new Page<>(List.of("a"), null).following(first)).isEmpty();
    }

    @Test
    void a_page_does_not_change_with_the_list_it_was_made_of() {
        List<String> list = new ArrayList<>(List.of("a"));
        Page<String> page = new Page<>(list, null);
        list.add("b");
        assertThat(page.items()).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 501, Integer.MAX_VALUE})
    void a_page_holds_1_to_500_items(int limit) {
        assertThat(Paging.first(1).limit()).isEqualTo(1);
        assertThat(Paging.first(500).limit()).isEqualTo(500);
        assertThatThrownBy(() -> Paging.first(limit)).isInstanceOf(TrackingException.BadInput.class);
    }
}
