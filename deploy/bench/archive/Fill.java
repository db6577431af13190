import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the archive of a running stack with what rows.sql makes, once.
 *
 * <pre>java -cp POSTGRESQL-DRIVER.jar Fill.java STACK.JSON READER ROWS.SQL</pre>
 */
public final class Fill {

    private static final String ROWS = "SELECT count(*) FROM message";
    private static final String FILLED = "SELECT count(*) FROM message WHERE conversation LIKE 'p%\\_r%'";
    private static final String SIZES =
            "SELECT pg_size_pretty(sum(pg_table_size(inhrelid))) || ' of tables, '"
                    + " || pg_size_pretty(sum(pg_indexes_size(inhrelid))) || ' of indexes'"
                    + " FROM pg_inherits WHERE inhparent = 'message'::regclass";

    private Fill() {}

    public static void main(String[] arguments) throws Exception {
        String stack = Files.readString(Path.of(arguments[0]));
        String rows = Files.readString(Path.of(arguments[2]));
        try (Connection connection = archive(stack);
                Statement statement = connection.createStatement()) {
            if (count(statement, FILLED) == 0) fill(statement, arguments[1], rows);
            System.out.printf(
                    "%,d messages, %s%n", count(statement, ROWS), value(statement, SIZES));
        }
    }

    private static void fill(Statement statement, String reader, String rows) throws SQLException {
        System.out.println("fills the archive; some minutes");
        long start = System.nanoTime();
        statement.execute("SET bench.reader = '" + reader.replace("'", "''") + "'");
        statement.execute(rows);
        statement.execute("VACUUM ANALYZE");
        System.out.printf("filled in %d s%n", (System.nanoTime() - start) / 1_000_000_000);
    }

    private static long count(Statement statement, String sql) throws SQLException {
        return Long.parseLong(value(statement, sql));
    }

    private static String value(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static Connection archive(String stack) throws IOException, SQLException {
        String postgres = stack.substring(stack.indexOf("\"postgres\""));
        String account = postgres.substring(postgres.indexOf("\"archive\""));
        String url =
                "jdbc:postgresql://%s:%s/archive"
                        .formatted(member(postgres, "host"), member(postgres, "port"));
        return DriverManager.getConnection(url, member(account, "user"), member(account, "password"));
    }

    private static String member(String json, String name) throws IOException {
        Matcher found = Pattern.compile('"' + name + "\"\\s*:\\s*\"?([^\",\\s}]+)").matcher(json);
        return Optional.of(found)
                .filter(Matcher::find)
                .map(match -> match.group(1))
                .orElseThrow(() -> new IOException("the stack's description has no " + name));
    }
}
