import type { Storage, Unit } from '../../src/storage/index.ts';

/** A person whose every value would be recognised wherever it appeared. */
export const PERSON = {
  name: '欧阳翠花花',
  idNumber: '411024196507153327',
  phone: '13937412345',
  story: '老伴去年查出肝癌住院借了九万块',
  userId: '7788990011223344',
  image: 'JPEG-of-the-burnt-down-kitchen-91',
};

/** Writes a person into every table that holds personal data, as the rooms do. */
export async function fillEverywhere(storage: Storage): Promise<{ conversation: string; subject: string }> {
  return storage.transaction(async (unit) => {
    const { subjects, ids } = unit;
    const subject = await subjects.create();
    const conversation = ids();
    await writeChat(unit, subject, conversation);
    await writeStaff(unit);
    await writeCase(unit, conversation);
    return { conversation, subject };
  });
}

async function writeChat(unit: Unit, subject: string, conversation: string): Promise<void> {
  const { db, subjects, vault, clock, ids } = unit;
  const at = clock().toISOString();
  const seal = (text: string, context: string) => subjects.seal(subject, text, context);
  await db
    .insertInto('conversations')
    .values({
      id: conversation,
      channel: 'telegram',
      user_lookup: vault.lookups('user', `telegram:${PERSON.userId}${conversation}`)[0] ?? '',
      address_sealed: await seal(PERSON.userId, `conversations.address_sealed:${conversation}`),
      subject_id: subject,
      staff_id: null,
      state_sealed: await seal(JSON.stringify(PERSON), `conversations.state_sealed:${conversation}`),
      version: 1,
      created_at: at,
      updated_at: at,
    })
    .execute();
  await db
    .insertInto('inbound')
    .values({
      channel: 'telegram',
      event_id: ids(),
      conversation_id: conversation,
      payload_sealed: await seal(JSON.stringify(PERSON), 'inbound.payload_sealed:1'),
      received_at: at,
      worked_at: at,
      attempts: 1,
      error: null,
    })
    .execute();
  const file = ids();
  await db
    .insertInto('files')
    .values({
      id: file,
      subject_id: subject,
      conversation_id: conversation,
      direction: 'in',
      name_sealed: await seal(`${PERSON.name}.csv`, `files.name_sealed:${file}`),
      mime: 'text/csv',
      bytes: PERSON.image.length,
      content_sealed: await subjects.sealBytes(
        subject,
        Buffer.from(PERSON.image),
        `files.content_sealed:${file}`,
      ),
      created_at: at,
      expires_at: new Date(Date.parse(at) + 5 * 86_400_000).toISOString(),
    })
    .execute();
  const message = ids();
  await db
    .insertInto('outbox')
    .values({
      id: message,
      conversation_id: conversation,
      cause: `inbound:${message}`,
      payload_sealed: await seal(JSON.stringify({ text: `${PERSON.name}，您好` }), `outbox:${message}`),
      created_at: at,
      not_before: at,
      sent_at: null,
      failed_at: null,
      attempts: 0,
      error: null,
    })
    .execute();
  const photo = ids();
  await db
    .insertInto('photos')
    .values({
      id: photo,
      subject_id: subject,
      conversation_id: conversation,
      draft_id: 'draft',
      case_id: null,
      mime: 'image/jpeg',
      bytes: PERSON.image.length,
      image_sealed: await subjects.sealBytes(subject, Buffer.from(PERSON.image), `photos:${photo}`),
      created_at: at,
    })
    .execute();
  const asked = await subjects.create();
  await db
    .insertInto('questions')
    .values({
      id: ids(),
      region: '411024',
      status: 'answered',
      text_sealed: await subjects.seal(asked, PERSON.story, 'questions'),
      subject_id: asked,
      asker_lookup: vault.lookups('asker', conversation)[0] ?? '',
      asked_at: at,
    })
    .execute();
}

async function writeStaff({ db, subjects, vault, clock, ids }: Unit): Promise<void> {
  const subject = await subjects.create();
  const staff = ids();
  const at = clock().toISOString();
  await db
    .insertInto('staff')
    .values({
      id: staff,
      name_sealed: await subjects.seal(subject, PERSON.name, `staff.name_sealed:${staff}`),
      subject_id: subject,
      role: 'township',
      region: '411024104',
      unit: null,
      active: 1,
      created_at: at,
    })
    .execute();
  const code = vault.lookups('staff-code', `583920${staff}`)[0] ?? '';
  await db
    .insertInto('staff_codes')
    .values({ code_lookup: code, staff_id: staff, expires_at: at, used_at: null })
    .execute();
}

/** A declared case with its household. */
async function writeCase(unit: Unit, conversation: string): Promise<void> {
  const { db, subjects, vault, audit, clock, ids } = unit;
  const at = clock().toISOString();
  const [subject, household, matter] = [await subjects.create(), ids(), ids()];
  await db
    .insertInto('households')
    .values({
      id: household,
      subject_id: subject,
      county: '411024',
      township: '411024104',
      village: null,
      person_sealed: await subjects.seal(subject, JSON.stringify(PERSON), `households:${household}`),
      name_lookup: vault.lookups('name', PERSON.name)[0] ?? '',
      id_lookup: vault.lookups('id', PERSON.idNumber)[0] ?? '',
      phone_lookup: vault.lookups('phone', PERSON.phone)[0] ?? '',
      created_at: at,
    })
    .execute();
  await db
    .insertInto('cases')
    .values({
      id: matter,
      receipt: `R${matter.slice(0, 8)}`,
      household_id: household,
      subject_id: subject,
      source: 'resident',
      county: '411024',
      queue: '411024104',
      village: null,
      unrouted: 0,
      urgent: 0,
      stage: 'received',
      paused_at: null,
      procedure_hash: 'p',
      handler_id: null,
      opened_at: at,
      stage_at: at,
      due_on: null,
      due_provisional: 0,
      decided_at: null,
      outcome: null,
      note_sealed: await subjects.seal(subject, PERSON.story, `cases:${matter}`),
      version: 0,
    })
    .execute();
  await db
    .insertInto('declarations')
    .values({
      id: ids(),
      case_id: matter,
      household_id: household,
      subject_id: subject,
      draft_id: ids(),
      conversation_id: conversation,
      filer: 'self',
      consents_json: '[]',
      answers_sealed: await subjects.seal(subject, JSON.stringify(PERSON), 'declarations'),
      kind: 'declaration',
      created_at: at,
    })
    .execute();
  await db
    .insertInto('case_followers')
    .values({ case_id: matter, conversation_id: conversation, standing: 'household', created_at: at })
    .execute();
  await audit.append(matter, { actor: `resident:${conversation}`, action: 'declared' });
}
