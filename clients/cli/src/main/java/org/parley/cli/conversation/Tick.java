package org.parley.cli.conversation;

/** How far one of my messages came. */
public enum Tick {
    WAITING("⏲", "..", ""),
    STORED("✓", "v ", ""),
    DELIVERED("✓✓", "vv", ""),
    READ("✓✓", "VV", "\u001b[36m");

    private final String symbol;
    private final String ascii;
    private final String colour;

    Tick(String symbol, String ascii, String colour) {
        this.symbol = symbol;
        this.ascii = ascii;
        this.colour = colour;
    }

    /** Two columns wide. */
    public String symbol() {
        return symbol.length() == 1 ? symbol + " " : symbol;
    }

    /** The same for terminals that know neither Unicode nor colour. */
    public String ascii() {
        return ascii;
    }

    /** The escape sequence in front; empty for the usual colour. */
    public String colour() {
        return colour;
    }
}
