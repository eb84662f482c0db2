import type { Context, MiddlewareHandler } from 'hono';
import { FILE_LIMITS, type Inbound, isSheet } from '../../dialogue/index.ts';
import { limitedBody, type WithBody } from './body.ts';
import type { Conversations } from './conversations.ts';
import { failure } from './failure.ts';
import { FileQuery } from './requests.ts';
import { TEXTS } from './texts.ts';

interface Env {
  Variables: { session: string } & WithBody['Variables'];
}

/** Of spreadsheets, of which more may come than of anything else. */
export const limitedSheet = limitedBody(FILE_LIMITS.in, TEXTS.sheetTooLarge);

/** Lets members of staff on: nobody else's spreadsheet is even read. */
export function forStaff({
  conversations,
  personalData,
}: {
  conversations: Conversations;
  personalData: 'allow' | 'link';
}): MiddlewareHandler<Env> {
  return async (c, next) =>
    personalData === 'allow' && (await conversations.isStaff(c.var.session))
      ? next()
      : failure(c, 'unsupported');
}

/** The spreadsheet of a request, with the id of its message; or why it is not taken. */
export function sheetIn(c: Context<Env>): { id: string; said: Pick<Inbound, 'attachments'> } | Response {
  const query = FileQuery.safeParse(c.req.query());
  if (!query.success) return failure(c, 'bad-request');
  const { id, name } = query.data;
  const attachment = { bytes: c.var.body, name };
  if (!isSheet(attachment)) return failure(c, 'unsupported', { error: TEXTS.notSheet });
  return { id, said: { attachments: [attachment] } };
}

/**
 * A file of the session's own conversation; another's id and an invented one are answered alike. The browser itself asks
 * for it, so that a failure is a sentence and no JSON.
 */
export async function giveFile(c: Context<Env>, conversations: Conversations): Promise<Response> {
  const file = await conversations.file(c.var.session, c.req.param('id') ?? '');
  if (file === undefined) return c.text(TEXTS.noFile, 404);
  if (file === 'gone') return c.text(TEXTS.failures.gone, 410);
  c.header('Content-Type', file.mime);
  // RFC 5987: browsers without it take the plain name.
  const ending = /\.[A-Za-z0-9]{1,5}$/.exec(file.name)?.[0] ?? '';
  const name = encodeURIComponent(file.name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  c.header('Content-Disposition', `attachment; filename="file${ending}"; filename*=UTF-8''${name}`);
  return c.body(new Uint8Array(file.bytes));
}
