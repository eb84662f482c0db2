import { dump } from 'js-yaml';
import type { DocumentMetadata } from './document.ts';

const HEADING = '# 由 corpus add 从正文起草，请逐项对照原件核对；正文没有写的不要补。\n';

/** What a draft may lack, and what to do about it. */
const ABSENT: Partial<Record<keyof DocumentMetadata, string>> = {
  number: '正文未印文号；从别处得知的写在这里，并写 numberSource 说明来处',
  issuer: '看不出发文机关',
  issued: '正文未印成文日期（YYYY-MM-DD）',
};

/** `document.yaml` of drafted metadata, with remarks for the person who reviews it. */
export function metadataFile(metadata: DocumentMetadata): string {
  const body = dump(metadata, { lineWidth: -1, flowLevel: 1 });
  const remarks = Object.entries(ABSENT)
    .filter(([field]) => !(field in metadata))
    .map(([field, why]) => `# ${field}: ${why}\n`);
  return `${HEADING}${body}${remarks.join('')}`;
}
