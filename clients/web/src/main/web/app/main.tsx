import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './base.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startWorker } from '../notifications/worker';
import { startI18n } from '../i18n/i18n';
import { Direction } from './Direction';
import { Root } from './Root';
import { theme } from './theme';

const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '';
setNonce(nonce);

await startI18n();
createRoot(document.getElementById('root')!).render(
    <StrictMode>
        <Direction>
            <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
                <Notifications position="top-center" limit={3} />
                <Root />
            </MantineProvider>
        </Direction>
    </StrictMode>,
);
startWorker();
