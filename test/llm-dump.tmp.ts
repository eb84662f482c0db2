import { readConfig } from '../src/config.ts';
import { createPolicy } from '../src/app.ts';
import { PublicWords } from '../src/policy/generation/public-words.ts';
import { readFileSync } from 'node:fs';
const app = await createPolicy(readConfig({}));
const w = new PublicWords(app.corpus, app.divisions.all().map(({name})=>name));
for (const q of ['我叫王建国，身份证411024198501011234，供水点的水质多久检测一次','俺娘瘫了住院花了好几万，咋报销','娃上大学有没有补助','我是陈化店镇的周国庆，想贷款养鸡','公益岗位优先安排谁','老李家的低保停了，咋办','我家住南坞乡，房子漏雨','李医保想问医保']) console.log(q,'→',w.of(q));
const held = readFileSync('test/eval/dev.jsonl','utf8').trim().split('\n').map(l=>JSON.parse(l).question); let n=0; for (const q of held.slice(0,25)) console.log(q,'→',w.of(q));
