import { Observable } from '../sync/live';

/** What is looked for: kept out of the address, where it would stand in histories. */
export const searchWords = new Observable('');
