import { start } from '../app/start';
import { Gate } from './frame/Gate';
import { WORDS } from './words/words';

await start(<Gate />, [WORDS]);
