import { Procedures, WorkCalendar } from '../../src/casework/index.ts';
import { Divisions, Gazetteer } from '../../src/regions/index.ts';
import { MonthlyChecks, Register } from '../../src/register/index.ts';
import { YANLING } from '../casework/world.ts';

/** The register of 鄢陵县, as it is wired in the program. */
export const register = new Register({
  procedures: Procedures.load('corpus/regions'),
  calendar: WorkCalendar.load('corpus/calendar'),
  gazetteer: Gazetteer.load('corpus/gazetteer'),
  divisions: Divisions.fromFile('corpus/divisions.csv', [YANLING]),
  checks: MonthlyChecks.load('corpus/checks'),
});
