import { lazy, Suspense, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConversation } from '../app/hooks';
import { go } from '../app/route';
import { useSession } from '../app/session';
import { Composer } from '../composer/Composer';
import { isGroup, peerOf } from '../core/ids';
import type { Message } from '../core/message';
import { emptyConversation } from '../store/conversation';
import { Header } from './Header';
import { MessageDialogs, type Asked } from './MessageDialogs';
import { Timeline, type TimelineHandle } from './Timeline';
import { Unknown } from './Unknown';

const InfoPanel = lazy(() => import('./InfoPanel'));
const ChatSearch = lazy(() => import('../search/ChatSearch'));

interface Props {
    id: string;
    target: string | undefined;
    info: boolean;
}

/** One conversation: who, what was said, and what to say. */
export function ConversationPage({ id, target, info }: Props) {
    const { t } = useTranslation();
    const { me } = useSession();
    const kept = useConversation(id);
    const [asked, setAsked] = useState<Asked>();
    const timeline = useRef<TimelineHandle>(null);
    const [searching, setSearching] = useState(false);
    const jump = useCallback((message: string) => go({ page: 'conversation', id, message }), [id]);
    const ask = useCallback((what: Asked['what'], message: Message) => setAsked({ what, message }), []);
    const peer = peerOf(id, me);
    if (peer === undefined && !isGroup(id)) return <Unknown />;
    const conversation = kept ?? emptyConversation(id, peer);
    return (
        <>
            <Header conversation={conversation} onSearch={() => setSearching(value => !value)} />
            <Suspense>{searching && <ChatSearch conversation={id} onClose={() => setSearching(false)} onJump={jump} />}</Suspense>
            <Timeline ref={timeline} conversation={conversation} target={target} onAsk={ask} onJump={jump} />
            <Composer key={id} conversation={conversation} onSaid={() => timeline.current?.toNewest()} />
            <Suspense>
                {info && <InfoPanel conversation={conversation} onClose={() => go({ page: 'conversation', id }, true)} label={t('info.title')} />}
            </Suspense>
            <MessageDialogs asked={asked} onClose={() => setAsked(undefined)} />
        </>
    );
}
