import { Button, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { amount } from '../../i18n/format';
import { Trouble } from '../frame/Trouble';
import { useOperator } from '../operator';
import { Broken, exportOf, LARGEST, save, TooLarge } from './download';
import type { Filter } from './oversight';

const MIB = 1024 * 1024;

type State = { is: 'idle' } | { is: 'busy'; bytes: number } | { is: 'done'; count: number } | { is: 'failed'; why: unknown };

interface Props {
    filter: () => Filter;
    given: (work: (reason: string) => void) => void;
}

/** What the form asks for, as a file of NDJSON. */
export function ExportButton({ filter, given }: Props) {
    const { t, i18n } = useTranslation();
    const { archive } = useOperator();
    const [state, setState] = useState<State>({ is: 'idle' });
    const ending = useRef<AbortController>(undefined);
    useEffect(() => () => ending.current?.abort(), []);
    const run = async (reason: string) => {
        ending.current = new AbortController();
        setState({ is: 'busy', bytes: 0 });
        try {
            const { file, count } = await exportOf(archive, filter(), reason, ending.current.signal, bytes => setState({ is: 'busy', bytes }));
            save(file, `parley-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}.ndjson`);
            setState({ is: 'done', count });
        } catch (why) {
            setState(ending.current.signal.aborted ? { is: 'idle' } : { is: 'failed', why });
        }
    };
    return (
        <>
            {state.is === 'busy' ? (
                <Button variant="default" onClick={() => ending.current?.abort()}>
                    {t('console.messages.stopExport', { size: amount(state.bytes / MIB, i18n.language) })}
                </Button>
            ) : (
                <Button variant="default" leftSection={<IconDownload size={18} />} onClick={() => given(reason => void run(reason))}>
                    {t('console.messages.export')}
                </Button>
            )}
            <Text role="status" size="sm" my="auto">
                {state.is === 'done' && t('console.messages.exported', { count: state.count })}
                {state.is === 'failed' && state.why instanceof TooLarge && t('console.messages.tooLarge', { size: LARGEST / MIB })}
                {state.is === 'failed' && state.why instanceof Broken && t('console.messages.broken')}
            </Text>
            {state.is === 'failed' && !(state.why instanceof TooLarge || state.why instanceof Broken) && <Trouble reason={state.why} />}
        </>
    );
}
