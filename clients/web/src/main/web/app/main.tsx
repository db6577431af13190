import { startWorker } from '../notifications/worker';
import { Root } from './Root';
import { start } from './start';

await start(<Root />);
startWorker();
