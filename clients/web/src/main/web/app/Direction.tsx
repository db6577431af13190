import { DirectionProvider, useDirection } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Right to left where the language is. */
export function Direction({ children }: { children: ReactNode }) {
    return (
        <DirectionProvider>
            <Follow />
            {children}
        </DirectionProvider>
    );
}

function Follow() {
    const { i18n } = useTranslation();
    const { setDirection } = useDirection();
    const direction = i18n.dir(i18n.language);
    useEffect(() => setDirection(direction), [direction, setDirection]);
    return null;
}
