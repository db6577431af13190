/** The smallest of 1, 2, 5 times a power of ten that nothing is above. */
export function nice(most: number): number {
    if (!(most > 0)) return 1;
    const power = 10 ** Math.floor(Math.log10(most));
    return [1, 2, 5, 10].map(step => step * power).find(step => step >= most * 0.999999) ?? most;
}

/** A line as SVG paths, one for each stretch without a gap. A lonely point becomes a short dash. */
export function paths(times: number[], values: (number | null)[], most: number, width: number, height: number): string[] {
    const start = times[0] ?? 0;
    const span = Math.max(1, (times.at(-1) ?? 0) - start);
    const round = (value: number) => Math.round(value * 10) / 10;
    const stretches: string[][] = [];
    let open: string[] | undefined;
    values.forEach((value, index) => {
        if (value === null) return void (open = undefined);
        if (open === undefined) stretches.push((open = []));
        const x = round(((times[index]! - start) / span) * width);
        const y = round(height - 2 - (Math.min(value, most) / most) * (height - 4));
        open.push(`${x} ${y}`);
    });
    return stretches.map(points => (points.length === 1 ? `M${points[0]!}h3` : `M${points.join('L')}`));
}
