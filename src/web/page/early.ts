import type { Said } from './model.ts';
import { keepDraft, readDraft } from './settings.ts';
import { TEXTS } from './texts.ts';

const TILES = ['declare', 'ask', 'status', 'human'] as const;

/**
 * Takes up what was done on the first screen while this script was still on its way: what was typed goes on as the
 * draft, what was tapped is said. A tile of the bare page is a link that leaves its name in the address.
 */
export function takeEarly(): Said | undefined {
  const typed = document.querySelector<HTMLTextAreaElement>('#words')?.value ?? '';
  if (typed.trim() !== '' && readDraft() === '') keepDraft(typed);
  const tapped = location.hash.slice(1);
  if (tapped === '') return undefined;
  history.replaceState(history.state, '', location.pathname + location.search);
  const tile = TILES.find((name) => name === tapped);
  if (tile !== undefined) return { action: tile, label: TEXTS.tiles[tile].label };
  const common = /^common-(\d)$/.exec(tapped);
  const question = common === null ? undefined : TEXTS.common[Number(common[1])]?.question;
  return question === undefined ? undefined : { text: question };
}
