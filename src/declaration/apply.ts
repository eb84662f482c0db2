import { withAside } from './asides.ts';
import { type Answers, CAUSES, type Cause, type Consent, type Draft, isProxy, type StepId } from './draft.ts';
import type { CauseChange, ConsentAnswer, Found } from './found.ts';
import { intakeOf, openStep, reopen } from './journey.ts';
import { NOTICE_VERSION } from './texts.ts';

/** A draft with what a message gave, and the steps whose answers are new or other than before. */
export interface Applied {
  draft: Draft;
  changed: StepId[];
}

/**
 * Takes what was found into the draft. Changing an answer clears only what depends on it: another kind of filer asks
 * for the relation and for consent by the words meant for them; nothing else is asked again.
 */
export function apply(draft: Draft, found: Found, now: Date): Applied {
  const before = draft.answers;
  let answers = withConsent(withFiler(before, found), found.consent, now);
  const kinPlace = found.isKinPlace === true ? found.place : draft.kinPlace;
  if (answers.filer === 'kin' && kinPlace !== undefined && before.filer !== 'kin') {
    answers = { ...answers, place: kinPlace };
  }
  if (answers.consents?.some(({ kind, given }) => kind !== 'data-checks' && !given) === true) {
    return refused(draft, answers);
  }
  answers = withValues(answers, withoutKinPlace(found, answers));
  const changed = changedSteps(before, answers, draft, found);
  let next: Draft = {
    ...draft,
    ...(kinPlace === undefined ? {} : { kinPlace }),
    answers,
    urgent: draft.urgent || found.urgent === true,
  };
  next = withPlaceSaid(withPlaceState(next, found, changed), found);
  if (found.photosDone === true) next = withSkipped(next, 'photos');
  if (found.wants !== undefined) next = reopen(next, found.wants);
  if (found.edit !== undefined) next = reopen(next, found.edit);
  else next = closed(next, found, changed);
  return { draft: withAsides(withoutAnswered(next, changed), draft, found), changed };
}

/** A digression is counted at its question; an answer, or another question, ends the row. */
function withAsides(next: Draft, before: Draft, { aside }: Found): Draft {
  const step = openStep(before);
  if (openStep(next) === step) return aside === undefined ? next : withAside(next, step, aside);
  const { aside: _, ...rest } = next;
  return rest;
}

/** A relative's home is no answer unless the declaration is for them. */
function withoutKinPlace(found: Found, { filer }: Answers): Found {
  if (found.isKinPlace !== true || filer === 'kin') return found;
  const { place: _, ...rest } = found;
  return rest;
}

function withFiler(answers: Answers, found: Found): Answers {
  const { filer, relation, filerName, selfName } = found;
  const next: Answers = { ...answers };
  if (filer !== undefined && filer !== answers.filer) {
    next.filer = filer;
    if (filer !== 'kin') delete next.relation;
    // Consent was given to another text: for oneself, or after asking the one concerned.
    if (answers.filer !== undefined && isProxy(filer) !== isProxy(answers.filer)) delete next.consents;
  }
  if (relation !== undefined) next.relation = relation;
  if (filerName !== undefined) next.filerName = filerName;
  if (selfName !== undefined) next.selfName = selfName;
  return withSelfName(next);
}

/** "我叫…" names the household for who files for themself, and the filer for a proxy. */
function withSelfName(answers: Answers): Answers {
  const { selfName, ...rest } = answers;
  if (selfName === undefined || answers.filer === undefined) return answers;
  if (isProxy(answers.filer)) return { ...rest, filerName: answers.filerName ?? selfName };
  return { ...rest, name: selfName };
}

function withConsent(answers: Answers, consent: ConsentAnswer | undefined, now: Date): Answers {
  if (consent === undefined) return answers;
  const said: [Consent['kind'], boolean | undefined][] = [
    ['sensitive', consent.sensitive],
    ['data-checks', consent.dataChecks],
    ['guardian', consent.guardian],
  ];
  const consents = [...(answers.consents ?? [])];
  for (const [kind, given] of said) {
    if (given === undefined) continue;
    const at = consents.findIndex((each) => each.kind === kind);
    if (at >= 0) consents.splice(at, 1);
    consents.push({ kind, given, version: NOTICE_VERSION, at: now.toISOString() });
  }
  return { ...answers, consents };
}

/** Without consent nothing that was said is kept, except who files and the village of a scanned code. */
function refused(draft: Draft, answers: Answers): Applied {
  const kept: Answers = { consents: answers.consents ?? [] };
  if (answers.filer !== undefined) kept.filer = answers.filer;
  if (answers.relation !== undefined) kept.relation = answers.relation;
  if (answers.place?.how === 'code') kept.place = answers.place;
  const {
    reopened: _,
    placeChoices: _c,
    placeSaid: _s,
    browse: _b,
    aside: _a,
    kinPlace: _k,
    ...rest
  } = draft;
  return { draft: { ...rest, answers: kept, skipped: [], wants: [] }, changed: ['consent'] };
}

