import { beforeAll, describe, expect, test } from 'vitest';
import { CRASH, checkMade, said } from './check-made.ts';
import type { Made } from './check-made.ts';
import { goodApp, goodServices } from './good-app.ts';
import { aliasBomb } from './makings.ts';

const HEAD = 'version: 1\napp: x\ndata:\n  pii: { title: T, value: 3, class: personal }\n';

// Bounds of time are about the input, not about loading the engine.
beforeAll(() => checkMade(goodApp), 120_000);

describe('a broken intent file is said with its place, the app is judged, and the exit code is 2', () => {
  test.each<[string, Made, readonly string[]]>([
    ['not YAML', 'version: 1\ndata: { pii: [ }\n x', ['good/intended.yaml:2 error: invalid YAML']],
    ['empty', '', ['good/intended.yaml:1 error: the intent file is empty; run `intended init` to propose one']],
    ['a list', '- a\n', ['good/intended.yaml:1 error: the intent file is a list; write it as a mapping']],
    [
      'bytes that are no text',
      new Uint8Array([0, 1]),
      ['good/intended.yaml:1 error: intent file: `good/intended.yaml` is not text'],
    ],
    [
      'ten million nodes through aliases',
      aliasBomb(),
      ['good/intended.yaml:5 error: alias `*a3` makes the document too large'],
    ],
    [
      'wrong shapes',
      'version: one\napp: []\ndata: [a]\nservices: 5\nroutes: { "POST /x": 3 }\nexternal: hello\naccept: { a: b }\n',
      [
        'good/intended.yaml:1 error: version `one` of the intent file is not known; write `version: 1`',
        'good/intended.yaml:2 error: `app` is a list; write a text',
        'good/intended.yaml:3 error: `data` is a list',
        'good/intended.yaml:4 error: `services` is `5`',
        'good/intended.yaml:5 error: route `POST /x` is `3`',
        'good/intended.yaml:6 error: `external` is `hello`',
        'good/intended.yaml:7 error: `accept` is not a list',
      ],
    ],
    [
      'unknown classes, values and verbs',
      'version: 1\napp: x\ndata:\n  pii: { title: T, value: 9, class: nonsense }\nservices:\n  GoodFunction: { may: [{ write: [nope], in: GoodTable }, { fly: [pii] }] }\n',
      [
        'good/intended.yaml:4 error: `nonsense` is not a class of data; write one of',
        'good/intended.yaml:4 error: the value of data class `pii` cannot be `9`',
        'good/intended.yaml:6 error: data class `nope` is not declared; add it under `data` or remove it here',
        'good/intended.yaml:6 error: `fly` is not a key of an entry of `may`',
      ],
    ],
    [
      'names of the language, and nothing',
      `${HEAD}  constructor: { title: T, value: 3, class: personal, fields: [__proto__, null] }\n`,
      ['good/intended.yaml:5 error: `fields` of data class `constructor`'],
    ],
  ])('%s', async (_, intent, expected) => {
    const checked = await checkMade({ ...goodApp, 'good/intended.yaml': intent });
    for (const says of expected) expect(said(checked).join('\n')).toContain(says);
    expect([checked.code, checked.report.complete]).toEqual([2, false]);
    expect(checked.report.matrix.map((row) => row.service)).toEqual(expect.arrayContaining([...goodServices]));
    expect(checked.err).not.toMatch(CRASH);
    expect(checked.milliseconds).toBeLessThan(20_000);
  });

  test('a folder in its place', async () => {
    const checked = await checkMade({ ...goodApp, 'good/intended.yaml/x': '' });
    expect(said(checked)).toEqual([
      'good/intended.yaml:1 error: intent file: `good/intended.yaml` is a folder; name a file',
    ]);
    expect(checked.code).toBe(2);
  });
});

describe('an intent file that can be read but does not fit is judged by, with warnings', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'entries twice: the last counts',
      `${HEAD}  pii: { title: U, value: 3, class: personal }\nservices:\n  GoodFunction: { may: [] }\n  GoodFunction: { may: [] }\n`,
      [
        'good/intended.yaml:5 warning: key `pii` is already on line 4 and replaces it here',
        'good/intended.yaml:8 warning: key `GoodFunction` is already on line 7 and replaces it here',
      ],
    ],
    [
      'names of nothing',
      `${HEAD}services:\n  Ghost: { may: [{ write: [pii], in: GhostTable }] }\n  __proto__: { may: [] }\nroutes: { "POST /ghost": { audience: public } }\naccept: [{ finding: nope, on: Ghost, because: x }]\n`,
      [
        'good/intended.yaml:6 warning: service `Ghost` is not in the application; remove it',
        'good/intended.yaml:6 warning: `GhostTable`, which `Ghost` may write, is not in the application, did you mean `GoodTable`?',
        'good/intended.yaml:7 warning: service `__proto__` is not in the application',
        'good/intended.yaml:8 warning: route `POST /ghost` is not in the application',
        'good/intended.yaml:9 warning: `Ghost`, on which `nope` is accepted, is not in the application',
      ],
    ],
  ])('%s', async (_, intent, expected) => {
    const checked = await checkMade({ ...goodApp, 'good/intended.yaml': intent });
    for (const says of expected) expect(said(checked).join('\n')).toContain(says);
    expect([checked.code, checked.report.complete]).toEqual([1, true]);
  });
});
