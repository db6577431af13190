/**
 * Where a message stands: at the archive's position, and after all that have one while it has none. Positions stay
 * far below 2^51; milliseconds fit above it, and halves between them.
 */
const UNPLACED = 2 ** 51;

export const orderOf = (position: number | undefined, arrived: number): number => position ?? UNPLACED + arrived;

export const isPlaced = (order: number): boolean => order < UNPLACED;

export interface Ordered {
    order: number;
    id: string;
}

/** Two that arrived in the same millisecond stand in the order of their ids, which tell the time too. */
export const inOrder = (one: Ordered, other: Ordered): number =>
    one.order - other.order || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
