package io.wardtally.tracking.jpa;

import io.wardtally.tracking.Tracking;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A process that works until it is killed, and writes down what it was told as soon as it was. Its arguments: where its database
 * is, who it is there, through how many connections, and a name for its requests.
 */
final class KilledApplication {

    private KilledApplication() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        int connections = Integer.parseInt(arguments[2]);
        Tracking tracking =
                Shift.tracking(JpaStore.of(TestSchema.pool(arguments[0], arguments[1], "", connections, true)));
        for (int person : Shift.PEOPLE) {
            new Thread(() -> Shift.work(tracking, arguments[3], person, out::println, () -> isHeard(out))).start();
        }
    }

    /** It does not outlive whoever was to kill it. */
    private static boolean isHeard(PrintStream out) {
        if (out.checkError()) {
            Runtime.getRuntime().halt(1);
        }
        return true;
    }
}
