package org.parley.cli.command;

import org.parley.contracts.UserId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A user's name on the command line. */
final class PeerArgument implements ITypeConverter<UserId> {

    @Override
    public UserId convert(String text) {
        return UserId.parse(text)
                .orElseThrow(() -> new TypeConversionException(text + ": " + UserId.RULE));
    }
}
