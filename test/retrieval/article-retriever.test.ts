import { BaseRetriever } from '@langchain/core/retrievers';
import { expect, it } from 'vitest';
import { loadCorpus, PolicyIndex, TransformersEmbeddings, Words } from '../../src/policy/index.ts';
import { ArticleRetriever } from '../../src/policy/retrieval/article-retriever.ts';
import { parseRegion } from '../../src/regions/index.ts';

it('a LangChain chain gets the articles that bind the asker, best first', async () => {
  const corpus = loadCorpus('corpus');
  const embedder = await TransformersEmbeddings.load('models/words-zh');
  const options = { cacheFolder: '.cache', warn: () => undefined };
  const index = await PolicyIndex.build(corpus, new Words('corpus', corpus), embedder, options);
  const retriever = new ArticleRetriever(index, { region: parseRegion('411326'), today: '2026-11-22' }, 5);
  expect(retriever).toBeInstanceOf(BaseRetriever);
  const documents = await retriever.invoke('小额信贷能贷多少');
  expect(documents).toHaveLength(5);
  expect(documents[0]?.metadata.id).toBe('nanyang-2021-7#三/（二）');
  expect(documents[0]?.pageContent).toContain('5万元以下');
  const scores = documents.map((d) => d.metadata.score);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  for (const { metadata } of documents)
    expect(['nanyang-2021-7', 'central-2020-30']).toContain(metadata.document);
});
