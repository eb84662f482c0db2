/**
 * Fits the weights of `relevance` (which article) and of `scope` (whose document, if any) and prints them.
 *
 *   npm run -s calibrate -- [--write]   from the development and tuning questions, and the bank's with each left out
 *
 * The held-out questions of `test/eval` take no part in it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Role } from '../src/policy/answer/answer.ts';
import { decideScope, type Scope, scopeFeatures } from '../src/policy/answer/scope.ts';
import { squeeze } from '../src/policy/corpus/article.ts';
import { loadCorpus } from '../src/policy/corpus/corpus.ts';
import { withoutClaims } from '../src/policy/question/asked.ts';
import { Programmes } from '../src/policy/question/programmes.ts';
import { SlipCorrector } from '../src/policy/question/slips.ts';
import { TransformersEmbeddings } from '../src/policy/retrieval/embedder.ts';
import { PolicyIndex } from '../src/policy/retrieval/policy-index.ts';
import type { Features } from '../src/policy/retrieval/relevance.ts';
import { Words } from '../src/policy/retrieval/words.ts';
import { parseRegion } from '../src/regions/index.ts';
import { readQuestions } from './questions.ts';

const TODAY = '2026-11-22';
const SCOPES: Scope[] = ['binding', 'elsewhere', 'nowhere'];
const NAMES: (keyof Features)[] = [
  'lexical',
  'questionCosine',
  'questionSoft',
  'questionMean',
  'sentenceCosine',
  'sentenceSoft',
  'ask',
  'local',
];

const RIDGE = 0.00015;
/** In doubt the binding documents are shown, with the words that they may only be near. */
const IN_DOUBT = 0.35;
/** What a question of the bank counts beside one of the development set: its near-copies make it too easy. */
const AUXILIARY = 0.05;

interface ScopeExample {
  features: number[];
  scope: Scope;
  weight: number;
}

const folder = process.env.CORPUS_DIR ?? 'corpus';
const corpus = loadCorpus(folder);
const words = new Words(folder, corpus);
const embedder = await TransformersEmbeddings.load('models/words-zh');
const index = await PolicyIndex.build(corpus, words, embedder, {
  cacheFolder: '.cache',
  warn: console.error,
});
const jurisdictionOf = (slug: string) => corpus.documents.get(slug)?.jurisdiction ?? parseRegion('0');

const slips = new SlipCorrector(folder, words.domain);
const programmes = new Programmes(corpus);

const pairs: number[][] = [];
const examples: ScopeExample[] = [];
for (const item of ['dev', 'tuning'].flatMap((set) => readQuestions(`test/eval/${set}.jsonl`))) {
  const { found, features } = await look(item);
  const scope =
    item.expect === 'not_in_region' ? 'elsewhere' : item.expect === 'refuse' ? 'nowhere' : 'binding';
  // An amount that nobody states is asked within a topic that somebody has: neither in nor out.
  const isDetail =
    item.refuseReason === 'not_in_corpus' && found.outside[0]?.question.kind === 'detail-missing';
  if (!isDetail) examples.push({ features, scope, weight: 1 });
  const isGold = (hit: (typeof found.binding)[number]) =>
    item.gold.some(
      (g) => g.document === hit.article.document && squeeze(hit.article.text).includes(squeeze(g.quote)),
    );
  const best = found.binding.find(isGold);
  const others = found.binding.filter((hit) => !isGold(hit)).slice(0, 8);
  if (best === undefined) continue;
  for (const other of others) pairs.push(NAMES.map((name) => best.features[name] - other.features[name]));
}
for (const entry of corpus.outside) {
  const { features } = await look(
    { ...entry, role: entry.role === 'resident' ? 'resident' : 'cadre' },
    entry.question,
  );
  const isElsewhere = entry.kind === 'other-place' && entry.document !== undefined;
  const scope = isElsewhere ? 'elsewhere' : entry.kind === 'detail-missing' ? 'binding' : 'nowhere';
  examples.push({ features, scope, weight: AUXILIARY });
}
for (const entry of corpus.questions.filter((_, i) => i % 3 === 0)) {
  const question = entry.questions.at(-1) ?? '';
  const { features } = await look(
    { question, region: jurisdictionOf(entry.document), role: 'resident' },
    question,
  );
  examples.push({ features, scope: 'binding', weight: AUXILIARY });
}

