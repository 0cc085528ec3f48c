package io.wardtally.tracking.scan;

/**
 * One thing that a code says.
 *
 * @param key what it is about, by the standard's own word: the application identifier of GS1 ({@code 21}), the data
 *     identifier of HIBC ({@code $+}) or ICCBBA ({@code =/})
 * @param value what it says, without the separators and check characters around it
 */
public record CodeElement(String key, String value) {}
