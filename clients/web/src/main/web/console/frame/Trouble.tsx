import { Alert, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Failure } from '../../api/http';
import { failureText } from '../../app/failure';
import { LoginNeeded } from '../../login/access';
import { useOperator } from '../operator';
import styles from './Console.module.css';

interface Props {
    reason: unknown;
    /** In other words than usual, where more is known. */
    say?: (problem: string, detail: string) => string | undefined;
    onRetry?: (() => void) | undefined;
}

/** What went wrong and what to do about it. */
export function Trouble({ reason, say, onRetry }: Props) {
    const { t } = useTranslation();
    const { login } = useOperator();
    if (reason === undefined) return null;
    const known = reason instanceof Failure ? (reason.status === 403 ? t('console.noMore') : say?.(reason.problem, reason.message)) : undefined;
    const text = known ?? failureText(reason, t);
    return (
        <Alert role="alert" color="red" variant="light" classNames={{ message: styles.trouble ?? '' }}>
            <span>{text}</span>
            {reason instanceof LoginNeeded && <Button onClick={() => void login.start()}>{t('login.start')}</Button>}
            {!(reason instanceof LoginNeeded) && onRetry && (
                <Button variant="default" size="xs" onClick={onRetry}>
                    {t('login.retry')}
                </Button>
            )}
        </Alert>
    );
}
