import { createContext, useContext } from 'react';
import { Archive } from '../api/archive';
import { Groups } from '../api/groups';
import { PresenceSettings } from '../api/presence';
import { Push } from '../api/push';
import { deviceOf } from '../login/device';
import type { Login } from '../login/login';
import { Compose } from '../store/compose';
import { Store } from '../store/store';
import { Bus } from '../sync/bus';
import type { Engine } from '../sync/engine';
import { lead } from '../sync/leader';
import { NOTHING, Observable, type Live } from '../sync/live';
import type { Message } from '../core/message';
import { unsubscribe } from '../notifications/push';
import { mqttUrl, type Config } from './config';

/** All that the screens need of one logged-in user. */
export class Session {
    readonly store: Store;
    readonly device: string;
    readonly compose: Compose;
    readonly archive: Archive;
    readonly groups: Groups;
    readonly presence: PresenceSettings;
    readonly push: Push;
    readonly live = new Observable<Live>(NOTHING);
    readonly bus: Bus;
    private engine: Engine | undefined;
    private end: (() => void) | undefined;
    private leaving = false;
    private readonly newsListeners = new Set<(messages: Message[]) => void>();

    constructor(
        readonly me: string,
        readonly login: Login,
        private readonly config: Config,
    ) {
        this.store = new Store(me);
        this.device = deviceOf(me);
        this.compose = new Compose(this.store, this.device);
        this.archive = new Archive(login.token);
        this.groups = new Groups(login.token);
        this.presence = new PresenceSettings(login.token);
        this.push = new Push(login.token);
        this.bus = new Bus(me);
    }

    start() {
        const stopListening = this.bus.listen(word => {
            if (word.kind === 'live') this.live.set(word.live);
            if (word.kind === 'logout' && !this.leaving) void this.login.forget().then(() => window.location.reload());
        });
        const giveUp = lead(this.me, async () => {
            const engine = await this.newEngine();
            this.engine = engine;
            engine.start();
            return async () => {
                this.engine = undefined;
                await engine.stop();
            };
        });
        this.bus.say({ kind: 'hello' });
        this.end = () => {
            stopListening();
            giveUp();
            this.bus.close();
        };
    }

    /** Only the tab that leads needs the MQTT client. */
    private async newEngine(): Promise<Engine> {
        const { Engine } = await import('../sync/engine');
        const { store, device, archive, groups, bus, live, login } = this;
        return new Engine({
            store,
            device,
            archive,
            groups,
            bus,
            live,
            access: login,
            url: mqttUrl(this.config),
            news: messages => {
                for (const listener of this.newsListeners) listener(messages);
            },
        });
    }

    /** New messages of others, told to the one tab that leads. */
    onNews(listener: (messages: Message[]) => void): () => void {
        this.newsListeners.add(listener);
        return () => this.newsListeners.delete(listener);
    }

    reconnect() {
        this.engine?.retryNow();
    }

    stop() {
        this.end?.();
        this.store.close();
    }

    /** Nothing stays in this browser. */
    async logout(): Promise<void> {
        await unsubscribe(this).catch(() => undefined);
        this.leaving = true;
        this.bus.say({ kind: 'logout' });
        this.end?.();
        this.store.close();
        await this.store.delete();
        await this.login.end();
    }
}

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
    const session = useContext(SessionContext);
    if (!session) throw new Error('no session');
    return session;
}