function withValues(answers: Answers, found: Found): Answers {
  const next: Answers = { ...answers };
  if (found.name !== undefined) next.name = found.name;
  if (found.idNumber !== undefined) next.idNumber = found.idNumber;
  if (found.phone !== undefined) next.phone = found.phone;
  if (found.place !== undefined) next.place = found.place;
  if (found.causeWords !== undefined && next.story === undefined) next.causeWords = found.causeWords;
  if (found.child !== undefined) next.child = found.child;
  if (found.causes !== undefined) next.causes = changedCauses(answers.causes ?? [], found.causes);
  if (found.story !== undefined) next.story = withCauseWords(found.story, next);
  if (found.moreStory !== undefined) {
    next.story =
      next.story === undefined ? withCauseWords(found.moreStory, next) : `${next.story}\n${found.moreStory}`;
  }
  if (next.story !== undefined) delete next.causeWords;
  if (found.photos !== undefined) next.photos = [...new Set([...(answers.photos ?? []), ...found.photos])];
  if (found.household !== undefined) next.household = { ...answers.household, ...found.household };
  if (found.income !== undefined) next.income = { ...answers.income, ...found.income };
  return next;
}

/** The story behind the few words with which its cause was told. */
function withCauseWords(story: string, { causeWords }: Answers): string {
  return causeWords === undefined || story.includes(causeWords) ? story : `${causeWords}\n${story}`;
}

/** The causes after a change: in the order said, each once, 其他 only while nothing better is known. */
function changedCauses(causes: readonly Cause[], change: CauseChange): Cause[] {
  const base = change.set ?? causes;
  const kept = base.filter((cause) => !change.remove?.includes(cause));
  const all = [...new Set([...kept, ...(change.add ?? [])])].filter((cause) => CAUSES.includes(cause));
  return all.length > 1 ? all.filter((cause) => cause !== '其他') : all;
}

const STEP_OF: Partial<Record<keyof Answers, StepId>> = {
  filer: 'filer',
  relation: 'relation',
  consents: 'consent',
  name: 'name',
  idNumber: 'id_number',
  phone: 'phone',
  place: 'place',
  causes: 'causes',
  story: 'story',
  photos: 'photos',
  household: 'household',
  income: 'income',
};

function changedSteps(before: Answers, after: Answers, draft: Draft, found: Found): StepId[] {
  const changed = new Set<StepId>();
  for (const [key, step] of Object.entries(STEP_OF) as [keyof Answers, StepId][]) {
    if (JSON.stringify(before[key]) !== JSON.stringify(after[key])) changed.add(step);
  }
  if (found.photosDone === true && !draft.skipped.includes('photos')) changed.add('photos');
  return [...changed];
}

/** Lists being leafed through, and the choice among places of one name: open until a place is taken or left. */
function withPlaceState(draft: Draft, found: Found, changed: readonly StepId[]): Draft {
  const { placeChoices, browse, ...rest } = draft;
  if (found.placeChoices !== undefined) return { ...rest, placeChoices: found.placeChoices };
  if (found.browse !== undefined) return { ...rest, browse: found.browse };
  // Who goes on to something else has left the list of villages: the township is enough to file.
  if (found.place !== undefined || (changed.length > 0 && browse?.within !== undefined)) return rest;
  return {
    ...rest,
    ...(placeChoices === undefined ? {} : { placeChoices }),
    ...(browse === undefined ? {} : { browse }),
  };
}

/** What was written in vain is kept until there is a place, and goes with one that nobody could tell. */
function withPlaceSaid(draft: Draft, found: Found): Draft {
  if (found.place === undefined) {
    const { placeSaid } = found;
    return placeSaid === undefined ? draft : { ...draft, placeSaid: [...(draft.placeSaid ?? []), placeSaid] };
  }
  const { placeSaid, ...rest } = draft;
  const { place } = rest.answers;
  if (placeSaid === undefined || place?.how !== 'intake') return rest;
  return { ...rest, answers: { ...rest.answers, place: intakeOf([...placeSaid, place.text]) } };
}

function withSkipped(draft: Draft, step: StepId): Draft {
  return { ...draft, skipped: [...draft.skipped.filter((each) => each !== step), step] };
}

/** A reopened question is closed by its answer, the same as before or not. */
function closed(draft: Draft, found: Found, changed: readonly StepId[]): Draft {
  const { reopened, ...rest } = draft;
  if (reopened === undefined) return draft;
  const isAnswered = changed.includes(reopened) || answersStep(found, reopened);
  // Ticking causes in their list goes on until the list is closed (`causes:done`).
  const isTicking = reopened === 'causes' && found.causes?.set === undefined && found.causes !== undefined;
  return isAnswered && !isTicking && openStep(rest) !== reopened ? rest : draft;
}

function answersStep(found: Found, step: StepId): boolean {
  const fields: Partial<Record<StepId, unknown>> = {
    filer: found.filer,
    relation: found.relation,
    consent: found.consent,
    name: found.name ?? found.selfName,
    id_number: found.idNumber,
    phone: found.phone,
    place: found.place,
    causes: found.causes,
    story: found.story ?? found.moreStory,
    photos: found.photosDone,
    household: found.household,
    income: found.income,
  };
  return fields[step] !== undefined;
}

/** A step answered after all is no longer one passed over (photos: passed over means finished). */
function withoutAnswered(draft: Draft, changed: readonly StepId[]): Draft {
  const skipped = draft.skipped.filter((step) => step === 'photos' || !changed.includes(step));
  return { ...draft, skipped };
}
