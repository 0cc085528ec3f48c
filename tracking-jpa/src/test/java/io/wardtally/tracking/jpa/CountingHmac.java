package io.wardtally.tracking.jpa;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.Provider;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Mac;
import javax.crypto.MacSpi;

/** The JDK's HMAC-SHA-256, which counts the blocks of the messages that a thread has signed with it. */
public final class CountingHmac extends Provider {

    private static final long serialVersionUID = 1;
    private static final int BLOCK = 64;
    /** SHA-256 adds a byte and a length to each message. */
    private static final int ADDED = 9;

    private static final ThreadLocal<Long> BLOCKS = ThreadLocal.withInitial(() -> 0L);

    CountingHmac() {
        super("CountingHmac", "1", "HMAC-SHA-256 that is counted");
        put("Mac.HmacSHA256", Counted.class.getName());
    }

    /** The blocks so far of this thread. */
    static long blocks() {
        return BLOCKS.get();
    }

    /** What the JDK asks for by its name. */
    public static final class Counted extends MacSpi implements Cloneable {

        private Mac real;
        private long bytes;

        public Counted() throws GeneralSecurityException {
            real = Mac.getInstance("HmacSHA256", "SunJCE");
        }

        @Override
        protected int engineGetMacLength() {
            return real.getMacLength();
        }

        @Override
        protected void engineInit(Key key, AlgorithmParameterSpec parameters)
                throws InvalidKeyException, InvalidAlgorithmParameterException {
            real.init(key, parameters);
        }

        @Override
        protected void engineUpdate(byte input) {
            bytes++;
            real.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            bytes += length;
            real.update(input, offset, length);
        }

        @Override
        protected byte[] engineDoFinal() {
            BLOCKS.set(BLOCKS.get() + (bytes + ADDED + BLOCK - 1) / BLOCK);
            bytes = 0;
            return real.doFinal();
        }

        @Override
        protected void engineReset() {
            bytes = 0;
            real.reset();
        }

        @Override
        public Object clone() throws CloneNotSupportedException {
            Counted copy = (Counted) super.clone();
            copy.real = (Mac) real.clone();
            return copy;
        }
    }
}
