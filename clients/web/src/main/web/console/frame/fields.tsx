import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

type Fields = Record<string, string>;

interface Props<All extends Fields> {
    name: keyof All & string;
    label: string;
    /** Texts by their names; an empty one asks for nothing. */
    fields: All;
    onChange: (fields: All) => void;
}

export function TextField<All extends Fields>({ name, label, fields, onChange }: Props<All>) {
    return (
        <TextInput
            label={label}
            value={fields[name] ?? ''}
            dir="auto"
            autoComplete="off"
            spellCheck={false}
            onChange={event => onChange({ ...fields, [name]: event.currentTarget.value })}
        />
    );
}

/** A moment of this browser's clock. */
export function TimeField<All extends Fields>({ name, label, fields, onChange }: Props<All>) {
    return (
        <TextInput type="datetime-local" label={label} value={fields[name] ?? ''} onChange={event => onChange({ ...fields, [name]: event.currentTarget.value })} />
    );
}

export function ChoiceField<All extends Fields>({ name, label, fields, onChange, choices }: Props<All> & { choices: { value: string; label: string }[] }) {
    const { t } = useTranslation();
    return (
        <Select
            label={label}
            value={fields[name] || null}
            placeholder={t('console.any')}
            clearable
            clearButtonProps={{ 'aria-label': t('console.clear') }}
            data={choices}
            onChange={value => onChange({ ...fields, [name]: value ?? '' })}
        />
    );
}

/** What is asked for: without empty fields, times in RFC 3339. */
export function asked<All extends Fields>(fields: All): Partial<All> {
    const all = Object.entries(fields)
        .map(([name, value]) => [name, value.trim()] as const)
        .filter(([, value]) => value !== '')
        .map(([name, value]) => [name, name === 'since' || name === 'until' ? new Date(value).toISOString() : value]);
    return Object.fromEntries(all) as Partial<All>;
}
