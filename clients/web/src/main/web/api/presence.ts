import { Service, type Tokens } from './http';

export type Visibility = 'everyone' | 'contacts' | 'nobody';

/** Who may see that I am online. */
export class PresenceSettings {
    private readonly service: Service;

    constructor(tokens: Tokens) {
        this.service = new Service('/api/presence', tokens);
    }

    async visibility(): Promise<Visibility> {
        return (await this.service.ask<{ visibility: Visibility }>('/settings')).visibility;
    }

    show(visibility: Visibility): Promise<void> {
        return this.service.ask('/settings', { method: 'PUT', body: { visibility } });
    }
}
