package org.parley.web;

/** Whether the web client is in this build. */
public final class ClientBuild {

    private ClientBuild() {}

    public static boolean isThere() {
        return ClientBuild.class.getResource("/web/files.txt") != null;
    }
}
