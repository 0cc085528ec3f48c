package io.wardtally.tracking.core.scan;

/**
 * Count of how often a JPEG file goes over its picture. Each time costs a decoder as much as the first, and takes a few bytes of a
 * file that was made for it. What comes after the picture, such as the further pictures of a telephone's file, is not decoded.
 */
final class JpegScans {

    private static final int START_OF_SCAN = 0xDA;
    private static final int FIRST_RESTART = 0xD0;
    private static final int END_OF_IMAGE = 0xD9;

    private JpegScans() {}

    /** The number of scans of the first picture in this file. */
    static int of(byte[] file) {
        int scans = 0;
        int i = 2;
        while (i + 1 < file.length) {
            int marker = file[i + 1] & 0xFF;
            if ((file[i] & 0xFF) != 0xFF || marker == 0xFF) {
                i++;
            } else if (marker == END_OF_IMAGE) {
                return scans;
            } else if (marker <= 1 || (marker >= FIRST_RESTART && marker < END_OF_IMAGE)) {
                i += 2;
            } else {
                scans += marker == START_OF_SCAN ? 1 : 0;
                i += 2 + Math.max(2, length(file, i + 2));
            }
        }
        return scans;
    }

    private static int length(byte[] file, int at) {
        return at + 1 < file.length ? (file[at] & 0xFF) << 8 | (file[at + 1] & 0xFF) : 0;
    }
}
