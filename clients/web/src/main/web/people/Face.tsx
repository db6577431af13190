import { IconUsers } from '@tabler/icons-react';
import { colourOf, initials } from '../core/display';
import styles from './Face.module.css';

interface Props {
    name: string;
    group?: boolean;
    size?: number;
    online?: boolean | undefined;
}

const COLOURS = 8;

/** A round picture: letters on the name's own colour. */
export function Face({ name, group = false, size = 44, online }: Props) {
    return (
        <span className={styles.face} data-colour={colourOf(name, COLOURS)} style={{ width: size, height: size, fontSize: size * 0.38 }} aria-hidden>
            {group ? <IconUsers size={size * 0.5} stroke={1.8} /> : initials(name)}
            {online && <span className={styles.online} />}
        </span>
    );
}
