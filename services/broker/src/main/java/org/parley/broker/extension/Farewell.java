package org.parley.broker.extension;

import com.hivemq.extension.sdk.api.events.client.ClientLifecycleEventListener;
import com.hivemq.extension.sdk.api.events.client.parameters.AuthenticationSuccessfulInput;
import com.hivemq.extension.sdk.api.events.client.parameters.ConnectionStartInput;
import com.hivemq.extension.sdk.api.events.client.parameters.DisconnectEventInput;
import org.parley.broker.live.Connections;

/** Takes a connection off the list when it has ended, however it ended. */
final class Farewell implements ClientLifecycleEventListener {

    private final Connections connections;

    Farewell(Connections connections) {
        this.connections = connections;
    }

    @Override
    public void onMqttConnectionStart(ConnectionStartInput input) {}

    @Override
    public void onAuthenticationSuccessful(AuthenticationSuccessfulInput input) {}

    @Override
    public void onDisconnect(DisconnectEventInput input) {
        // Before its number is read: a login that is being accepted now looks the other way round.
        ConnectionNumber.setOver(input.getConnectionInformation());
        String clientId = input.getClientInformation().getClientId();
        ConnectionNumber.of(input.getConnectionInformation())
                .ifPresent(number -> connections.close(clientId, number));
    }
}
