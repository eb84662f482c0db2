import type { CallbackManagerForRetrieverRun } from '@langchain/core/callbacks/manager';
import { Document as LangchainDocument } from '@langchain/core/documents';
import { BaseRetriever } from '@langchain/core/retrievers';
import { articleId } from '../corpus/article.ts';
import type { PolicyIndex, Scope } from './policy-index.ts';

/** What a retrieved article says of itself. */
export interface ArticleMetadata {
  id: string;
  document: string;
  score: number;
}

/** The articles that bind the asker, best first, as a LangChain retriever for chains and agents. */
export class ArticleRetriever extends BaseRetriever<ArticleMetadata> {
  lc_namespace = ['yimatong', 'retrievers'];
  readonly #index: PolicyIndex;
  readonly #scope: Scope;
  readonly #count: number;

  constructor(index: PolicyIndex, scope: Scope, count = 10) {
    super({});
    this.#index = index;
    this.#scope = scope;
    this.#count = count;
  }

  override async _getRelevantDocuments(
    query: string,
    _run?: CallbackManagerForRetrieverRun,
  ): Promise<LangchainDocument<ArticleMetadata>[]> {
    const { binding } = await this.#index.search(query, this.#scope);
    return binding.slice(0, this.#count).map(
      ({ article, score }) =>
        new LangchainDocument({
          pageContent: article.text,
          metadata: { id: articleId(article), document: article.document, score },
        }),
    );
  }
}
