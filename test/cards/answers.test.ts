import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { type Answer, LIMITS, PLAIN } from '../../src/policy/answer/answer.ts';
import { composePlain } from '../../src/policy/answer/compose-plain.ts';
import { selectEvidence } from '../../src/policy/answer/evidence.ts';
import { Cards } from '../../src/policy/cards/cards.ts';
import {
  Answerer,
  loadCorpus,
  PolicyIndex,
  SlipCorrector,
  TransformersEmbeddings,
  Words,
} from '../../src/policy/index.ts';
import { binds, Divisions, NATION, parseRegion } from '../../src/regions/index.ts';

const TODAY = '2026-11-22';
const config = readConfig({});
const folder = config.CORPUS_DIR;
const corpus = loadCorpus(folder);
const places = [...corpus.documents.values()].map(({ jurisdiction }) => jurisdiction);
const divisions = Divisions.fromFile(`${folder}/divisions.csv`, places);
const words = new Words(folder, corpus);
const index = await PolicyIndex.build(corpus, words, await TransformersEmbeddings.load(config.MODEL_DIR), {
  cacheFolder: config.CACHE_DIR,
  warn: () => {},
});
const answerer = new Answerer(index, divisions, new SlipCorrector(folder, words.domain));

function ask(region: string, question: string, role: 'resident' | 'cadre' = 'resident'): Promise<Answer> {
  return answerer.ask({ region: parseRegion(region), question, role, today: TODAY });
}

/** What an answer to a resident may never be. */
function faultsOf({ answer, citations }: Answer, region: string): string[] {
  const faults: string[] = [];
  if (answer.length > LIMITS.resident) faults.push(`${answer.length} characters`);
  for (const sentence of answer.split(/[。！？；\n]/))
    if ([...sentence].length > PLAIN.sentence) faults.push(`long: ${sentence}`);
  if (citations.length > LIMITS.citations) faults.push('citations');
  for (const { document, quote, used } of citations) {
    if (!binds(corpus.documents.get(document)?.jurisdiction ?? NATION, parseRegion(region)))
      faults.push(`elsewhere: ${document}`);
    if (used !== undefined && !quote.includes(used)) faults.push(`used: ${used}`);
    if (!corpus.sources.get(document)?.includes(quote)) faults.push(`quote: ${quote}`);
  }
  return faults;
}

describe('a card', () => {
  it('answers its own question in every county that it covers, short and from its own ground', async () => {
    const faults: string[] = [];
    let asked = 0;
    let own = 0;
    let carded = 0;
    for (const card of corpus.cards) {
      for (const region of ['411024', '411300', '360700', '210400']) {
        const isCovered = index.cards
          .leadsOf(card, (slug) => corpus.documents.get(slug)?.jurisdiction === parseRegion(region))
          .some(({ point }) => point.for !== 'staff');
        if (!isCovered) continue;
        const answer = await ask(region, card.question);
        faults.push(...faultsOf(answer, region).map((fault) => `${card.id} ${region} ${fault}`));
        asked += 1;
        if (answer.topic === card.id) own += 1;
        if (answer.by === 'card') carded += 1;
      }
    }
    expect(faults).toEqual([]);
    expect(asked).toBeGreaterThan(200);
    expect(carded / asked).toBeGreaterThanOrEqual(0.97);
    expect(own / asked).toBeGreaterThanOrEqual(0.85);
  });

  it('says what binds where the asker is, with the figure of that place', async () => {
    const yanling = await ask('411024', '收入多少才能算监测户');
    expect(yanling).toMatchObject({ status: 'answered', by: 'card', topic: 'income-line' });
    expect(yanling.answer).toContain('7500元');
    const fushun = await ask('210400', '收入多少才能算监测户');
    expect(fushun.answer).toContain('6600元');
    expect(fushun.answer).not.toContain('7500');
  });

  it('is marked as a sample, after the state of its document, and leads on', async () => {
    const { answer, notes, choices } = await ask('411024', '俺妈住院花了好几万咋办');
    expect(notes).toEqual([expect.stringContaining('已过期'), '（示例，未经县级审核）']);
    expect(answer.endsWith((notes ?? []).join(''))).toBe(true);
    expect(choices?.length).toBeGreaterThan(0);
    for (const choice of choices ?? []) {
      expect(choice.label.length).toBeLessThanOrEqual(12);
      expect(corpus.cards.map((card) => card.question)).toContain(choice.question);
    }
  });

  it('names the office that is asked for', async () => {
    expect((await ask('411024', '危房改造找哪个部门')).answer).toContain('县住建局');
  });

  it('leaves the article to cadres', async () => {
    const answer = await ask('411024', '危房改造找哪个部门', 'cadre');
    expect(answer.answer).toMatch(/《2023年工作要点》：.*责任单位：县住建局/s);
  });
});

describe('where no card says it', () => {
  const bare = { ...corpus, cards: [] };
  const without = { corpus: bare, cards: new Cards(bare) };

  async function composed(question: string, region = '411024') {
    const request = { region: parseRegion(region), question, role: 'resident' as const, today: TODAY };
    const found = await index.search(question, request);
    const evidence = selectEvidence(found.binding, 4, []);
    return composePlain({ index: without, divisions, request, found, evidence, missing: [], several: 1 });
  }

  it('a rule’s plain sentence does', async () => {
    const draft = await composed('供水点的水质多久检测一次');
    expect(draft?.by).toBe('rule');
    expect(draft?.answer).toMatch(/半年/);
  });

  it('else a short stretch of the document, marked as its words and verbatim', async () => {
    const draft = await composed('安置点的楼下能不能加停车的地方', '360700');
    expect(draft?.by).toBe('extract');
    const clause = /文件原话：“(.+?)”。/.exec(draft?.answer ?? '')?.[1] ?? '';
    expect(clause.length).toBeGreaterThan(5);
    expect(clause.length).toBeLessThanOrEqual(PLAIN.sentence);
    expect(corpus.sources.get('ganzhou-2021-6')).toContain(clause);
    expect(draft?.answer).not.toContain('示例');
  });
});
