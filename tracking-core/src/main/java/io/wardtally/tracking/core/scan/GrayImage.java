package io.wardtally.tracking.core.scan;

import com.google.zxing.LuminanceSource;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/** Greyscale image, one byte a point. What is transparent counts as white. */
final class GrayImage extends LuminanceSource {

    private static final int WHITE = 255;
    private static final int LEAST_FRAME = 16;
    private static final int PARTS_OF_A_FRAME = 10;

    private final byte[] light;
    private final int stride;
    private final int left;
    private final int top;

    private GrayImage(byte[] light, int stride, int left, int top, int width, int height) {
        super(width, height);
        this.light = light;
        this.stride = stride;
        this.left = left;
        this.top = top;
    }

    static GrayImage of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] light = new byte[width * height];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                light[y * width + x] = (byte) brightness(row[x]);
            }
        }
        return new GrayImage(light, width, 0, 0, width, height);
    }

    /** A smaller version of which every so manieth point is kept. */
    GrayImage every(int step) {
        int width = (getWidth() + step - 1) / step;
        int height = (getHeight() + step - 1) / step;
        byte[] some = new byte[width * height];
        for (int y = 0; y < height; y++) {
            int from = (top + y * step) * stride + left;
            for (int x = 0; x < width; x++) {
                some[y * width + x] = light[from + x * step];
            }
        }
        return new GrayImage(some, width, 0, 0, width, height);
    }

    /** The same, light where it is dark. */
    GrayImage inverted() {
        byte[] other = getMatrix().clone();
        for (int i = 0; i < other.length; i++) {
            other[i] = (byte) (WHITE - (other[i] & WHITE));
        }
        return new GrayImage(other, getWidth(), 0, 0, getWidth(), getHeight());
    }

    /** The same within a white frame. */
    GrayImage framed() {
        int frame = Math.max(LEAST_FRAME, Math.max(getWidth(), getHeight()) / PARTS_OF_A_FRAME);
        int width = getWidth() + 2 * frame;
        byte[] wide = new byte[width * (getHeight() + 2 * frame)];
        Arrays.fill(wide, (byte) WHITE);
        for (int y = 0; y < getHeight(); y++) {
            System.arraycopy(light, (top + y) * stride + left, wide, (y + frame) * width + frame, getWidth());
        }
        return new GrayImage(wide, width, 0, 0, width, getHeight() + 2 * frame);
    }

    private static int brightness(int point) {
        int red = point >> 16 & WHITE;
        int green = point >> 8 & WHITE;
        int blue = point & WHITE;
        int opaque = point >>> 24;
        return ((red + 2 * green + blue) / 4 * opaque + WHITE * (WHITE - opaque)) / WHITE;
    }

    @Override
    public byte[] getRow(int y, byte[] reused) {
        byte[] row = reused == null || reused.length < getWidth() ? new byte[getWidth()] : reused;
        System.arraycopy(light, (top + y) * stride + left, row, 0, getWidth());
        return row;
    }

    @Override
    public byte[] getMatrix() {
        if (stride == getWidth() && light.length == getWidth() * getHeight()) {
            return light;
        }
        byte[] matrix = new byte[getWidth() * getHeight()];
        for (int y = 0; y < getHeight(); y++) {
            System.arraycopy(light, (top + y) * stride + left, matrix, y * getWidth(), getWidth());
        }
        return matrix;
    }

    @Override
    public boolean isCropSupported() {
        return true;
    }

    @Override
    public LuminanceSource crop(int x, int y, int width, int height) {
        return new GrayImage(light, stride, left + x, top + y, width, height);
    }

    @Override
    public boolean isRotateSupported() {
        return true;
    }

    @Override
    public LuminanceSource rotateCounterClockwise() {
        int width = getHeight();
        int height = getWidth();
        byte[] turned = new byte[width * height];
        for (int y = 0; y < getHeight(); y++) {
            int from = (top + y) * stride + left;
            for (int x = 0; x < getWidth(); x++) {
                turned[(height - 1 - x) * width + y] = light[from + x];
            }
        }
        return new GrayImage(turned, width, 0, 0, width, height);
    }
}
