/** A bot in a process of its own, to be killed: arguments are database, api root, token, seconds its clock is
 * ahead, keys. */
import { Keyring, randomId, Storage } from '../../src/storage/index.ts';

import { Bot } from './bot.ts';

const [url = '', apiRoot = '', token = '', ahead = '0', keys = ''] = process.argv.slice(2);
const clock = () => new Date(Date.now() + Number(ahead) * 1000);
const storage = await Storage.open({ url, keyring: Keyring.parse(keys), clock, ids: randomId });
await new Bot({ server: { url: apiRoot, token }, storage, clock }).start();
