package io.wardtally.examples.firstsession;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.wardtally.tracking.audit.Checkpoint;
import io.wardtally.tracking.jpa.JpaStore;
import io.wardtally.tracking.keys.KeyProvider;
import io.wardtally.tracking.keys.MasterKey;
import io.wardtally.tracking.keys.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** What outlives the story: the database, the keys, and the checkpoint that somebody outside has kept. */
final class Disk implements AutoCloseable {

    private static final HexFormat HEX = HexFormat.of();

    private final Path folder;
    private final HikariDataSource database;

    Disk(Path folder, String jdbcUrl) {
        this.folder = folder;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        // More than one at once would cost H2 what was committed last when the process is killed.
        config.setMaximumPoolSize(1);
        this.database = new HikariDataSource(config);
    }

    /** In this folder, with the database in a file beside the keys. */
    static Disk in(Path folder) {
        // H2 writes before it answers only without a delay; "async" keeps an interrupted thread from closing the file.
        return new Disk(folder, "jdbc:h2:async:" + folder.toAbsolutePath().resolve("ward") + ";WRITE_DELAY=0");
    }

    HikariDataSource database() {
        return database;
    }

    /** The store, with its tables made if this is the first time. */
    JpaStore store() {
        try {
            if (!hasTables()) {
                Samples.makeTables(database);
            }
            return JpaStore.of(database);
        } catch (SQLException broken) {
            throw new IllegalStateException("the tables cannot be made", broken);
        }
    }

    private boolean hasTables() throws SQLException {
        try (Connection connection = database.getConnection();
                ResultSet tables = connection.getMetaData().getTables(null, connection.getSchema(), "%", null)) {
            while (tables.next()) {
                if (tables.getString("TABLE_NAME").equalsIgnoreCase("wt_facility")) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The folder of the house's own sheets for the Atlas, with one in it. */
    Path sheets() {
        Path sheets = folder.resolve("atlas");
        try {
            Files.createDirectories(sheets);
            Files.writeString(sheets.resolve("pumps.properties"), """
                    category = infusion-pump
                    document = St Mary's house rules
                    revision = 12
                    max_continuous_use = 8 h
                    warning.1 = Pumps leave the ICU with a full battery only.
                    """);
        } catch (IOException broken) {
            throw new UncheckedIOException("the sheets cannot be written", broken);
        }
        return sheets;
    }

    /** A hospital has a safe place for its keys. Here they are in a file, made at the first run. */
    KeyProvider keys() {
        Path file = folder.resolve("keys.properties");
        try {
            if (!Files.exists(file)) {
                write(file, newKeys());
            }
            Properties kept = new Properties();
            try (var in = Files.newInputStream(file)) {
                kept.load(in);
            }
            return new Samples.HospitalKeys(
                    List.of(MasterKey.active(1, HEX.parseHex(kept.getProperty("pseudonyms")))),
                    List.of(MasterKey.active(1, HEX.parseHex(kept.getProperty("audit")))),
                    List.of(SigningKey.of(1, checkpointKey(kept))));
        } catch (IOException broken) {
            throw new UncheckedIOException("the keys cannot be read", broken);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("the keys cannot be used", broken);
        }
    }

    private static Properties newKeys() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Properties keys = new Properties();
        keys.setProperty("pseudonyms", HEX.formatHex(secret()));
        keys.setProperty("audit", HEX.formatHex(secret()));
        keys.setProperty("checkpoint.private", HEX.formatHex(pair.getPrivate().getEncoded()));
        keys.setProperty("checkpoint.public", HEX.formatHex(pair.getPublic().getEncoded()));
        return keys;
    }

    private static byte[] secret() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    private static KeyPair checkpointKey(Properties kept) throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance("Ed25519");
        return new KeyPair(
                factory.generatePublic(new X509EncodedKeySpec(HEX.parseHex(kept.getProperty("checkpoint.public")))),
                factory.generatePrivate(new PKCS8EncodedKeySpec(HEX.parseHex(kept.getProperty("checkpoint.private")))));
    }

    private static void write(Path file, Properties properties) throws IOException {
        Files.createDirectories(file.getParent());
        try (var out = Files.newOutputStream(file)) {
            properties.store(out, "Keys of an example. Keep yours elsewhere.");
        }
    }

    /** The checkpoint of an earlier run. */
    Optional<Checkpoint> kept() {
        Path file = folder.resolve("checkpoint.txt");
        try {
            return Files.exists(file) ? Optional.of(Checkpoint.parse(Files.readString(file))) : Optional.empty();
        } catch (IOException broken) {
            throw new UncheckedIOException("the checkpoint cannot be read", broken);
        }
    }

    void keep(Checkpoint checkpoint) {
        try {
            Files.writeString(folder.resolve("checkpoint.txt"), checkpoint.text());
        } catch (IOException broken) {
            throw new UncheckedIOException("the checkpoint cannot be kept", broken);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
