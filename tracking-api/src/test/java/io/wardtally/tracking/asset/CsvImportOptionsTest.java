package io.wardtally.tracking.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wardtally.tracking.TrackingException.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvImportOptionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dd.MM.yyyy",
                "d.M.yyyy",
                "M/d/yyyy",
                "MM/dd/uuuu",
                "yyyy. MM. dd.",
                "yyyyMMdd",
                "ddMMyyyy",
                "d M yyyy",
                "yyyy年M月d日"
            })
    void a_form_says_year_month_and_day_in_digits(String form) {
        assertThat(CsvImportOptions.standard().dayForm(form).dayForms()).containsExactly(form);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "dd.MM.yy",
                "dd.MM.y",
                "dd.MM.YYYY",
                "dd.mm.yyyy",
                "DD.MM.yyyy",
                "dd.MMM.yyyy",
                "dd.MM",
                "MM.yyyy",
                "dd.dd.yyyy",
                "MM/M/yyyy",
                "yyyy-uuuu-dd",
                "dMyyyy",
                "yyyyMdd",
                "dd.MM.yyyyy",
                "ddd.MM.yyyy",
                "dd.MM.yyyy HH:mm",
                "dd.MM.yyyy G",
                "[dd.]MM.yyyy",
                "dd'.'MM.yyyy",
                "dd.LL.yyyy",
                "{dd}.MM.yyyy",
                "dd#MM#yyyy",
                "dd1MM2yyyy",
                "EEE dd.MM.yyyy",
                "yyyy-DDD",
                "YYYY-'W'ww-e",
                "x"
            })
    void any_other_form_is_refused_at_once(String form) {
        BadInput refused = catchThrowableOfType(
                BadInput.class, () -> CsvImportOptions.standard().dayForm(form));
        assertThat(refused.message().code()).isIn("list.no-day-form", "input.missing");
    }

    @Test
    void forms_and_headings_come_together() {
        CsvImportOptions how = CsvImportOptions.standard()
                .dayForm(" dd.MM.yyyy\u00A0")
                .heading(" Nr.\u200B", AssetColumn.ID)
                .dayForm("M/d/yyyy")
                .asDryRun()
                .telling(rows -> {});
        assertThat(how.dayForms()).containsExactly("dd.MM.yyyy", "M/d/yyyy");
        assertThat(how.headings()).containsOnlyKeys("Nr.");
        assertThat(how.dryRun()).isTrue();
        assertThat(CsvImportOptions.standard().dayForms()).isEmpty();
    }
}
