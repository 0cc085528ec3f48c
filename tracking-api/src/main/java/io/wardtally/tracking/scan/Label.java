package io.wardtally.tracking.scan;

/** A label to stick on an asset. Both drawings were read again and compared before they were handed out. */
public final class Label {

    private final String content;
    private final String caption;
    private final byte[] png;
    private final String svg;

    /** A label; made by {@link io.wardtally.tracking.asset.Assets#label}. */
    public Label(String content, String caption, byte[] png, String svg) {
        this.content = content;
        this.caption = caption;
        this.png = png.clone();
        this.svg = svg;
    }

    /** What a scanner reads, for example {@code asset:INF001}. */
    public String content() {
        return content;
    }

    /** What a person reads below the code. */
    public String caption() {
        return caption;
    }

    /** A picture in PNG, with its quiet zone. */
    public byte[] png() {
        return png.clone();
    }

    /** The same as a scalable drawing, with the caption below; text is escaped. */
    public String svg() {
        return svg;
    }

    @Override
    public String toString() {
        return content;
    }
}
