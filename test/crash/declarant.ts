import type { Person } from '../bot-api/person.ts';

/** What a person answers when the bot's last message has these words and no button that settles it. */
const ANSWERS: [RegExp, keyof Particulars][] = [
  [/身份证号/, 'idNumber'],
  [/电话/, 'phone'],
  [/名字|姓名/, 'name'],
  [/哪个乡镇|哪个村/, 'place'],
  [/难在哪里|原因/, 'causes'],
  [/出了什么事|经过/, 'story'],
];
/** Buttons that are pressed where they are offered. */
const PRESSED = ['filer:self', 'consent:all', 'submit'];

export interface Particulars {
  name: string;
  idNumber: string;
  phone: string;
  place: string;
  causes: string;
  story: string;
}

/** Somebody who declares on Telegram: looks at the last message and answers it, whatever happened in between. */
export class Declarant {
  readonly person: Person;
  readonly particulars: Particulars;
  /** Messages and presses sent. */
  sent = 0;
  #answered = 0;

  constructor(person: Person, particulars: Particulars) {
    this.person = person;
    this.particulars = particulars;
  }

  begin(): void {
    this.person.says('我要申报');
    this.sent += 1;
  }

  /** All receipt numbers that this person was ever shown. */
  get receipts(): string[] {
    const shown = this.person
      .hears()
      .flatMap((text) => text.match(/[2-9A-HJKMNP-Z]{3}-[2-9A-HJKMNP-Z]{3}-[2-9A-HJKMNP-Z]{3}/g) ?? []);
    return [...new Set(shown)];
  }

  get isDone(): boolean {
    return this.receipts.length > 0;
  }

  /** Looks at the phone; answers when there is something new. */
  act(): void {
    const last = this.person.screen().at(-1);
    if (this.isDone || last === undefined || last.from !== 'bot' || last.id === this.#answered) return;
    this.#answered = last.id;
    const button = last.buttons.find(({ id }) => PRESSED.includes(id));
    const answer = ANSWERS.find(([words]) => words.test(last.text))?.[1];
    if (button !== undefined) this.person.presses(button.id, last.id);
    else this.person.says(answer === undefined ? '没有' : this.particulars[answer]);
    this.sent += 1;
  }
}
