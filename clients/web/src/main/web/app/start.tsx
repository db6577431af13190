import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './base.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { setNonce } from 'get-nonce';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { startI18n, type Words } from '../i18n/i18n';
import { Direction } from './Direction';
import { theme } from './theme';

/** What every page begins with, in place of the note that it did not load. */
export async function start(page: ReactNode, words: Words[] = []): Promise<void> {
    const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '';
    setNonce(nonce);
    await startI18n(words);
    createRoot(document.getElementById('root')!).render(
        <StrictMode>
            <Direction>
                <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
                    <Notifications position="top-center" limit={3} />
                    {page}
                </MantineProvider>
            </Direction>
        </StrictMode>,
    );
}
