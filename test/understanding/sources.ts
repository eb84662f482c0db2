import { loadCorpus, Words } from '../../src/policy/index.ts';
import { Lexicon } from '../../src/policy/understanding/lexicon.ts';
import { Divisions } from '../../src/regions/index.ts';

/** The corpus and its words, without the model. */
export const corpus = loadCorpus('corpus');
export const divisions = Divisions.fromFile(
  'corpus/divisions.csv',
  [...corpus.documents.values()].map((document) => document.jurisdiction),
);
export const words = new Words('corpus', corpus);
export const lexicon = new Lexicon('corpus', corpus, words.domain);
