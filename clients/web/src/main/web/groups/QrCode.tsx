import { encode } from 'uqr';
import { useMemo } from 'react';

/** Dark on light in either colour scheme: cameras want it so. */
export function QrCode({ text, label }: { text: string; label: string }) {
    const { data, size } = useMemo(() => encode(text, { border: 2 }), [text]);
    const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
    return (
        <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} width={200} height={200} shapeRendering="crispEdges" style={{ borderRadius: 12 }}>
            <rect width={size} height={size} fill="#fff" />
            <path d={path} fill="#000" />
        </svg>
    );
}
