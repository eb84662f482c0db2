/** Writes one transaction after the other, telling of each once it is committed, until it is killed. */
import { Keyring, randomId, Storage } from '../../src/storage/index.ts';
import { fillEverywhere } from './household.ts';

const [url = ''] = process.argv.slice(2);
const keyring = Keyring.parse(`t1:${Buffer.alloc(32, 7).toString('base64')}`);
const storage = await Storage.open({ url, keyring, clock: () => new Date(), ids: randomId });
for (;;) {
  const { conversation } = await fillEverywhere(storage);
  process.stdout.write(`${conversation}\n`);
}
