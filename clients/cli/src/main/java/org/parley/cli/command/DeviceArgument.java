package org.parley.cli.command;

import org.parley.contracts.DeviceId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

final class DeviceArgument implements ITypeConverter<DeviceId> {

    @Override
    public DeviceId convert(String text) {
        return DeviceId.parse(text)
                .orElseThrow(() -> new TypeConversionException(text + ": " + DeviceId.RULE));
    }
}
