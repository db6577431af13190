package org.parley.cli.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.parley.cli.json.Json;

/** The line format: eight hexadecimal digits of CRC-32, a space, a JSON object, a line feed. */
final class JournalLines {

    private static final int CHECKSUM = 8;

    private JournalLines() {}

    static String line(ObjectNode json) {
        String text = Json.line(json);
        return checksum(text) + " " + text + "\n";
    }

    static Journal.Content read(byte[] bytes) {
        List<ObjectNode> records = new ArrayList<>();
        int damaged = 0;
        int start = 0;
        for (int end = next(bytes, 0); end >= 0; end = next(bytes, start)) {
            Optional<ObjectNode> json =
                    parse(new String(bytes, start, end - start, StandardCharsets.UTF_8));
            json.ifPresent(records::add);
            if (json.isEmpty()) damaged++;
            start = end + 1;
        }
        return new Journal.Content(records, start < bytes.length ? damaged + 1 : damaged, start);
    }

    private static int next(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) if (bytes[i] == '\n') return i;
        return -1;
    }

    private static Optional<ObjectNode> parse(String line) {
        if (line.length() <= CHECKSUM || line.charAt(CHECKSUM) != ' ') return Optional.empty();
        String text = line.substring(CHECKSUM + 1);
        return line.startsWith(checksum(text)) ? Json.parseObject(text) : Optional.empty();
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(crc.getValue());
    }
}
