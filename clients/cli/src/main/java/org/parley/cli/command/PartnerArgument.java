package org.parley.cli.command;

import org.parley.contracts.GroupId;
import org.parley.contracts.UserId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A user, or {@code #group} by name or id, on the command line. */
final class PartnerArgument implements ITypeConverter<String> {

    @Override
    public String convert(String text) {
        boolean legal = isGroup(text) || UserId.parse(text).isPresent();
        if (legal) return text;
        throw new TypeConversionException(text + ": " + UserId.RULE + ", or '#' and a group");
    }

    static boolean isGroup(String text) {
        return (text.startsWith("#") && text.length() > 1) || GroupId.parse(text).isPresent();
    }
}
