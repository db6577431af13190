import { Loader, Modal, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../frame/Console.module.css';
import { Name } from '../frame/Said';
import { Trouble } from '../frame/Trouble';
import { When } from '../frame/When';
import { useOperator } from '../operator';
import { around, type Found } from './oversight';
import { Text as MessageText } from './Text';
import own from './Messages.module.css';

/** What was said before and after a message. */
export function AroundDialog({ message, reason, onClose }: { message: Found; reason: string; onClose: () => void }) {
    const { t } = useTranslation();
    const { archive } = useOperator();
    const [found, setFound] = useState<Found[]>();
    const [problem, setProblem] = useState<unknown>();
    useEffect(() => {
        around(archive, message, reason).then(setFound, setProblem);
    }, [archive, message, reason]);
    return (
        <Modal opened onClose={onClose} title={t('console.messages.around')} size="xl" closeButtonProps={{ 'aria-label': t('close') }}>
            <div className={styles.stack}>
                <Text size="sm" c="dimmed">
                    {t('console.messages.aroundHint')} <Name text={message.conversation} />
                </Text>
                <Trouble reason={problem} />
                {found === undefined && problem === undefined && <Loader size="sm" aria-label={t('loading')} />}
                <ol className={own.around}>
                    {found?.map(one => (
                        <li key={one.id} aria-current={one.id === message.id || undefined}>
                            <span className={styles.soft}>
                                <When at={one.receivedAt} /> <Name text={one.from} />
                            </span>
                            <MessageText message={one} />
                        </li>
                    ))}
                </ol>
            </div>
        </Modal>
    );
}
