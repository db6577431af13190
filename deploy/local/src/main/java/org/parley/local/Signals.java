package org.parley.local;

import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Ctrl-C and its kin. A shutdown hook would not do: the JVM ignores a second Ctrl-C while hooks
 * run. Reflection, because javac warns of this class in a way that nothing silences, and the JDK
 * has no other.
 */
final class Signals {
    private Signals() {}

    static void on(List<String> names, Runnable action) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var ours = handlerOf(handler, action);
            for (var name : names) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JVM does not pass on signals", e);
        }
    }

    private static Object handlerOf(Class<?> type, Runnable action) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (_, _, _) -> {
                    action.run();
                    return null;
                });
    }
}
