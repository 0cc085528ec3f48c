package io.wardtally.tracking.scan;

/** A label to stick on an asset. Both drawings were read again and compared before they were handed out. */
public final class Label {

    private final String content;
    private final String caption;
    private final byte[] png;
    private final String svg;

    /** A label; made by {@link io.wardtally.tracking.scan.Scans#label}. */
    public Label(String content, String caption, byte[] png, String svg) {
        this.content = content;
        this.caption = caption;
        this.png = png.clone();
        this.svg = svg;
    }

    /** What is drawn. */
    public enum Symbol {
        /** A QR code with {@code asset:} and the id of the asset, which every telephone reads. */
        QR,
        /** A GS1 Data Matrix with the asset's own GTIN and serial number, GIAI or GRAI, which any hospital can read. */
        GS1_DATA_MATRIX
    }

    /** What it says: {@code asset:INF001}, or the elements of GS1 with their keys in brackets. */
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
