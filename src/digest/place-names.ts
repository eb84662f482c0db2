import { type Divisions, type Gazetteer, NATION, type RegionCode } from '../regions/index.ts';

/** Names of townships from the gazetteer, of all above from the division tree; a code that neither has stays a code. */
export function placeNames(gazetteer: Gazetteer, divisions: Divisions): (code: RegionCode) => string {
  const nation = divisions.nameOf(NATION);
  return (code) => {
    if (code.length >= 9) return gazetteer.place(code)?.name ?? code;
    const name = divisions.nameOf(code);
    return name === nation && code !== NATION ? code : name;
  };
}
