/** More deadlines counted by hand: of cases whose clock stood still, went back, was capped or began anew. */

/**
 * `county stage limit | what happened | the days that count | why`; `total` beside the limit is the county's over the whole,
 * counted from receipt. The day on which a case is returned counts, the one on which it goes on does not. Without `*` the
 * reminder is due at once; `= day` is the due day where every day had counted before, `over n` how late the case is then.
 */
export const STORIES = `
# paused
411024 verification 5 | 2026-11-02 09:00 verification; 11-03 10:00 return; 11-06 15:00 resume | 11-03 11-09 11-10* 11-11 11-12 | stood for Wednesday to Friday
411024 verification 5 | 2026-11-02 09:00 verification; 11-03 09:00 return; 11-03 17:00 resume | 11-03 11-04 11-05* 11-06 11-09 | back on the same day: nothing is gained
411024 verification 5 | 2026-11-02 09:00 verification; 11-06 17:00 return; 11-08 09:00 resume | 11-03 11-04 11-05 11-06 11-09 | over a weekend: neither
411024 verification 5 | 2026-11-02 09:00 verification; 11-04 09:00 return; 11-05 08:00 supplement | 11-03 11-04 11-06* 11-09 11-10 | the household sends it itself: one day
411024 verification 5 | 2026-11-02 09:00 verification; 11-03 23:59 return; 11-04 00:00 resume | 11-03 11-05 11-06* 11-09 11-10 | two minutes over midnight are Wednesday
411024 verification 5 | 2026-11-02 09:00 verification; 11-09 09:00 return; 11-12 09:00 resume | 11-03 11-04 11-05 11-06 11-09 = 11-12 | returned on its last day: due on the day it goes on
411024 verification 5 | 2026-11-02 09:00 verification; 11-11 09:00 return; 11-13 09:00 resume | 11-03 11-04 11-05 11-06 11-09 = 11-11 over 2 | returned two days late, it is two days late again
411024 verification 5 | 2026-09-28 09:00 verification; 09-29 09:00 return; 10-08 09:00 resume | 09-29 10-09 10-10* 10-12 10-13 | over National Day: the 30th and the 8th
411024 verification 5 | 2026-09-28 09:00 verification; 10-03 09:00 return; 10-05 09:00 resume | 09-29 09-30 10-08* 10-09 10-10 | within National Day: nothing
411024 verification 5 | 2026-02-11 09:00 verification; 02-13 09:00 return; 02-24 09:00 resume | 02-12 02-13 02-25* 02-26 02-27 | over Spring Festival: Saturday the 14th and the 24th
411024 verification 5 | 2024-04-26 09:00 verification; 04-28 09:00 return; 05-06 09:00 resume | 04-28 05-07 05-08* 05-09 05-10 | returned on a worked Sunday: 29, 30 April, 6 May
411024 county_decision 5 | 2024-05-06 09:00 county_decision; 05-07 09:00 return; 05-11 09:00 resume | 05-07 05-13 05-14* 05-15 05-16 | goes on on a worked Saturday
411024 verification 5 | 2026-11-02 09:00 verification; 11-03 09:00 return; 11-05 09:00 resume; 11-06 09:00 return; 11-10 09:00 resume | 11-03 11-06 11-11* 11-12 11-13 | twice in one stage
411024 received 2 | 2026-11-02 09:00 received; 11-02 10:00 return; 11-04 09:00 resume | 11-05* 11-06 | returned as soon as it came
411024 verification 5 | 2026-11-02 09:00 received; 11-03 09:00 return; 11-10 09:00 resume; 11-11 09:00 verification | 11-12 11-13 11-16* 11-17 11-18 | a stage before: its own five days
411024 verification 5 | 2026-11-02 09:00 received; 11-02 10:00 return; 11-04 09:00 resume; 11-05 09:00 verification; 11-06 09:00 return; 11-10 09:00 resume | 11-06 11-11 11-12* 11-13 11-16 | in one stage and in the next
411024 verification 5 | 2024-12-30 09:00 verification; 12-31 09:00 return; 2025-01-03 09:00 resume | 2024-12-31 2025-01-06 01-07* 01-08 01-09 | over the end of 2024
411024 village_review 3 | 2025-12-30 09:00 village_review; 12-31 09:00 return; 2026-01-05 09:00 resume | 2025-12-31 2026-01-06* 01-07 | over the end of 2025: Sunday the 4th and the 5th
411024 verification 5 | 2026-12-28 09:00 verification; 12-29 09:00 return; 2027-01-05 09:00 resume | 2026-12-29 2027-01-06 01-07* 01-08 01-11? | over the end of 2026, weekends only
411024 verification 5 | 2026-12-28 09:00 verification; 12-29 09:00 return; 12-29 17:00 resume | 12-29 12-30 12-31* 2027-01-01 01-04? | back on the same day, it is no more certain than before
360734 verification 3 | 2026-11-03 09:00 verification; 11-04 09:00 return; 11-10 09:00 resume | 11-04 11-11* 11-12 | in Ganzhou
# transfers: the clock goes on
411024 verification 5 | 2026-11-02 09:00 verification; 11-03 09:00 transfer; 11-04 09:00 accept | 11-03 11-04 11-05* 11-06 11-09 | accepted
411024 verification 5 | 2026-11-02 09:00 verification; 11-03 09:00 transfer; 11-05 09:00 reject | 11-03 11-04 11-05* 11-06 11-09 | rejected
411024 received 2 | 2026-11-02 09:00 received; 11-03 09:00 transfer; 11-06 09:00 accept | 11-03 11-04 = 11-04 over 2 | answered late: it comes overdue
411024 verification 5 | 2026-09-28 09:00 verification; 09-30 09:00 transfer; 10-08 09:00 accept | 09-29 09-30 10-08* 10-09 10-10 | over National Day
411024 verification 5 | 2026-11-02 09:00 received; 11-03 09:00 transfer; 11-05 09:00 accept; 11-06 09:00 verification | 11-09 11-10 11-11* 11-12 11-13 | the next stage is the receiver's
411024 received 2 | 2026-11-02 09:00 received; 11-03 09:00 return; 11-04 09:00 transfer; 11-05 09:00 accept; 11-06 09:00 resume | 11-03 11-09 | while it stood still: 4, 5 and 6 November
# sent back: the stage's time begins anew
411024 verification 5 | 2026-11-02 09:00 township_review; 11-04 09:00 back verification | 11-05 11-06 11-09* 11-10 11-11 | to be verified again
411024 township_review 3 | 2026-09-28 09:00 county_decision; 09-30 09:00 back township_review | 10-08 10-09* 10-10 | before National Day
411024 township_review 3 | 2026-11-02 09:00 county_decision; 11-12 09:00 back township_review | 11-13 11-16* 11-17 | late at the county, not at the township
411024 verification 5 | 2026-11-02 09:00 township_review; 11-03 09:00 return; 11-06 09:00 resume; 11-09 09:00 back verification | 11-10 11-11 11-12* 11-13 11-16 | what stood before is past
411024 township_review 3 | 2026-11-02 09:00 township_review; 11-04 09:00 back notice; 11-05 09:00 township_review | 11-06 11-09* 11-10 | and forward again
411024 township_review 3 | 2025-12-29 09:00 county_decision; 12-31 09:00 back township_review | 2026-01-04 01-05* 01-06 | at the end of the year
# Ganzhou's 15 days over the whole
360734 notice 5 | 2026-11-02 09:00 received; 11-05 09:00 notice | 11-06 11-09 11-10 11-11* 11-12 | early on, the stage's own days
360734 notice total 15 | 2026-11-02 09:00 received; 11-19 09:00 notice | 11-03 11-04 11-05 11-06 11-09 11-10 11-11 11-12 11-13 11-16 11-17 11-18 11-19 11-20* 11-23 | of its five days two are left
360734 county_decision total 15 | 2026-11-02 09:00 received; 11-20 09:00 county_decision | 11-03 11-04 11-05 11-06 11-09 11-10 11-11 11-12 11-13 11-16 11-17 11-18 11-19 11-20* 11-23 | one of two
360734 county_decision total 15 | 2026-11-02 09:00 received; 11-25 09:00 county_decision | 11-03 11-04 11-05 11-06 11-09 11-10 11-11 11-12 11-13 11-16 11-17 11-18 11-19 11-20 11-23 = 11-23 over 2 | used up before it came
360734 notice total 15 | 2026-11-02 23:59 received; 11-19 09:00 notice | 11-03 11-04 11-05 11-06 11-09 11-10 11-11 11-12 11-13 11-16 11-17 11-18 11-19 11-20* 11-23 | received in the last minute of the day
360734 notice total 15 | 2026-11-01 09:00 received; 11-19 09:00 notice | 11-02 11-03 11-04 11-05 11-06 11-09 11-10 11-11 11-12 11-13 11-16 11-17 11-18 11-19* 11-20 | received on a Sunday: Monday counts
360734 notice total 15 | 2026-11-02 09:00 received; 11-03 09:00 verification; 11-04 09:00 return; 11-10 09:00 resume; 11-24 09:00 notice | 11-03 11-04 11-11 11-12 11-13 11-16 11-17 11-18 11-19 11-20 11-23 11-24 11-25 11-26* 11-27 | four days stood still
360734 county_decision total 15 | 2026-11-02 09:00 received; 11-02 10:00 return; 11-04 09:00 resume; 11-05 09:00 verification; 11-06 09:00 return; 11-10 09:00 resume; 11-26 09:00 county_decision | 11-05 11-06 11-11 11-12 11-13 11-16 11-17 11-18 11-19 11-20 11-23 11-24 11-25 11-26* 11-27 | twice, in two stages
360734 township_review total 15 | 2026-11-02 09:00 received; 11-20 09:00 township_review; 11-20 15:00 return; 11-25 09:00 resume | 11-03 11-04 11-05 11-06 11-09 11-10 11-11 11-12 11-13 11-16 11-17 11-18 11-19 11-20 11-26 | with one day left
360734 notice total 15 | 2026-02-09 09:00 received; 03-03 09:00 notice | 02-10 02-11 02-12 02-13 02-14 02-24 02-25 02-26 02-27 02-28 03-02 03-03 03-04 03-05* 03-06 | over Spring Festival with both Saturdays
360734 notice total 15 | 2026-09-18 09:00 received; 10-12 09:00 notice | 09-20 09-21 09-22 09-23 09-24 09-28 09-29 09-30 10-08 10-09 10-10 10-12 10-13 10-14* 10-15 | over Mid-Autumn and National Day
360734 notice total 15 | 2024-12-20 09:00 received; 2025-01-09 09:00 notice | 2024-12-23 12-24 12-25 12-26 12-27 12-30 12-31 2025-01-02 01-03 01-06 01-07 01-08 01-09 01-10* 01-13 | over the end of 2024
360734 notice total 15 | 2026-12-21 09:00 received; 2027-01-07 09:00 notice | 2026-12-22 12-23 12-24 12-25 12-28 12-29 12-30 12-31 2027-01-01 01-04 01-05 01-06 01-07 01-08* 01-11? | over the end of 2026
360734 verification total 15 | 2026-11-02 09:00 received; 11-18 09:00 township_review; 11-19 09:00 back verification | 11-03 11-04 11-05 11-06 11-09 11-10 11-11 11-12 11-13 11-16 11-17 11-18 11-19 11-20* 11-23 | sent back, the whole is not begun anew
# objections: a new clock
411024 verification 5 | 2026-11-02 09:00 county_decision; 11-03 09:00 decide; 11-05 09:00 object | 11-06 11-09 11-10* 11-11 11-12 | verified again
411024 verification 5 | 2026-09-21 09:00 county_decision; 09-28 09:00 decide; 10-03 09:00 object | 10-08 10-09 10-10* 10-12 10-13 | objected within National Day
411024 verification 5 | 2026-11-02 09:00 county_decision; 11-05 09:00 decide; 11-08 23:59 object | 11-09 11-10 11-11* 11-12 11-13 | on Sunday night
411024 verification 5 | 2025-12-22 09:00 county_decision; 12-26 09:00 decide; 2026-01-01 10:00 object | 2026-01-04 01-05 01-06* 01-07 01-08 | on New Year's Day
411024 verification 5 | 2026-11-02 09:00 county_decision; 11-03 09:00 decide; 11-05 09:00 object; 11-06 09:00 return; 11-10 09:00 resume | 11-06 11-11 11-12* 11-13 11-16 | and paused then
360734 verification 3 | 2026-11-02 09:00 received; 11-10 09:00 county_decision; 11-11 09:00 decide; 11-16 09:00 object | 11-17 11-18* 11-19 | in Ganzhou, though the first 15 days are almost over
360734 verification 3 | 2026-11-02 09:00 received; 11-10 09:00 county_decision; 11-11 09:00 decide; 12-07 09:00 object | 12-08 12-09* 12-10 | in Ganzhou, two weeks after the first 15 days ended
360734 notice total 15 | 2026-11-02 09:00 received; 11-10 09:00 county_decision; 11-11 09:00 decide; 11-16 09:00 object; 12-03 09:00 notice | 11-17 11-18 11-19 11-20 11-23 11-24 11-25 11-26 11-27 11-30 12-01 12-02 12-03 12-04* 12-07 | 15 days from the objection
360734 notice total 15 | 2026-11-02 09:00 received; 11-02 10:00 return; 11-06 09:00 resume; 11-09 09:00 county_decision; 11-10 09:00 decide; 11-16 09:00 object; 12-03 09:00 notice | 11-17 11-18 11-19 11-20 11-23 11-24 11-25 11-26 11-27 11-30 12-01 12-02 12-03 12-04* 12-07 | what stood still before the decision is not given twice
360734 notice total 15 | 2026-11-02 09:00 received; 11-10 09:00 county_decision; 11-11 09:00 decide; 11-16 09:00 object; 11-18 09:00 county_decision; 11-19 09:00 decide; 12-01 09:00 object; 12-16 09:00 notice | 12-02 12-03 12-04 12-07 12-08 12-09 12-10 12-11 12-14 12-15 12-16 12-17 12-18 12-21* 12-22 | objected twice: 15 days from the second
`;

