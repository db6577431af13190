import { Button, Modal, Select, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../frame/Console.module.css';
import { ReasonedForm } from '../frame/ReasonedForm';
import { Name, Said } from '../frame/Said';
import { Trouble } from '../frame/Trouble';
import { useOperator } from '../operator';
import { countOf, COUNTED, erase, nameOf, type Target } from './oversight';

const KINDS = ['user', 'conversation', 'messageId'] as const;
type Kind = (typeof KINDS)[number];

interface Props {
    /** What to begin with, as far as it is known. */
    about: { kind: Kind; name: string; text?: string | undefined };
    reason: string;
    onReason: (reason: string) => void;
    onClose: () => void;
    onErased: (target: Target) => void;
}

type Step = { at: 'what' } | { at: 'sure'; target: Target; count?: { count: number; more: boolean } | undefined } | { at: 'done'; target: Target; erased: number };

/** First what and why, then once more by its name: it cannot be undone. */
export function ErasureDialog({ about, reason, onReason, onClose, onErased }: Props) {
    const { t } = useTranslation();
    const { archive } = useOperator();
    const [step, setStep] = useState<Step>({ at: 'what' });
    const [kind, setKind] = useState<Kind>(about.kind);
    const [name, setName] = useState(about.name);
    const [busy, setBusy] = useState(false);
    const [problem, setProblem] = useState<unknown>();
    const attempt = async (work: () => Promise<void>) => {
        setBusy(true);
        setProblem(undefined);
        await work().catch(setProblem);
        setBusy(false);
    };
    const look = (why: string) =>
        attempt(async () => {
            const target = { [kind]: name.trim() } as Target;
            setStep({ at: 'sure', target, count: await countOf(archive, target, why) });
        });
    const run = (target: Target, confirm: string) =>
        attempt(async () => {
            const erased = await erase(archive, target, reason.trim(), confirm);
            setStep({ at: 'done', target, erased });
            onErased(target);
        });
    return (
        <Modal opened onClose={onClose} title={t('console.erase.title')} size="lg" closeButtonProps={{ 'aria-label': t('close') }} closeOnClickOutside={!busy} closeOnEscape={!busy}>
            <div className={styles.stack}>
                {step.at === 'what' && (
                    <>
                        <Text size="sm">{t('console.erase.hint')}</Text>
                        <ReasonedForm label={t('console.erase.look')} reason={reason} onReason={onReason} busy={busy} disabled={name.trim() === ''} onSubmit={why => void look(why)}>
                            <Select
                                label={t('console.erase.kind')}
                                value={kind}
                                allowDeselect={false}
                                data={KINDS.map(value => ({ value, label: t(`console.erase.of.${value}`) }))}
                                onChange={value => value && setKind(value)}
                            />
                            <TextInput label={t(`console.erase.name.${kind}`)} value={name} dir="auto" autoComplete="off" spellCheck={false} onChange={event => setName(event.currentTarget.value)} />
                        </ReasonedForm>
                    </>
                )}
                {step.at === 'sure' && <Sure step={step} text={nameOf(step.target) === about.name ? about.text : undefined} busy={busy} onBack={() => setStep({ at: 'what' })} onRun={confirm => void run(step.target, confirm)} />}
                {step.at === 'done' && (
                    <>
                        <Text role="status">
                            {t('console.erase.done', { count: step.erased })} <Name text={nameOf(step.target)} />
                        </Text>
                        <div className={styles.buttons}>
                            <Button onClick={onClose} data-autofocus>
                                {t('close')}
                            </Button>
                        </div>
                    </>
                )}
                <Trouble reason={problem} />
            </div>
        </Modal>
    );
}

function Sure({ step, text, busy, onBack, onRun }: { step: Extract<Step, { at: 'sure' }>; text: string | undefined; busy: boolean; onBack: () => void; onRun: (confirm: string) => void }) {
    const { t } = useTranslation();
    const [typed, setTyped] = useState('');
    const name = nameOf(step.target);
    const kind = KINDS.find(one => one in step.target)!;
    return (
        <form
            className={styles.stack}
            onSubmit={event => {
                event.preventDefault();
                if (typed === name) onRun(typed);
            }}
        >
            <Text>
                {t(`console.erase.of.${kind}`)}: <strong><Name text={name} /></strong>
            </Text>
            {text !== undefined && (
                <blockquote className={styles.quote}>
                    <Said text={text} />
                </blockquote>
            )}
            {step.count && (
                <Text role="status">
                    {t(step.count.more ? 'console.erase.countMore' : 'console.erase.count', { count: step.count.count, of: COUNTED })}
                </Text>
            )}
            <Text c="var(--danger)" fw={600}>
                {t('console.erase.forGood')}
            </Text>
            <TextInput
                data-autofocus
                autoFocus
                label={t('console.erase.type')}
                description={t('console.erase.typeHint')}
                value={typed}
                dir="auto"
                autoComplete="off"
                spellCheck={false}
                onChange={event => setTyped(event.currentTarget.value)}
            />
            <div className={styles.buttons}>
                <Button type="submit" color="red.8" loading={busy} disabled={typed !== name}>
                    {t('console.erase.run')}
                </Button>
                <Button variant="default" onClick={onBack} disabled={busy}>
                    {t('back')}
                </Button>
            </div>
        </form>
    );
}
