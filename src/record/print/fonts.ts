import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/**
 * The typefaces that everything is printed in: those of an npm package, since a server has seldom a Chinese one and a page
 * must come out alike everywhere. They have the rare characters of names, too (䶮, 㛃, 𬭁).
 */
export function fontFiles(): { regular: string; bold: string } {
  // The package exports its code alone; the typefaces lie beside it.
  const folder = join(dirname(require.resolve('@embedpdf/fonts-sc')), '..', 'fonts');
  return {
    regular: join(folder, 'NotoSansHans-Regular.otf'),
    bold: join(folder, 'NotoSansHans-Bold.otf'),
  };
}
