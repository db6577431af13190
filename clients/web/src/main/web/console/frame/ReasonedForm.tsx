import { Button, TextInput } from '@mantine/core';
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isReason, LONGEST, SHORTEST } from './reason';
import styles from './Console.module.css';

interface Props {
    label: string;
    reason: string;
    onReason: (reason: string) => void;
    onSubmit: (reason: string) => void;
    /** What is asked for. */
    children?: ReactNode;
    /** Further buttons; each is told the reason, and does nothing without one. */
    also?: (given: (work: (reason: string) => void) => void) => ReactNode;
    busy?: boolean;
    danger?: boolean;
    disabled?: boolean;
    icon?: ReactNode;
}

/** A form that nothing leaves without a reason. */
export function ReasonedForm({ label, reason, onReason, onSubmit, children, also, busy = false, danger = false, disabled = false, icon }: Props) {
    const { t } = useTranslation();
    const [missing, setMissing] = useState(false);
    const field = useRef<HTMLInputElement>(null);
    const given = (work: (reason: string) => void) => {
        setMissing(!isReason(reason));
        if (isReason(reason)) work(reason.trim());
        else field.current?.focus();
    };
    const submit = (event: FormEvent) => {
        event.preventDefault();
        given(onSubmit);
    };
    return (
        <form className={styles.form} onSubmit={submit} noValidate>
            <div className={styles.fields}>{children}</div>
            <TextInput
                ref={field}
                required
                label={t('console.reason.label')}
                description={t('console.reason.hint')}
                error={missing && !isReason(reason) ? t('console.reason.missing', { least: SHORTEST, most: LONGEST }) : undefined}
                maxLength={LONGEST}
                dir="auto"
                value={reason}
                onChange={event => onReason(event.currentTarget.value)}
            />
            <div className={styles.buttons}>
                <Button type="submit" loading={busy} disabled={disabled} leftSection={icon} {...(danger && { color: 'red.8' })}>
                    {label}
                </Button>
                {also?.(given)}
            </div>
        </form>
    );
}
