package org.parley.presence.watch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.parley.contracts.UserId;
import org.parley.presence.board.Board;

/** A partition that this instance has: its board, and what of it is still to be kept. */
final class Share {

    private final Board board;
    private final long epoch;

    /**
     * The end of the log when it was taken over: before that, the board knows less than was said.
     */
    private final long end;

    private final Map<UserId, Board.Row> unwritten = new LinkedHashMap<>();
    private boolean caughtUp;

    Share(Board board, long epoch, long end) {
        this.board = board;
        this.epoch = epoch;
        this.end = end;
    }

    Board board() {
        return board;
    }

    long epoch() {
        return epoch;
    }

    /** Whether it has read what was there at the start, and may speak. */
    boolean hasCaughtUp(long position) {
        caughtUp |= position >= end;
        return caughtUp;
    }

    /** What is to be written now. */
    List<Board.Row> unwritten() {
        for (Board.Row row : board.takeChanged()) unwritten.put(row.user(), row);
        return new ArrayList<>(unwritten.values());
    }

    /** Unless a newer row came meanwhile. */
    void written(List<Board.Row> rows) {
        for (Board.Row row : rows) unwritten.remove(row.user(), row);
    }
}
