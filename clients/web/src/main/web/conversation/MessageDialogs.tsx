import { lazy, Suspense } from 'react';
import type { Message } from '../core/message';

const ForwardDialog = lazy(() => import('./ForwardDialog'));
const DeleteDialog = lazy(() => import('./DeleteDialog'));
const MessageInfo = lazy(() => import('./MessageInfo'));

export interface Asked {
    what: 'forward' | 'delete' | 'info';
    message: Message;
}

export function MessageDialogs({ asked, onClose }: { asked: Asked | undefined; onClose: () => void }) {
    if (!asked) return null;
    return <Suspense>{dialogOf(asked, onClose)}</Suspense>;
}

function dialogOf({ what, message }: Asked, onClose: () => void) {
    switch (what) {
        case 'forward':
            return <ForwardDialog message={message} onClose={onClose} />;
        case 'delete':
            return <DeleteDialog message={message} onClose={onClose} />;
        case 'info':
            return <MessageInfo message={message} onClose={onClose} />;
    }
}
