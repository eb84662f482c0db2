import type { Reading } from '../../declaration/index.ts';
import type { Scene } from '../scene.ts';

/**
 * Words said to "really?" that are neither yes nor no (不想麻烦你们了): the reason, and no question for the documents, which
 * would be kept. An answer to an open form, a wish, a question or a cry for help are taken as such.
 */
export function isRemark(
  { text, state }: Scene,
  { control, question, declares, crisis, urgent, found }: Reading,
): boolean {
  if (text === '' || control !== undefined || declares || crisis || urgent) return false;
  if (question && /[?？吗呢]|[啥咋]|怎么|什么|多少|多久/.test(text)) return false;
  return state.draft === undefined || Object.keys(found).length === 0;
}