/** `county task limit | received | the days that count | why`: a department's task is due when the household is verified. */
export const TASKS = `
# tasks
411024 task 7 | 2026-11-02 09:00 | 11-03 11-04 11-05 11-06 11-09 11-10 11-11 | two days and five
411024 task 7 | 2026-11-08 23:59 | 11-09 11-10 11-11 11-12 11-13 11-16 11-17 | on Sunday night
411024 task 7 | 2026-09-28 09:00 | 09-29 09-30 10-08 10-09 10-10 10-12 10-13 | over National Day
411024 task 7 | 2026-02-12 09:00 | 02-13 02-14 02-24 02-25 02-26 02-27 02-28 | over Spring Festival, due on a worked Saturday
411024 task 7 | 2024-04-26 09:00 | 04-28 04-29 04-30 05-06 05-07 05-08 05-09 | over Labour Day
411024 task 7 | 2025-12-29 09:00 | 12-30 12-31 2026-01-04 01-05 01-06 01-07 01-08 | over the end of 2025
360734 task 4 | 2026-11-02 09:00 | 11-03 11-04 11-05 11-06 | one day and three
360734 task 4 | 2026-09-30 09:00 | 10-08 10-09 10-10 10-12 | over National Day
411024 task 7 | 2026-12-24 09:00 | 12-25 12-28 12-29 12-30 12-31 2027-01-01 01-04? | into 2027
`;

