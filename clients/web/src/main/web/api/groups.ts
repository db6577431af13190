import { Service, type Tokens } from './http';

export type Role = 'owner' | 'admin' | 'member';

export interface Group {
    id: string;
    name: string;
    description?: string;
    announcementOnly: boolean;
    newcomersSeeHistory: boolean;
    approval: boolean;
    members: number;
    role: Role;
    version: number;
}

export interface Member {
    user: string;
    role: Role;
    since: string;
}

export interface Link {
    id: string;
    url: string;
    token: string;
    expiresAt: string;
    uses: number;
    mostUses?: number;
}

export interface Outcome {
    user: string;
    outcome: 'added' | 'already-member' | 'refused';
    reason?: string;
}

export interface LinkPreview {
    name: string;
    members: number;
    approval: boolean;
}

/** Groups, their members and links, and whom I block. */
export class Groups {
    private readonly service: Service;

    constructor(tokens: Tokens) {
        this.service = new Service('/api/groups', tokens);
    }

    async mine(): Promise<Group[]> {
        return (await this.service.ask<{ groups: Group[] }>('/groups')).groups;
    }

    create(name: string, key: string): Promise<Group> {
        return this.service.ask('/groups', { method: 'POST', body: { name }, headers: { 'Idempotency-Key': `"${key}"` } });
    }

    group(id: string): Promise<Group> {
        return this.service.ask(`/groups/${id}`);
    }

    change(group: Group, changes: Partial<Pick<Group, 'name' | 'description' | 'announcementOnly' | 'newcomersSeeHistory' | 'approval'>>): Promise<Group> {
        const headers = { 'If-Match': `"${group.version}"` };
        return this.service.ask(`/groups/${group.id}`, { method: 'PATCH', body: changes, headers });
    }

    remove(id: string): Promise<void> {
        return this.service.ask(`/groups/${id}`, { method: 'DELETE' });
    }

    async members(id: string): Promise<Member[]> {
        return (await this.service.ask<{ members: Member[] }>(`/groups/${id}/members`)).members;
    }

    async add(id: string, users: string[]): Promise<Outcome[]> {
        const answer = await this.service.ask<{ outcomes: Outcome[] }>(`/groups/${id}/members`, { method: 'POST', body: { users } });
        return answer.outcomes;
    }

    removeMember(id: string, user: string): Promise<void> {
        return this.service.ask(`/groups/${id}/members/${encodeURIComponent(user)}`, { method: 'DELETE' });
    }

    make(id: string, user: string, role: Role): Promise<Member> {
        const path = `/groups/${id}/members/${encodeURIComponent(user)}/role`;
        return this.service.ask(path, { method: 'PUT', body: { role }, headers: { 'If-Match': '*' } });
    }

    async links(id: string): Promise<Link[]> {
        return (await this.service.ask<{ links: Link[] }>(`/groups/${id}/links`)).links;
    }

    createLink(id: string): Promise<Link> {
        return this.service.ask(`/groups/${id}/links`, { method: 'POST', body: {} });
    }

    revokeLink(id: string, link: string): Promise<void> {
        return this.service.ask(`/groups/${id}/links/${encodeURIComponent(link)}`, { method: 'DELETE' });
    }

    async requests(id: string): Promise<{ user: string }[]> {
        return (await this.service.ask<{ requests: { user: string }[] }>(`/groups/${id}/requests`)).requests;
    }

    decide(id: string, user: string, decision: 'accept' | 'decline'): Promise<void> {
        return this.service.ask(`/groups/${id}/requests/${encodeURIComponent(user)}/${decision}`, { method: 'POST' });
    }

    preview(token: string): Promise<LinkPreview> {
        return this.service.ask('/join/preview', { method: 'POST', body: { token } });
    }

    join(token: string): Promise<{ outcome: 'joined' | 'requested' | 'already-member'; group: string }> {
        return this.service.ask('/join', { method: 'POST', body: { token } });
    }

    async blocks(): Promise<string[]> {
        const answer = await this.service.ask<{ blocks: { user: string }[] }>('/blocks');
        return answer.blocks.map(block => block.user);
    }

    block(user: string): Promise<void> {
        return this.service.ask(`/blocks/${encodeURIComponent(user)}`, { method: 'PUT' });
    }

    unblock(user: string): Promise<void> {
        return this.service.ask(`/blocks/${encodeURIComponent(user)}`, { method: 'DELETE' });
    }
}
