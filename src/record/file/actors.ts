import type { Parts } from '../../casework/index.ts';
import { type RegionCode, villageName, withPost } from '../../regions/index.ts';
import type { Unit } from '../../storage/index.ts';
import { FILE_TEXTS } from './texts.ts';

const T = FILE_TEXTS.actors;

/** Who stands behind the pseudonyms of the audit log and of notes. Each is looked up once. */
export class Actors {
  readonly #unit: Unit;
  readonly #parts: Parts;
  readonly #known = new Map<string, { office: string; name: string }>();

  constructor(unit: Unit, parts: Parts) {
    this.#unit = unit;
    this.#parts = parts;
  }

  /** 望田镇干部 李四; the household's side and the program by what they are. */
  async named(actor: string): Promise<string> {
    const { office, name } = await this.#who(actor);
    return name === '' ? office : `${office} ${name}`;
  }

  /** The same for a table's column: the name on a line of its own. */
  async stacked(actor: string): Promise<string> {
    return (await this.named(actor)).replace(/ (?=\S+$)/, '\n');
  }

  /** The same without the name: 望田镇干部. */
  async office(actor: string): Promise<string> {
    return (await this.#who(actor)).office;
  }

  async #who(actor: string): Promise<{ office: string; name: string }> {
    let who = this.#known.get(actor);
    if (who === undefined) {
      who = await this.#lookUp(actor);
      this.#known.set(actor, who);
    }
    return who;
  }

  async #lookUp(actor: string): Promise<{ office: string; name: string }> {
    const [, kind = actor, id = ''] = /^(staff|resident):(.*)$/s.exec(actor) ?? [];
    if (kind === 'resident') return { office: T.resident, name: '' };
    if (kind !== 'staff') return { office: actor === 'operator' ? T.operator : T.system, name: '' };
    const { db, subjects } = this.#unit;
    const row = await db.selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirst();
    if (row === undefined) return { office: T.gone, name: '' };
    const name = await subjects.open(row.subject_id, row.name_sealed, `staff.name_sealed:${id}`);
    const place = this.#placeOf(row.region as RegionCode);
    return { office: row.unit ?? withPost(place, T.roles[row.role]), name: name ?? '' };
  }

  #placeOf(region: RegionCode): string {
    const { gazetteer, divisions } = this.#parts;
    const place = region.length > 6 ? gazetteer.place(region) : undefined;
    if (place === undefined) return divisions.nameOf(region);
    return region.length === 12 ? villageName(place.name) : place.name;
  }
}
