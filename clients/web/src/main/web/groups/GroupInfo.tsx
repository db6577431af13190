import { Alert, Divider, Loader, Stack } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Group, Member } from '../api/groups';
import { failureText } from '../app/failure';
import { useSession } from '../app/session';
import type { Conversation } from '../store/conversation';
import { AddMembers } from './AddMembers';
import { GroupName } from './GroupName';
import { GroupSwitches } from './GroupSwitches';
import { InviteLink } from './InviteLink';
import { JoinRequests } from './JoinRequests';
import { LeaveGroup } from './LeaveGroup';
import { MemberList } from './MemberList';

export interface Known {
    group: Group;
    members: Member[];
}

/** Does something about a group, shows it anew, and says so where it was refused. */
export type Act = (action: () => Promise<unknown>) => Promise<void>;

export function GroupInfo({ conversation, onGone }: { conversation: Conversation; onGone: () => void }) {
    const { t } = useTranslation();
    const { groups, store } = useSession();
    const [known, setKnown] = useState<Known>();
    const [problem, setProblem] = useState<string>();
    const { id, lastOrder } = conversation;
    const load = useCallback(async () => {
        const [group, members] = await Promise.all([groups.group(id), groups.members(id)]);
        setKnown({ group, members });
        await store.conversations.update(id, { name: group.name, role: group.role, announcementOnly: group.announcementOnly });
    }, [groups, store, id]);
    useEffect(() => {
        load().catch((reason: unknown) => setProblem(failureText(reason, t)));
        // What is said in the group may be that it changed.
    }, [load, t, lastOrder]);
    const act: Act = async action => {
        setProblem(undefined);
        try {
            await action();
        } catch (reason) {
            setProblem(failureText(reason, t));
        }
        await load().catch(() => undefined);
    };
    if (!known) return problem === undefined ? <Loader size="sm" aria-label={t('loading')} /> : <Alert color="red">{problem}</Alert>;
    const manages = known.group.role !== 'member';
    return (
        <Stack gap="md">
            {problem !== undefined && (
                <Alert color="red" role="alert">
                    {problem}
                </Alert>
            )}
            <GroupName known={known} manages={manages} act={act} />
            {manages && <AddMembers group={id} act={act} />}
            {manages && <JoinRequests known={known} act={act} />}
            <MemberList known={known} act={act} />
            {manages && (
                <>
                    <Divider />
                    <InviteLink group={id} />
                    <GroupSwitches known={known} act={act} />
                </>
            )}
            <LeaveGroup known={known} act={act} onGone={onGone} />
        </Stack>
    );
}
