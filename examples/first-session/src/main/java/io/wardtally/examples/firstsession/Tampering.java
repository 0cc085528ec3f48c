package io.wardtally.examples.firstsession;

import io.wardtally.tracking.session.SessionId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What somebody with a database client, and without the keys, can do. */
final class Tampering {

    private final DataSource database;
    private final SessionId session;

    Tampering(DataSource database, SessionId session) {
        this.database = database;
        this.session = session;
    }

    /** Says in the audit trail that somebody else began the session. */
    void blame(String who) {
        update(
                "update wt_fact set by_id = ? where fact_type = 'SessionStarted' and details like ?",
                who,
                "%" + session + "%");
    }

    /** Says in the session's row that somebody else has it. */
    void assign(String who) {
        update("update wt_session set user_id = ? where cast(id as varchar(36)) like ?", who, session.toString());
    }

    private void update(String sql, String who, String which) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, who);
            statement.setString(2, which);
            int rows = statement.executeUpdate();
            if (rows != 1) {
                throw new IllegalStateException(rows + " rows were changed");
            }
        } catch (SQLException broken) {
            throw new IllegalStateException("the row cannot be changed", broken);
        }
    }
}
