/**
 * Deadlines counted by hand with the notices of the State Council beside a calendar of the wall, before the calendar files
 * were looked at. Nothing here comes out of the program: a row names every day that counts, and the last one is the due
 * day. The dates are Shanghai's; a year is written where it turns.
 */

/** What the notices of 2024, 2025 and 2026 give: days off (`from..to` with both), and weekend days that are worked. */
export const NOTICES = {
  2024: {
    off: '01-01 02-10..02-17 04-04..04-06 05-01..05-05 06-10 09-15..09-17 10-01..10-07',
    worked: '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12',
  },
  2025: {
    off: '01-01 01-28..02-04 04-04..04-06 05-01..05-05 05-31..06-02 10-01..10-08',
    worked: '01-26 02-08 04-27 09-28 10-11',
  },
  2026: {
    off: '01-01..01-03 02-15..02-23 04-04..04-06 05-01..05-05 06-19..06-21 09-25..09-27 10-01..10-07',
    worked: '01-04 02-14 02-28 05-09 09-20 10-10',
  },
} as const;

/**
 * `county stage limit | start | the days that count | why`: the case comes into the stage at the start. `*` marks the day
 * from which its owner is reminded, `?` a day that is provisional.
 */
export const STAGES_ALONE = `
# plain weeks
411024 received 2 | 2026-11-02 09:00 | 11-03* 11-04 | Monday: Tuesday is the first day
411024 verification 5 | 2026-11-02 09:00 | 11-03 11-04 11-05* 11-06 11-09 | to Friday and the Monday after
411024 village_review 3 | 2026-11-04 14:30 | 11-05 11-06* 11-09 | Wednesday: Thursday, Friday, Monday
411024 notice 5 | 2026-11-06 17:00 | 11-09 11-10 11-11 11-12* 11-13 | Friday: the whole week after
411024 township_review 3 | 2026-11-12 08:00 | 11-13 11-16* 11-17 | Thursday: Friday, Monday, Tuesday
411024 county_decision 5 | 2026-11-16 09:00 | 11-17 11-18 11-19* 11-20 11-23 | Monday to Monday
360734 received 1 | 2026-11-05 09:00 | 11-06* | one day, reminded on it
360734 verification 3 | 2026-11-05 09:00 | 11-06 11-09* 11-10 | three days where others have five
360734 village_review 2 | 2026-11-06 09:00 | 11-09* 11-10 | Friday: Monday and Tuesday
360734 county_decision 2 | 2026-11-09 09:00 | 11-10* 11-11 | two days
210422 verification 5 | 2026-08-03 09:00 | 08-04 08-05 08-06* 08-07 08-10 | nothing of its own: the defaults
210422 county_decision 5 | 2026-08-07 09:00 | 08-10 08-11 08-12* 08-13 08-14 | promptly is no number of days
411326 notice 5 | 2026-07-15 09:00 | 07-16 07-17 07-20 07-21* 07-22 | Wednesday to Wednesday
411326 township_review 3 | 2026-07-17 09:00 | 07-20 07-21* 07-22 | Friday: the first three of the next week
411024 verification 5 | 2024-02-26 09:00 | 02-27 02-28 02-29* 03-01 03-04 | 29 February is a Thursday
411024 received 2 | 2024-02-28 09:00 | 02-29* 03-01 | over the leap day
411024 received 2 | 2025-02-27 09:00 | 02-28* 03-03 | no leap day: Friday, and Monday is 3 March
# the clock of the day
411024 received 2 | 2026-11-02 00:00 | 11-03* 11-04 | the first minute of Monday
411024 received 2 | 2026-11-02 07:59 | 11-03* 11-04 | Sunday still in Greenwich, Monday here
411024 received 2 | 2026-11-02 23:59 | 11-03* 11-04 | the last minute of Monday
411024 received 2 | 2026-11-03 00:00 | 11-04* 11-05 | one minute later it is Tuesday
411024 received 2 | 2026-11-06 23:59 | 11-09* 11-10 | Friday night
411024 received 2 | 2026-11-07 00:00 | 11-09* 11-10 | Saturday from its first minute
411024 received 2 | 2026-11-08 23:59 | 11-09* 11-10 | Sunday night: Monday is the first day
411024 received 2 | 2026-11-09 00:00 | 11-10* 11-11 | Monday from its first minute: Tuesday is the first day
360734 received 1 | 2026-11-08 23:59 | 11-09* | Sunday night: due on the next day
360734 received 1 | 2026-11-09 00:00 | 11-10* | and a minute later a day after
411024 verification 5 | 2026-09-30 23:59 | 10-08 10-09 10-10* 10-12 10-13 | the last minute before National Day
411024 verification 5 | 2026-10-01 00:00 | 10-08 10-09 10-10* 10-12 10-13 | its first minute
411024 verification 5 | 2026-10-08 00:00 | 10-09 10-10 10-12* 10-13 10-14 | the first minute after it
# New Year
411024 received 2 | 2023-12-29 09:00 | 2024-01-02* 01-03 | Friday: the weekend and Monday the 1st are off
411024 verification 5 | 2023-12-27 09:00 | 12-28 12-29 2024-01-02* 01-03 01-04 | 2023 to 2024
411024 notice 5 | 2024-01-01 12:00 | 01-02 01-03 01-04 01-05* 01-08 | posted on New Year's Day
411024 received 2 | 2024-12-31 09:00 | 2025-01-02* 01-03 | only Wednesday the 1st is off
411024 verification 5 | 2024-12-30 09:00 | 12-31 2025-01-02 01-03* 01-06 01-07 | 2024 to 2025
411024 village_review 3 | 2025-01-01 10:00 | 01-02 01-03* 01-06 | begun on the holiday
360734 verification 3 | 2024-12-30 16:00 | 12-31 2025-01-02* 01-03 | 2024 to 2025 in Ganzhou
411024 received 2 | 2025-12-31 09:00 | 2026-01-04* 01-05 | 1 to 3 January off, Sunday the 4th worked
411024 verification 5 | 2025-12-29 09:00 | 12-30 12-31 2026-01-04* 01-05 01-06 | 2025 to 2026
411024 received 2 | 2026-01-01 00:00 | 01-04* 01-05 | midnight of the new year
411024 received 2 | 2026-01-04 09:00 | 01-05* 01-06 | received on the Sunday that is worked
360734 received 1 | 2025-12-31 23:59 | 2026-01-04* | due on a Sunday
411326 county_decision 5 | 2025-12-30 09:00 | 12-31 2026-01-04 01-05* 01-06 01-07 | with the Sunday
# Spring Festival
411024 verification 5 | 2024-02-02 09:00 | 02-04 02-05 02-06* 02-07 02-08 | Sunday the 4th is worked
411024 verification 5 | 2024-02-07 09:00 | 02-08 02-09 02-18* 02-19 02-20 | the eve is a working day, Sunday the 18th too
411024 received 2 | 2024-02-09 18:00 | 02-18* 02-19 | on the eve: eight days off
411024 county_decision 5 | 2024-02-12 09:00 | 02-18 02-19 02-20* 02-21 02-22 | within the holiday
210422 notice 5 | 2024-02-05 09:00 | 02-06 02-07 02-08 02-09* 02-18 | ends on the worked Sunday
411024 verification 5 | 2025-01-24 09:00 | 01-26 01-27 02-05* 02-06 02-07 | Sunday the 26th worked, 28 January to 4 February off
411024 notice 5 | 2025-01-27 09:00 | 02-05 02-06 02-07 02-08* 02-10 | Saturday the 8th worked, Sunday not
411024 received 2 | 2025-01-28 08:00 | 02-05* 02-06 | on the eve, which is off from 2025 on
411024 village_review 3 | 2025-02-06 09:00 | 02-07 02-08* 02-10 | the worked Saturday counts
360734 verification 3 | 2025-01-26 09:00 | 01-27 02-05* 02-06 | begun on the worked Sunday
411024 verification 5 | 2026-02-12 09:00 | 02-13 02-14 02-24* 02-25 02-26 | Saturday the 14th worked, 15 to 23 off
411024 received 2 | 2026-02-14 09:00 | 02-24* 02-25 | received on the worked Saturday
411024 notice 5 | 2026-02-13 09:00 | 02-14 02-24 02-25 02-26* 02-27 | nine days off within
411024 county_decision 5 | 2026-02-17 10:00 | 02-24 02-25 02-26* 02-27 02-28 | due on the worked Saturday
411024 township_review 3 | 2026-02-26 09:00 | 02-27 02-28* 03-02 | over it and its Sunday
411326 verification 5 | 2026-02-23 23:59 | 02-24 02-25 02-26* 02-27 02-28 | the last minute of the holiday
360734 notice 5 | 2026-02-11 09:00 | 02-12 02-13 02-14 02-24* 02-25 | Wednesday before it
# Qingming
411024 verification 5 | 2024-04-01 09:00 | 04-02 04-03 04-07* 04-08 04-09 | 4 to 6 off, Sunday the 7th worked
411024 received 2 | 2024-04-03 09:00 | 04-07* 04-08 | the day before
411024 received 2 | 2024-04-05 09:00 | 04-07* 04-08 | within
411024 verification 5 | 2025-04-01 09:00 | 04-02 04-03 04-07* 04-08 04-09 | Friday the 4th off, nothing made up
411024 received 2 | 2025-04-03 17:30 | 04-07* 04-08 | Thursday evening
411024 verification 5 | 2026-04-02 09:00 | 04-03 04-07 04-08* 04-09 04-10 | Monday the 6th off
411024 received 2 | 2026-04-06 09:00 | 04-07* 04-08 | on the Monday that is off
360734 county_decision 2 | 2026-04-03 09:00 | 04-07* 04-08 | Friday: Tuesday, Wednesday
# Labour Day
411024 verification 5 | 2024-04-26 09:00 | 04-28 04-29 04-30* 05-06 05-07 | Sunday the 28th worked, 1 to 5 May off
411024 notice 5 | 2024-04-30 09:00 | 05-06 05-07 05-08 05-09* 05-10 | hangs over the holiday
411024 county_decision 5 | 2024-05-06 09:00 | 05-07 05-08 05-09* 05-10 05-11 | due on the worked Saturday
411024 received 2 | 2024-05-10 09:00 | 05-11* 05-13 | the worked Saturday, then Monday
411024 verification 5 | 2025-04-25 09:00 | 04-27 04-28 04-29* 04-30 05-06 | Sunday the 27th worked
411024 received 2 | 2025-04-30 09:00 | 05-06* 05-07 | the eve of five days off
411024 township_review 3 | 2025-05-03 09:00 | 05-06 05-07* 05-08 | on the Saturday within
411024 verification 5 | 2026-04-29 09:00 | 04-30 05-06 05-07* 05-08 05-09 | due on the worked Saturday
411024 village_review 3 | 2026-05-07 09:00 | 05-08 05-09* 05-11 | over it
360734 received 1 | 2026-05-08 09:00 | 05-09* | Friday: Saturday is worked
411024 received 2 | 2026-05-09 23:59 | 05-11* 05-12 | the last minute of the worked Saturday
# Dragon Boat Festival
411024 verification 5 | 2024-06-06 09:00 | 06-07 06-11 06-12* 06-13 06-14 | Monday the 10th off
411024 received 2 | 2024-06-07 09:00 | 06-11* 06-12 | Friday before
411024 verification 5 | 2025-05-29 09:00 | 05-30 06-03 06-04* 06-05 06-06 | 31 May to Monday 2 June off
411024 received 2 | 2025-05-30 20:00 | 06-03* 06-04 | Friday evening
411024 verification 5 | 2026-06-17 09:00 | 06-18 06-22 06-23* 06-24 06-25 | Friday the 19th off
411024 notice 5 | 2026-06-19 09:00 | 06-22 06-23 06-24 06-25* 06-26 | posted on the holiday
# Mid-Autumn Festival
411024 verification 5 | 2024-09-12 09:00 | 09-13 09-14 09-18* 09-19 09-20 | Saturday the 14th worked, 15 to 17 off
411024 received 2 | 2024-09-13 09:00 | 09-14* 09-18 | due after it
411024 verification 5 | 2026-09-22 09:00 | 09-23 09-24 09-28* 09-29 09-30 | Friday the 25th off
411024 received 2 | 2026-09-24 09:00 | 09-28* 09-29 | the day before
411024 received 2 | 2026-09-25 09:00 | 09-28* 09-29 | on it
# National Day
411024 verification 5 | 2024-09-27 09:00 | 09-29 09-30 10-08* 10-09 10-10 | Sunday the 29th worked, 1 to 7 off
411024 notice 5 | 2024-09-30 09:00 | 10-08 10-09 10-10 10-11* 10-12 | ends on the worked Saturday
411024 received 2 | 2024-10-11 09:00 | 10-12* 10-14 | the worked Saturday, then Monday
411024 verification 5 | 2025-09-26 09:00 | 09-28 09-29 09-30* 10-09 10-10 | eight days off with Mid-Autumn
411024 received 2 | 2025-09-30 09:00 | 10-09* 10-10 | the eve
411024 village_review 3 | 2025-10-08 12:00 | 10-09 10-10* 10-11 | the eighth day is off too
360734 township_review 2 | 2025-10-09 09:00 | 10-10* 10-11 | due on the worked Saturday
411024 received 2 | 2025-10-10 09:00 | 10-11* 10-13 | over it
411024 verification 5 | 2026-09-18 09:00 | 09-20 09-21 09-22* 09-23 09-24 | Sunday the 20th worked
411024 verification 5 | 2026-09-28 09:00 | 09-29 09-30 10-08* 10-09 10-10 | 1 to 7 off, Saturday the 10th worked
411024 received 2 | 2026-10-03 09:00 | 10-08* 10-09 | within
411024 county_decision 5 | 2026-09-30 09:00 | 10-08 10-09 10-10* 10-12 10-13 | the eve
210422 township_review 3 | 2026-09-30 09:00 | 10-08 10-09* 10-10 | due on the worked Saturday
# begun on a weekend day that is worked
411024 received 2 | 2024-02-04 09:00 | 02-05* 02-06 | Sunday before Spring Festival
411024 received 2 | 2024-05-11 09:00 | 05-13* 05-14 | Saturday after Labour Day
411024 received 2 | 2025-10-11 09:00 | 10-13* 10-14 | Saturday after National Day
411024 received 2 | 2026-09-20 09:00 | 09-21* 09-22 | Sunday before National Day
411024 verification 5 | 2026-10-10 09:00 | 10-12 10-13 10-14* 10-15 10-16 | a week from the Saturday
# into 2027, whose notice is not out: weekends only
411024 received 2 | 2026-12-29 09:00 | 12-30* 12-31 | the last day of 2026 is certain
360734 received 1 | 2026-12-30 09:00 | 12-31* | so it is in Ganzhou
411024 received 2 | 2026-12-30 09:00 | 12-31* 2027-01-01? | a Friday counts until the notice says otherwise
360734 received 1 | 2026-12-31 09:00 | 2027-01-01*? | the same
411024 verification 5 | 2026-12-28 09:00 | 12-29 12-30 12-31* 2027-01-01 01-04? | three days of 2026
411024 county_decision 5 | 2026-12-31 23:59 | 2027-01-01 01-04 01-05* 01-06 01-07? | the last minute of 2026
411024 received 2 | 2027-01-01 09:00 | 01-04* 01-05? | wholly in 2027
`;
