import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import written from '../../data/lexicon.json' with { type: 'json' };
import { CLASS_KINDS } from './class-defaults.ts';
import { classifyField } from './classify-field.ts';
import { knownWordsOf, LONGEST_TERM } from './lexicon.ts';
import { formsOf, wordKey, wordsOf } from './words.ts';

test('every group has a kind, a weight and a use that the code knows', () => {
  for (const { kind, weight, use, terms } of written.groups) {
    expect(CLASS_KINDS).toContain(kind);
    expect(weight).toBeGreaterThanOrEqual(0.5);
    expect(weight).toBeLessThanOrEqual(1);
    expect(['any', 'head', 'suffix', 'person']).toContain(use);
    expect(terms.length).toBeGreaterThan(0);
  }
});

test('every phrase is in the form in which names are compared, and can be found', () => {
  const phrases = written.groups.flatMap((group) => group.terms);
  expect(phrases.filter((phrase) => wordsOf(phrase).join(' ') !== phrase)).toEqual([]);
  expect(phrases.filter((phrase) => knownWordsOf(phrase).length > LONGEST_TERM)).toEqual([]);
});

test.each([
  ['userIDs', ['user', 'id']],
  ['first_name', ['first', 'name']],
  ['HTMLBody2', ['html', 'body']],
  ['kebab-case.dotted name', ['kebab', 'case', 'dotted', 'name']],
  ['prénomÉlève', ['prenom', 'eleve']],
  ['straße', ['strasse']],
  ['address1', ['address']],
  ['last4', ['last4']],
  ['', []],
])('%s is read as %j', (name, words) => {
  expect(wordsOf(name)).toEqual(words);
});

test.each([
  ['geburtsdatum', ['geburtsdatum']],
  ['kundentelefonnummer', ['kunden', 'telefonnummer']],
  ['customeremailaddress', ['customer', 'emailaddress']],
  ['fecha_de_nacimiento', ['fecha', 'nacimiento']],
  ['quuxfrob', ['quuxfrob']],
])('%s is taken apart as %j', (name, words) => {
  expect(knownWordsOf(name)).toEqual(words);
});

test('a word is the first of its own forms', () => {
  fc.assert(fc.property(fc.string(), (word) => formsOf(word)[0] === word));
});

test('names that differ in case and separators have one key', () => {
  expect(new Set(['pickupLocation', 'pickup_location', 'PickupLocations', 'PICKUP-LOCATION'].map(wordKey)).size).toBe(
    1,
  );
});

test('any name gets a verdict with a weight between threshold and one, or none', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.option(fc.string(), { nil: undefined }),
      fc.option(fc.string(), { nil: undefined }),
      (name, parent, type) => {
        const verdict = classifyField({ name, parent, type });
        return verdict === undefined || (verdict.weight >= 0.5 && verdict.weight <= 1);
      },
    ),
  );
});
