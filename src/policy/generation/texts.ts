/** What is shown with words that a language model wrote: a legal duty since 2025-09-01. */
export const AI_LABEL = '（AI生成）';
