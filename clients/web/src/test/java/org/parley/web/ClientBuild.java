package org.parley.web;

/** Whether the web client is in this build. */
final class ClientBuild {

    private ClientBuild() {}

    static boolean isThere() {
        return ClientBuild.class.getResource("/web/files.txt") != null;
    }
}
