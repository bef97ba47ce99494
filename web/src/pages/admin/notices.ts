/** The form of a holiday notice, as the files that the program brings along have it. */
import { fill, type Words } from '@/i18n';

const NUMBER: Words = { zh: '国办发明电〔{year}〕号', en: 'number of the notice' };
const TITLE: Words = { zh: '{year}年放假调休安排', en: 'Days off and worked weekends in {year}' };
const NEW_YEAR: Words = { zh: '元旦', en: 'New Year’s Day' };

/** A notice of this year to begin with: its first holiday, the others are to be written below it in the same way. */
export const sampleOf = (year: number): string => `year = ${year}
number = "${fill(NUMBER.zh, { year: year - 1 })}"
issued = ${year - 1}-11-01
title = { zh = "${fill(TITLE.zh, { year })}", en = "${fill(TITLE.en, { year })}" }
worked = []

[certainty]
days = "seen"
number = "seen"
issued = "seen"
statutory = "seen"

[[off]]
name = { zh = "${NEW_YEAR.zh}", en = "${NEW_YEAR.en}" }
from = ${year}-01-01
until = ${year}-01-01
statutory = [${year}-01-01]
`;
