/** What is asked of the three who are to be administrators. */
import { describe, expect, it } from 'vitest';

import { bodyOf, flawsOf, nobody, usualEnd } from '@/pages/founding/founding';

const three = () => {
  const founders = nobody();
  Object.assign(founders.system, { name: '甲', document: '1' });
  Object.assign(founders.security, { name: '乙', document: '2' });
  Object.assign(founders.audit, { name: '丙', document: '3' });
  return founders;
};

describe('founding', () => {
  it('finds nothing wrong with three persons', () => expect([...flawsOf(three())]).toEqual([]));

  it('asks for what is missing', () => expect([...flawsOf(nobody()).keys()]).toContain('audit.document'));

  it('tells one person from three', () => {
    const founders = three();
    founders.audit.document = ' 1 ';
    founders.security.login = 'system';
    expect([...flawsOf(founders)]).toEqual([
      ['security.login', 'sameLogin'],
      ['audit.document', 'samePerson'],
    ]);
  });

  it('lets grants end within a year', () => {
    expect(usualEnd('2026-11-22')).toBe('2027-11-21');
    expect(usualEnd('2028-01-01')).toBe('2028-12-30');
  });

  it('sends what was typed without spaces around it', () => {
    const founders = three();
    founders.system.name = ' 甲 ';
    expect(bodyOf('t', founders, '2027-11-21').system).toEqual({ login: 'system', until: '2027-11-21', holder: { name: '甲', document_number: '1' } });
  });
});