/** A notice for 2027 as it may come; invented, since none is out. */
export const NOTICE_2027 = {
  off: '01-01..01-03 02-05..02-11',
  worked: '01-31 02-13',
} as const;

/** `county stage limit | what happened | days by weekends only | days once the notice is loaded | why`. */
export const MADE_FINAL = `
# the notice of 2027 comes
411024 received 2 | 2026-12-30 09:00 | 12-31 2027-01-01? | 12-31 2027-01-04 | New Year's Day is off after all
411024 verification 5 | 2026-12-28 09:00 | 12-29 12-30 12-31 2027-01-01 01-04? | 12-29 12-30 12-31 2027-01-04 01-05 | one day later
411024 county_decision 5 | 2026-12-31 09:00 | 2027-01-01 01-04 01-05 01-06 01-07? | 2027-01-04 01-05 01-06 01-07 01-08 | one day later
411024 notice 5 | 2027-01-29 09:00 | 02-01 02-02 02-03 02-04 02-05? | 01-31 02-01 02-02 02-03 02-04 | a worked Sunday: one day earlier
411024 verification 5 | 2027-02-03 09:00 | 02-04 02-05 02-08 02-09 02-10? | 02-04 02-12 02-13 02-15 02-16 | Spring Festival, and the Saturday after it worked
411024 verification 5 | 2026-12-28 09:00 verification; 12-29 09:00 return; 2027-01-05 09:00 resume | 2026-12-29 2027-01-06 01-07 01-08 01-11? | 2026-12-29 2027-01-06 01-07 01-08 01-11 | stood over the holiday: the same day, certain now
411024 verification 5 | 2026-12-21 09:00 received; 12-22 09:00 return; 12-24 09:00 resume; 12-28 09:00 verification | 12-29 12-30 12-31 2027-01-01 01-04? | 12-29 12-30 12-31 2027-01-04 01-05 | what stood in the stage before does not come in again
411024 verification 5 | 2026-12-01 09:00 verification; 12-30 09:00 return; 2027-01-04 09:00 resume | 2026-12-02 12-03 12-04 12-07 12-08 = 12-11? over 16 | 2026-12-02 12-03 12-04 12-07 12-08 = 12-10 over 16 | late already, it stood for two days and not for three
360734 notice total 15 | 2026-12-21 09:00 received; 2027-01-07 09:00 notice | 2026-12-22 12-23 12-24 12-25 12-28 12-29 12-30 12-31 2027-01-01 01-04 01-05 01-06 01-07 01-08 01-11? | 2026-12-22 12-23 12-24 12-25 12-28 12-29 12-30 12-31 2027-01-04 01-05 01-06 01-07 01-08 01-11 01-12 | the whole, too
360734 notice total 15 | 2026-12-14 09:00 received; 12-15 09:00 return; 12-18 09:00 resume; 2027-01-06 09:00 notice | 2026-12-15 12-21 12-22 12-23 12-24 12-25 12-28 12-29 12-30 12-31 2027-01-01 01-04 01-05 01-06 01-07? | 2026-12-15 12-21 12-22 12-23 12-24 12-25 12-28 12-29 12-30 12-31 2027-01-04 01-05 01-06 01-07 01-08 | the whole, and three days that stood still
360734 notice total 15 | 2026-12-21 09:00 received; 12-28 09:00 verification; 12-30 09:00 return; 2027-01-05 09:00 resume; 01-13 09:00 notice | 2026-12-22 12-23 12-24 12-25 12-28 12-29 12-30 2027-01-06 01-07 01-08 01-11 01-12 01-13 01-14 01-15? | 2026-12-22 12-23 12-24 12-25 12-28 12-29 12-30 2027-01-06 01-07 01-08 01-11 01-12 01-13 01-14 01-15 | stood over the holiday: three days, not four, and the same end
`;
