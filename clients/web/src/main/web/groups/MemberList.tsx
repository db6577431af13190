import { ActionIcon, Badge, Group, Menu, Stack, Text, Title } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Member, Role } from '../api/groups';
import { go } from '../app/route';
import { useSession } from '../app/session';
import { directId } from '../core/ids';
import { Face } from '../people/Face';
import type { Act, Known } from './GroupInfo';

const RANK: Record<Role, number> = { owner: 0, admin: 1, member: 2 };

export function MemberList({ known, act }: { known: Known; act: Act }) {
    const { t } = useTranslation();
    const { me } = useSession();
    const sorted = known.members.toSorted((a, b) => RANK[a.role] - RANK[b.role] || a.user.localeCompare(b.user));
    return (
        <Stack gap={4} component="section" aria-label={t('group.members')}>
            <Title order={2} fz="md">
                {t('group.count', { count: known.members.length })}
            </Title>
            {sorted.map(member => (
                <Group key={member.user} wrap="nowrap" gap="sm" data-member={member.user}>
                    <Face name={member.user} size={36} />
                    <Text flex={1} truncate>
                        {member.user === me ? t('you') : member.user}
                    </Text>
                    {member.role !== 'member' && (
                        <Badge variant="default" tt="none">
                            {t(`role.${member.role}`)}
                        </Badge>
                    )}
                    {member.user !== me && <MemberMenu member={member} known={known} act={act} />}
                </Group>
            ))}
        </Stack>
    );
}

function MemberMenu({ member, known, act }: { member: Member; known: Known; act: Act }) {
    const { t } = useTranslation();
    const { groups, me } = useSession();
    const { id, role: mine } = known.group;
    const { user, role } = member;
    const owns = mine === 'owner';
    const manages = owns || (mine === 'admin' && role !== 'owner');
    const make = (to: Role) => void act(() => groups.make(id, user, to));
    return (
        <Menu position="bottom-end">
            <Menu.Target>
                <ActionIcon size={34} aria-label={t('group.about', { user })}>
                    <IconDots size={18} />
                </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
                <Menu.Item onClick={() => go({ page: 'conversation', id: directId(me, user) })}>{t('group.write', { user })}</Menu.Item>
                {manages && role === 'member' && <Menu.Item onClick={() => make('admin')}>{t('group.makeAdmin')}</Menu.Item>}
                {manages && role === 'admin' && <Menu.Item onClick={() => make('member')}>{t('group.makeMember')}</Menu.Item>}
                {owns && role !== 'owner' && <Menu.Item onClick={() => make('owner')}>{t('group.makeOwner')}</Menu.Item>}
                {owns && role === 'owner' && <Menu.Item onClick={() => make('admin')}>{t('group.makeAdmin')}</Menu.Item>}
                {manages && (
                    <Menu.Item color="var(--danger)" onClick={() => void act(() => groups.removeMember(id, user))}>
                        {t('group.remove')}
                    </Menu.Item>
                )}
            </Menu.Dropdown>
        </Menu>
    );
}