/** A question as the answerer looks at it: slips mended, figures and other places' programmes out. */
async function look(asked: { question: string; region: string; role: Role }, leaveOut?: string) {
  const { question, role } = asked;
  const region = parseRegion(asked.region);
  const mended = slips.mend(question);
  const bare = programmes
    .foreignIn(mended, region)
    .reduce((text, name) => text.replace(name, ''), withoutClaims(mended));
  const found = await index.search(bare, {
    region,
    today: TODAY,
    ...(leaveOut === undefined ? {} : { leaveOut }),
  });
  return { found, features: scopeFeatures({ question, role, region }, found, jurisdictionOf) };
}

const relevanceWeights = fitPairs(pairs);
console.log('relevance', Object.fromEntries(NAMES.map((name, i) => [name, round(relevanceWeights[i] ?? 0)])));
const scopeWeights = fitScopes(examples);
const file = 'src/policy/answer/scope-weights.json';
if (process.argv.includes('--write')) writeFileSync(file, `${JSON.stringify(scopeWeights)}\n`);
else console.log('scope (kept with --write)', readFileSync(file, 'utf8').length);
console.log(JSON.stringify(scopeWeights));
if (process.argv.includes('--dump')) console.log(JSON.stringify(examples));
report();

/** Logistic regression on differences: the right article above the others. Weights stay positive. */
function fitPairs(rows: number[][]): number[] {
  let weights = NAMES.map(() => 0.5);
  for (let step = 0; step < 4000; step += 1) {
    const gradient = NAMES.map((_, i) => 0.002 * (weights[i] ?? 0));
    for (const row of rows) {
      const margin = row.reduce((sum, x, i) => sum + x * (weights[i] ?? 0), 0) * 4;
      const miss = 1 / (1 + Math.exp(margin));
      row.forEach((x, i) => {
        gradient[i] = (gradient[i] ?? 0) - (miss * x) / rows.length;
      });
    }
    weights = weights.map((weight, i) => Math.max(0, weight - 0.5 * (gradient[i] ?? 0)));
  }
  return weights;
}

/** Multinomial logistic regression with a small ridge, by gradient descent with momentum. */
function fitScopes(rows: ScopeExample[]): Record<Scope, number[]> {
  const size = rows[0]?.features.length ?? 0;
  const weights = SCOPES.map(() => new Array<number>(size).fill(0));
  const speed = SCOPES.map(() => new Array<number>(size).fill(0));
  const total = rows.reduce((sum, row) => sum + row.weight, 0);
  for (let step = 0; step < 8000; step += 1) {
    const gradient = weights.map((w) => w.map((x, i) => (i === 0 ? 0 : RIDGE * x)));
    for (const { features, scope, weight } of rows) {
      const logits = weights.map((w) => w.reduce((sum, x, i) => sum + x * (features[i] ?? 0), 0));
      const highest = Math.max(...logits);
      const powers = logits.map((logit) => Math.exp(logit - highest));
      const sum = powers.reduce((a, b) => a + b, 0);
      powers.forEach((power, k) => {
        const miss = ((power / sum - (SCOPES[k] === scope ? 1 : 0)) * weight) / total;
        const row = gradient[k] ?? [];
        features.forEach((x, i) => {
          row[i] = (row[i] ?? 0) + miss * x;
        });
      });
    }
    weights.forEach((w, k) => {
      w.forEach((x, i) => {
        const v = 0.9 * (speed[k]?.[i] ?? 0) - 0.5 * (gradient[k]?.[i] ?? 0);
        const row = speed[k];
        if (row !== undefined) row[i] = v;
        w[i] = x + v;
      });
    });
  }
  const [binding = [], elsewhere = [], nowhere = []] = weights.map((w) => w.map(round));
  binding[0] = round((binding[0] ?? 0) + IN_DOUBT);
  return { binding, elsewhere, nowhere };
}

/** How the weights now in use do on the development questions, by what should have come out. */
function report(): void {
  for (const scope of SCOPES) {
    const decided = examples
      .filter((e) => e.weight === 1 && e.scope === scope)
      .map((e) => decideScope(e.features).scope);
    const counts = SCOPES.map((other) => `${other} ${decided.filter((d) => d === other).length}`);
    console.log(`should be ${scope}: ${counts.join(', ')}`);
  }
}

function round(x: number): number {
  return Math.round(x * 1000) / 1000;
}
