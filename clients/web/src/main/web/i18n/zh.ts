import { en } from './en';
export const zh: typeof en = en;
