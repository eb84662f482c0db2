import axe from 'axe-core';
import type { Page, Request } from 'playwright-core';
import { expect } from 'vitest';

/** What is wrong with how a page stands on the screen now. */
interface Measured {
  /** How many pixels the page can be pushed sideways. */
  sideways: number;
  /** Visible words under 16 px. */
  smallText: string[];
  /** What is touched and is smaller than a thumb, 48 px. */
  smallTargets: string[];
}

/** As the page stands now: no words under 16 px, nothing to touch under 48 px, no pushing sideways. */
export async function expectReadable(page: Page): Promise<void> {
  expect(await page.evaluate(measure)).toEqual({ sideways: 0, smallText: [], smallTargets: [] });
}

/** As the page stands now: nothing that axe-core calls serious or critical; contrast AA is among it. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const findings = await page.evaluate(async () => {
    const checker = (globalThis as unknown as { axe: typeof import('axe-core') }).axe;
    const { violations } = await checker.run(document, { resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message ?? ''}`));
  });
  expect(findings).toEqual([]);
}

/** Runs in the page. */
function measure(): Measured {
  const isVisible = (element: Element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && getComputedStyle(element).visibility === 'visible';
  };
  const tell = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.className} ${(element.textContent ?? '').trim().slice(0, 20)}`;
  const hasWords = (element: Element) =>
    element.matches('input, textarea') ||
    [...element.childNodes].some((node) => node.nodeType === 3 && (node.textContent ?? '').trim() !== '');
  const shown = [...document.body.querySelectorAll('*')].filter(isVisible);
  const smallText = shown.filter(
    (element) => hasWords(element) && Number.parseFloat(getComputedStyle(element).fontSize) < 16,
  );
  const smallTargets = shown.filter((element) => {
    // A link within a sentence is as high as its line.
    if (!element.matches('button, summary, input, textarea, select, a:not(p a)')) return false;
    // The label around a field or switch is touched in its place.
    const touched = element.matches('label *') ? (element.closest('label') ?? element) : element;
    const { width, height } = touched.getBoundingClientRect();
    return width < 47.5 || height < 47.5;
  });
  const root = document.documentElement;
  return {
    sideways: Math.max(0, root.scrollWidth - root.clientWidth),
    smallText: smallText.map(tell),
    smallTargets: smallTargets.map(tell),
  };
}

/** What stands on the first screen above the common questions, and where. */
export function look(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    scrollTo(0, 0);
    return [...document.querySelectorAll('.header *, .home h2, .tile, .tile *, .last, .composer-row *')]
      .filter((element) => element.matches(':not(input):not(.common)'))
      .map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const box = element.closest('.common') === null ? [x, y, width, height].map(Math.round) : [];
        return `${box.join(' ')} ${element.textContent?.replace(/\s+/g, '')} ${getComputedStyle(element).color}`;
      });
  });
}

/** Bodies of the messages that the page sends from now on. */
export function sentBy(page: Page): { id: string; text?: string; action?: string }[] {
  const sent: { id: string }[] = [];
  page.on('request', (request: Request) => {
    if (request.url().endsWith('/api/messages')) sent.push(request.postDataJSON() as { id: string });
  });
  return sent;
}

/** What has the focus, by its name. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
  });
}
