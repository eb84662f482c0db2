import type { IncomingMessage } from 'node:http';

/** A request's parameters: texts and numbers as text, objects as JSON text, files as bytes. */
export interface Parameters {
  fields: Map<string, string>;
  files: Map<string, Uint8Array>;
  /** What files are called, by the same names. */
  fileNames: Map<string, string>;
  /** Aborted when the caller is gone. */
  hungUp: AbortSignal;
}

/** Reads the four ways of passing parameters: query string, urlencoded, JSON, multipart. */
export async function readParameters(
  request: IncomingMessage,
  url: URL,
  hungUp: AbortSignal,
): Promise<Parameters> {
  const parameters: Parameters = {
    fields: new Map(url.searchParams),
    files: new Map(),
    fileNames: new Map(),
    hungUp,
  };
  const body = await readBody(request);
  const type = request.headers['content-type'] ?? '';
  if (body.length === 0) return parameters;
  if (type.startsWith('application/json')) {
    for (const [name, value] of Object.entries(JSON.parse(body.toString('utf8')) as Record<string, unknown>))
      parameters.fields.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  } else if (type.startsWith('multipart/form-data')) {
    const form = await new Response(body, { headers: { 'content-type': type } }).formData();
    for (const [name, value] of form) {
      if (typeof value === 'string') parameters.fields.set(name, value);
      else {
        parameters.files.set(name, new Uint8Array(await value.arrayBuffer()));
        parameters.fileNames.set(name, value.name);
      }
    }
  } else {
    for (const [name, value] of new URLSearchParams(body.toString('utf8')))
      parameters.fields.set(name, value);
  }
  return parameters;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
