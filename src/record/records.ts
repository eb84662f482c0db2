import type { Casework, Outcome, Parts, StaffMember } from '../casework/index.ts';
import type { Unit } from '../storage/index.ts';
import type { BasisDocuments } from './documents.ts';
import type { FileContent } from './file/content.ts';
import { drawFile } from './file/draw.ts';
import { gatherFile } from './file/gather.ts';
import type { NoticeContent } from './notice/content.ts';
import { drawNotice } from './notice/draw.ts';
import { gatherNotice, type NoticeOf } from './notice/gather.ts';

/**
 * What is printed of a case: the household's file (一户一档) and the public notice (公示). Gathering is done within a unit of
 * work and recorded as a reading; drawing takes a second and is done outside of any, from what was gathered.
 */
export class Records {
  readonly #parts: Parts;
  readonly #casework: Casework;
  readonly #documents: BasisDocuments;

  constructor(parts: Parts, casework: Casework, documents: BasisDocuments) {
    this.#parts = parts;
    this.#casework = casework;
    this.#documents = documents;
  }

  /**
   * Gathers a household's file, for who may open the case.
   * @param how `full`: ID numbers whole instead of masked, for the county alone
   */
  file(
    unit: Unit,
    staff: StaffMember,
    ref: string,
    how?: { full?: boolean },
  ): Promise<Outcome<{ content: FileContent }>> {
    const sources = { parts: this.#parts, casework: this.#casework, documents: this.#documents };
    return gatherFile(sources, unit, staff, ref, how);
  }

  /** The file as a PDF; the same content gives the same bytes. */
  drawFile(content: FileContent): Promise<Uint8Array> {
    return drawFile(content);
  }

  /** Gathers the public notice of some cases at its stage, or of all that are this member's. */
  notice(unit: Unit, staff: StaffMember, of: NoticeOf): Promise<Outcome<{ content: NoticeContent }>> {
    return gatherNotice({ parts: this.#parts, casework: this.#casework }, unit, staff, of);
  }

  /** The notice as a PDF, a sheet for each village; the same content gives the same bytes. */
  drawNotice(content: NoticeContent): Promise<Uint8Array> {
    return drawNotice(content);
  }
}
